"""The tour of a map as finished pages, one a stop, each as the room sees it: framed, dimmed, named at the edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cjdesigner.draw.clipping import Area, clipped
from cjdesigner.draw.colours import blend
from cjdesigner.draw.scaling import Scaler
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Picture, Rect, Row, Shape, Text
from cjdesigner.lanes.base import Scene
from cjdesigner.layout import lens, own_tour
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box
from cjdesigner.layout.staging import (
    BESIDE,
    CAPTION,
    HEAD,
    HEIGHT,
    RAIL,
    WIDTH,
    Framing,
    close_aspect,
    framing,
    has_words,
)
from cjdesigner.layout.stops import Stop
from cjdesigner.layout.tour_edges import caption, names
from cjdesigner.model.document import Document

DIMMED = 0.8
"""How much of what a stop is not about is taken by the colour of the ground."""
_DIMMED_SMALL = 0.62
"""The same in small pictures, where pale things are not seen at all."""
_MISSING = "#8A93A0"


def tour_pages(
    document: Document, map_id: str, engine: Engine, told: Callable[[float], None] | None = None
) -> Iterator[Drawing]:
    """A page of 1280 × 720 scene units for each stop, in order; ``told`` is told the share done, and may raise.

    Raises KeyError where there is no such map.
    """
    stops = own_tour.told(document, map_id, engine, close_aspect(WIDTH, HEIGHT))
    sections = [stop.section for stop in stops]
    for number, stop in enumerate(stops):
        if told is not None:
            told(number / len(stops))
        map_drawing = engine.layout(document, stop.map)
        yield _page(stop, number, sections, stop.slide or map_drawing, engine.scene(document, stop.map))


def _page(stop: Stop, number: int, sections: list[str], drawing: Drawing, scene: Scene) -> Drawing:
    place = framing(stop, WIDTH, HEIGHT)
    words = has_words(stop, WIDTH, HEIGHT)
    canvas = drawing.background if stop.slide is not None else scene.theme.colours.canvas
    stage = Box(RAIL, HEAD, WIDTH - RAIL, HEIGHT - HEAD - CAPTION) if stop.close else Box(0, 0, WIDTH, HEIGHT - CAPTION)
    groups = list(_Stage(stop, drawing, place, stage, canvas).groups())
    if stop.close:
        groups += names(drawing, scene, stop, place)
    if words and stop.panel is not None:
        top = HEAD if stop.close else 0.0
        y = top + (HEIGHT - CAPTION - top - stop.panel.height) / 2
        groups.append(stop.panel.at(WIDTH - lens.WIDTH - BESIDE, y))
    groups += caption(scene, stop, number, sections, with_text=not words)
    row = Row("page", 0.0, HEIGHT, tuple(groups))
    return Drawing(
        WIDTH, HEIGHT, canvas, (row,), (), stop.title, drawing.author, scene.language, drawing.pictures,
        f"stop:{number}",
    )  # fmt: skip


def miniature(stop: Stop, drawing: Drawing, background: str) -> Drawing:
    """What a stop shows, dimmed but without names or words around it: for a small picture. ``drawing`` is its map's."""
    bare = stop._replace(close=False, panel=None)
    place = framing(bare, WIDTH, HEIGHT)
    high = HEIGHT - CAPTION
    shown = stop.slide or drawing
    canvas = shown.background if stop.slide is not None else background
    groups = tuple(_Stage(bare, shown, place, Box(0.0, 0.0, WIDTH, high), canvas, _DIMMED_SMALL).groups())
    row = Row("page", 0.0, high, groups)
    return Drawing(WIDTH, high, canvas, (row,), (), stop.title, "", drawing.language, shown.pictures)


