"""A map over many sheets of paper, to be read sheet by sheet or joined to a poster.

On every sheet stand the phases, steps and lane names of what it shows; they lie outside the marks, where the sheet is
cut before it is laid over the strip that its neighbour shares with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cjdesigner.draw.colours import blend, readable_on
from cjdesigner.draw.scaling import Scaler
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Rect, Row, Shape, Style, Text
from cjdesigner.draw.text import break_lines, elide
from cjdesigner.draw.trimming import trimmed
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.pages import POINTS_PER_UNIT, SIZES, USUAL_MARGIN
from cjdesigner.layout.sheets import MOST_SHEETS, Area, Breaks, Cuts, cut_at, cut_into
from cjdesigner.words import translate

_FOOT = 24.0
_RAIL = 112.0
_HEAD = 64.0
_GIANT = 4_000.0
_LABEL = Style(11.0, 600)
_QUIET = Style(11.0, 400)
_NAME = Style(12.0, 600)
_BLACK = "#1F2933"


class Paper(NamedTuple):
    """A sheet: size, blank edge and what it can show, in scene units."""

    width: float
    height: float
    edge: float
    area: Area


def paper(name: str, landscape: bool, margin: float | None, overlap: float) -> Paper:
    """The sheet of a paper; ``margin`` and ``overlap`` in points."""
    short, long = (side / POINTS_PER_UNIT for side in SIZES[name])
    width, height = (long, short) if landscape else (short, long)
    edge = min(max(USUAL_MARGIN if margin is None else margin, 0.0) / POINTS_PER_UNIT, short / 6)
    shared = min(max(overlap, 0.0) / POINTS_PER_UNIT, short / 6)
    area = Area(width - 2 * edge, height - 2 * edge - _FOOT, _RAIL, _HEAD, shared)
    return Paper(width, height, edge, area)


def chosen(
    drawing: Drawing, scene: Scene, name: str, orientation: str, margin: float | None, overlap: float,
    grid: tuple[int, int] | None, text: float,
) -> tuple[Paper, Cuts]:  # fmt: skip
    """The paper as it has to lie and the cuts: fewest sheets for a size of text, largest text for a grid.

    ``text`` is the size that the text of cards should have, in points. Raises ValueError for more sheets than
    anybody would print.
    """
    breaks = Breaks.of(drawing, scene)
    ways = [False, True] if orientation == "auto" else [orientation == "landscape"]
    found = []
    for landscape in ways:
        sheet = paper(name, landscape, margin, overlap)
        if grid is not None:
            cuts = cut_into(breaks, sheet.area, max(1, grid[0]), max(1, grid[1]))
            found.append(((-cuts.scale, cuts.sheets), sheet, cuts))
        else:
            scale = max(text, 0.5) / POINTS_PER_UNIT / scene.theme.type.body.size
            cuts = cut_at(breaks, sheet.area, scale)
            found.append(((cuts.sheets, landscape), sheet, cuts))
    _, sheet, cuts = min(found, key=lambda each: each[0])
    if cuts.sheets > MOST_SHEETS:
        raise ValueError(f"too many sheets: {cuts.sheets}")
    return sheet, cuts


def tiled(drawing: Drawing, scene: Scene, sheet: Paper, cuts: Cuts) -> Iterator[Drawing]:
    """The sheets, row by row from the top left, as large as their paper."""
    scaler = Scaler(cuts.scale)
    columns, rows = len(cuts.xs) - 1, len(cuts.ys) - 1
    for row in range(rows):
        for column in range(columns):
            yield _sheet(drawing, scene, sheet, cuts, column, row, scaler)


class _View(NamedTuple):
    """What a sheet shows: from (x0, y0) to its own end (x1, y1) and on to what it shares; and where it puts that."""

    x0: float
    y0: float
    x1: float
    y1: float
    right: float
    bottom: float
    left_at: float
    top_at: float
    scale: float

    def x(self, x: float) -> float:
        """From the map to the page."""
        return self.left_at + (x - self.x0) * self.scale

    def y(self, y: float) -> float:
        """From the map to the page."""
        return self.top_at + (y - self.y0) * self.scale


def _view(sheet: Paper, cuts: Cuts, column: int, row: int) -> _View:
    scale, shared = cuts.scale, sheet.area.overlap / cuts.scale
    x0, x1, y0, y1 = cuts.xs[column], cuts.xs[column + 1], cuts.ys[row], cuts.ys[row + 1]
    right = x1 if column == len(cuts.xs) - 2 else x1 + shared
    bottom = y1 if row == len(cuts.ys) - 2 else y1 + shared
    left_at = sheet.edge + (_RAIL if column else 0.0)
    top_at = sheet.edge + (_HEAD if row else 0.0)
    return _View(x0, y0, x1, y1, right, bottom, left_at, top_at, scale)


def _sheet(
    drawing: Drawing, scene: Scene, sheet: Paper, cuts: Cuts, column: int, row: int, scaler: Scaler
) -> Drawing:
    view = _view(sheet, cuts, column, row)
    dx, dy = view.x(0.0), view.y(0.0)
    shown = []
    for each in drawing.rows:
        if each.y - 24.0 > view.bottom or each.y + each.height + 24.0 < view.y0:
            continue
        named = (
            _without_name(group) if column and group.meaning.role == "lane" else group
            for group in each.groups
            if _meets(group, each.y, view)
        )  # fmt: skip
        groups = tuple(scaler.group(_near(group, each.y, view), dx) for group in named)
        if groups:
            shown.append(Row("page", each.y * view.scale + dy, each.height * view.scale, groups))
    over = [scaler.group(_near(group, 0.0, view), dx, dy) for group in drawing.over if _meets(group, 0.0, view)]
    over += _frame(drawing, scene, sheet, cuts, view, column, row)
    number = row * (len(cuts.xs) - 1) + column + 1
    words = translate("Sheet {number} of {count}", drawing.language, number=number, count=cuts.sheets)
    return Drawing(
        sheet.width, sheet.height, drawing.background, tuple(shown), tuple(over),
        f"{drawing.title} – {words}" if drawing.title else words, drawing.author, drawing.language, drawing.pictures,
        f"sheet:{scene.structure.map.id}:{number}",
    )  # fmt: skip


def _meets(group: Group, row_y: float, view: _View) -> bool:
    y = row_y + group.y
    return (
        group.x < view.right and group.x + group.width > view.x0 and y < view.bottom and y + group.height > view.y0
    )


def _near(group: Group, row_y: float, view: _View) -> Group:
    """Without what would be far outside: it would only make the file larger, and show as a hair at the page's edge."""
    slack = 12.0
    left, top = view.x0 - slack - group.x, view.y0 - slack - row_y - group.y
    right, bottom = view.right + slack - group.x, view.bottom + slack - row_y - group.y
    # Clipped outlines become straight pieces: not those of a curve, which would be seen, unless it is a giant.
    curve = group.meaning.role in ("curve", "area") and group.height < _GIANT
    return trimmed(group, (left, top, right, bottom), outlines=not curve)


