"""How a map becomes slides: what stands on each and how large, for the file and for the preview alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cjdesigner.draw.scaling import Scaler
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Row, Style, Text
from cjdesigner.draw.text import elide
from cjdesigner.paint.cropping import phases, rows_of

INCH = 914_400
WIDTH, HEIGHT = 12_192_000, 6_858_000
"""16:9, in EMU."""
EDGE = round(0.3 * INCH)
TOP = round(0.8 * INCH)
"""Where what stands below the title begins."""
TITLE_TOP, TITLE_HIGH = round(0.15 * INCH), round(0.55 * INCH)
TITLE_POINTS = 24
_USUAL = INCH / 96
"""EMU to a scene unit at which a map has its own size."""
_MOST = 1.2 * _USUAL
_LEAST = 0.8 * _USUAL
"""Smaller than this, body text is below 8 pt: rather take another slide."""
_LEAST_ALONE = 0.72 * _USUAL
"""For a phase that fits one slide; body text of 7 pt."""
_COLUMNS = 4
_BESIDE = 28.0
"""Between columns."""
_GAP = 8.0
_INSET = 9.6
"""Between the edge of a title's box and its text, in scene units."""


class Slide(NamedTuple):
    """One slide: groups of a drawing, each with the height of its row in it."""

    title: str
    left: float
    """Of the drawing's (0, 0), in EMU."""
    top: float
    scale: float
    """EMU to a scene unit."""
    groups: tuple[tuple[Group, float], ...]
    notes: str = ""


def slides_of(drawing: Drawing) -> Iterator[Slide]:
    """The whole map, then each of its phases in reading size."""
    yield _whole(drawing)
    for phase in phases(drawing):
        yield from _phase(drawing, phase)


def ink_of(drawing: Drawing) -> str:
    """The colour of a slide's title: that of the map's own; "" where it has none."""
    first = [each for row in drawing.rows[:1] if row.id == "title" for group in row.groups for each in group.shapes]
    return next((one.fill for one in first if isinstance(one, Text)), "")


def page_of(slide: Slide, drawing: Drawing) -> Drawing:
    """The slide as a page to look at, 1,280 units wide."""
    scaler = Scaler(slide.scale / _USUAL)
    left, top = slide.left / _USUAL, slide.top / _USUAL
    wide, high = WIDTH / _USUAL, HEIGHT / _USUAL
    x, room = EDGE / _USUAL + _INSET, (WIDTH - 2 * EDGE) / _USUAL - 2 * _INSET
    style = Style(TITLE_POINTS / 0.75, 700)
    title = elide(" ".join(slide.title.split()), style, room)
    baseline = (TITLE_TOP + TITLE_HIGH / 2) / _USUAL + 0.35 * style.size
    head = Text(x, baseline, (title,), style, ink_of(drawing) or "#000000")
    groups = [Group(0.0, 0.0, wide, TOP / _USUAL, (head,), Meaning("heading", "", title))]
    for group, y in slide.groups:
        placed = scaler.group(group, left, top)
        groups.append(placed.at(placed.x, placed.y + y * scaler.factor))
    return drawing._replace(
        width=wide, height=high, background="#FFFFFF", rows=(Row("page", 0.0, high, tuple(groups)),), over=(),
        title=slide.title,
    )  # fmt: skip


def _whole(drawing: Drawing) -> Slide:
    """All of a map, as large as fits below the title; what stands beside the title goes into the notes."""
    rows = [row for row in drawing.rows if row.id != "title"]
    top = min((row.y for row in rows), default=0.0)
    bottom = max((row.y + row.height for row in rows), default=1.0)
    scale = min((WIDTH - 2 * EDGE) / max(1.0, drawing.width), (HEIGHT - TOP - EDGE / 2) / max(1.0, bottom - top))
    groups = [(group, row.y) for row in rows for group in row.groups]
    groups.extend((group, 0.0) for group in drawing.over)
    lens = [line for row in drawing.rows if row.id == "title" for group in row.groups for line in lines_of(group)]
    left = (WIDTH - drawing.width * scale) / 2
    return Slide(drawing.title, left, TOP - top * scale, scale, tuple(groups), "\n".join(lens))


