"""Painting again only what changed gives the same picture as painting everything."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import cards, lanes, links, phases
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.moves import moves
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.paint.canvas import CanvasPainter
from cjdesigner.theme import tokens
from tests.helpers.maps import documents, only_map, payloads, small_map, text, width

AROUND = "#F4F5F7"
SCALES = (1.0, 0.37)
HAIR = 40


def picture(drawing: Drawing, scale: float) -> QImage:
    size = int(max(drawing.width, drawing.height) * scale) + 40
    return CanvasPainter().tile(drawing, AROUND, scale, -10, -10, size)


def repainted(old: Drawing, new: Drawing, scale: float) -> QImage | None:
    """The picture of the old drawing made into that of the new one, as the canvas does it at a scale of one."""
    way = moves(old, new)
    if way is None:
        return None
    painter = CanvasPainter()
    size = int(max(old.width, old.height, new.width, new.height) * scale) + 40
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(AROUND))
    painter.repaint(image, old, AROUND, scale, -10, -10, None)
    if scale == 1.0:
        before, pixels = rows(image).copy(), rows(image)
        for band in way.bands:
            assert band.by == int(band.by), "rows stand on whole units, so that moved pixels stay sharp"
            top, bottom = (min(max(round(y) + 10, 0), size) for y in (band.top, band.bottom))
            for y in range(top, bottom):
                pixels[y] = before[min(max(y - int(band.by), 0), size - 1)]  # around the sheet all rows are the same
    for box in way.boxes if scale == 1.0 else way.painted(new.width):
        painter.repaint(image, new, AROUND, scale, -10, -10, QRectF(*box))
    return image


def rows(image: QImage) -> np.ndarray:
    return np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine())


def assert_same_picture(old: Drawing, new: Drawing) -> None:
    for scale in SCALES:
        patched = repainted(old, new, scale)
        if patched is not None:
            whole = CanvasPainter().tile(new, AROUND, scale, -10, -10, patched.width())
            off = np.abs(channels(patched) - channels(whole)).max(axis=2)
            # A clip moves the ends of dashes and the edges of glyphs by a hair, the more so the smaller the scale.
            limit, share = (HAIR, 0.001) if scale >= 1 else (128, 0.01)
            assert off.max() <= limit, f"{off.max()} off at scale {scale}: {np.argwhere(off > limit)[:5].tolist()}"
            assert (off > 2).mean() < share, f"{(off > 2).sum()} of {off.size} pixels at scale {scale}"


def channels(image: QImage) -> np.ndarray:
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return raw[:, :, :3].astype(int)


@st.composite
def edits(draw: Callable[..., object], document: Document) -> Document:
    """A document with one thing changed, as an edit would."""
    map_id = only_map(document)
    shape = queries.structure(document, map_id)
    steps, made = shape.steps, list(document.cards)
    choices = ["lane", "height", "phase"]
    choices += ["add", "width", "truth"] if steps and shape.lanes else []
    choices += ["text", "move", "delete", "payload", "draft", "link", "stretch"] * 2 if made and steps else []
    what = draw(st.sampled_from(choices))
    if what == "lane":
        return phases.change(document, draw(st.sampled_from(shape.lanes)).id, name=draw(text))
    if what == "height":
        lane = draw(st.sampled_from(shape.lanes))
        return phases.change(document, lane.id, height=draw(st.sampled_from([0.0, 311.0])))
    if what == "phase":
        return phases.change(document, draw(st.sampled_from(shape.phases)).id, name=draw(text))
    if what == "width":
        return phases.change(document, draw(st.sampled_from(steps)).id, width=draw(width))
    if what == "truth":
        step = draw(st.sampled_from(steps))
        return phases.change(document, step.id, moment_of_truth=not step.moment_of_truth)
    if what == "add":
        lane = draw(st.sampled_from(shape.lanes))
        return cards.add(document, lane.id, draw(st.sampled_from(steps)).id, draw(text), index=0)[0]
    card = draw(st.sampled_from(made))
    if what == "text":
        return cards.change(document, [card], text=draw(text))
    if what == "draft":
        return cards.change(document, [card], draft=not document.cards[card].draft)
    if what == "payload":
        return cards.change_payload(document, [card], **draw(payloads(document.cards[card].type, ())))
    if what == "move":
        lane = draw(st.sampled_from(shape.lanes))
        return cards.move(document, [card], lane.id, draw(st.sampled_from(steps)).id, draw(st.integers(0, 3)))
    if what == "stretch":
        return cards.stretch(document, card, document.cards[card].start, draw(st.sampled_from(steps)).id)
    if what == "link":
        other = draw(st.sampled_from([*made, *(step.id for step in steps)]))
        if links.refusal(document, card, other):
            return document
        return links.add(document, card, other)[0]
    return cards.delete(document, [card])


@settings(max_examples=settings.default.max_examples // 2)
@given(st.data())
def test_repainting_what_changed_gives_the_whole_picture(data: st.DataObject) -> None:
    document = data.draw(documents(most_cards=8))
    engine = Engine(tokens.load("paper"))
    old = engine.layout(document, only_map(document))
    changed = data.draw(edits(document))
    new = engine.layout(changed, only_map(changed))
    assert_same_picture(old, new)
    assert_same_picture(new, old)


def test_nothing_changed_is_nothing_to_paint() -> None:
    named = small_map()
    engine = Engine(tokens.load("paper"))
    drawing = engine.layout(named.document, named.map)
    fresh = Engine(tokens.load("paper")).layout(named.document, named.map)
    for again in (engine.layout(named.document, named.map), fresh):
        assert moves(drawing, again) == ((), [])


@pytest.mark.parametrize("key", [kind.key for kind in LANE_TYPES])
def test_a_new_card_touches_little_of_the_map(key: str) -> None:
    named = small_map()
    engine = Engine(tokens.load("paper"))
    old = engine.layout(named.document, named.map)
    changed, _ = cards.add(named.document, named.lanes[key], named.steps[2], "A new one")
    new = engine.layout(changed, named.map)
    way = moves(old, new)
    assert way is not None
    assert way.boxes
    assert_same_picture(old, new)
    assert sum(box.width * box.height for box in way.boxes) < 0.35 * new.width * new.height


def test_lanes_below_a_lane_that_grows_only_move() -> None:
    named = small_map()
    engine = Engine(tokens.load("paper"))
    old = engine.layout(named.document, named.map)
    tall = engine.layout(phases.change(named.document, next(iter(named.lanes.values())), height=160.0), named.map)
    way = moves(old, tall)
    assert way is not None
    (band,) = way.bands
    assert band.by == tall.height - old.height
    assert sum(box.width * box.height for box in way.boxes) < 0.2 * tall.width * tall.height
    assert_same_picture(old, tall)
    assert_same_picture(tall, old)


def test_a_link_that_moves_with_its_lanes_is_not_painted_again() -> None:
    named = small_map()
    last = list(named.lanes.values())[-2:]
    one, first = cards.add(named.document, last[0], named.steps[0], "From")
    two, second = cards.add(one, last[1], named.steps[2], "To")
    linked, link = links.add(two, first, second, "refers_to")
    engine = Engine(tokens.load("paper"))
    old = engine.layout(linked, named.map)
    tall = engine.layout(phases.change(linked, next(iter(named.lanes.values())), height=160.0), named.map)
    way = moves(old, tall)
    arrow = next(group for group in tall.over if group.meaning.id == link)
    assert way is not None
    assert way.bands[-1].top < arrow.y
    assert not any(box.y < arrow.y + arrow.height and arrow.y < box.bottom for box in way.boxes)


def test_another_width_paints_everything() -> None:
    named = small_map()
    engine = Engine(tokens.load("paper"))
    old = engine.layout(named.document, named.map)
    wider = phases.change(named.document, named.steps[0], width=300.0)
    assert moves(old, engine.layout(wider, named.map)) is None


def test_a_lane_more_or_less_moves_the_others() -> None:
    named = small_map()
    engine = Engine(tokens.load("paper"))
    old = engine.layout(named.document, named.map)
    document, _ = lanes.add(named.document, named.map, "free", 1)
    new = engine.layout(document, named.map)
    assert_same_picture(old, new)
    assert_same_picture(new, old)
    way = moves(old, new)
    assert way is not None
    assert way.bands