_nameless: dict[int, tuple[Group, Group]] = {}


def _without_name(group: Group) -> Group:
    """A lane's ground alone: its name is repeated beside the marks."""
    known = _nameless.get(id(group))
    if known is None or known[0] is not group:
        if len(_nameless) > 500:
            _nameless.clear()
        shapes = tuple(shape for shape in group.shapes if not isinstance(shape, Text))
        known = _nameless[id(group)] = group, group._replace(shapes=shapes, meaning=Meaning("sheet"))
    return known[1]


# --- what stands around the map -----------------------------------------------------------------------------------


def _frame(
    drawing: Drawing, scene: Scene, sheet: Paper, cuts: Cuts, view: _View, column: int, row: int
) -> list[Group]:
    """White over everything outside, then the repeated names, the marks and the label."""
    right, bottom = view.x(view.right), view.y(view.bottom)
    blank = drawing.background
    # They reach over the edge of the page, so that none of their own edges shows there.
    far, wide, high = 40.0, sheet.width + 80.0, sheet.height + 80.0
    masks: list[Shape] = [
        Rect(-far, -far, view.left_at + far, high, 0.0, blank),
        Rect(right, -far, max(sheet.width - right, 0.0) + far, high, 0.0, blank),
        Rect(-far, -far, wide, view.top_at + far, 0.0, blank),
        Rect(-far, bottom, wide, max(sheet.height - bottom, 0.0) + far, 0.0, blank),
    ]
    groups = [_group(masks, sheet)]
    if row:
        groups.append(_group(list(_phases_and_steps(scene, view, sheet)), sheet, "paragraph"))
    if column:
        groups.append(_group(list(_lane_names(drawing, scene, view, sheet)), sheet))
    groups.append(_group([*_marks(sheet, cuts, view, column, row), *_label(drawing, sheet, cuts, column, row)], sheet))
    return groups


def _group(shapes: list[Shape], sheet: Paper, role: str = "furniture") -> Group:
    return Group(0.0, 0.0, sheet.width, sheet.height, tuple(shapes), Meaning(role))


