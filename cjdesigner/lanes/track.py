"""The sheet that a lane lies on: its track, its name in the rail, and the lines between phases and steps."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cjdesigner.draw.colours import blend
from cjdesigner.draw.shapes import Group, Meaning, Path, Rect, Shape, Text
from cjdesigner.draw.text import break_lines
from cjdesigner.model.records import Lane

if TYPE_CHECKING:
    from cjdesigner.lanes.base import Scene

RAIL_PADDING = 14.0


def guides(colour: str, height: float, scene: Scene) -> list[Group]:
    """Strong lines between phases, dashed ones between the steps of a phase: narrow groups, found by their place."""
    theme = scene.theme
    boundary = theme.colours.boundary
    hairline = blend(boundary, _ground(colour, scene), 0.7)
    starts = {round(left, 3) for left, _ in scene.columns.phases}
    strong, fine = _line(height, boundary, 1.25, ()), _line(height, hairline, 1.0, (2.0, 4.0))
    meaning = Meaning("guide")
    return [
        Group(left - 1.0, 0.0, 2.0, height, strong if round(left, 3) in starts else fine, meaning)
        for left in scene.columns.left[1:]
    ]


@lru_cache(maxsize=512)
def _line(height: float, colour: str, width: float, dash: tuple[float, ...]) -> tuple[Shape, ...]:
    """An upright line; the same object for all of a lane, so that it is made ready for painting once."""
    return (Path((("M", (1.0, 0.0)), ("L", (1.0, height))), stroke=colour, stroke_width=width, dash=dash),)


def _ground(colour: str, scene: Scene) -> str:
    return blend(colour, scene.theme.colours.track, 0.025)


def track(
    lane: Lane, colour: str, height: float, scene: Scene, note: str, extra: tuple[Shape, ...] = (), taken: float = 0.0
) -> Group:
    """The lane's background at (0, 0), with its name and the shapes that belong to it.

    ``taken`` is the width at the right of the rail that names must leave free, in scene units.
    """
    theme, columns = scene.theme, scene.columns
    colours = theme.colours
    left, wide = columns.track_left, columns.track_right - columns.track_left
    ground = _ground(colour, scene)
    room = columns.rail - RAIL_PADDING - 18.0 - taken
    names = break_lines(lane.name, theme.type.lane, room)
    x = left + RAIL_PADDING
    shapes: list[Shape] = [
        Rect(left + 0.5, 0.5, wide - 1, height - 1, theme.sizes.lane_radius, ground, colours.hairline),
        Rect(left - 2, 12.0, 4.0, max(height - 24.0, 12.0), 2.0, colour),
        Text(x, 26.0, names, theme.type.lane, colours.ink, 18.0),
    ]
    if note:
        y = 26.0 + len(names) * 18.0
        lines = break_lines(note, theme.type.meta, room)
        shapes.append(Text(x, y, lines, theme.type.meta, colours.secondary, theme.sizes.meta_leading))
    shapes.extend(extra)
    return Group(0.0, 0.0, columns.track_right, height, tuple(shapes), Meaning("lane", lane.id, lane.name))


def rail_height(lane: Lane, note: str, scene: Scene, taken: float = 0.0) -> float:
    """The height that the lane's name and note need."""
    theme = scene.theme
    room = scene.columns.rail - RAIL_PADDING - 18.0 - taken
    lines = len(break_lines(lane.name, theme.type.lane, room)) * 18.0
    if note:
        lines += len(break_lines(note, theme.type.meta, room)) * theme.sizes.meta_leading
    return 26.0 + lines + 4.0
