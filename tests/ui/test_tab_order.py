"""Tab through the inspector leaves nothing behind that Qt frees on its own."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidgetItem


def test_tab_keeps_no_hold_of_what_layouts_free(hands):
    session = hands.window.session
    pain = next(one for one in hands.document.cards.values() if one.type == "pains" and one.map == session.map_id)
    session.select([pain.id])
    hands.action("next_pane")
    before = len(_items())
    passed = []
    for _ in range(8):
        focus = QApplication.focusWidget()
        passed.append(next((name for name, row in _rows(hands).items() if row.isAncestorOf(focus)), ""))
        hands.key(Qt.Key.Key_Tab)
    wanted = [name for name in _rows(hands) if name in passed]
    assert [name for name in dict.fromkeys(passed) if name] == wanted and len(wanted) > 4, "from top to bottom"
    assert len(_items()) == before


def _items():
    return [one for one in shiboken6.getAllValidWrappers() if type(one) is QWidgetItem]


def _rows(hands):
    return hands.window.inspector.form().rows
