"""A file in another format, from the disk to a document: what the command line and the window share."""

from __future__ import annotations

from pathlib import Path

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.importing import MOST_BYTES, Imported, read
from cjdesigner.files import project
from cjdesigner.files.errors import FileError, explained
from cjdesigner.files.names import readable
from cjdesigner.words import tr


def brought_in(path: Path, *, flip: bool = False, language: str = "en") -> Imported:
    """Read a file by its ending. Raises FileError that names it."""
    return interpreted(contents(path), path, flip=flip, language=language)


def contents(path: Path) -> bytes:
    """The bytes of a plain file that is not too large. Raises FileError."""
    try:
        if path.exists() and not path.is_dir() and not path.is_file():
            raise FileError(tr("It is not a plain file."), path=path)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileError(explained(error), path=path) from error
    return data


def interpreted(data: bytes, path: Path, *, flip: bool = False, language: str = "en") -> Imported:
    """The same for bytes that were read already; ``path`` gives ending and title."""
    try:
        found = read(data, path.suffix, flip=flip, language=language, title=readable(path.stem)[:200])
        # What could not be opened again must not come in: it would be found out only when it is to be saved.
        return found._replace(document=project.parse(project.dump(found.document)))
    except FileError as error:
        raise FileError(error.message, path=path) from error
    except ExchangeError as error:
        raise FileError(str(error), line=error.line, path=path) from error
