"""Text and tables as they come over the clipboard: plain lines, tab-separated values, HTML tables; in and out.

Everything is data: scripts, addresses and formulas are never followed or run, and none are written.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from cjdesigner.model import stopping

Table = list[list[str]]

_FORMULA = r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]"
"""How a cell begins that a spreadsheet would run, or that has been kept from it."""
_GUARD, _GUARDED = re.compile(rf"^(?={_FORMULA})"), re.compile(rf"^'(?={_FORMULA})")
_BREAKS = re.compile("\r\n|[\r\f\u2028\u2029]")
_SOFT = "\v"
"""What Shift+Enter is in programs for text and slides."""
_UNSEEN = ("script", "style", "head", "template", "title")
_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote")
_WIDEST = 1000
"""Columns that a cell may claim to span."""
_MOST_SPANNED = 200_000
"""Empty cells that all spans of a page may claim together."""


def clean(text: str, soft: str = "\n") -> str:
    """The text with plain line ends and blanks, and without control characters and halves of characters.

    ``soft`` is for the breaks inside of a paragraph.
    """
    text = _BREAKS.sub("\n", text).replace(_SOFT, soft)
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(one for one in text if one in "\n\t" or (ord(one) >= 32 and not 0x7F <= ord(one) < 0xA0))


def is_junk(text: str) -> bool:
    """Whether the text is bytes of something else: more than one character in fifty is none that text has."""
    start = text[:20_000]
    odd = sum(1 for one in start if (ord(one) < 32 and one not in "\t\n\r\f\v") or one == "\ufffd")
    return odd * 50 > len(start)


def lines(text: str) -> list[str]:
    """The lines that say something, without the marks of a list before them."""
    found = []
    for line in clean(text).split("\n"):
        line = line.strip()
        for mark in ("• ", "- ", "* ", "– ", "·\t", "•\t"):
            if line.startswith(mark) and len(line) > len(mark):
                line = line[len(mark) :].strip()
                break
        if line:
            found.append(line)
    return found


def read_tsv(text: str) -> Table | None:
    """The cells of tab-separated values, quoted as spreadsheets do; None where the text is no table."""
    text = clean(text, "\u2028").strip("\n")
    if not any("\t" in line.strip() for line in text.split("\n", 200)[:200]):
        return None
    try:
        rows = [list(row) for row in csv.reader(io.StringIO(text), dialect="excel-tab")]
    except csv.Error:
        rows = [line.split("\t") for line in text.split("\n")]
    return _trimmed([[cell.replace("\u2028", "\n") for cell in row] for row in rows])


def write_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Tab-separated values that no spreadsheet takes for formulas."""
    stream = io.StringIO()
    writer = csv.writer(stream, dialect="excel-tab", lineterminator="\n")
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return stream.getvalue()


def write_html(rows: Sequence[Sequence[str]]) -> str:
    """An HTML table with its text escaped; cells say that they are text."""
    lines = ['<meta charset="utf-8"><table>']
    for row in rows:
        cells = (html.escape(_inert(cell), quote=True).replace("\n", "<br>") for cell in row)
        lines.append("<tr>" + "".join(f"<td style=\"mso-number-format:'\\@'\">{cell}</td>" for cell in cells) + "</tr>")
    return "\n".join([*lines, "</table>"])


def read_html(source: str) -> tuple[Table | None, str]:
    """The first table of a page, where there is nothing but tables on it, and the page's visible text."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    outside = "".join(reader.outside)
    if reader.rows and not outside.strip():
        return _trimmed([[clean("".join(cell)) for cell in row] for row in reader.rows]), clean("".join(reader.text))
    return None, clean("".join(reader.text))


class _Reader(HTMLParser):
    """Collects cells and visible text; tables inside cells are part of their cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[list[str]]] = []
        self.text: list[str] = []
        self.outside: list[str] = []
        self._depth = 0
        self._unseen = 0
        self._cell: list[str] | None = None
        self._down: dict[int, int] = {}
        """Column to the number of further rows that a cell reaches down into it."""
        self._spanned = 0
        self._taken: set[int] = set()
        """The columns of this row that cells from above reach into."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stopping.check()
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._say("\n")
        elif tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._row()
        elif tag in ("td", "th") and self._depth == 1:
            self._begin(dict(attrs))
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table":
            self._depth = max(0, self._depth - 1)
            self._cell = None if not self._depth else self._cell
        elif tag in ("td", "th") and self._depth == 1:
            self._cell = None
        elif tag in _BLOCKS or tag == "tr":
            self._break()

    def handle_data(self, data: str) -> None:
        # Line breaks of the source are blanks on a page.
        words = " ".join(data.split())
        if words:
            self._say((" " if data[0].isspace() else "") + words + (" " if data[-1].isspace() else ""))

    def _row(self) -> None:
        self.rows.append([])
        self._cell = None
        self._taken = {column for column, further in self._down.items() if further > 0}
        for column in self._taken:
            self._down[column] -= 1

    def _begin(self, attributes: dict[str, str | None]) -> None:
        if not self.rows:
            self.rows.append([])
        row = self.rows[-1]
        while len(row) in self._taken and self._spanned < _MOST_SPANNED:
            self._spanned += 1
            row.append([])
        self._cell = []
        first = len(row)
        row.append(self._cell)
        further = min(_number(attributes.get("colspan")) - 1, _MOST_SPANNED - self._spanned)
        self._spanned += max(0, further)
        row.extend([] for _ in range(further))
        further = _number(attributes.get("rowspan")) - 1
        if further > 0:
            for column in range(first, len(row)):
                self._down[column] = further

    def _break(self) -> None:
        part = self._cell if self._cell is not None else self.outside
        if part and not part[-1].endswith("\n"):
            self._say("\n")

    def _say(self, words: str) -> None:
        if self._unseen:
            return
        self.text.append(words)
        if self._cell is not None:
            self._cell.append(words)
        else:
            self.outside.append(words)


def _number(text: str | None) -> int:
    return min(int(text), _WIDEST) if text and text.isdecimal() and len(text) < 6 and int(text) > 0 else 1


def _trimmed(rows: Table) -> Table:
    """Without empty rows and columns at the edges, each row as long as its last cell that says something."""
    rows = [[_plain(cell) for cell in row] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    while rows and not any(rows[0]):
        rows.pop(0)
    for row in rows:
        while row and not row[-1]:
            row.pop()
    return rows


def _plain(cell: str) -> str:
    cell = cell.replace("\u00a0", " ").replace("\t", " ").strip()
    return _GUARDED.sub("", cell)


def _inert(cell: str) -> str:
    return _GUARD.sub("'", cell)
