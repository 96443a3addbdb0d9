"""What is dragged inside the program: building blocks, personas, and cards from the parking tray."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

BLOCK = "application/x-cjdesigner-block"
"""The key of a lane type."""
PERSONA = "application/x-cjdesigner-persona"
"""The id of a persona of the same project."""
CARDS = "application/x-cjdesigner-cards"
"""Ids of parked cards of the same project, separated by blanks."""
FRAGMENT = "application/x-cjdesigner-cards+json"
"""Cards with all they need to stand in another project: the JSON of ``edit.clipboard.Fragment``."""

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
"""How the names of pictures end that can become cards."""

ENCODED = ("image/png", "image/jpeg", "image/webp")
"""The kinds of those pictures."""


def carrying(kind: str, content: str) -> QMimeData:
    """Drag data of one kind."""
    data = QMimeData()
    data.setData(kind, content.encode())
    return data


def content(data: QMimeData, kind: str) -> str:
    """What drag data of that kind carries; "" where it does not."""
    return bytes(data.data(kind).data()).decode("utf-8", "replace") if data.hasFormat(kind) else ""


def is_ours(data: QMimeData) -> bool:
    """Whether it is something dragged inside the program."""
    return any(data.hasFormat(kind) for kind in (BLOCK, PERSONA, CARDS))


def is_foreign(data: QMimeData) -> bool:
    """Whether it is something of another program, or of another window, that can become cards."""
    return bool(data.hasFormat(FRAGMENT) or data.hasText() or data.hasHtml() or data.hasImage())


def is_picture(data: QMimeData) -> bool:
    """Whether it is a picture, or files with pictures, and no text."""
    if has_pictures([url.toLocalFile() for url in data.urls() if url.isLocalFile()]):
        return True
    drawn = data.hasImage() or any(data.hasFormat(kind) for kind in ENCODED)
    return drawn and not (data.hasText() and data.text().strip())


def has_pictures(paths: list[str]) -> bool:
    """Whether the first of the files is a picture, by its name."""
    return bool(paths) and paths[0].lower().endswith(PICTURES)


def files_to_open(data: QMimeData) -> list[str]:
    """The files that are dragged, where they are to be opened; pictures become cards."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return files if files and not has_pictures(files) else []
