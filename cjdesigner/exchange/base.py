"""What every content format has in common: how it is written, what it cannot hold, and the tuple of formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, NamedTuple

from cjdesigner.model.document import Document


class ExchangeError(Exception):
    """The content cannot be written or read this way; the message is a sentence for the user.

    ``line`` counts from 1; None where there are no lines.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class ContentFormat(NamedTuple):
    """A format that holds content rather than looks: the file's ending, its name, and how to write it."""

    ending: str
    name: str
    """English; the window translates it."""
    loses: str
    """What it cannot hold: an English sentence; the window translates it."""
    many: bool
    """Whether one file holds several maps; if not, ``write`` is given exactly one."""
    write: Callable[[Document, Sequence[str], BinaryIO], None]
    """Writes the maps of these ids. Raises ExchangeError."""


# The libraries behind a format take long to import, so each is imported when it is first used.


def _csv(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    from cjdesigner.exchange.csv_file import write

    write(document, map_ids, file)


def _xlsx(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    from cjdesigner.exchange.xlsx_file import write

    write(document, map_ids, file)


def _markdown(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    from cjdesigner.exchange.markdown_file import write

    write(document, map_ids, file)


def _mermaid(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    from cjdesigner.exchange.mermaid_file import write

    write(document, map_ids, file)


def _json(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    from cjdesigner.exchange.json_file import write

    write(document, map_ids, file)


_TABLE_LOSES = (
    "A table holds phases, steps, lanes and the text of cards. "
    "Notes, owners, evidence, links, spans, pictures and parked cards stay behind."
)
_MERMAID_LOSES = "Mermaid holds phases, steps and how each step feels. Every other lane stays behind."
_JSON_LOSES = "The bytes of pictures stay behind; all else is there."

CONTENT_FORMATS: tuple[ContentFormat, ...] = (
    ContentFormat("xlsx", "Excel workbook", _TABLE_LOSES, True, _xlsx),
    ContentFormat("csv", "CSV table", _TABLE_LOSES, True, _csv),
    ContentFormat("md", "Markdown table", _TABLE_LOSES, True, _markdown),
    ContentFormat("mmd", "Mermaid journey", _MERMAID_LOSES, False, _mermaid),
    ContentFormat("json", "JSON data", _JSON_LOSES, True, _json),
)


def content_format(ending: str) -> ContentFormat | None:
    """The format of a file ending, with or without the dot, in any case; None if there is none."""
    wanted = ending.lower().lstrip(".")
    return next((each for each in CONTENT_FORMATS if each.ending == wanted), None)