def _phase(drawing: Drawing, phase: Group) -> Iterator[Slide]:
    """A phase on one slide where it can be read there, its lanes in columns beside each other, else on several."""
    rows = rows_of(drawing, phase)
    rail = min(group.x for group in phases(drawing))
    width = rail + phase.width
    lanes = [row for row in rows if row.groups[0].meaning.role == "lane"]
    heads = [row for row in rows if row not in lanes]
    head = sum(row.height + _GAP for row in heads)
    pages, scale = _spread(lanes, width, head)
    whole = max(map(len, pages)) * (width + _BESIDE) - _BESIDE
    name = next((line for line in lines_of(phase)), "") or drawing.title
    for number, page in enumerate(pages, 1):
        groups = []
        for place, column in enumerate(page):
            x, y = place * (width + _BESIDE), 0.0
            for row in (*heads, *column):
                # The phase stands once; the names of its steps over every column.
                for group in row.groups if not place or row.id == "steps" or row not in heads else ():
                    groups.append((group.at(group.x + x, group.y), y))
                y += row.height + _GAP
        notes = [
            f"{group.meaning.text}: {group.meaning.notes}"
            for column in page
            for row in column
            for group in row.groups
            if group.meaning.role in ("card", "point") and group.meaning.notes
        ]
        title = name if len(pages) == 1 else f"{name} ({number}/{len(pages)})"
        yield Slide(title, (WIDTH - whole * scale) / 2, float(TOP), scale, tuple(groups), "\n".join(notes))


def _spread(lanes: list[Row], width: float, head: float) -> tuple[list[list[list[Row]]], float]:
    """The lanes by slide and column, and EMU to a scene unit: as few slides as can be read, in as large a size."""
    room, across = HEIGHT - TOP - EDGE / 2, WIDTH - 2 * EDGE
    heights = [row.height + _GAP for row in lanes]
    for slides in range(1, max(1, len(lanes)) + 1):
        best = max(
            (
                (min(_MOST, across / (columns * (width + _BESIDE) - _BESIDE), room / (head + tallest)), -columns, parts)
                for columns in range(1, _COLUMNS + 1)
                for parts, tallest in [parted(heights, slides * columns)]
            ),
            key=lambda way: way[:2],
        )
        scale, columns, parts = best[0], -best[1], best[2]
        if scale >= (_LEAST_ALONE if slides == 1 else _LEAST) or slides >= len(lanes):
            break
    made = [[lanes[at] for at in part] for part in parts]
    return [made[at : at + columns] for at in range(0, max(1, len(made)), columns)], scale


def parted(heights: Sequence[float], count: int) -> tuple[list[list[int]], float]:
    """Neighbours put together in at most so many parts, the tallest as low as can be; the places, and its height."""

    def packed(most: float) -> list[list[int]]:
        parts: list[list[int]] = [[]]
        used = 0.0
        for at, height in enumerate(heights):
            if parts[-1] and used + height > most:
                parts.append([])
                used = 0.0
            parts[-1].append(at)
            used += height
        return parts

    starts = [0.0]
    for height in heights:
        starts.append(starts[-1] + height)
    # The answer is a sum of neighbours; there are few enough to try.
    sums = sorted({round(b - a, 3) for place, a in enumerate(starts) for b in starts[place + 1 :]})
    low, high = 0, len(sums) - 1
    while low < high:
        middle = (low + high) // 2
        if max(heights) <= sums[middle] + 0.01 and len(packed(sums[middle] + 0.01)) <= count:
            high = middle
        else:
            low = middle + 1
    most = sums[low] + 0.01 if sums else 0.0
    return packed(most), most


def lines_of(group: Group) -> list[str]:
    """The texts of a group, one a block."""
    return [" ".join(one.lines) for one in group.shapes if isinstance(one, Text) and any(one.lines)]
