"""What stands in the menu of recent files."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu

from cjdesigner.files.errors import shown
from cjdesigner.ui.files import FileFlow
from cjdesigner.ui.plain import caption, tip
from cjdesigner.words import tr


def fill(menu: QMenu, flow: FileFlow) -> None:
    """Fill the menu anew: files by name, with their folder where two have the same, and a way to clear the list."""
    menu.clear()
    menu.setToolTipsVisible(True)
    names = [path.name for path in flow.recent]
    for number, path in enumerate(flow.recent, start=1):
        label = path.name if names.count(path.name) == 1 else f"{path.name} — {path.parent.name}"
        mnemonic = f"&{number}  " if number < 10 else ""
        action = menu.addAction(mnemonic + caption(shown(label, 80)), partial(flow.open, path))
        action.setToolTip(tip(str(path)))
        action.setProperty("plain", shown(label, 80))  # without its number
    if not names:
        menu.addAction(tr("No recent files")).setEnabled(False)
        return
    menu.addSeparator()
    menu.addAction(tr("&Clear this list"), flow.forget_recent)
