"""Where the groups of two drawings of the same map differ: what a canvas has to paint again."""

from __future__ import annotations

from collections.abc import Collection

from cjdesigner.draw.shapes import Drawing, Group, Path, Rect
from cjdesigner.layout.fading import key_of
from cjdesigner.layout.hits import Box

INK = 6.0
"""Scene units by which strokes and heads may reach out of a group's box; a painter of parts looks that far around."""


def boxes_of(drawing: Drawing, keys: Collection[str]) -> list[Box]:
    """The boxes to paint again where these groups look otherwise (see ``layout.fading.key_of``)."""
    rows = [(row.y, row.groups) for row in drawing.rows]
    return [_box(group, y) for y, groups in (*rows, (0.0, drawing.over)) for group in groups if key_of(group) in keys]


def changed_groups(before: tuple[Group, ...], after: tuple[Group, ...], y: float) -> list[Box]:
    """The boxes of one row at ``y`` to paint again: where groups came, went, or look otherwise."""
    # Shapes are compared by identity, which is quick and tells nearly all; several groups may share the same ones.
    old = {(id(group.shapes), group.x, group.y): group for group in before if group.shapes}
    fresh = []
    for group in (one for one in after if one.shapes):
        if old.pop((id(group.shapes), group.x, group.y), None) is None:
            fresh.append(group)
    boxes = []
    by_meaning = {(group.meaning.role, group.meaning.id, group.x): group for group in old.values()}
    for group in fresh:
        # Drawn again, yet perhaps to the same picture: tracks and curves are made anew with each row.
        key = (group.meaning.role, group.meaning.id, group.x)
        known = by_meaning.get(key)
        if known == group:
            del by_meaning[key]
            continue
        end = _same_to(known, group) if known is not None else 0.0
        if known is not None and end > 0.0:
            del by_meaning[key]
            height = max(known.height, group.height) - end
            boxes.append(_box(group._replace(y=group.y + end, height=height), y))
        else:
            boxes.append(_box(group, y))
    boxes.extend(_box(group, y) for group in by_meaning.values())
    return _without_inner(boxes)


def _same_to(one: Group, other: Group) -> float:
    """How far down two groups at one place look the same, in scene units from their top, where one is only longer.

    Tracks and the lines between steps are as high as their lane: what differs is their lower end.
    """
    if (one.y, one.width, len(one.shapes)) != (other.y, other.width, len(other.shapes)):
        return 0.0
    end = min(one.height, other.height)
    for a, b in zip(one.shapes, other.shapes, strict=True):
        if a is b or a == b:
            continue
        if isinstance(a, Rect) and isinstance(b, Rect) and a._replace(height=b.height) == b:
            end = min(end, a.y + min(a.height, b.height) - a.radius)
        elif isinstance(a, Path) and isinstance(b, Path) and a._replace(commands=b.commands) == b:
            (_, start), (_, low), *more = a.commands
            (_, begin), (_, deep), *others = b.commands
            if more or others or start != begin or not (len(low) == len(deep) == 2 and low[0] == deep[0] == start[0]):
                return 0.0
            end = min(end, low[1], deep[1])
        else:
            return 0.0
    return max(end, 0.0)


def _without_inner(boxes: list[Box]) -> list[Box]:
    """Without those that lie in one of the largest."""
    if len(boxes) < 2:
        return boxes
    first, *rest = sorted(boxes, key=lambda box: -box.width * box.height)
    return [first, *(box for box in rest if not first.covers(box))]


def _box(group: Group, y: float) -> Box:
    return Box(group.x - INK, y + group.y - INK, group.width + 2 * INK, group.height + 2 * INK)
