"""The menu of recent files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from cjdesigner.files.errors import shown
from cjdesigner.ui.files import FileFlow
from cjdesigner.ui.plain import caption, tip
from cjdesigner.words import tr


class RecentMenu(QMenu):
    """Recent files by name, with their folder where two have the same name; filled anew each time it opens."""

    def __init__(self, flow: FileFlow, parent: QWidget | None = None) -> None:
        super().__init__(tr("Open &recent"), parent)
        self._flow = flow
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Show the files as they are now."""
        self.clear()
        recent = self._flow.recent
        names = [path.name for path in recent]
        for number, path in enumerate(recent, start=1):
            label = path.name if names.count(path.name) == 1 else f"{path.name} — {path.parent.name}"
            mnemonic = f"&{number} " if number < 10 else ""
            action = self.addAction(mnemonic + caption(shown(label, 80)))
            action.setToolTip(tip(str(path)))
            action.triggered.connect(lambda _=False, path=path: self._open(path))
        if not recent:
            self.addAction(tr("No recent files")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(tr("&Clear this list")).triggered.connect(lambda: self._flow.forget_recent())

    def _open(self, path: Path) -> None:
        self._flow.open(path)
