"""A drawing in which some groups are faded towards the paper: for outputs, which have no transparency."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from cjdesigner.draw.colours import blend
from cjdesigner.draw.shapes import Drawing, Group, Picture, Rect, Shape

STRENGTH = 0.24
"""How much of its colour a dimmed group keeps; the canvas paints it with this opacity."""


def key_of(group: Group) -> str:
    """What a group is dimmed by: its id, or its role where it shows nobody's."""
    return group.meaning.id or group.meaning.role


def faded(drawing: Drawing, dim: Collection[str], ground: str = "") -> Drawing:
    """The drawing with these groups dimmed (see ``layout.filtering.dimmed``); ``ground`` is the paper below them."""
    if not dim:
        return drawing
    ground = ground or drawing.background

    def group(one: Group) -> Group:
        return one._replace(shapes=tuple(_faded(shape, ground) for shape in one.shapes)) if key_of(one) in dim else one

    rows = tuple(row._replace(groups=tuple(map(group, row.groups))) for row in drawing.rows)
    return drawing._replace(rows=rows, over=tuple(map(group, drawing.over)))


def _faded(shape: Shape, ground: str) -> Shape:
    if isinstance(shape, Picture):
        # A picture cannot be blended here: a quiet frame stands for it.
        edge = blend("#6B7280", ground, STRENGTH)
        return Rect(shape.x, shape.y, shape.width, shape.height, shape.radius, blend(edge, ground, 0.4), edge)
    changes: dict[str, Any] = {"fill": _mixed(shape.fill, ground)} if shape.fill else {}
    stroke = getattr(shape, "stroke", None)
    if stroke:
        changes["stroke"] = _mixed(stroke, ground)
    return shape._replace(**changes)


@lru_cache(maxsize=512)
def _mixed(colour: str, ground: str) -> str:
    return blend(colour, ground, STRENGTH)
