"""Where this program keeps what belongs to the user but is no project: settings, and data such as snapshots."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "cjdesigner"


def config() -> Path:
    """The folder of settings; it need not exist yet."""
    if sys.platform == "win32":
        return _named("APPDATA", "AppData/Roaming") / NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    return _named("XDG_CONFIG_HOME", ".config") / NAME


def data() -> Path:
    """The folder of data that stays on this machine; it need not exist yet."""
    if sys.platform == "win32":
        return _named("LOCALAPPDATA", "AppData/Local") / NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    return _named("XDG_DATA_HOME", ".local/share") / NAME


def _named(variable: str, otherwise: str) -> Path:
    value = os.environ.get(variable, "")
    # A relative one would be another folder for each place the program is started from; the standard ignores it too.
    return Path(value) if os.path.isabs(value) else Path.home() / otherwise
