"""Names of files: from titles, beside others, dropped on the window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths

from cjdesigner.files.names import file_name as file_name
from cjdesigner.files.project import SUFFIX


def dropped(data: QMimeData) -> list[Path]:
    """The project files among what is dragged over the window."""
    local = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return [Path(name) for name in local if name.lower().endswith(SUFFIX)]


def free_name(path: Path) -> Path:
    """A name beside the path that no file has."""
    number = 2
    while os.path.lexists(found := path.with_name(f"{path.stem} ({number}){path.suffix}")):
        number += 1
    return found


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, through links and in other spellings too."""
    if os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other)):
        return True
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def documents_folder() -> Path:
    """The user's folder for documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and os.path.isdir(found) else Path.home()
