"""The chip of a solution and that of a pain: it counts, it lights what it counts, and it leads there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.editor import telling
from cjdesigner.lanes import tally
from cjdesigner.layout import hits
from cjdesigner.model import queries
from tests.helpers.maps import two_mended


@pytest.fixture
def desk(hands_on):
    """A solution that mends two pains; a third pain has none."""
    document, _, _, late, lost, dear, answer = two_mended()
    hands = hands_on(document)
    hands.canvas.fit()
    hands.late, hands.lost, hands.dear, hands.answer = late, lost, dear, answer
    return hands


def shown(hands, card_id):
    return next(
        group for row in hands.window.session.drawing().rows for group in row.groups if group.meaning.id == card_id
    )


def words(group):
    return " ".join(line for shape in group.shapes for line in getattr(shape, "lines", ()))


def on_chip(hands, card_id) -> QPoint:
    box = hits.find(hands.window.session.drawing(), card_id)
    chip = tally.found(shown(hands, card_id).shapes)
    middle = QPointF(box.x + chip.x + chip.width / 2, box.y + chip.y + chip.height / 2)
    return hands.canvas.viewportTransform().map(middle).toPoint()


def hover(hands, place: QPoint) -> str:
    heard: list[str] = []
    # From elsewhere: where the pointer already is, as a test before may have left it, there would be no move.
    QTest.mouseMove(hands.canvas.viewport(), QPoint(1, 1))
    QApplication.processEvents()
    hands.canvas.hinted.connect(heard.append)
    QTest.mouseMove(hands.canvas.viewport(), place)
    QApplication.processEvents()
    hands.canvas.hinted.disconnect(heard.append)
    return heard[-1] if heard else ""


def test_both_ends_say_how_many(desk):
    assert "mends 2 pain points" in words(shown(desk, desk.answer))
    assert "mends 2 pain points" in shown(desk, desk.answer).meaning.text, "exports read it out"
    assert "1 solution" in words(shown(desk, desk.late)) and "1 solution" in shown(desk, desk.late).meaning.text
    assert tally.found(shown(desk, desk.dear).shapes) is None
    link = next(one for one in desk.document.links.values() if one.target == desk.lost)
    desk.window.session.select([link.id])
    desk.key(Qt.Key.Key_Delete)
    assert "mends 1 pain point" in words(shown(desk, desk.answer)), "a link that goes is counted no more"
    assert telling.details(desk.document, desk.document.cards[desk.answer]) == "mends It comes late"


def test_the_chip_lights_what_it_counts(desk):
    drawing = desk.window.session.drawing()
    said = hover(desk, on_chip(desk, desk.answer))
    assert "It comes late; It gets lost" in said
    assert set(desk.canvas.overlay.joined) == {hits.find(drawing, one) for one in (desk.late, desk.lost)}
    assert len(desk.canvas.overlay.lit_links) == 2
    assert desk.window.session.selection == ()
    hover(desk, desk.at(desk.dear))
    assert desk.canvas.overlay.joined == [] and desk.canvas.overlay.lit_links == []
    assert "Follow every parcel" in hover(desk, on_chip(desk, desk.late))


def test_a_click_on_the_chip_leads_there_and_back(desk):
    QTest.mouseClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=on_chip(desk, desk.answer))
    assert desk.window.session.selection == (desk.late, desk.lost)
    QTest.mouseClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=on_chip(desk, desk.lost))
    assert desk.window.session.selection == (desk.answer,)


def test_a_double_click_on_the_chip_types_nowhere(desk):
    before = desk.document
    desk.double_click(on_chip(desk, desk.answer))
    assert desk.canvas.text is None and desk.document == before
    assert desk.window.session.selection == (desk.late, desk.lost)


def test_a_card_is_dragged_by_its_chip_too(desk):
    card = desk.document.cards[desk.answer]
    second = queries.structure(desk.document, card.map).steps[1].id
    desk.drag(on_chip(desk, desk.answer), desk.cell(card.lane, second))
    assert desk.document.cards[desk.answer].start == second
    assert len(desk.document.links) == 2


def test_a_chip_that_cannot_be_read_is_no_target(desk):
    desk.canvas.zoom_to(0.3)
    QTest.mouseClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=on_chip(desk, desk.answer))
    assert desk.window.session.selection == (desk.answer,)
