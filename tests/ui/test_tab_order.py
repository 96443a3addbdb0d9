"""Tab goes through the fields from top to bottom, also those that are made anew for another selection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.model import queries


def _selected(hands, what: str) -> None:
    session = hands.window.session
    document, shape = session.document, queries.structure(session.document, session.map_id)
    lanes = {lane.id for lane in shape.lanes}
    chosen = {
        "map": [],
        "persona": [queries.personas(document)[0].id],
        "pain": [next(card.id for card in document.cards.values() if card.type == "pains" and card.lane in lanes)],
    }
    # There and back: forms are kept, and parts of them are built anew.
    session.select([queries.personas(document)[1].id])
    QApplication.processEvents()
    session.select([])
    QApplication.processEvents()
    session.select(chosen[what])
    QApplication.processEvents()


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("what", ["map", "persona", "pain"])
def test_tab_walks_the_inspector_from_top_to_bottom(hands, what: str, back: bool) -> None:
    inspector = hands.window.inspector
    _selected(hands, what)
    fields = inspector.area.widget()
    places = []
    if back:
        hands.window.top.search.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(12):
            if inspector.isAncestorOf(QApplication.focusWidget()):
                break
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    else:
        inspector.focus_first()
    while inspector.isAncestorOf(QApplication.focusWidget()) and len(places) < 80:
        stop = QApplication.focusWidget()
        corner = stop.mapTo(fields, QPoint(0, stop.height() // 2))
        places.append((corner.y(), corner.x()))
        QTest.keyClick(stop, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not stop
    rows = [y for y, _ in places]
    assert rows == sorted(rows, reverse=back)
    assert len(places) > 8
