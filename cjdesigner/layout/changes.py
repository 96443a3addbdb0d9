"""Where two drawings of the same map differ: what a canvas has to paint again."""

from __future__ import annotations

from collections.abc import Collection

from cjdesigner.draw.shapes import Drawing, Group
from cjdesigner.layout.fading import key_of
from cjdesigner.layout.hits import Box

INK = 6.0
"""Scene units by which strokes and heads may reach out of a group's box; a painter of parts looks that far around."""


def changed_boxes(old: Drawing, new: Drawing) -> list[Box] | None:
    """The boxes to paint again, in scene units; None where nearly everything is."""
    if (old.width, old.background, len(old.rows)) != (new.width, new.background, len(new.rows)):
        return None
    boxes: list[Box] = []
    for before, after in zip(old.rows, new.rows, strict=True):
        if before is after:
            continue
        if before.id != after.id or before.y != after.y or before.height != after.height:
            top = min(before.y, after.y) - INK
            boxes.append(Box(0.0, top, new.width, max(old.height, new.height) - top + INK))
            break
        if before.groups is not after.groups:
            boxes.extend(_groups(before.groups, after.groups, before.y))
    if old.over is not new.over:
        boxes.extend(_groups(old.over, new.over, 0.0))
    if old.pictures != new.pictures:
        return None
    return boxes


def boxes_of(drawing: Drawing, keys: Collection[str]) -> list[Box]:
    """The boxes to paint again where these groups look otherwise (see ``layout.fading.key_of``)."""
    rows = [(row.y, row.groups) for row in drawing.rows]
    return [_box(group, y) for y, groups in (*rows, (0.0, drawing.over)) for group in groups if key_of(group) in keys]


def _groups(before: tuple[Group, ...], after: tuple[Group, ...], y: float) -> list[Box]:
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
        if by_meaning.get(key) == group:
            del by_meaning[key]
        else:
            boxes.append(_box(group, y))
    boxes.extend(_box(group, y) for group in by_meaning.values())
    return boxes


def _box(group: Group, y: float) -> Box:
    return Box(group.x - INK, y + group.y - INK, group.width + 2 * INK, group.height + 2 * INK)
