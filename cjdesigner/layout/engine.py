"""The layout engine: document and theme to drawing, remembering what has not changed since last time."""

from __future__ import annotations

import base64
import binascii
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from cjdesigner.draw.grid import even
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Row, Shape, Text
from cjdesigner.draw.text import advance
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.base import Memo, Scene
from cjdesigner.lanes.columns import columns
from cjdesigner.lanes.folds import Fold, widths
from cjdesigner.lanes.touchpoints import Touchpoint
from cjdesigner.layout.fading import faded
from cjdesigner.layout.filtering import dimmed
from cjdesigner.layout.heading import phases_row, steps_row, title_row
from cjdesigner.layout.labels import Labels
from cjdesigner.layout.legend import legend_row
from cjdesigner.layout.links import KINDS, link_groups, loops_row
from cjdesigner.layout.looks import Arranging
from cjdesigner.layout.passing import Obstacles
from cjdesigner.model import collecting
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.model.queries import cards_by_lane, structure
from cjdesigner.model.records import Asset, Card, Lane, Link
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import translate

_Last = tuple[Document, str, Look | None, tuple[Scene, dict[str, list[Card]], list[Link]]]


class Engine:
    """Lays out maps with one theme. Its memory only saves time: a new engine gives an equal drawing.

    Not to be shared between threads: a worker makes its own.
    """

    def __init__(self, theme: Theme, looks: Mapping[str, Look] | None = None, fading: bool = False) -> None:
        self.theme = theme
        self._memo = Memo()
        self._rows: dict[str, tuple[tuple[Any, ...], Row]] = {}
        self._basis: tuple[Any, ...] = ()
        self._assets: dict[str, tuple[Asset, bytes]] = {}
        self._in_the_way = (Obstacles(), Labels())
        self._heads: tuple[tuple[Any, ...], tuple[Row | None, ...]] | None = None
        self._last: _Last | None = None
        """The scene of the map laid out or asked for last: drawing, canvas and gestures ask for it again and again."""
        self.looks: Mapping[str, Look] = dict(looks or {})
        """How each map is looked at, by its id: what a look hides or folds is laid out so."""
        self.fading = fading
        """Whether what a filter dims is faded in the drawing; the canvas dims it by itself, without a new layout."""
        self._arranging = Arranging()

    def adopt(self, other: Engine) -> None:
        """Remember what another engine has laid out, such as that of a worker that has ended; it is of no use then."""
        self._memo, self._rows, self._basis, self._assets = other._memo, other._rows, other._basis, other._assets

    def layout(self, document: Document, map_id: str) -> Drawing:
        """The map as a drawing. Raises KeyError where there is no such map."""
        with collecting.paused():
            drawing = self._layout(document, map_id)
        if len(self._memo) > 2 * len(document.cards) + 1000:
            self._memo.forget(set(document.cards))
        if self.fading and map_id in self.looks:
            drawing = faded(drawing, dimmed(document, map_id, self.looks[map_id]))
        return drawing

    def _layout(self, document: Document, map_id: str) -> Drawing:
        scene, by_lane, links = self._scene(document, map_id)
        journey = scene.structure.map
        rows: list[Row] = []
        sizes = self.theme.sizes
        y = sizes.margin

        def add(row: Row, gap: float) -> None:
            nonlocal y
            rows.append(row._replace(y=y))
            y += even(row.height) + gap

        *heads, legend = self._around(scene, links)
        for head, gap in zip(heads, (18.0, 8.0, 0.0, 12.0), strict=True):
            if head:
                add(head, gap)
        backstage = False
        for lane in scene.structure.lanes:
            if lane.hidden:
                continue
            if lane.type == "backstage" and not backstage:
                backstage = True
                add(_visibility_row(scene), sizes.lane_gap)
            add(self._row(lane, by_lane.get(lane.id, []), scene), sizes.lane_gap)
        if legend:
            add(legend, 0.0)
        placed = tuple(rows)
        over = link_groups(links, placed, scene, self._in_the_way) if links else ()
        width = scene.columns.track_right + sizes.margin
        return Drawing(
            width,
            y + sizes.margin - (0.0 if legend else sizes.lane_gap),
            self.theme.colours.sheet,
            placed,
            over,
            journey.title or document.project.title,
            document.project.author,
            document.project.language,
            self._pictures(document),
        )

    def scene(self, document: Document, map_id: str) -> Scene:
        """What the rows of a map are drawn from: columns, personas and counts of links.

        The same object for as long as the map, and what its look hides and folds, stay the same and no other map is
        asked for. Raises KeyError where there is no such map.
        """
        return self._scene(document, map_id)[0]

    def _scene(self, document: Document, map_id: str) -> tuple[Scene, dict[str, list[Card]], list[Link]]:
        look = self.looks.get(map_id)
        last = self._last
        if last is None or last[0] is not document or last[1] != map_id or not _arranged_alike(last[2], look):
            last = self._last = (document, map_id, look, self._scene_anew(document, map_id, look))
        elif last[2] is not look:
            last = self._last = (document, map_id, look, last[3])
        return last[3]

    def _scene_anew(
        self, document: Document, map_id: str, look: Look | None
    ) -> tuple[Scene, dict[str, list[Card]], list[Link]]:
        shape = structure(document, map_id)
        folds: Mapping[str, Fold] = {}
        if look is not None and look.arranges:
            document, shape, folds = self._arranging.of(document, map_id, look)
        unseen: frozenset[str] = look.hidden_personas if look is not None else frozenset()
        by_lane = cards_by_lane(document, map_id)
        links = [link for link in document.links.values() if link.map == map_id]
        if unseen:
            links = [link for link in links if link.persona not in unseen]
        incoming: dict[str, dict[str, int]] = {kind: defaultdict(int) for kind in KINDS}
        outgoing: dict[str, dict[str, int]] = {kind: defaultdict(int) for kind in KINDS}
        for link in links:
            incoming[link.kind][link.target] += 1
            outgoing[link.kind][link.source] += 1
        truths = {step.id for step in shape.steps if step.moment_of_truth}
        for lane in shape.lanes:
            if lane.type == "touchpoints":
                for card in by_lane.get(lane.id, ()):
                    if isinstance(card.payload, Touchpoint) and card.payload.moment_of_truth:
                        truths.add(card.start)
        people = tuple(document.personas[p] for p in shape.map.personas if p in document.personas)
        scene = Scene(
            self.theme,
            document.project.language,
            shape,
            columns(shape, self.theme, widths(shape, folds, self.theme) if folds else None),
            people,
            incoming,
            outgoing,
            frozenset(truths & shape.column.keys()),
            folds,
            unseen,
        )
        return scene, by_lane, links

    def _pictures(self, document: Document) -> dict[str, bytes]:
        for asset_id, asset in document.assets.items():
            known = self._assets.get(asset_id)
            if known is None or known[0] is not asset:
                self._assets[asset_id] = (asset, _decoded(asset))
        return {key: self._assets[key][1] for key in document.assets if self._assets[key][1]}

    def _around(self, scene: Scene, links: list[Link]) -> tuple[Row | None, ...]:
        """Title, phases, loops, steps and legend; those remembered where nothing that they tell of has changed."""
        told = (
            *(scene.language, scene.structure, scene.columns, scene.personas),
            *(scene.truths, scene.folds, scene.unseen, links),
        )
        if self._heads is None or self._heads[0] != told:
            rows = (
                title_row(scene.structure.map, scene),
                phases_row(scene) if scene.structure.phases else None,
                loops_row(links, scene),
                steps_row(scene) if scene.structure.steps or scene.folds else None,
                legend_row(scene),
            )
            self._heads = (told, rows)
        return self._heads[1]

    def _row(self, lane: Lane, cards: list[Card], scene: Scene) -> Row:
        """A lane's row, the remembered one where nothing that it is drawn from has changed."""
        basis: tuple[Any, ...] = (
            scene.language,
            scene.structure.steps,
            scene.columns,
            scene.personas,
            scene.incoming,
            scene.outgoing,
            scene.truths,
            scene.folds,
        )
        if basis != self._basis:
            self._basis = basis
            self._rows.clear()
        key = (lane, tuple(cards))
        known = self._rows.get(lane.id)
        if known and _same(known[0], key):
            return known[1]
        row = drawn_as(lane.type).row(lane, cards, scene, self._memo)
        self._rows[lane.id] = (key, row)
        return row


