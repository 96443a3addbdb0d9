"""The notice of a window: what it says, and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from tests.ui.conftest import Hands


def said(hands: Hands) -> str:
    """What the notice says; "" where none is shown."""
    notice = hands.window.notice
    return notice.text.toolTip() if notice.isVisible() else ""


def offered(hands: Hands, name: str) -> bool:
    """Whether a notice with a button of that name is shown."""
    notice = hands.window.notice
    return notice.isVisible() and any(one.text() == name for one in notice.buttons)


def press(hands: Hands, name: str) -> None:
    """Click the button of that name."""
    button = next(one for one in hands.window.notice.buttons if one.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
