"""Reads the tables of a Markdown text; everything else in it is passed over, but headings name what follows."""

from __future__ import annotations

import html
import re

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.csv_file import MOST_COLUMNS, MOST_ROWS
from cjdesigner.exchange.markdown_file import OWN
from cjdesigner.exchange.tables import Sheet
from cjdesigner.words import tr

_RULE = re.compile(r":?-+:?")
_LONGEST_HEADING = 2_000
_LONGEST_LINE, _MOST_LINES = 1_000_000, 500_000
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_CELLS = re.compile(r"(?:[^|\\]|\\.|\\$)*", re.DOTALL)
_PIECE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});|<br\s*/?>", re.DOTALL)
_MARKUP = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*_`|]{1,2000}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]{0,2000})\]\([^()\s]{0,2000}\)")


def parse(text: str) -> tuple[str, list[Sheet]]:
    """The project's title, or "", and the tables. Raises ExchangeError with the line of one that is too large."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > _MOST_LINES:
        raise ExchangeError(tr("It has more than {most} lines.", most=_MOST_LINES))
    own = lines[0].strip() == OWN
    project, title, level = "", "", 0
    sheets: list[Sheet] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        heading = _HEADING.fullmatch(line) if line.lstrip().startswith("#") and len(line) < _LONGEST_HEADING else None
        if heading:
            level, title = len(heading[1]), heading[2]
            if level == 1 and not project:
                project = _text(title, own)
        elif "|" in line and number + 1 < len(lines) and len(line) <= _LONGEST_LINE and _is_rule(lines[number + 1]):
            rows: list[list[str]] = []
            start = number
            while number < len(lines) and "|" in lines[number]:
                if len(lines[number]) > _LONGEST_LINE:
                    raise ExchangeError(tr("A line has more than {most} characters.", most=_LONGEST_LINE), number + 1)
                if len(rows) >= MOST_ROWS or len(re.findall(r"(?<!\\)\|", lines[number])) > MOST_COLUMNS:
                    raise ExchangeError(
                        tr("It has more than {rows} rows or {columns} columns.", rows=MOST_ROWS, columns=MOST_COLUMNS),
                        number + 1,
                    )
                if number != start + 1:
                    rows.append(_cells(lines[number], own))
                number += 1
            sheets.append(Sheet(_text(title, own), rows, own, level))
            continue
        number += 1
    return project, sheets


def _is_rule(line: str) -> bool:
    """Whether a line is the rule below the head of a table."""
    cells = line.strip().strip("|").split("|")
    return "-" in line and all(_RULE.fullmatch(cell.strip()) for cell in cells)


def _cells(line: str, own: bool) -> list[str]:
    body = line.strip()
    body = body[1:] if body.startswith("|") else body
    found = []
    place = 0
    while place <= len(body):
        match = _CELLS.match(body, place)
        assert match is not None
        found.append(match[0])
        place = match.end() + 1
    if len(found) > 1 and not found[-1].strip():
        found.pop()
    return [_text(cell.strip(" \t"), own) for cell in found]


def _text(cell: str, own: bool) -> str:
    if not own:
        cell = _LINK.sub(r"\1", _MARKUP.sub(r"\2", cell))
    return _PIECE.sub(_plain, cell)


def _plain(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return "\n" if found[0].startswith("<") else html.unescape(found[0])
