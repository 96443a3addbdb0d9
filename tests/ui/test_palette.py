"""The palette: what it offers, what is dragged from it, and its personas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from cjdesigner import words
from cjdesigner.draw.fonts import load
from cjdesigner.edit import personas
from cjdesigner.editor.session import Session
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model import queries
from cjdesigner.ui import appearance, mime
from cjdesigner.ui.palette import Palette
from cjdesigner.ui.palette_rows import PaletteRow


@pytest.fixture
def palette(qtbot: QtBot, session: Session) -> Palette:
    pane = Palette(session)
    qtbot.addWidget(pane)
    pane.resize(pane.sizeHint().width(), 700)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def test_a_row_for_every_lane_type(palette: Palette) -> None:
    assert [row.carried() for row in palette.blocks] == [(mime.BLOCK, lane.key) for lane in LANE_TYPES]
    assert palette.blocks[4].accessibleName() == "Pain point"


def test_blocks_and_two_personas_fit_without_scrolling(palette: Palette) -> None:
    assert palette.area.widget().sizeHint().height() <= 700
    assert palette.area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("code", list(words.LANGUAGES))
def test_no_name_and_no_hint_is_cut_off(qtbot: QtBot, session: Session, code: str, qapp) -> None:
    load("CJSans-SemiBold")
    font, sheet = qapp.font(), qapp.styleSheet()
    appearance.apply(qapp, "light")
    words.set_language(code)
    pane = Palette(session)
    qtbot.addWidget(pane)
    pane.resize(pane.sizeHint().width(), 700)
    pane.show()
    qtbot.waitExposed(pane)
    too_long = [
        text
        for row in pane.blocks
        for text, one in zip((row.title, row.hint), row.fonts(), strict=True)
        if QFontMetricsF(one).horizontalAdvance(text) > row.text_room()
    ]
    qapp.setFont(font)
    if qapp.styleSheet() != sheet:  # else every widget there is would be dressed once more for nothing
        qapp.setStyleSheet(sheet)
    assert too_long == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keyboard_chooses_a_block(qtbot: QtBot, palette: Palette, key: Qt.Key) -> None:
    palette.blocks[5].setFocus()
    with qtbot.waitSignal(palette.block_chosen) as heard:
        qtbot.keyClick(palette.blocks[5], key)
    assert heard.args == ["solutions"]


def test_double_click_chooses_and_a_single_click_does_not(qtbot: QtBot, palette: Palette) -> None:
    heard: list[str] = []
    palette.block_chosen.connect(heard.append)
    qtbot.mouseClick(palette.blocks[0], Qt.MouseButton.LeftButton)
    assert heard == []
    qtbot.mouseDClick(palette.blocks[0], Qt.MouseButton.LeftButton)
    assert heard == ["actions"]


def test_what_is_dragged(palette: Palette) -> None:
    drag = palette.blocks[4].drag()
    assert mime.content(drag.mimeData(), mime.BLOCK) == "pains"
    assert not drag.pixmap().isNull()
    persona = palette.rows[1]
    assert mime.content(persona.drag().mimeData(), mime.PERSONA) == persona.persona_id


def test_a_click_selects_a_persona_and_marks_it(qtbot: QtBot, palette: Palette, session: Session) -> None:
    first, second = queries.personas(session.document)
    qtbot.mouseClick(palette.rows[1], Qt.MouseButton.LeftButton, pos=QPoint(30, 15))
    assert session.selection == (second.id,)
    assert [row.marked for row in palette.rows] == [False, True]
    session.select([])
    assert not palette.rows[1].marked
    assert palette.rows[0].target and not palette.rows[1].target
    assert first.name in palette.rows[0].accessibleName()


def test_adding_a_persona_is_one_undo_step(qtbot: QtBot, palette: Palette, session: Session) -> None:
    qtbot.mouseClick(palette.add_button, Qt.MouseButton.LeftButton)
    assert len(palette.rows) == 3
    (chosen,) = session.selection
    assert chosen in session.document.maps[session.map_id].personas
    assert session.undo() == "Add persona"
    assert len(palette.rows) == 2


def test_rows_stay_while_other_things_change(palette: Palette, session: Session) -> None:
    row = palette.rows[0]
    document, _ = personas.add(session.document, "Third", session.map_id)
    session.commit(document, "x")
    assert palette.rows[0] is row
    assert palette.rows[2].accessibleName() == "Third"


def test_everything_can_be_reached_with_tab(palette: Palette) -> None:
    buttons = [one for one in palette.findChildren(QAbstractButton) if one.isVisible()]
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in buttons)
    assert all(one.accessibleName() or one.text() for one in buttons)


def test_language_and_session_can_change(palette: Palette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "catalogue", lambda code: {"Pain point": "Pijnpunt"} if code == "nl" else {})
    words.set_language("nl")
    palette.retranslate()
    assert palette.blocks[4].title == "Pijnpunt"
    palette.set_session(None)
    assert palette.rows == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_block_is_named_in_full_and_cards_are_text_in_a_window_of_the_usual_size(hands, language: str) -> None:
    window = hands.window
    window.set_language(language)
    hands.resize(1440, 900)
    for row in window.palette_pane.findChildren(PaletteRow):
        strong, quiet = row.fonts()
        assert QFontMetricsF(strong).horizontalAdvance(row.title) <= row.text_room() - row.trailing(), row.title
        assert QFontMetricsF(quiet).horizontalAdvance(row.hint) <= row.text_room(), row.hint
    window.canvas.fit_width()
    assert window.canvas.scale_now >= 0.45
