"""Opening the file that a command is about."""

from __future__ import annotations

from pathlib import Path

from cjdesigner.files import project
from cjdesigner.model.document import Document


def opened(path: Path) -> Document:
    """The document in a file. Raises FileError, whose sentence names the file."""
    return project.read(path)
