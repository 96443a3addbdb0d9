"""Cropping a picture: the frame, its grips, and what the file and the drawing hold afterwards."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw.shapes import Picture
from cjdesigner.edit import cards, filling
from cjdesigner.editor import cropping
from cjdesigner.files import project
from cjdesigner.lanes.pictures import LEAST_PART, PictureCard
from cjdesigner.model.document import Document
from cjdesigner.model.records import Asset
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import small_map

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
edges = st.tuples(*[st.floats(0, 0.47)] * 4)


def pictured(width: int = 400, height: int = 200) -> tuple[Document, str, str]:
    named = small_map()
    asset = Asset(
        id=hashlib.sha256(PIXEL).hexdigest(), width=width, height=height, data=base64.b64encode(PIXEL).decode()
    )
    document, card = filling.add_picture(
        named.document, named.map, asset, named.lanes["pictures"], named.steps[0], None
    )
    return document, named.map, card


def drawn(document: Document, map_id: str, card: str) -> Picture:
    rows = fresh_drawing(document, map_id).rows
    group = next(group for row in rows for group in row.groups if group.meaning.id == card)
    return next(shape for shape in group.shapes if isinstance(shape, Picture))


def test_a_cropped_picture_is_as_high_as_what_is_left_of_it() -> None:
    document, map_id, card = pictured()
    before = drawn(document, map_id, card)
    document = cropping.with_edges(document, card, (0.25, 0.0, 0.25, 0.5))
    after = drawn(document, map_id, card)
    assert after.part == (0.25, 0.0, 0.5, 0.5)
    assert after.width == before.width
    assert after.height == pytest.approx(before.height, abs=2)
    document = cropping.with_edges(document, card, (0.0, 0.0, 0.0, 0.5))
    assert drawn(document, map_id, card).height == pytest.approx(before.height / 2, abs=2)


def test_nothing_of_the_picture_is_lost_and_the_file_holds_the_crop() -> None:
    document, _, card = pictured()
    cropped = cropping.with_edges(document, card, (0.1, 0.2, 0.3, 0.4))
    assert cropped.assets == document.assets
    read = project.parse(project.dump(cropped))
    assert read == cropped and read.cards[card].payload.crop == (0.1, 0.2, 0.3, 0.4)
    assert cropping.with_edges(cropped, card, cropping.NOTHING) == document
    assert b"crop" not in project.dump(document)


def test_a_very_long_picture_is_not_squeezed() -> None:
    document, map_id, card = pictured(100, 1000)
    shape = drawn(document, map_id, card)
    _, _, wide, high = shape.part
    assert shape.height / shape.width == pytest.approx(10 * high / wide, rel=0.02)


def test_the_frame_lies_on_the_part_that_is_shown() -> None:
    document, map_id, card = pictured()
    document = cropping.with_edges(document, card, (0.25, 0.1, 0.25, 0.4))
    found = cropping.cropped(fresh_drawing(document, map_id), card)
    assert found is not None
    shape = drawn(document, map_id, card)
    assert (found.frame.width, found.frame.height) == pytest.approx((shape.width, shape.height))
    assert found.whole.width == pytest.approx(2 * shape.width)
    assert found.edges == pytest.approx((0.25, 0.1, 0.25, 0.4))
    assert cropping.grip_at(found, found.frame.x, found.frame.y, 4) == "left top"
    assert cropping.grip_at(found, found.frame.right, found.frame.y + found.frame.height / 2, 4) == "right"
    assert cropping.grip_at(found, found.frame.x + 60, found.frame.y + 40, 4) == "all"
    assert cropping.grip_at(found, found.frame.x - 40, found.frame.y, 4) == ""


@given(start=edges, grip=st.sampled_from([*cropping.GRIPS, "all"]), dx=st.floats(-2, 2), dy=st.floats(-2, 2),
       even=st.booleans())  # fmt: skip
def test_a_frame_stays_in_its_picture_whatever_is_dragged(start, grip, dx, dy, even) -> None:  # type: ignore[no-untyped-def]
    left, top, right, bottom = cropping.dragged(start, grip, dx, dy, even)
    assert min(left, top, right, bottom) >= 0
    assert left + right <= 1 - LEAST_PART + 0.0003 and top + bottom <= 1 - LEAST_PART + 0.0003
    if grip == "all":
        assert left + right == pytest.approx(start[0] + start[2], abs=0.0003)


def test_a_crop_that_a_file_overdoes_still_shows_a_sliver() -> None:
    document, map_id, card = pictured()
    document = cards.change_payload(document, [card], crop=(0.9, 0.9, 0.9, 0.9))
    left, top, wide, high = drawn(document, map_id, card).part
    assert wide == high == LEAST_PART and left + wide <= 1 and top + high <= 1
    assert PictureCard().part == (0.0, 0.0, 1.0, 1.0)
