"""What stands in the rows of a map, to be asked for by place: cards and other things that a label may not cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cjdesigner.draw.shapes import Group, Path, Rect, Row

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in scene units."""
_COVERED = {"card", "point", "step", "phase", "title"}
_WIDE, _HIGH = 128.0, 64.0
"""The size of the fields, in scene units, by which things are looked up."""


def cells(area: Area) -> Iterator[tuple[int, int]]:
    """The fields that an area reaches into."""
    left, top, right, bottom = area
    for across in range(int(left // _WIDE), int(right // _WIDE) + 1):
        for down in range(int(top // _HIGH), int(bottom // _HIGH) + 1):
            yield across, down


def meet(one: Area, other: Area) -> bool:
    """Whether two areas overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class Standing:
    """What stands in a row, relative to it."""

    def __init__(self, areas: tuple[Area, ...]) -> None:
        self.areas = areas
        self._near: dict[tuple[int, int], list[Area]] = defaultdict(list)
        for area in areas:
            for cell in cells(area):
                self._near[cell].append(area)

    def meets(self, area: Area) -> bool:
        """Whether any of it lies within an area."""
        near = self._near
        for cell in cells(area):
            if cell in near:
                for other in near[cell]:
                    if meet(area, other):
                        return True
        return False


class Known:
    """What stands in each row: found once for as long as it stays where it is."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[tuple[Group, ...], Standing]] = {}

    def of(self, row: Row) -> Standing:
        """What stands in one row: the same object as before where nothing in it has another place or size."""
        known = self._rows.get(row.id)
        if known is None or known[0] is not row.groups:
            areas = tuple(_areas(row.groups))
            standing = known[1] if known is not None and known[1].areas == areas else Standing(areas)
            known = self._rows[row.id] = (row.groups, standing)
        return known[1]


def _areas(groups: tuple[Group, ...]) -> Iterator[Area]:
    for group in groups:
        role = group.meaning.role
        if role in _COVERED or (role == "guide" and isinstance(group.shapes[0], Rect)):  # a folded phase
            yield group.x, group.y, group.x + group.width, group.y + group.height
        elif role == "lane":
            for sign in group.shapes:
                if isinstance(sign, Path) and sign.fill and not sign.stroke:  # a moment of truth
                    xs = [x for _, values in sign.commands for x in values[0::2]]
                    ys = [y for _, values in sign.commands for y in values[1::2]]
                    yield group.x + min(xs), group.y + min(ys), group.x + max(xs), group.y + max(ys)
