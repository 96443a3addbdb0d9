"""What was exported: a notice that opens it, or shows it in its folder."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cjdesigner.files.errors import shown
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def tell(window: MainWindow, paths: list[Path]) -> None:
    """A notice over the canvas; none where nothing was written."""
    if not paths:
        return
    show = (tr("Show in folder"), partial(show_in_folder, window, paths))
    if len(paths) == 1:
        window.notify_with(
            tr("Exported to {name}", name=shown(paths[0].name, 80)),
            [(tr("Open"), partial(open_file, window, paths[0])), show],
        )
    else:
        said = ntr("{count} file exported to {folder}", "{count} files exported to {folder}", len(paths),
                   folder=shown(paths[0].parent.name or str(paths[0].parent), 60))  # fmt: skip
        window.notify_with(said, [show])


def open_file(window: MainWindow, path: Path) -> None:
    """Open a file in the program that the desktop has for it."""
    if not path.exists():
        window.notify(tr("“{name}” is no longer there.", name=shown(path.name, 80)))
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        window.notify(tr("No program opens “{name}”.", name=shown(path.name, 80)))


def show_in_folder(window: MainWindow, paths: list[Path]) -> None:
    """Show files in the file manager, selected where it can do that."""
    folder = paths[0].parent
    if not folder.exists():
        window.notify(tr("“{name}” is no longer there.", name=shown(folder.name, 80)))
    elif sys.platform == "darwin":
        subprocess.Popen(["open", "-R", *map(str, paths[:1])])
    elif sys.platform == "win32":
        subprocess.Popen(["explorer", f"/select,{paths[0]}"])
    elif not _asked_of_file_manager(paths) and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        window.notify(tr("No program shows folders here. They are in {folder}", folder=shown(str(folder), 120)))


def _asked_of_file_manager(paths: list[Path]) -> bool:
    """Whether a file manager on the session bus takes the request: files, nautilus, dolphin, nemo, thunar."""
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage
    except ImportError:
        return False
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    names = bus.interface()
    service = "org.freedesktop.FileManager1"
    known = names.isServiceRegistered(service).value() or service in (names.activatableServiceNames().value() or [])
    if not known:
        return False
    path = "/org/freedesktop/FileManager1"
    request = QDBusMessage.createMethodCall(service, path, service, "ShowItems")
    request.setArguments([[QUrl.fromLocalFile(str(one)).toString() for one in paths[:50]], ""])
    return bool(bus.send(request))  # not waited for: a file manager may take its time to start
