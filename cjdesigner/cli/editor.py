"""Without a command: the editor's window."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Mapping

from cjdesigner.cli.output import Refusal
from cjdesigner.words import tr


def run(arguments: argparse.Namespace) -> int:
    """Open the editor with the files given. Returns its exit status."""
    for path in arguments.files:
        if not os.path.lexists(path):
            raise Refusal(tr("{name}: There is no such file or folder.", name=path))
    if sys.platform.startswith("linux") and not has_display(os.environ):
        raise Refusal(tr("There is no display to open the editor on; the commands work without one (see --help)."))
    # Nothing that a start makes is garbage, and the collector would look for some twenty times; the window turns it on.
    gc.disable()
    try:
        app = importlib.import_module("cjdesigner.ui.app")
    except ImportError as error:
        raise Refusal(tr("The editor cannot start: {reason}.", reason=error)) from error
    status: int = app.run(arguments.files, getattr(arguments, "language", ""))
    return status


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether there is a screen that answers; Qt itself would abort where there is none."""
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted not in ("", "xcb", "wayland"):
        return True
    if wanted != "xcb" and (environment.get("WAYLAND_SOCKET") or _answers(_wayland(environment))):
        return True
    return wanted != "wayland" and any(map(_answers, _x11(environment.get("DISPLAY", ""))))


def _wayland(environment: Mapping[str, str]) -> str:
    """The path of the server's socket, which a session that has ended may have left behind; "" for none."""
    name = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return os.path.join(folder, name) if name and (folder or os.path.isabs(name)) else ""


def _x11(display: str) -> list[str | tuple[str, int]]:
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return []
    host = host.rpartition("/")[2].strip("[]")
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        return [path, f"\0{path}"]
    return [(host, 6000 + int(number))]  # another machine's, or one that a secure shell brings here


def _answers(address: str | tuple[str, int]) -> bool:
    import socket

    try:
        if isinstance(address, tuple):
            socket.create_connection(address, timeout=5.0).close()
            return True
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(2.0)
            connection.connect(address)
    except (OSError, OverflowError, UnicodeError):
        return False
    return True