def _arranged_alike(one: Look | None, other: Look | None) -> bool:
    """Whether a map is laid out the same under both: what a filter dims makes no difference."""
    return one is other or (one is not None and other is not None and one.arrangement == other.arrangement)


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether lane and cards are the same objects: identity, since records are frozen and comparing fields is slow."""
    return (
        one[0] is other[0]
        and len(one[1]) == len(other[1])
        and all(a is b for a, b in zip(one[1], other[1], strict=True))
    )


def _visibility_row(scene: Scene) -> Row:
    theme = scene.theme
    left, right = scene.columns.track_left, scene.columns.track_right
    words = translate("line of visibility", scene.language)
    wide = advance(words, theme.type.meta)
    shapes: tuple[Shape, ...] = (
        Text(left + 14.0, 12.0, (words,), theme.type.meta, theme.colours.secondary),
        Path(
            (("M", (left + wide + 26.0, 8.0)), ("L", (right, 8.0))),
            stroke=theme.colours.secondary,
            dash=(6.0, 4.0),
        ),
    )
    return Row("visibility", 0.0, 16.0, (Group(0.0, 0.0, right, 16.0, shapes, Meaning("legend", "", words)),))


def _decoded(asset: Asset) -> bytes:
    """The bytes of a picture; none where they do not decode, so that one bad picture does not cost the map."""
    try:
        return base64.b64decode(asset.data, validate=True)
    except (binascii.Error, ValueError):
        return b""
