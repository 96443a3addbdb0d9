"""The menus: short enough for a small screen, with everything in them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from cjdesigner.ui import actions

SMALL_SCREEN = 720


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_menu_fits_on_a_small_screen(hands, language: str) -> None:
    window = hands.window
    window.set_language(language)
    try:
        for name, menu in {**window._menus, **window._groups}.items():
            assert menu.sizeHint().height() < SMALL_SCREEN - 30, name
    finally:
        window.set_language("en")


def test_every_action_stands_in_the_menu_that_it_names(hands) -> None:
    def within(menu: QMenu) -> list[str]:
        found = []
        for action in menu.actions():
            inner = action.menu()
            found += within(inner) if inner is not None and not action.objectName() else [action.objectName()]
        return found

    for name, menu in hands.window._menus.items():
        wanted = {spec.id for spec in actions.ACTIONS if spec.menu == name and spec.id}
        assert wanted <= set(within(menu)), name


def test_a_grouped_action_has_the_name_of_its_group_in_the_language_in_use(hands) -> None:
    hands.window.set_language("nl")
    try:
        assert [menu.title() for menu in hands.window._groups.values()][0] == "Verplaatsen"
    finally:
        hands.window.set_language("en")
