"""How links run: through the gaps between columns and between lanes, so that they do not cross cards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from cjdesigner.draw.colours import blend
from cjdesigner.draw.grid import even
from cjdesigner.draw.shapes import Command, Drawing, Group, Meaning, Path, Row, Shape, Text
from cjdesigner.draw.text import advance, elide
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.hits import Box
from cjdesigner.layout.labels import CLEAR, Label, Labels, Route, clear_part
from cjdesigner.layout.passing import Obstacles, Way
from cjdesigner.model.records import Link
from cjdesigner.words import translate

Point = tuple[float, float]
_RADIUS = 6.0
KINDS = {"causes": "causes", "mends": "mends", "leads_to": "leads to", "refers_to": "refers to"}


class End(NamedTuple):
    """A record that a link may join, with its box in scene coordinates."""

    role: str
    x: float
    y: float
    width: float
    height: float
    row: int

    @property
    def middle(self) -> Point:
        """The centre of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


def ends(rows: Iterable[Row], wanted: set[str]) -> dict[str, End]:
    """Where the wanted cards, points and steps stand, by id."""
    found: dict[str, End] = {}
    for number, row in enumerate(rows):
        for group in row.groups:
            if group.meaning.id in wanted and group.meaning.role in ("card", "point", "step"):
                box = End(group.meaning.role, group.x, row.y + group.y, group.width, group.height, number)
                found[group.meaning.id] = box
    return found


def link_groups(
    links: Iterable[Link], rows: tuple[Row, ...], scene: Scene, known: tuple[Obstacles, Labels]
) -> tuple[Group, ...]:
    """The arrows between cards; loops between steps have a row of their own (see ``loops_row``).

    ``known`` remembers what stands in the way of lines and of labels, row by row, from one layout to the next.
    """
    links = sorted(links, key=lambda link: link.id)
    places = ends(rows, {end for link in links for end in (link.source, link.target)})
    routes: list[Route] = []
    lanes_used: dict[tuple[float, float], int] = {}
    obstacles, labels = known
    way = Way(rows, scene, obstacles)
    for link in links:
        source, target = places.get(link.source), places.get(link.target)
        if source is None or target is None or (source.role == "step" and target.role == "step"):
            continue
        points = _route(source, target, rows, scene, lanes_used, way)
        points = [p for i, p in enumerate(points) if i == 0 or math.dist(p, points[i - 1]) > 0.01]
        routes.append((link, points))
    named = labels.of(routes, rows, scene)
    return tuple(_arrow(link, points, named.get(link.id), scene) for link, points in routes)


def colour_of(link: Link, scene: Scene) -> str:
    """Mending is green, causing takes the pain's colour, paths the accent; softened, since links serve the cards."""
    theme = scene.theme
    base = {
        "mends": theme.lane("solutions"),
        "causes": theme.lane("pains"),
        "leads_to": theme.colours.accent,
    }.get(link.kind, theme.colours.link)
    return blend(base, theme.colours.sheet, 0.72)


def _route(
    source: End, target: End, rows: tuple[Row, ...], scene: Scene, used: dict[tuple[float, float], int], way: Way
) -> list[Point]:
    """Corner points from edge to edge."""
    tx, ty = target.middle
    sx = source.middle[0]
    down = target.y >= source.y + source.height
    up = target.y + target.height <= source.y
    overlap_left = max(source.x, target.x)
    overlap_right = min(source.x + source.width, target.x + target.width)
    if (
        (down or up)
        and overlap_right - overlap_left > 16
        and abs(source.row - target.row) <= 1
        and _clear(overlap_left, overlap_right, source, target, rows)
    ):
        x = tx if overlap_left + 6 <= tx <= overlap_right - 6 else (overlap_left + overlap_right) / 2
        return [
            (x, source.y + source.height if down else source.y),
            (x, target.y if down else target.y + target.height),
        ]
    leftwards = tx < sx - 1
    found: list[Point] = []
    # Out at the side of the target and in at the side of the source; the others where spanning cards are in the way.
    for out_right, in_right in ((not leftwards, leftwards), (leftwards, leftwards), (not leftwards, not leftwards)):
        tried = _sideways(source, target, out_right, in_right, scene, used, way)
        if not found or len(tried) < len(found):
            found = tried
        if len(found) <= 6:
            break
    return found


def _sideways(
    source: End,
    target: End,
    out_right: bool,
    in_right: bool,
    scene: Scene,
    used: dict[tuple[float, float], int],
    way: Way,
) -> list[Point]:
    """Out at one side of the source and in at one side of the target, along the gap beside the target's lane."""
    sx, sy = source.middle
    tx, ty = target.middle
    out_x, in_x = _gutter(source, out_right, scene), _gutter(target, in_right, scene)
    slot = _slot(used, out_x)
    same = abs(out_x - in_x) < 1
    out_x += slot
    if same and way.free(out_x, sy, ty):
        side = target.x if in_x <= target.x else target.x + target.width
        start = source.x + source.width if out_right else source.x
        if abs(start - out_x) > source.width:
            start = source.x if out_x < source.x else source.x + source.width
        return [(start, sy), (out_x, sy), (out_x, ty), (side, ty)]
    in_x += _slot(used, in_x)
    row, gap = way.rows[target.row], scene.theme.sizes.lane_gap / 2
    above = source.row == target.row or target.y > source.y
    between = row.y - gap if above else row.y + row.height + gap
    between += _slot(used, between) / 2
    start = source.x + source.width if out_x > sx else source.x
    side = target.x if in_x < tx else target.x + target.width
    out = way.climb(out_x, sy, between, in_x)
    back = way.climb(in_x, ty, between, out[-1][0])
    return [(start, sy), *out, *reversed(back), (side, ty)]


