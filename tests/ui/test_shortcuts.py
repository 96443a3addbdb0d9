"""Keys can be changed, are never two actions', and go back to the usual ones."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from cjdesigner.ui import actions, shortcuts


def test_no_two_actions_have_the_same_key() -> None:
    seen: dict[str, str] = {}
    for spec in actions.ACTIONS:
        for key in spec.keys:
            assert shortcuts.same(key), (spec.id, key)
            assert shortcuts.same(key) not in seen, (key, spec.id, seen.get(shortcuts.same(key)))
            seen[shortcuts.same(key)] = spec.id


def test_a_key_is_taken_from_who_had_it() -> None:
    own = shortcuts.given({}, "add_persona", ("Ctrl+E",))
    assert shortcuts.keys_of("add_persona", own) == ("Ctrl+E",)
    assert shortcuts.keys_of("export", own) == ()
    assert shortcuts.holder("ctrl+e", own) == "add_persona"


def test_an_action_with_two_keys_loses_only_the_one() -> None:
    own = shortcuts.given({}, "add_persona", ("Ctrl+Y",))
    assert shortcuts.keys_of("redo", own) == ("Ctrl+Shift+Z",)


def test_reset_brings_the_usual_keys_back_from_whoever_has_them() -> None:
    own = shortcuts.given({}, "add_persona", ("Ctrl+E",))
    own = shortcuts.reset(own, "export")
    assert shortcuts.keys_of("export", own) == ("Ctrl+E",)
    assert shortcuts.keys_of("add_persona", own) == ()
    assert shortcuts.reset(own, "add_persona") == {}


def test_the_usual_keys_are_not_kept() -> None:
    own = shortcuts.given({"save": ("Ctrl+Alt+S",)}, "save", ("Ctrl+S",))
    assert own == {}


def test_a_key_for_typing_is_refused_and_a_function_key_is_not() -> None:
    assert shortcuts.refusal("A")
    assert shortcuts.refusal("Shift+A")
    assert shortcuts.refusal("")
    assert not shortcuts.refusal("F8")
    assert not shortcuts.refusal("Ctrl+Alt+A")


def test_what_is_no_key_in_the_settings_is_left_out() -> None:
    assert shortcuts.keys_of("save", {"save": ("", "Ctrl+Alt+S")}) == ("Ctrl+Alt+S",)


@pytest.mark.parametrize("code", ["en", "nl"])
def test_the_enter_key_is_called_as_in_the_hints(hands, code: str) -> None:
    hands.window.set_language(code)
    try:
        assert shortcuts.shown("Ctrl+Return") == "Ctrl+Enter"
        assert "Ctrl+Enter" in hands.window.action("add_card").toolTip()
    finally:
        hands.window.set_language("en")


def test_a_changed_key_works_in_the_window_at_once(hands) -> None:
    window = hands.window
    own = shortcuts.given({}, "panes", ("Ctrl+Alt+P",))
    window.preferences.change(shortcuts=own)
    window.use_preferences()
    before = window.panes_shown
    QTest.keyClick(window.canvas, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert window.panes_shown is not before
    QTest.keyClick(window.canvas, Qt.Key.Key_Backslash, Qt.KeyboardModifier.ControlModifier)
    assert window.panes_shown is not before
    assert "Ctrl+Alt+P" in window.action("panes").toolTip()


def test_what_the_window_says_about_keys_follows_them(hands) -> None:
    window = hands.window
    hands.action("find")
    window.preferences.change(shortcuts={"find_next": ("F7",), "find_previous": (), "outline": ("Ctrl+Alt+9",)})
    window.use_preferences()
    assert window.find_bar.next.toolTip() == "Next result (F7)"
    assert window.find_bar.previous.toolTip() == "Previous result"
    assert window.left_pane.tabs.tabToolTip(1).endswith("(Ctrl+Alt+9)")
    window.preferences.change(shortcuts={"focus": ("Ctrl+F12",)})
    window.use_preferences()
    hands.action("focus")
    assert any("Ctrl+F12 or Esc" in label.text() for label in window.notice.findChildren(QLabel))


@pytest.mark.parametrize("focus", ["canvas", "field"])
def test_the_row_of_digits_zooms_where_it_writes_letters(hands, focus: str) -> None:
    """In France and Belgium the key of 1 writes "&" and that of 0 "à"."""
    hands.action("zoom_fit")
    where = hands.canvas if focus == "canvas" else hands.window.inspector.findChildren(QPlainTextEdit)[0]
    where.setFocus()
    _press_on_row(where, 0, Qt.Key.Key_Ampersand, "&")
    assert hands.canvas.scale_now == pytest.approx(1.0)
    _press_on_row(where, 9, Qt.Key.Key_Agrave, "à")
    assert hands.canvas.scale_now != pytest.approx(1.0)


def _press_on_row(where: QWidget, place: int, key: Qt.Key, text: str) -> None:
    """Ctrl and the key at that place of the upper row, as the system tells of it."""
    code = place + (2 if sys.platform == "win32" else 10)
    control = Qt.KeyboardModifier.ControlModifier
    QApplication.sendEvent(where, QKeyEvent(QEvent.Type.KeyPress, key, control, code, 0, 0, text))
