"""A presentation begun from a window, on a screen as large as a projector's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from cjdesigner.ui.presenting.presenter import Presenter

if TYPE_CHECKING:
    from tests.ui.conftest import Hands


def present(hands: Hands, key: str = "present", size: tuple[int, int] = (1280, 720), still: bool = True) -> Presenter:
    """Choose the action ``key``; ``still`` leaves out all movement."""
    hands.window.preferences.change(reduced_motion=still)
    hands.action(key)
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Presenter) and one.isVisible()]
    presenter = found[-1]
    presenter.showNormal()
    presenter.resize(*size)
    QApplication.processEvents()
    return presenter
