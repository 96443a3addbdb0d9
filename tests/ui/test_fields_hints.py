"""What an empty field says it is for."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from cjdesigner.edit import maps


def test_an_empty_field_has_room_for_all_that_it_says_it_is_for(hands):
    document, made = maps.add_blank(hands.document)
    hands.window.session.commit(document, "New map")
    hands.window.session.show_map(made)
    hands.window.resize(1100, 800)
    QApplication.processEvents()
    boxes = [box for box in hands.window.inspector.findChildren(QPlainTextEdit) if box.isVisible()]
    said = [box for box in boxes if not box.toPlainText() and box.placeholderText()]
    assert said
    for box in said:
        room = QRect(0, 0, box.viewport().width(), 10_000)
        words = box.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), box.placeholderText())
        assert words.height() <= box.viewport().height(), box.placeholderText()
