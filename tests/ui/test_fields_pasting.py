"""Far too much pasted into a field, or over the table: it is cut and said, or left to what can say it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from cjdesigner.model.records import MAX_TEXT


def test_far_too_much_pasted_into_a_field_is_cut_and_said(hands):
    session = hands.window.session
    card = next(one for one in hands.document.cards.values() if one.type == "pains" and one.map == session.map_id)
    session.select([card.id])
    row = hands.window.inspector.form().rows["notes"]
    data = QMimeData()
    data.setText("word " * 1_000_000)
    row.editor.box.setFocus()
    row.editor.box.insertFromMimeData(data)
    assert MAX_TEXT < len(row.editor.box.toPlainText()) < 3 * MAX_TEXT
    row.editor.settle()
    assert row.fault.isVisible() and hands.document.cards[card.id].notes == card.notes


def test_far_too_much_pasted_over_the_table_is_offered_in_part(hands, qtbot):
    hands.action("table")
    grid = hands.window.table.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    before = hands.document
    QGuiApplication.clipboard().setText("a\tb\n" * 200_000)
    hands.action("paste")
    notice = hands.window.notice
    qtbot.waitUntil(lambda: notice.isVisible() and "at most" in notice.text.text())
    assert hands.document is before
    QGuiApplication.clipboard().clear()
