"""From the cells of a sheet to the tables in it, and from a table to phases, steps, lanes and cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cjdesigner.exchange import feelings
from cjdesigner.exchange.building import Builder, MapBuilder
from cjdesigner.exchange.feelings import Feeling
from cjdesigner.exchange.grid import NO_NAME
from cjdesigner.exchange.lane_names import type_of, unlabelled
from cjdesigner.words import LANGUAGES, tr, translate

Rows = Sequence[Sequence[str]]


class Sheet(NamedTuple):
    """Cells as they were read, with what stands above them."""

    title: str
    rows: Rows
    own: bool = False
    """Whether this program wrote it: each cell then is one card, its text taken as it is."""
    level: int = 0
    """How deep its heading stands; 0 where there is none."""


class _Table(NamedTuple):
    """Lanes as rows; all rows are equally long."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    heads: int
    own: bool
    level: int

    @property
    def phases(self) -> tuple[str, ...]:
        return self.rows[0][1:] if self.heads else ()

    @property
    def lanes(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self.rows[self.heads :] if row[0])


_EMPTY = re.compile(r"[\s\u00a0\u200b\\]*[-\u2013\u2014]*[\s\u00a0\u200b]*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:\\?[-*+]|[•‣▪●○–—·]|\d{1,2}[.)])\s+")
_PHASE_WORDS = frozenset(
    "phase|phases|fase|fasen|fases|stage|stages|stadium|stadia|journey stage|journey phase".split("|")
)
_STEP_WORDS = frozenset("step|steps|stap|stappen|sub-step|substep|moment|journey step|journey steps".split("|"))
_PHASE_TITLE = re.compile(r"\b(?:phase|fase|stage|stadium)\b|^\d+\s*[.)]", re.IGNORECASE)


def build(sheets: Sequence[Sheet], builder: Builder, flip: bool) -> list[str]:
    """Make maps of all tables in the sheets; sentences about what is doubtful.

    Which side holds the phases is guessed; ``flip`` takes the other one.
    """
    warnings: list[str] = []
    tables = [table for sheet in sheets for table in _tables(sheet, flip)]
    current: MapBuilder | None = None
    before: _Table | None = None
    for table in tables:
        if current is not None and before is not None and _goes_on(before, table):
            if not table.own and _phases_apart(before, table):
                columns = _columns(table, current, table.title)
            else:
                columns = current.steps
            _lanes(table, current, columns, warnings)
            continue
        current, before = builder.map(table.title), table
        if _is_phase(table, tables):
            current.title = builder.project.title or table.title
            columns = _columns(table, current, table.title)
        else:
            columns = _columns(table, current)
        _lanes(table, current, columns, warnings)
    return warnings


def _is_phase(table: _Table, tables: Sequence[_Table]) -> bool:
    """Whether a table is a single phase of a map that others go on with."""
    following = tables[tables.index(table) + 1 :]
    return not table.own and bool(following) and _phases_apart(table, following[0])


def _goes_on(first: _Table, table: _Table) -> bool:
    """Whether a table adds lanes (a table of scores below) or a phase to the map of one before."""
    if first.own or table.own:
        return False
    names = [name for name in table.phases if name]
    same = bool(names) and table.phases == first.phases and not set(table.lanes) & set(first.lanes)
    return same or _phases_apart(first, table)


def _phases_apart(first: _Table, table: _Table) -> bool:
    """Whether two tables are phases of one map: the same lanes, other columns, and titles that say so."""
    deep = first.level >= 3 and table.level >= 3
    said = bool(_PHASE_TITLE.search(first.title) and _PHASE_TITLE.search(table.title))
    return (deep or said) and first.lanes == table.lanes and bool(first.title and table.title)


# Finding


def _tables(sheet: Sheet, flip: bool) -> list[_Table]:
    own = sheet.own or _is_own(sheet.rows)
    found = []
    title = sheet.title
    for rows in _bands(sheet.rows, own):
        rows, above = _without_title(rows, own)
        title = above or title
        if len(rows) < 2 or max(map(len, rows)) < 2:
            if not above and rows and any(rows[0]):
                title = next(text for text in rows[0] if text)
            continue
        table = _turned(rows, flip, own)
        heads = _heads(table, own)
        found.append(_Table(title, table, heads, own, sheet.level))
        title = sheet.title
    return found


