"""The offer of what was not saved last time, in the notice of a window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from cjdesigner.files.errors import shown
from cjdesigner.files.recovery import Leftover
from cjdesigner.ui import starting
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


class Recovering:
    """What is offered, until it is taken or thrown away."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._offered: list[Leftover] = []

    def offer(self, leftovers: list[Leftover]) -> None:
        """Offer what was not saved: all at once, or one after the other, the newest first."""
        self._offered = leftovers
        newest = leftovers[0]
        if len(leftovers) > 1:
            said = tr("There is unsaved work in {count} projects from last time.", count=len(leftovers))
            buttons: list[tuple[str, object]] = [
                (tr("Recover all"), partial(self._recover, leftovers)),
                (tr("One by one"), partial(self.offer, [newest])),
            ]
        else:
            name = newest.path.stem if newest.path is not None else newest.title
            said = (
                tr("There is unsaved work in “{name}” from last time.", name=shown(name, 40))
                if name
                else tr("There is unsaved work from last time.")
            )
            buttons = [
                (tr("Recover"), partial(self._recover, leftovers)),
                (tr("Discard"), partial(self._discard, newest)),
            ]
        self._window.notify_with(said, buttons, keep=True)

    def offer_again(self) -> None:
        """Once more, where nobody has answered yet."""
        if self._offered:
            self.offer(self._offered)

    def _recover(self, leftovers: list[Leftover]) -> None:
        self._offered = []
        for one in leftovers:
            home = starting.window_with(one.path) or self._window
            home.files.recover(one)
        self._look_for_more()

    def _discard(self, leftover: Leftover) -> None:
        self._offered = []
        self._window.files.discard(leftover)
        self._look_for_more()

    def _look_for_more(self) -> None:
        QTimer.singleShot(0, self._window, self._window.files.look_for_leftovers)
