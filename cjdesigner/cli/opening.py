"""The project files that a command reads and makes."""

from __future__ import annotations

import os
from pathlib import Path

from cjdesigner.files import project
from cjdesigner.files.errors import FileError
from cjdesigner.model.document import Document
from cjdesigner.words import tr


def opened(path: Path) -> Document:
    """The document in a file. Raises FileError, whose sentence names the file."""
    return project.read(path)


def check_new(path: Path, force: bool) -> None:
    """Refuse a name that no project file has, and to replace what is there unless forced to. Raises FileError."""
    if path.suffix.lower() != project.SUFFIX:
        raise FileError(tr("Its name must end in one of: {known}.", known=project.SUFFIX), path=path)
    if os.path.lexists(path) and not force:
        raise FileError(tr("It is there already; --force replaces it."), path=path)