def _clear(left: float, right: float, source: End, target: End, rows: tuple[Row, ...]) -> bool:
    """Whether nothing lies between the two boxes where a straight line would run."""
    low = min(source.y + source.height, target.y + target.height)
    high = max(source.y, target.y)
    for row in rows[min(source.row, target.row) : max(source.row, target.row) + 1]:
        for group in row.groups:
            if group.meaning.role in ("card", "point"):
                y = row.y + group.y
                inside = group.x < right and group.x + group.width > left
                if inside and y + group.height > low + 1 and y < high - 1 and y >= low - 1:
                    return False
    return True


def _gutter(end: End, right: bool, scene: Scene) -> float:
    """The gap beside the column in which the box stands."""
    columns = scene.columns
    middle = end.x + end.width / 2
    if right:
        edges = [left + wide for left, wide in zip(columns.left, columns.width, strict=True)]
        return next((edge for edge in edges if edge >= end.x + end.width - 1), middle)
    return next((left for left in reversed(columns.left) if left <= end.x + 1), middle)


def _slot(used: dict[tuple[float, float], int], where: float) -> float:
    """A small shift for each further link in the same gap, so that parallel ones stay apart."""
    key = (round(where), 0.0)
    count = used.get(key, 0)
    used[key] = count + 1
    return (0.0, 3.0, -3.0, 1.5, -1.5)[count % 5]


def _arrow(link: Link, points: list[Point], label: Label | None, scene: Scene) -> Group:
    colour = colour_of(link, scene)
    dash = (4.0, 4.0) if link.kind == "refers_to" else ()
    left, top, width, height = _room(points, label)
    # Relative to the box, so that a link that only moves with its cards keeps equal shapes.
    points = [(x - left, y - top) for x, y in points]
    head, shaft_end = arrow_head(points, colour)
    shapes: list[Shape] = [
        Path(rounded_line([*points[:-1], shaft_end]), stroke=colour, stroke_width=1.5, dash=dash),
        head,
    ]
    if label is not None:
        if label.leader is not None:
            (ax, ay), (bx, by) = label.leader
            line: tuple[Command, ...] = (("M", (ax - left, ay - top)), ("L", (bx - left, by - top)))
            shapes.append(Path(line, stroke=colour, stroke_width=0.75))
        shapes.append(label.text._replace(x=label.text.x - left, baseline=label.text.baseline - top))
    spoken = translate(KINDS[link.kind], scene.language)
    meaning = Meaning("link", link.id, f"{spoken}: {link.label}" if link.label else spoken)
    return Group(left, top, width, height, tuple(shapes), meaning)