class _Stage:
    """A drawing, placed on the page, with what the stop is not about dimmed."""

    def __init__(
        self, stop: Stop, drawing: Drawing, place: Framing, stage: Box, canvas: str, dimmed: float = DIMMED
    ) -> None:
        self.dimmed = dimmed
        self.drawing, self.place, self.stage, self.canvas = drawing, place, stage, canvas
        self.scaler = Scaler(place.scale)
        self.bright = [self._placed(box) for box in stop.bright]
        self.lit = set(stop.lit) if stop.bright else set()
        self._faded: dict[int, tuple[tuple[Shape, ...], tuple[Shape, ...]]] = {}

    def groups(self) -> Iterator[Group]:
        """The sheet, the map's groups in their order, and what lies over them."""
        drawing, place = self.drawing, self.place
        size = Box(0.0, 0.0, drawing.width, drawing.height)
        sheet = self._placed(size)
        ground = Rect(0.0, 0.0, sheet.width, sheet.height, 0.0, drawing.background)
        yield from self._shown(Group(sheet.x, sheet.y, sheet.width, sheet.height, (ground,), Meaning("sheet")))
        for row in drawing.rows:
            top = place.y + row.y * place.scale
            if top > self.stage.bottom or top + (row.height + 60.0) * place.scale < self.stage.y:
                continue
            for group in row.groups:
                yield from self._shown(self.scaler.group(group, place.x, top))
        for group in drawing.over:
            yield from self._shown(self.scaler.group(group, place.x, place.y))

    def _placed(self, box: Box) -> Box:
        x, y, scale = self.place
        return Box(x + box.x * scale, y + box.y * scale, box.width * scale, box.height * scale)

    def _shown(self, group: Group) -> Iterator[Group]:
        """A group, placed on the page already: bright, dimmed, or where it is both, its bright parts over it dimmed."""
        box = Box(group.x, group.y, group.width, group.height)
        if not box.meets(self.stage) or not group.shapes:
            return
        if not self.bright or group.meaning.id in self.lit or any(_holds(one, box) for one in self.bright):
            yield from self._cut(group, group.shapes, [self.stage])
            return
        yield from self._cut(group, self._dim(group.shapes), [self.stage])
        meeting = [common for one in self.bright if (common := _common(one, self.stage)) and common.meets(box)]
        if meeting and group.meaning.role not in ("card", "point"):
            quiet = group._replace(meaning=Meaning("furniture"))
            yield from self._cut(quiet, group.shapes, meeting)
        elif meeting and any(one.holds(box.x + box.width / 2, box.y + box.height / 2) for one in meeting):
            yield from self._cut(group, group.shapes, [self.stage])

    def _cut(self, group: Group, shapes: Iterable[Shape], areas: list[Box]) -> Iterator[Group]:
        """The shapes within each of the areas."""
        shapes = tuple(shapes)
        box = Box(group.x, group.y, group.width, group.height)
        for one in areas:
            if _holds(one, box):
                yield group._replace(shapes=shapes)
                continue
            area: Area = (one.x - group.x, one.y - group.y, one.right - group.x, one.bottom - group.y)
            left = tuple(part for shape in shapes for part in clipped(shape, area))
            if left:
                yield group._replace(shapes=left)

    def _dim(self, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
        known = self._faded.get(id(shapes))
        if known is None or known[0] is not shapes:
            known = self._faded[id(shapes)] = shapes, tuple(self._faint(one) for one in shapes)
        return known[1]

    def _faint(self, one: Shape) -> Shape:
        if isinstance(one, Text):
            return one._replace(fill=blend(self.canvas, one.fill, self.dimmed))
        if isinstance(one, Picture):  # no output can blend a picture beforehand
            return Rect(one.x, one.y, one.width, one.height, one.radius, blend(self.canvas, _MISSING, self.dimmed))
        return one._replace(fill=self._blended(one.fill), stroke=self._blended(one.stroke))

    def _blended(self, colour: str | None) -> str | None:
        return blend(self.canvas, colour, self.dimmed) if colour else None


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x - 1 <= inner.x and outer.y - 1 <= inner.y and outer.right + 1 >= inner.right
        and outer.bottom + 1 >= inner.bottom
    )  # fmt: skip


def _common(one: Box, other: Box) -> Box | None:
    """What two boxes have in common, or None."""
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None
