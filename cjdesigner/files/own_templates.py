"""Templates of one's own: maps that the user has put aside to start others from, kept in their own folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple, Protocol

from cjdesigner.files import folders, project
from cjdesigner.files.errors import FileError, explained
from cjdesigner.files.names import file_name
from cjdesigner.model.document import Document


class Source(Protocol):
    """Something that a project can be made from, or shown as a picture: hashable, and read when it is needed."""

    def load(self) -> Document:
        """The document. Raises FileError."""
        ...


class StoredFile(NamedTuple):
    """A project file as it was at one moment: another one, for a picture, once it has been written again."""

    path: Path
    stamp: int
    """Nanoseconds of its last change."""
    size: int

    def load(self) -> Document:
        """Its document. Raises FileError."""
        return project.read(self.path)


def folder() -> Path:
    """Where they are kept; it need not exist yet."""
    return folders.data() / "templates"


def stored(path: Path) -> StoredFile | None:
    """The file as it is now; None where there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return StoredFile(path, found.st_mtime_ns, found.st_size)


def own_templates(place: Path | None = None) -> list[StoredFile]:
    """The user's templates by name."""
    paths = (place or folder()).glob(f"*{project.SUFFIX}")
    found = (stored(path) for path in sorted(paths, key=lambda path: path.name.casefold()))
    return [one for one in found if one is not None]


def keep(template: Document, place: Path | None = None) -> Path:
    """Keep a document as a template, named after its project; one of the same name is replaced.

    The file that was written. Raises FileError.
    """
    wanted = place or folder()
    path = wanted / f"{file_name(template.project.title)}{project.SUFFIX}"
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(explained(error), path=wanted) from error
    project.save(template, path)
    return path


def delete(template: StoredFile) -> None:
    """Away with a template. Raises OSError."""
    template.path.unlink(missing_ok=True)
