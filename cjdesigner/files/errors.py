"""What can be wrong with a file, as one sentence for people."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.model.document import Document


class FileError(Exception):
    """A file cannot be read or written: ``message`` says what is wrong, ``where`` and ``line`` say where.

    ``line`` counts from 1; ``where`` is a path in the file such as ``cards[3].payload.severity``.
    """

    def __init__(self, message: str, *, line: int | None = None, where: str = "", path: Path | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.where = where
        self.path = path

    def __str__(self) -> str:
        parts = [shown(str(self.path), 200)] if self.path else []
        if self.line is not None:
            parts.append(tr("line {line}", line=str(self.line)))
        if self.where:
            parts.append(self.where)
        return ": ".join([*parts, self.message])


class NewerFormat(FileError):
    """The file was written by a newer version. ``document`` is what this version understands of it, to look at only.

    It is None where this version does not understand the file at all. It must never be saved over the file.
    """

    def __init__(self, version: int, document: Document | None) -> None:
        super().__init__(
            tr(
                "The file has format version {version}; this program knows versions up to {known}. "
                "A newer program is needed to change it.",
                version=version,
                known=_known_version(),
            )
        )
        self.version = version
        self.document = document


def _known_version() -> int:
    from cjdesigner.files.migrations import VERSION

    return VERSION


def shown(text: str, limit: int = 40) -> str:
    """Text from a file, fit for one line of a message: shortened, without control characters."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in short)


def explained(error: OSError, writing: Path | None = None) -> str:
    """Why the system refused, in the user's language; ``writing`` is the file that was to be written, if one was."""
    reasons = {
        errno.ENOENT: tr("There is no such file or folder."),
        errno.EACCES: tr("There is no permission for it."),
        errno.EPERM: tr("There is no permission for it."),
        errno.EISDIR: tr("It is a folder, not a file."),
        errno.ENOTDIR: tr("Part of its path is not a folder."),
        errno.ENXIO: tr("It is not a plain file."),
        errno.ENOSPC: tr("The disk is full."),
        errno.EDQUOT: tr("The disk quota is used up."),
        errno.EROFS: tr("It is on a read-only disk."),
        errno.EIO: tr("The disk reports an error."),
        errno.ENAMETOOLONG: tr("Its name is too long."),
        errno.ELOOP: tr("Its links lead in a circle."),
        errno.EFBIG: tr("The disk takes no file this big."),
        errno.EBUSY: tr("Another program has it open."),
        errno.ETXTBSY: tr("Another program has it open."),
    }
    if getattr(error, "winerror", None) in (32, 33):  # sharing violations, which have the number of a lack of rights
        return tr("Another program has it open.")
    folder = os.path.dirname(os.path.abspath(writing)) if writing is not None else ""
    if folder and error.errno == errno.ENOENT and not os.path.isdir(folder):
        return tr("There is no folder “{name}”.", name=shown(folder, 200))
    if error.errno in reasons:
        return reasons[error.errno]
    return tr("The system says: {reason}.", reason=error.strerror or os.strerror(error.errno or errno.EIO))
