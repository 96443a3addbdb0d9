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
    """Whether there is a screen; Qt itself would abort where there is none."""
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] not in ("", "xcb", "wayland"):
        return True
    if environment.get("WAYLAND_DISPLAY"):
        return True
    host, _, number = environment.get("DISPLAY", "").rpartition(":")
    if not number:
        return False
    if host not in ("", "unix"):
        return True  # another machine's: only trying it can tell
    path = f"/tmp/.X11-unix/X{number.partition('.')[0]}"
    return any(_answers(address) for address in (path, f"\0{path}"))


def _answers(address: str) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(2.0)
        try:
            connection.connect(address)
        except OSError:
            return False
    return True