def _phases_and_steps(scene: Scene, view: _View, sheet: Paper) -> Iterator[Shape]:
    colours = scene.theme.colours
    shape, columns = scene.structure, scene.columns
    top = sheet.edge
    for place, (phase, (left, wide)) in enumerate(zip(shape.phases, columns.phases, strict=True)):
        start, end = max(left, view.x0), min(left + wide, view.right)
        if end <= start + 1.0:
            continue
        colour = scene.theme.phase(place, phase.colour)
        x, room = view.x(start) + 1.0, (end - start) * view.scale - 2.0
        yield Rect(x, top, room, 20.0, 5.0, colour)
        if room > 30.0:
            name = elide(" ".join(phase.name.split()), _NAME, room - 16.0)
            yield Text(x + 8.0, top + 14.0, (name,), _NAME, readable_on(colour, dark=colours.ink))
    for column, step in enumerate(shape.steps):
        left, wide = columns.left[column], columns.width[column]
        start, end = max(left, view.x0), min(left + wide, view.right)
        room = (end - start) * view.scale - 12.0
        if end <= start + 1.0 or room < 30.0:
            continue
        lines = break_lines(" ".join(step.name.split()), _NAME, room)
        if len(lines) > 2:
            lines = (lines[0], elide(f"{lines[1]} {lines[2]}…", _NAME, room))
        yield Text(view.x(start) + 6.0, top + 37.0, lines, _NAME, colours.ink, 15.0)


def _lane_names(drawing: Drawing, scene: Scene, view: _View, sheet: Paper) -> Iterator[Shape]:
    colours = scene.theme.colours
    lanes = {lane.id: lane for lane in scene.structure.lanes}
    for row in drawing.rows:
        lane = lanes.get(row.id)
        start, end = max(row.y, view.y0), min(row.y + row.height, view.bottom)
        if lane is None or end <= start:
            continue
        y, room = view.y(start), (end - start) * view.scale
        yield Rect(sheet.edge, y + 4.0, 4.0, max(room - 8.0, 2.0), 2.0, scene.theme.lane(lane.type, lane.colour))
        if room < 18.0:
            continue
        lines = break_lines(" ".join(lane.name.split()), _NAME, _RAIL - 22.0)
        most = max(1, int((room - 4.0) // 15.0))
        if len(lines) > most:
            lines = (*lines[: most - 1], elide(f"{lines[most - 1]} {lines[most]}…", _NAME, _RAIL - 22.0))
        yield Text(sheet.edge + 11.0, y + 17.0, lines, _NAME, colours.ink, 15.0)


def _marks(sheet: Paper, cuts: Cuts, view: _View, column: int, row: int) -> Iterator[Shape]:
    """Short lines in the blank edge where the sheet is cut, dashed ones where the next sheet is laid."""
    if cuts.sheets == 1:
        return
    inner, outer = sheet.edge * 0.7, sheet.edge * 0.15
    right, bottom = view.x(view.x1), view.y(view.y1)
    steps: list[tuple[str, tuple[float, ...]]] = []
    for x in (view.left_at, view.x(view.right)):
        steps += [("M", (x, outer)), ("L", (x, inner))]
        steps += [("M", (x, sheet.height - inner)), ("L", (x, sheet.height - outer))]
    for y in (view.top_at, view.y(view.bottom)):
        steps += [("M", (outer, y)), ("L", (inner, y))]
        steps += [("M", (sheet.width - inner, y)), ("L", (sheet.width - outer, y))]
    yield Path(tuple(steps), stroke=_BLACK, stroke_width=0.75)
    joins: list[tuple[str, tuple[float, ...]]] = []
    if column < len(cuts.xs) - 2:
        joins += [("M", (right, view.top_at)), ("L", (right, view.y(view.bottom)))]
    if row < len(cuts.ys) - 2:
        joins += [("M", (view.left_at, bottom)), ("L", (view.x(view.right), bottom))]
    if joins:
        yield Path(tuple(joins), stroke="#8A93A1", stroke_width=0.75, dash=(2.0, 4.0))


def _label(drawing: Drawing, sheet: Paper, cuts: Cuts, column: int, row: int) -> Iterator[Shape]:
    """Which sheet it is: a small plan of all sheets, its number, and the title."""
    language = drawing.language
    columns, rows = len(cuts.xs) - 1, len(cuts.ys) - 1
    base = sheet.height - sheet.edge - 4.0
    x = sheet.edge
    if 1 < cuts.sheets and columns <= 24 and rows <= 6:
        high = min(6.0, 15.0 / rows - 1.0)
        for at in range(cuts.sheets):
            here = (at % columns, at // columns) == (column, row)
            place = x + (at % columns) * 9.0, base + 2.0 - (rows - at // columns) * (high + 1.5)
            yield Rect(*place, 8.0, high, 1.0, _BLACK if here else blend(_BLACK, drawing.background, 0.22))
        x += columns * 9.0 + 8.0
    words = translate("Sheet {number} of {count}", language, number=row * columns + column + 1, count=cuts.sheets)
    if cuts.sheets > 1:
        where = translate("row {row}, column {column}", language, row=row + 1, column=column + 1)
        words = f"{words} · {where}"
    yield Text(x, base, (words,), _LABEL, _BLACK)
    title = elide(" ".join(drawing.title.split()), _QUIET, sheet.width / 2 - sheet.edge)
    yield Text(sheet.width - sheet.edge, base, (title,), _QUIET, "#5F6774", align="right")