def _labels(text: str) -> frozenset[str]:
    return frozenset(translate(text, language) for language in LANGUAGES)


def _is_own(rows: Rows) -> bool:
    if len(rows) < 3 or not all(rows[place] for place in range(3)):
        return False
    return (
        rows[0][0] in _labels("Journey map") and rows[1][0] in _labels("Phase") and rows[2][0] in _labels("Step")
    )  # fmt: skip


def _clean(text: str, own: bool) -> str:
    if own:
        return text
    plain = text.replace("\u00a0", " ").strip()
    return "" if _is_empty(plain) else plain


def _is_empty(text: str) -> bool:
    return len(text) < 20 and bool(_EMPTY.fullmatch(text))


def _bands(rows: Rows, own: bool) -> list[list[list[str]]]:
    """Stretches of rows between blank ones, without the blank columns around them and, in anybody's, within them."""
    found: list[list[list[str]]] = []
    band: list[list[str]] = []
    for row in [*rows, ()]:
        cells = [_clean(text, own) for text in row]
        if any(cells):
            band.append(cells)
        elif band:
            left = min(next(place for place, text in enumerate(row) if text) for row in band)
            right = max(len(row) - next(i for i, text in enumerate(reversed(row)) if text) for row in band)
            square = [(row + [""] * right)[0 if own else left : right] for row in band]
            found.append(square if own else _without_gaps(square))
            band = []
    return found


def _without_gaps(rows: list[list[str]]) -> list[list[str]]:
    """Without blank columns, which people leave between phases and before remarks: they are no steps."""
    used = [place for place in range(len(rows[0])) if any(row[place] for row in rows)]
    return [[row[place] for place in used] for row in rows]


def _without_title(rows: list[list[str]], own: bool) -> tuple[list[list[str]], str]:
    first = rows[0]
    if first[0] in _labels("Journey map") and sum(map(bool, first)) <= 2:
        return rows[1:], first[1] if len(first) > 1 else ""
    alone = bool(first[0]) and not any(first[1:])
    if not own and len(rows) > 2 and alone and sum(map(bool, rows[1])) > 1:
        return rows[1:], first[0]
    return rows, ""


def _turned(rows: list[list[str]], flip: bool, own: bool) -> tuple[tuple[str, ...], ...]:
    """The table with lanes as rows."""
    width = max(map(len, rows))
    square = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return tuple(zip(*square, strict=True)) if _lanes_across(square, own) != flip else square


def _lanes_across(rows: tuple[tuple[str, ...], ...], own: bool) -> bool:
    """Whether the first row, rather than the first column, seems to hold the lanes."""
    if own:
        return False
    across = [text for text in rows[0][1:] if text]
    down = [row[0] for row in rows[1:] if row[0]]
    known_across = sum(type_of(text) != "free" for text in across) + _second(rows[0][1:2])
    known_down = sum(type_of(text) != "free" for text in down) + _second([rows[1][0]])
    if known_across != known_down:
        share_across, share_down = known_across / max(1, len(across)), known_down / max(1, len(down))
        return share_across > share_down
    return False


def _second(texts: Sequence[str]) -> int:
    return sum(text.casefold() in _STEP_WORDS for text in texts)


def _heads(rows: tuple[tuple[str, ...], ...], own: bool) -> int:
    """How many rows stand above the lanes: phases, or phases and steps."""
    if own:
        return 2
    label, below = rows[0][0].casefold().strip(" :"), rows[1][0].casefold().strip(" :")
    if len(rows) > 2 and (below in _STEP_WORDS or (label in _PHASE_WORDS and not below)):
        return 2
    if len(rows) > 2 and not below and _divides(rows[0][1:], rows[1][1:]):
        return 2
    return 1