def _room(points: list[Point], label: Label | None) -> tuple[float, float, float, float]:
    """Left, top, width and height of the box with all ink of an arrow through the points and of its label."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    least_x, least_y, most_x, most_y = min(xs) - 6.0, min(ys) - 6.0, max(xs) + 6.0, max(ys) + 6.0
    if label is not None:
        text = label.text
        wide = advance(text.lines[0], text.style)
        start = text.left_edge(wide)
        least_x, most_x = min(least_x, start), max(most_x, start + wide)
        least_y, most_y = min(least_y, text.baseline - 12.0), max(most_y, text.baseline + 4.0)
    left, top = math.floor(least_x / 2) * 2.0, math.floor(least_y / 2) * 2.0
    return left, top, even(most_x) - left, even(most_y) - top


def arrow_head(points: list[Point], colour: str, size: float = 7.0) -> tuple[Path, Point]:
    """A filled head at the last point, and where the shaft should end."""
    (px, py), (x, y) = points[-2], points[-1]
    length = math.hypot(x - px, y - py) or 1.0
    ux, uy = (x - px) / length, (y - py) / length
    bx, by = x - ux * size, y - uy * size
    half = size * 0.55
    head: tuple[Command, ...] = (
        ("M", (x, y)),
        ("L", (bx - uy * half, by + ux * half)),
        ("L", (bx + uy * half, by - ux * half)),
        ("Z", ()),
    )
    return Path(head, fill=colour), (bx, by)


def rounded_line(points: list[Point]) -> tuple[Command, ...]:
    """A line through the points with rounded corners."""
    commands: list[Command] = [("M", points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near = min(_RADIUS, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        start, end = _towards(corner, before, near), _towards(corner, after, near)
        k = 0.45
        c1 = (start[0] + (corner[0] - start[0]) * (1 - k), start[1] + (corner[1] - start[1]) * (1 - k))
        c2 = (end[0] + (corner[0] - end[0]) * (1 - k), end[1] + (corner[1] - end[1]) * (1 - k))
        commands += [("L", start), ("C", (*c1, *c2, *end))]
    commands.append(("L", points[-1]))
    return tuple(commands)


def _towards(point: Point, other: Point, length: float) -> Point:
    whole = math.dist(point, other) or 1.0
    return point[0] + (other[0] - point[0]) * length / whole, point[1] + (other[1] - point[1]) * length / whole


def loops_row(links: Iterable[Link], scene: Scene) -> Row | None:
    """The customer's real path above the step names: arcs for loops back and jumps, one level each."""
    column = scene.structure.column
    loops = sorted(
        (link for link in links if link.source in column and link.target in column and link.source != link.target),
        key=lambda link: (abs(column[link.source] - column[link.target]), link.id),
    )
    if not loops:
        return None
    theme = scene.theme
    levels: list[list[tuple[float, float]]] = []
    placed = []
    for link in loops:
        start, end = scene.columns.centre(column[link.source]), scene.columns.centre(column[link.target])
        start += 14.0 if end > start else -14.0
        end += -14.0 if end > start else 14.0
        low, high = min(start, end), max(start, end)
        level = next((i for i, taken in enumerate(levels) if all(high < a or low > b for a, b in taken)), len(levels))
        if level == len(levels):
            levels.append([])
        levels[level].append((low - 6, high + 6))
        placed.append((link, start, end, level))
    height = 18.0 + len(levels) * 18.0
    tops = [height - 20.0 - level * 18.0 for *_, level in placed]
    uprights = [(x, top) for (_, start, end, _), top in zip(placed, tops, strict=True) for x in (start, end)]
    groups = []
    for (link, start, end, _), top in zip(placed, tops, strict=True):
        left = min(start, end) - 6.0
        crossing = [x - left for x, upper in uprights if upper < top and min(start, end) < x < max(start, end)]
        start, end = start - left, end - left
        points = [(start, height), (start, top), (end, top), (end, height + 1.0)]
        colour = colour_of(link, scene)
        head, shaft = arrow_head(points, colour)
        shapes: list[Shape] = [Path(rounded_line([*points[:-1], shaft]), stroke=colour, stroke_width=1.5), head]
        if link.label.strip():
            words, style = " ".join(link.label.split()), theme.type.meta
            low, high = clear_part(min(start, end), max(start, end), advance(words, style), crossing)
            label = elide(words, style, high - low - 2 * CLEAR)
            middle = (low + high) / 2
            shapes.append(Text(middle, top - 4.0, (label,), style, theme.colours.secondary, align="centre"))
        spoken = f"{translate(KINDS[link.kind], scene.language)}: {link.label}".rstrip(": ")
        wide = abs(start - end) + 12.0
        groups.append(Group(left, 0.0, wide, height, tuple(shapes), Meaning("link", link.id, spoken)))
    return Row("path", 0.0, height, tuple(groups))


def drawn_links(drawing: Drawing) -> dict[str, Group]:
    """The links of a drawing by id, whichever row or layer they lie in, in scene coordinates."""
    found = {group.meaning.id: group for group in drawing.over if group.meaning.role == "link"}
    for row in drawing.rows:
        if row.id == "path":
            found.update({group.meaning.id: group.at(group.x, group.y + row.y) for group in row.groups})
    return found


def label_ink(group: Group) -> Box | None:
    """The box around the words of a drawn link's label; None where none are drawn."""
    label = next((shape for shape in group.shapes if isinstance(shape, Text)), None)
    if label is None:
        return None
    wide = advance(label.lines[0], label.style)
    return Box(group.x + label.left_edge(wide), group.y + label.baseline - 10.0, wide, 13.0)


def shown_label(group: Group) -> str:
    """The label of a drawn link as far as it is drawn: it may be shortened, or left out."""
    return next((shape.lines[0] for shape in group.shapes if isinstance(shape, Text)), "")


def label_box(group: Group) -> Box:
    """Where the label of a drawn link stands, or would stand: on its longest level part, else in its middle."""
    if (drawn := label_ink(group)) is not None:
        return Box(drawn.x + drawn.width / 2 - 70.0, drawn.y - 6.0, 140.0, 24.0)
    shaft = next((shape for shape in group.shapes if isinstance(shape, Path) and shape.stroke), None)
    points = [(x[-2] + group.x, x[-1] + group.y) for _, x in shaft.commands if x] if shaft else [(group.x, group.y)]
    runs = [(a, b) for a, b in pairwise(points) if abs(a[1] - b[1]) < 0.5]
    if runs:
        (ax, ay), (bx, by) = max(runs, key=lambda run: abs(run[0][0] - run[1][0]))
    else:
        (ax, ay), (bx, by) = points[0], points[-1]
    return Box((ax + bx) / 2 - 70.0, (ay + by) / 2 - 12.0, 140.0, 24.0)
