"""Titles as names of files, and names of files as text."""

from __future__ import annotations

import re

from cjdesigner.words import tr

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


_HALF = re.compile("[\ud800-\udfff]")


def is_text(name: str) -> bool:
    """Whether a file's name is text: some systems take any bytes, which Python hides in halves of characters."""
    return name.isascii() or not _HALF.search(name)


def readable(name: str) -> str:
    """A file's name as text that can be kept: U+FFFD for what is none."""
    return name if name.isascii() else _HALF.sub("\N{REPLACEMENT CHARACTER}", name)


def file_name(title: str) -> str:
    """A title as a name that every file system takes, without an ending."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:80].strip(" .")
    if not name:
        return tr("Journey map")
    return f"{name}_" if _DEVICES.match(name) else name
