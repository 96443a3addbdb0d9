"""The command search: every action and record by name, in either language, with typing errors forgiven."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards
from cjdesigner.model import queries
from cjdesigner.ui import actions, command_search
from cjdesigner.ui.command_search import Entry
from cjdesigner.ui.matching import folded, matches
from cjdesigner.words import tr

CTRL = Qt.KeyboardModifier.ControlModifier


def search(hands, text: str):  # type: ignore[no-untyped-def]
    panel = hands.window.command_search
    if not panel.isVisible():
        hands.key(Qt.Key.Key_K, CTRL)
    assert panel.isVisible()
    panel.field.clear()
    if text.isascii():
        QTest.keyClicks(panel.field, text)
    else:
        panel.field.insert(text)
    return panel


def shown(panel) -> list[Entry]:  # type: ignore[no-untyped-def]
    return [panel.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(panel.list.count())]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_action_is_found_by_its_name(hands, language: str) -> None:  # type: ignore[no-untyped-def]
    hands.window.set_language(language)
    found = {entry.id.split(":")[0] for entry in command_search.entries(hands.window)}
    wanted = {spec.id for spec in actions.ACTIONS if spec.id}
    assert wanted - found == {"search"}
    for spec in actions.ACTIONS:
        if spec.id in found - {"undo", "redo"} and hands.window.action(spec.id).menu() is None:
            names = [entry.id for entry in shown(search(hands, tr(spec.title)))]
            assert spec.id in names, spec.title


def test_enter_runs_and_the_next_time_it_is_first(hands) -> None:  # type: ignore[no-untyped-def]
    hands.window.session.select([])
    panel = search(hands, "select all card")
    assert shown(panel)[0].keys == "Ctrl+A"
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert not panel.isVisible() and hands.canvas.hasFocus()
    assert len(hands.window.session.selection) > 10
    hands.key(Qt.Key.Key_K, CTRL)
    assert shown(panel)[0].id == "select_all"


@pytest.mark.parametrize(("typed", "wanted"), [("zomo in", "zoom_in"), ("duplcate", "duplicate"), ("ÉXPORT", "export")])
def test_typing_errors_and_accents_are_forgiven(hands, typed: str, wanted: str) -> None:  # type: ignore[no-untyped-def]
    assert wanted in [entry.id for entry in shown(search(hands, typed))][:4]


@pytest.mark.parametrize("typed", ["parcle late", "late parcel", "parcel lets her know", "nobdy lets her"])
def test_several_words_are_found_in_any_order_and_each_may_be_mistyped(hands, typed: str) -> None:  # type: ignore[no-untyped-def]
    assert "Parcel is late and nobody lets her know" in [entry.name for entry in shown(search(hands, typed))][:3]


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("en", "settings", "preferences"), ("en", "dark mode", "dark"), ("en", "full screen", "present"),
        ("en", "hotkeys", "keys"), ("en", "remove", "delete"), ("en", "rename map", "lens"),
        ("en", "add crad", "add_card"),
        ("nl", "instellingen", "preferences"), ("nl", "undo", "undo"), ("nl", "kaart toevoegen", "add_card"),
    ],
)  # fmt: skip
def test_actions_are_found_by_other_names_for_them(hands, language: str, typed: str, wanted: str) -> None:  # type: ignore[no-untyped-def]
    hands.window.set_language(language)
    assert wanted in [entry.id for entry in shown(search(hands, typed))][:4]


def test_what_a_submenu_cannot_do_now_cannot_be_run(hands) -> None:  # type: ignore[no-untyped-def]
    hands.window.session.select([])
    entries = [entry for entry in command_search.entries(hands.window) if entry.id.startswith("give_points:")]
    assert entries and not any(entry.enabled for entry in entries)
    names = [entry.name for entry in command_search.entries(hands.window)]
    assert not any("There is no audience" in name for name in names)  # which the submenu only says
    assert sum("Audience profiles" in name for name in names) == 1


def test_a_card_on_another_map_is_jumped_to(hands) -> None:  # type: ignore[no-untyped-def]
    session = hands.window.session
    other = next(one for one in queries.maps(hands.document) if one.id != session.map_id)
    lane = next(one for one in queries.structure(hands.document, other.id).lanes if one.type == "actions")
    card = next(one for one in hands.document.cards.values() if one.lane == lane.id)
    session.commit(cards.change(hands.document, [card.id], text="Zürich Überraschung"), "Edit")
    panel = search(hands, "zurich uberrashung")
    assert shown(panel)[0].name == "Zürich Überraschung"
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert session.map_id == other.id and session.selection == (card.id,)
    assert hands.canvas.overlay.selected


def test_a_lane_is_added_from_the_submenu(hands) -> None:  # type: ignore[no-untyped-def]
    before = len(hands.document.lanes)
    panel = search(hands, "lane measures")
    assert shown(panel)[0].id.startswith("add_lane:")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert len(hands.document.lanes) == before + 1


def test_recent_files_go_by_their_names(hands, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "R&D 2026.cjmap"
    path.write_text("{}")
    hands.window.preferences.remember(path)
    names = [entry.name for entry in shown(search(hands, ""))]
    assert "Open recent: R&D 2026.cjmap" in names
    assert not any(name.startswith("Lanes shown") or name.endswith("Clear this list") for name in names)


def test_arrows_go_round_and_escape_gives_the_keyboard_back(hands) -> None:  # type: ignore[no-untyped-def]
    panel = search(hands, "zoom")
    count = panel.list.count()
    assert count >= 3
    QTest.keyClick(panel.field, Qt.Key.Key_Up)
    assert panel.list.currentRow() == count - 1
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.list.currentRow() == 0
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert not panel.isVisible() and QApplication.focusWidget() is hands.canvas


def test_what_cannot_be_done_now_cannot_be_run(hands) -> None:  # type: ignore[no-untyped-def]
    hands.window.session.select([])
    before = hands.document
    panel = search(hands, "duplicate")
    entry = next(entry for entry in shown(panel) if entry.id == "duplicate")
    assert not entry.enabled
    panel._choose(panel.list.item(shown(panel).index(entry)))
    assert panel.isVisible() and hands.document is before


def test_nothing_found_is_said_and_a_click_elsewhere_closes(hands) -> None:  # type: ignore[no-untyped-def]
    panel = search(hands, "qqqqxxxx")
    assert panel.nothing.isVisible() and not panel.list.isVisible()
    QTest.mouseClick(hands.canvas.viewport(), Qt.MouseButton.LeftButton, pos=hands.canvas.viewport().rect().center())
    assert not panel.isVisible()


def test_the_field_in_the_top_bar_opens_it(hands) -> None:  # type: ignore[no-untyped-def]
    QTest.mouseClick(hands.window.top.search, Qt.MouseButton.LeftButton)
    assert hands.window.command_search.isVisible() and hands.window.command_search.field.hasFocus()


def test_better_matches_come_first() -> None:
    names = [folded(name) for name in ("A map to export", "Export…", "Re-exporting", "Extort")]
    assert [place for _, place in matches("export", names)][:3] == [1, 0, 2]
    assert matches("", names) == [] and matches("   ", names) == []
    assert folded("Één ÏJ straße") == "een ij strasse"
