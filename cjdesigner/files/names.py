"""Titles as names of files."""

from __future__ import annotations

import re

from cjdesigner.words import tr

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def file_name(title: str) -> str:
    """A title as a name that every file system takes, without an ending."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:80].strip(" .")
    if not name:
        return tr("Journey map")
    return f"{name}_" if _DEVICES.match(name) else name
