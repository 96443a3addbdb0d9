"""Reading other people's files: bytes in, a document and what is doubtful about it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.building import Builder
from cjdesigner.exchange.tables import Sheet, build
from cjdesigner.model.document import Document
from cjdesigner.words import tr

MOST_BYTES = 50 * 1024 * 1024
MOST_TEXT = 10 * 1024 * 1024
"""Bytes of a table or diagram that is plain text."""


class Imported(NamedTuple):
    """What a file became."""

    document: Document
    warnings: tuple[str, ...]
    """Sentences about what was guessed or left out."""
    flippable: bool
    """Whether it was a table, whose sides can be exchanged."""


IMPORTED = {
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
    "xlsx": "xlsx",
    "md": "markdown",
    "markdown": "markdown",
    "mmd": "mermaid",
    "mermaid": "mermaid",
    "json": "json",
}
"""Endings that can be read, and what they hold."""


def endings() -> str:
    """The endings that can be read, for a sentence."""
    return ", ".join(f".{ending}" for ending in IMPORTED)


def read(data: bytes, ending: str, *, flip: bool = False, language: str = "en", title: str = "") -> Imported:
    """The document in a file of that ending (with or without the dot).

    ``flip`` exchanges rows and columns of tables against the guess; ``language`` is that of the text; ``title`` names
    a map that has no name itself. Raises ExchangeError, also for hostile files.
    """
    kind = IMPORTED.get(ending.lower().lstrip("."))
    if kind is None:
        raise ExchangeError(tr("This kind of file cannot be imported. What can be: {known}.", known=endings()))
    most = MOST_BYTES if kind in ("xlsx", "json") else MOST_TEXT
    if len(data) > most:
        raise ExchangeError(tr("It is larger than {most} MB.", most=most // 2**20))
    if not data.strip():
        raise ExchangeError(tr("The file is empty."))
    try:
        return _read(data, kind, flip, language, title)
    except RecursionError as error:
        raise ExchangeError(tr("It is nested too deeply.")) from error


def _read(data: bytes, kind: str, flip: bool, language: str, title: str) -> Imported:
    if kind == "json":
        from cjdesigner.exchange.json_file import parse

        return Imported(parse(data), (), False)
    builder = Builder(language)
    if kind == "mermaid":
        from cjdesigner.exchange.mermaid_in import parse as parse_mermaid

        warnings = parse_mermaid(decoded(data)[0], builder)
        return Imported(_titled(builder, title), tuple(warnings), False)
    sheets, warnings = _SHEETS[kind](data, builder)
    warnings += build(sheets, builder, flip)
    return Imported(_titled(builder, title), tuple(warnings), True)


def _titled(builder: Builder, title: str) -> Document:
    if builder.maps and not builder.maps[0].title:
        builder.maps[0].title = builder.project.title or title
    return builder.document()


def _csv(data: bytes, builder: Builder) -> tuple[list[Sheet], list[str]]:
    from cjdesigner.exchange.csv_file import parse

    text, sure = decoded(data)
    doubts = [] if sure else [tr("The file is not UTF-8; it was read as Windows-1252. Check accents and symbols.")]
    return [Sheet("", parse(text))], doubts


def _xlsx(data: bytes, builder: Builder) -> tuple[list[Sheet], list[str]]:
    from cjdesigner.exchange.xlsx_in import parse

    return parse(data)


def _markdown(data: bytes, builder: Builder) -> tuple[list[Sheet], list[str]]:
    from cjdesigner.exchange.markdown_in import parse

    text, _ = decoded(data)
    project, sheets = parse(text)
    if project:
        builder.project = builder.project.model_copy(update={"title": project[:1000]})
    return sheets, []


_SHEETS: dict[str, Callable[[bytes, Builder], tuple[list[Sheet], list[str]]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "markdown": _markdown,
}


def decoded(data: bytes) -> tuple[str, bool]:
    """The text of a file, and whether its encoding is certain. Raises ExchangeError where it is no text."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace"), True
    if b"\0" in data[:4096]:
        raise ExchangeError(tr("It is not a text file."))
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), False
