"""Tab goes through the fields from top to bottom, also those that are made anew for another selection."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget, QWidgetItem

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


def _export(window) -> QWidget:
    from cjdesigner.ui.exporting.dialog import ExportDialog

    return ExportDialog(window.session, window.preferences, window)


def _print(window) -> QWidget:
    from cjdesigner.ui.printing.dialog import PrintDialog

    return PrintDialog(window.session, window.preferences, window)


def _preferences(window) -> QWidget:
    from cjdesigner.ui.dialogs.preferences import PreferencesDialog

    return PreferencesDialog(window.preferences, lambda: None, window)


def _audiences(window) -> QWidget:
    from cjdesigner.ui.dialogs.audiences import AudiencesDialog

    return AudiencesDialog(window.session, "", window)


def _start(window) -> QWidget:
    window.action("start").trigger()
    return window


@pytest.mark.parametrize("make", [_export, _print, _preferences, _audiences, _start])
def test_tab_stops_at_nothing_without_a_name(hands, make) -> None:
    top = make(hands.window)
    top.show()
    QApplication.processEvents()
    try:
        stops = [
            one
            for one in top.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        ]
        assert len(stops) >= 2
        said = {one: QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in stops}
        assert [f"{type(one).__name__} {one.objectName()}" for one, name in said.items() if not name.strip()] == []
    finally:
        if top is not hands.window:
            top.close()
            top.deleteLater()


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


def test_a_page_that_tab_went_through_takes_nothing_of_the_window_along(hands):
    window = hands.window
    hands.action("persona_page")
    QApplication.processEvents()
    page = window.host.page
    for _ in range(120):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if not page.isAncestorOf(QApplication.focusWidget()):
            break
    assert not page.isAncestorOf(QApplication.focusWidget())
    window.host.close()
    QTest.qWait(20)
    assert all(shiboken6.isValid(menu) for menu in window._menus.values())
    hands.action("filter")


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_the_keyboard_is_seen_on_the_map_in_use_and_on_the_chosen_template(hands, scheme: str) -> None:
    from cjdesigner.ui.dialogs.new_project import NewProject
    from cjdesigner.ui.dialogs.template_grid import TemplateGrid
    from cjdesigner.ui.pages.map_tile import MapTile

    window = hands.window
    window.set_scheme(scheme)
    hands.action("project_page")
    dialog = NewProject(window, language="en")
    dialog.show()
    QApplication.processEvents()
    try:
        for one in (dialog.findChild(TemplateGrid), window.host.page.findChild(MapTile)):
            one.window().activateWindow()
            one.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            assert one.hasFocus()
            with_keyboard = one.grab().toImage()
            one.clearFocus()
            QApplication.processEvents()
            assert one.grab().toImage() != with_keyboard
    finally:
        dialog.close()
        dialog.deleteLater()
        window.set_scheme("light")


def test_shift_f6_goes_through_the_panes_the_other_way(hands):
    window = hands.window
    hands.action("table")

    def here():
        focus = QApplication.focusWidget()
        panes = (window.canvas, window.inspector, window.table, window.tray, window.palette_pane)
        return next(pane for pane in panes if focus is pane or pane.isAncestorOf(focus))

    window.canvas.setFocus()
    there, back = [here()], [here()]
    for _ in range(5):
        hands.key(Qt.Key.Key_F6)
        there.append(here())
    for _ in range(5):
        hands.key(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        back.append(here())
    assert len(set(there)) == 5 and there[0] is there[-1] is window.canvas
    assert back == there[::-1]


def test_f6_passes_a_pane_that_has_nothing_for_the_keyboard(hands):
    window = hands.window
    for part in window.tray.findChildren(QWidget):
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    before = []
    for _ in range(3):
        hands.action("next_pane")
        before.append(QApplication.focusWidget())
    assert window.inspector.isAncestorOf(before[0])
    assert window.palette_pane.isAncestorOf(before[1])
    assert before[2] is window.canvas
