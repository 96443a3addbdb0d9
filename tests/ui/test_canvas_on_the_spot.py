"""Text is edited where it stands: the field lies line for line on what the map shows, at any zoom."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from cjdesigner.draw.shapes import Text
from cjdesigner.draw.text import advance
from cjdesigner.edit import cards
from cjdesigner.model import queries
from cjdesigner.model.records import Card
from cjdesigner.ui.canvas.text_place import text_place

KINDS = ("actions", "touchpoints", "thoughts", "pains", "pictures", "emotions", "step", "phase", "lane", "title")
LONG = "No free hour to find out what to choose, and the shop closes before the children sleep"


def record_of(hands, kind):
    session = hands.window.session
    shape = queries.structure(session.document, session.map_id)
    if kind in ("step", "phase", "lane", "title"):
        return {"step": shape.steps[1], "phase": shape.phases[1], "lane": shape.lanes[1], "title": shape.map}[kind].id
    lane = next(lane.id for lane in shape.lanes if lane.type == kind)
    return next(card.id for step in shape.steps for card in queries.cell(session.document, lane, step.id))


def place_of(hands, record):
    session = hands.window.session
    found = session.document.find(record)
    payload = getattr(found, "payload", None)
    text = getattr(payload, "word", "") or getattr(found, "text", "") if isinstance(found, Card) else ""
    text = text or getattr(found, "name", "") or getattr(found, "title", "")
    return text_place(session.drawing(), session.scene(), session.document, record, text)


def drawn_lines(hands, record):
    """The lines on the map, each with its left edge and baseline on the canvas."""
    session, place = hands.window.session, place_of(hands, record)
    rows = [(row.y, group) for row in session.drawing().rows for group in row.groups if group.meaning.id == record]
    text = next(
        shape
        for y, group in rows
        for shape in group.shapes
        if isinstance(shape, Text) and abs(y + group.y + shape.baseline - place.baseline) < 0.01
    )
    move = hands.canvas.viewportTransform().map
    return [
        (line, move(QPointF(place.x, place.baseline + number * place.leading)).y())
        for number, line in enumerate(text.lines)
    ]


def field_lines(field):
    """The lines in the field, each with its baseline on the canvas."""
    found, block, layout = [], field.document().begin(), field.document().documentLayout()
    corner = field.pos() + field.viewport().pos()
    while block.isValid():
        top = layout.blockBoundingRect(block).y()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            units = block.text().encode("utf-16-le")[2 * line.textStart() : 2 * (line.textStart() + line.textLength())]
            text = units.decode("utf-16-le").rstrip()
            found.append((text, corner.y() + top + line.y() + line.ascent() - field.verticalScrollBar().value()))
        block = block.next()
    return found


@pytest.mark.parametrize("scale", [0.6, 0.8, 1.0, 1.37, 2.0])
@pytest.mark.parametrize("kind", KINDS)
def test_the_lines_of_the_field_lie_on_those_of_the_map(hands, kind, scale):
    hands.canvas.zoom_to(scale)
    record = record_of(hands, kind)
    hands.canvas.edit_text(record)
    QApplication.processEvents()
    field = hands.canvas.text.field
    drawn, shown = drawn_lines(hands, record), field_lines(field)
    if place_of(hands, record).style.size * scale < 6.5:
        return  # too small to be read: in a frame with larger letters
    assert [line for line, _ in shown] == [line for line, _ in drawn]
    for (_, there), (_, here) in zip(drawn, shown, strict=True):
        assert here == pytest.approx(there, abs=0.6)
    cursor = field.textCursor()
    cursor.setPosition(0)
    if kind != "emotions":  # centred: it begins where its width tells
        left = hands.canvas.viewportTransform().map(QPointF(place_of(hands, record).x, 0)).x()
        at = field.mapTo(hands.canvas.viewport(), field.cursorRect(cursor).topLeft()).x()
        assert at == pytest.approx(left, abs=1.6)
    assert field.rect().height() >= field.document().size().height() - 1  # nothing is cut off


def test_a_long_text_breaks_as_on_the_map_while_it_is_typed(hands):
    hands.canvas.zoom_to(0.8)
    card = record_of(hands, "pains")
    hands.canvas.edit_text(card)
    hands.type(LONG)
    drawn, shown = drawn_lines(hands, card), field_lines(hands.canvas.text.field)
    assert len(shown) >= 3
    assert [line for line, _ in shown] == [line for line, _ in drawn]
    assert shown[-1][1] == pytest.approx(drawn[-1][1], abs=0.6)


def a_hair_too_long(place):
    """Texts whose first line would be longer than its room by less than a pixel."""
    dice, found = random.Random(20), []
    while len(found) < 3:
        text = ""
        while advance(text, place.style) <= place.width:
            text = f"{text} {''.join(dice.choices('abcdefilmnorstuw', k=dice.randint(2, 9)))}".strip()
        if advance(text, place.style) - place.width < 0.6:
            found.append(text)
    return found


@pytest.mark.parametrize("kind", ["actions", "pains", "touchpoints", "step", "phase", "lane"])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.37])
def test_a_line_that_is_a_hair_too_long_for_the_map_breaks_in_the_field_too(hands, kind, scale):
    hands.canvas.zoom_to(scale)
    record = record_of(hands, kind)
    place = place_of(hands, record)
    for text in a_hair_too_long(place):
        hands.canvas.edit_text(record)
        hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.type(text)
        drawn, shown = drawn_lines(hands, record), field_lines(hands.canvas.text.field)
        assert [line for line, _ in shown] == [line for line, _ in drawn]
        hands.key(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    "text", ["الطرد يتأخر ولا أحد يخبرني بذلك", "👩‍👧 Nobody called 📦 and 日本語 too", "one\ntwo\n\nfour"]
)
def test_other_scripts_and_paragraphs_lie_on_the_spot_too(hands, text):
    hands.canvas.zoom_to(1.0)
    card, session = record_of(hands, "pains"), hands.window.session
    session.commit(cards.change(session.saved_document, [card], text=text), "Edit text")
    hands.canvas.edit_text(card)
    QApplication.processEvents()
    drawn, shown = drawn_lines(hands, card), field_lines(hands.canvas.text.field)
    assert [line.strip("\u200e\u200f") for line, _ in drawn] == [line for line, _ in shown]
    for (_, there), (_, here) in zip(drawn, shown, strict=True):
        assert here == pytest.approx(there, abs=0.6)


@pytest.mark.parametrize("kind", KINDS)
def test_ink_and_ground_are_those_of_the_map(hands, kind):
    hands.canvas.zoom_to(1.0)
    record = record_of(hands, kind)
    place = place_of(hands, record)
    hands.canvas.edit_text(record)
    QApplication.processEvents()
    field = hands.canvas.text.field
    inside = field.grab().toImage().pixelColor(3, field.height() - 3)
    assert inside == QColor(place.ground)
    corner = field.pos()
    hands.key(Qt.Key.Key_Escape)
    hands.window.session.select([])
    hands.canvas.pointing.hover(None)
    hands.canvas.settle()
    QApplication.processEvents()
    shot = hands.canvas.viewport().grab().toImage()
    beside = shot.pixelColor(corner.x() + 3, corner.y() + 3)
    assert abs(beside.lightness() - inside.lightness()) <= 3  # what it covers has the same colour


def test_the_type_is_that_of_the_text_not_of_its_kind(hands):
    hands.canvas.zoom_to(1.0)
    hands.canvas.edit_text(record_of(hands, "thoughts"))
    assert hands.canvas.text.field.font().italic()  # a quote


def test_an_empty_card_has_its_cursor_where_its_text_will_begin(hands):
    hands.canvas.zoom_to(1.0)
    session = hands.window.session
    lane, step = session.document.cards[record_of(hands, "pains")].lane, record_of(hands, "step")
    hands.canvas.add_card(lane, step)
    QApplication.processEvents()
    field = hands.canvas.text.field
    before = field.mapTo(hands.canvas.viewport(), field.cursorRect().topLeft())
    hands.type("x")
    QApplication.processEvents()
    cursor = field.textCursor()
    cursor.setPosition(0)
    after = field.mapTo(hands.canvas.viewport(), field.cursorRect(cursor).topLeft())
    assert (after - before).manhattanLength() <= 1


def test_opening_a_lane_or_the_title_scrolls_nothing_that_is_in_sight(hands):
    hands.canvas.zoom_to(1.0)
    for kind in ("title", "lane"):
        record = record_of(hands, kind)
        hands.canvas.edit_text(record)
        hands.canvas.text.cancel()
        bars = hands.canvas.horizontalScrollBar().value(), hands.canvas.verticalScrollBar().value()
        hands.canvas.scroll_by(40, 0)
        moved = hands.canvas.horizontalScrollBar().value()
        hands.canvas.edit_text(record)
        assert (hands.canvas.horizontalScrollBar().value(), hands.canvas.verticalScrollBar().value()) == (
            moved,
            bars[1],
        )
        hands.canvas.text.cancel()


def test_zooming_while_typing_is_nothing_that_undo_stops_at(hands):
    hands.canvas.zoom_to(1.0)
    card = record_of(hands, "pains")
    text = hands.document.cards[card].text
    hands.canvas.edit_text(card)
    field = hands.canvas.text.field
    hands.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    hands.type("!")
    hands.canvas.zoom_to(1.5)
    QApplication.processEvents()
    hands.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == text


@pytest.mark.parametrize("text", ["Called", LONG])
def test_in_a_frame_all_of_the_text_is_in_sight(hands, text):
    session, card = hands.window.session, record_of(hands, "pains")
    session.commit(cards.change(session.saved_document, [card], text=text), "Edit text")
    hands.canvas.zoom_to(0.35)
    hands.canvas.edit_text(card)
    QApplication.processEvents()
    field = hands.canvas.text.field
    assert field.document().size().height() <= field.viewport().height() + 1
    assert field.verticalScrollBar().maximum() == 0


def test_too_small_to_be_read_it_opens_in_a_frame_with_larger_letters(hands):
    hands.canvas.zoom_to(0.35)
    hands.canvas.edit_text(record_of(hands, "pains"))
    assert hands.canvas.text.field.font().pixelSize() >= 11


def test_the_line_at_the_bottom_says_what_the_keys_do_while_a_text_is_open(hands):
    said = []
    hands.canvas.hinted.connect(said.append)
    hands.canvas.edit_text(record_of(hands, "pains"))
    assert "Shift+Enter" in said[-1]
    hands.canvas.pointing.hover(None)
    assert "Shift+Enter" in said[-1]
    hands.key(Qt.Key.Key_Escape)
    assert "Shift+Enter" not in said[-1]


def test_the_label_of_a_link_is_edited_where_it_stands_and_in_sight(hands):
    hands.canvas.zoom_to(1.0)
    session = hands.window.session
    drawn = {group.meaning.id: group for group in session.drawing().over}
    link = next(one for one in session.document.links.values() if one.label and one.id in drawn)
    label = next(shape for shape in drawn[link.id].shapes if isinstance(shape, Text))
    session.select([link.id])
    hands.canvas.edit_text(link.id)
    QApplication.processEvents()
    field = hands.canvas.text.field
    middle = hands.canvas.viewportTransform().map(
        QPointF(drawn[link.id].x + label.x, drawn[link.id].y + label.baseline)
    )
    assert field.geometry().center().x() == pytest.approx(middle.x(), abs=2)
    assert field.geometry().contains(middle.toPoint())
    assert hands.canvas.viewport().rect().contains(field.geometry())
    assert field.width() < 300


def test_pinned_names_lie_over_the_text_that_is_edited(hands):
    hands.canvas.zoom_to(1.0)
    hands.canvas.edit_text(record_of(hands, "pains"))
    field, surface = hands.canvas.text.field, hands.canvas.viewport()
    hands.canvas.scroll_by(0, field.y() - 40)  # half of it below the names of the steps
    QApplication.processEvents()
    assert field.y() < 48 < field.geometry().bottom()
    middle = field.geometry().center().x()
    assert surface.childAt(middle, field.y() + 2) is None
    assert surface.childAt(middle, field.geometry().bottom() - 2) is not None
    hands.canvas.scroll_by(0, -200)
    assert surface.childAt(middle, field.y() + 2) is not None
