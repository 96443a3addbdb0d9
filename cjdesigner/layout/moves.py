"""What of a drawing has only moved up or down since the last one: a canvas moves those pixels instead of painting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing, Group, Row
from cjdesigner.layout.changes import INK, changed_groups
from cjdesigner.layout.hits import Box

_FAR = 1e6


class Band(NamedTuple):
    """A full-width part of the new drawing, in scene units, that stood ``by`` units higher in the old one."""

    top: float
    bottom: float
    by: float


class Moves(NamedTuple):
    """How to make the picture of the new drawing: move the pixels of the bands, then paint the boxes again."""

    bands: tuple[Band, ...]
    boxes: list[Box]

    def painted(self, width: float) -> list[Box]:
        """What to paint again where no pixels are moved, in a drawing of that width."""
        return [*self.boxes, *(Box(0.0, band.top - INK, width, band.bottom - band.top + INK) for band in self.bands)]


def moves(old: Drawing, new: Drawing) -> Moves | None:
    """The way from one drawing to the next; None where nearly everything is to be painted.

    Rows that changed nothing but their place are moved together with the space between them.
    """
    if (old.width, old.background) != (new.width, new.background) or old.pictures != new.pictures or not old.rows:
        return None
    before = {row.id: (place, row) for place, row in enumerate(old.rows)}
    if len(before) < len(old.rows):
        return None
    boxes: list[Box] = []
    bands: list[Band] = []
    last = -2
    """Where in the old drawing the row above stood, if it is part of the last band."""
    for row in new.rows:
        place, known = before.get(row.id, (-2, None))
        if known is None:
            last = -2
            continue
        boxes.extend(_changed(known, row))
        by, bottom = row.y - known.y, row.y + min(row.height, known.height)
        if bands and place == last + 1 and bands[-1].by == by:
            bands[-1] = bands[-1]._replace(bottom=bottom)
        else:
            bands.append(Band(row.y, bottom, by))
        last = place if row.height == known.height else -2
    if not bands:
        return None
    first, end = new.rows[0], new.rows[-1]
    if bands[0].top == first.y and not bands[0].by and old.rows[0].id == first.id:
        bands[0] = bands[0]._replace(top=-_FAR)
    grown = new.height - old.height
    if bands[-1].bottom == end.y + end.height and bands[-1].by == grown and old.rows[-1].id == end.id:
        bands[-1] = bands[-1]._replace(bottom=_FAR)
    boxes.extend(_between(bands, new, max(old.height, new.height)))
    boxes.extend(_over(old.over, new.over, bands))
    return Moves(tuple(band for band in bands if band.by), boxes)


def _changed(before: Row, after: Row) -> list[Box]:
    return [] if before.groups is after.groups else changed_groups(before.groups, after.groups, after.y)


def _between(bands: list[Band], new: Drawing, high: float) -> Iterator[Box]:
    """What lies between the bands is painted again, and so far into them as its old ink may reach."""
    edges = [-INK, *(edge for band in bands for edge in (band.top, band.bottom)), high + INK]
    for top, bottom in list(pairwise(edges))[::2]:
        if bottom > top:
            yield Box(0.0, top - INK, new.width, bottom - top + 2 * INK)


def _over(old: tuple[Group, ...], new: tuple[Group, ...], bands: list[Band]) -> Iterator[Box]:
    """What lies over the rows and has not just moved with the band that holds all of it."""
    left = {(group.meaning.role, group.meaning.id): group for group in new}
    for group in old:
        key = (group.meaning.role, group.meaning.id)
        top, bottom = group.y - INK, group.y + group.height + INK
        home = next((band for band in bands if band.top <= top + band.by and bottom + band.by <= band.bottom), None)
        if home is not None and key in left and left[key] == group.at(group.x, group.y + home.by):
            del left[key]
            continue
        for band in bands:  # where its pixels have been moved to
            start, stop = max(top + band.by, band.top), min(bottom + band.by, band.bottom)
            if stop > start:
                yield Box(group.x - INK, start, group.width + 2 * INK, stop - start)
    for group in left.values():
        yield Box(group.x - INK, group.y - INK, group.width + 2 * INK, group.height + 2 * INK)