def _divides(phases: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether the second row names steps of the phases above: one under each, more beside them, few left out."""
    named = all(step or not phase for phase, step in zip(phases, steps, strict=True))
    more = any(step and not phase for phase, step in zip(phases, steps, strict=True))
    return named and more and 3 * sum(map(bool, steps)) >= 2 * len(steps)


# Building


def _columns(table: _Table, into: MapBuilder, phase: str = "") -> list[str]:
    """Make the phases and steps of a table; the id of the step in each of its columns."""
    top, below = table.rows[0], table.rows[1] if table.heads == 2 else ()
    only_steps = table.heads == 1 and top[0].casefold().strip(" :") in _STEP_WORDS
    if phase or only_steps:
        into.phase(phase)
        names = below[1:] if below else top[1:]
        return [into.step(_line(name, table.own)) for name in names]
    made = []
    last = None
    for place, name in enumerate(top[1:]):
        new = place == 0 or (bool(name) and (table.own or name != last or not below))
        if new:
            last = name
            into.phase("" if name == NO_NAME else _line(name, table.own))
        made.append(into.step(_line(below[place + 1], table.own) if below else ""))
    return made


def _lanes(table: _Table, into: MapBuilder, columns: Sequence[str], warnings: list[str]) -> None:
    lane, kind = "", ""
    waiting: list[tuple[str, Feeling]] = []
    name = ""

    def settle() -> None:
        if waiting:
            _feelings(waiting, lane, name, into, warnings)
            waiting.clear()

    for row in table.rows[table.heads :]:
        if row[0] or not lane:
            settle()
            name, kind = unlabelled(_line(row[0], table.own))
            lane = (into.lanes.get(name) if not table.own and name in into.lanes else None) or into.lane(name, kind)
        for step, text in zip(columns, row[1:], strict=False):
            for part in [text] if table.own else parts(text):
                if not part:
                    continue
                if kind == "emotions":
                    waiting.append((step, feelings.heard(part)))
                elif kind == "measures" and table.own and " · " in part:
                    figure, _, rest = part.partition(" · ")
                    into.measure(lane, step, figure, rest)
                else:
                    into.card(lane, step, part)
    settle()


def parts(text: str) -> list[str]:
    """The cards in one cell of anybody's table: by bullets where there are any, else by lines, else by slashes."""
    lines = [line.strip() for line in _BREAK.sub("\n", text).splitlines()]
    lines = [line for line in lines if not _is_empty(line)]
    if any(_BULLET.match(line) for line in lines) and len(lines) > 1:
        found: list[str] = []
        for line in lines:
            plain = _BULLET.sub("", line)
            if plain != line or not found:
                found.append(plain)
            else:
                found[-1] += " " + plain
        return found
    if len(lines) > 1:
        return lines
    single = _BULLET.sub("", lines[0]) if lines and not lines[0][1:2].isdigit() else "".join(lines)
    return [part for part in (piece.strip() for piece in single.split(" / ")) if part]


def _line(text: str, own: bool) -> str:
    """A name: without the line breaks that a narrow column gave it."""
    return text if own else " ".join(_BREAK.sub(" ", text).split())


def _feelings(found: list[tuple[str, Feeling]], lane: str, name: str, into: MapBuilder, warnings: list[str]) -> None:
    """Add the points of one lane: only all its numbers together tell their scale."""
    numbers = [feeling.value for _, feeling in found if feeling.value is not None]
    plain = [feeling.value for _, feeling in found if feeling.value is not None and not feeling.scaled]
    signed = [feeling.value for _, feeling in found if feeling.value is not None and feeling.scaled]
    least, most = min(numbers, default=0.0), max(numbers, default=0.0)
    unknown = []
    for step, feeling in found:
        value = feeling.value
        notes = ""
        if value is None:
            unknown.append(feeling.word)
            value = 0.0
        elif plain and not feeling.scaled and least > 0 and not any(number < 0 for number in signed):
            shown = f"{value:g}"
            if most <= 5:
                value -= 3
            elif most <= 10:
                value, notes = value / 2.5 - 2, shown
            else:
                value, notes = value / (most if most > 100 else 100) * 4 - 2, shown
        elif max(-least, most) > 2:
            notes = f"{value:g}"
            value = value * 2 / max(-least, most)
        into.feeling(lane, step, value, feeling.word, feeling.persona, notes)
    if unknown:
        warnings.append(
            tr(
                "Lane “{lane}”: {count} feelings tell no value and are set to 0, such as “{word}”.",
                lane=name[:60],
                count=len(unknown),
                word=unknown[0][:60],
            )
        )
