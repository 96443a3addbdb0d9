"""A row of a map parted in two, between its cards: for lanes higher than what is left of a page."""

from __future__ import annotations

from cjdesigner.draw.shapes import Group, Path, Rect, Row, Shape, Text

LEAST = 90.0
"""Scene units: less of a lane than this is not left alone on a page."""
_WHOLE = ("area", "curve", "point")
_PADDING = 12.0


def cuts(row: Row) -> list[float]:
    """The heights at which no card is cut; of a lane with a curve none."""
    if any(group.meaning.role in _WHOLE for group in row.groups):
        return []
    boxes = sorted((group.y, group.y + group.height) for group in row.groups if group.meaning.role == "card")
    found: list[float] = []
    reached = 0.0
    for top, bottom in boxes:
        if top >= reached > 0.0:
            found.append((reached + top) / 2)
        reached = max(reached, bottom)
    return found


def parts_of(row: Row, room: float) -> tuple[Row, Row] | None:
    """The part of a lane that fits into ``room`` and the rest, both with the lane's name; None if it is not to be."""
    at = max((cut for cut in cuts(row) if LEAST <= cut <= room), default=None)
    if at is None:
        return None
    least = _name_height(row)
    if at < least:
        return None
    above: list[Group] = []
    below: list[Group] = []
    shift = at - _PADDING
    for group in row.groups:
        if group.meaning.role == "card":
            if group.y < at:
                above.append(group)
            else:
                below.append(group.at(group.x, group.y - shift))
        else:
            above.append(_high(group, at))
            below.append(_high(group, max(row.height - shift, least)))
    return (
        Row(row.id, row.y, at, tuple(above)),
        Row(row.id, row.y, max(row.height - shift, least), tuple(below)),
    )


def _name_height(row: Row) -> float:
    lane = next((group for group in row.groups if group.meaning.role == "lane"), None)
    texts = [shape for shape in lane.shapes if isinstance(shape, Text)] if lane else []
    return max((one.baseline + one.leading * (len(one.lines) - 1) + 8.0 for one in texts), default=0.0)


def _high(group: Group, height: float) -> Group:
    """The ground of a lane, as high as that."""
    return group._replace(height=height, shapes=tuple(_as_high(one, group.height, height) for one in group.shapes))


def _as_high(one: Shape, old: float, height: float) -> Shape:
    if isinstance(one, Rect):
        return one._replace(height=max(one.height + height - old, 1.0))
    if isinstance(one, Path):
        steps = tuple(
            (step, tuple(value if place % 2 == 0 or value < old / 2 else value + height - old
                         for place, value in enumerate(values)))
            for step, values in one.commands
        )  # fmt: skip
        return one._replace(commands=steps)
    return one
