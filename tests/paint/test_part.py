"""A picture of some cards of a map."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "helpers"))

from driver import fresh_drawing  # noqa: E402
from maps import small_map  # noqa: E402
from PySide6.QtGui import QColor  # noqa: E402

from cjdesigner.layout import hits  # noqa: E402
from cjdesigner.paint.part import MOST_PIXELS, part_drawing, part_image  # noqa: E402


def test_as_large_as_the_card_and_its_margin() -> None:
    one = small_map()
    drawing = fresh_drawing(one.document, one.map)
    box = hits.find(drawing, one.cards["pains"])
    assert box is not None
    image = part_image(drawing, [one.cards["pains"]], scale=2.0, margin=10.0)
    assert image is not None
    assert abs(image.width() - 2 * (box.width + 20)) <= 1 and abs(image.height() - 2 * (box.height + 20)) <= 1
    assert image.pixelColor(0, 0) == QColor(drawing.background)
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert len(colours) > 3


def test_nothing_of_what_lies_between() -> None:
    one = small_map()
    drawing = fresh_drawing(one.document, one.map)
    alone = part_image(drawing, [one.cards["actions"], one.cards["backstage"]])
    every = part_image(drawing, list(one.cards.values()))
    assert alone is not None and every is not None
    middle = alone.height() // 2
    between = {alone.pixelColor(x, middle).name() for x in range(alone.width())}
    assert between == {QColor(drawing.background).name()}
    assert alone.width() <= every.width()


def test_never_huge_and_nothing_for_nothing() -> None:
    one = small_map()
    drawing = fresh_drawing(one.document, one.map)
    image = part_image(drawing, list(one.cards.values()), scale=50.0)
    assert image is not None and image.width() * image.height() <= MOST_PIXELS * 1.01
    assert part_image(drawing, ["gone"]) is None and part_image(drawing, []) is None


def test_a_lane_is_copied_with_all_its_row() -> None:
    one = small_map()
    drawing = fresh_drawing(one.document, one.map)
    row = next(row for row in drawing.rows if any(group.meaning.id == one.cards["pains"] for group in row.groups))
    part = part_drawing(drawing, [row.id], margin=0.0)
    assert part is not None and len(part.rows[0].groups) == len(row.groups)
    assert part.height < drawing.height / 2


def test_a_phase_is_copied_as_its_columns_beside_the_names_of_the_lanes() -> None:
    one = small_map()
    drawing = fresh_drawing(one.document, one.map)
    head = next(group for row in drawing.rows for group in row.groups if group.meaning.role == "phase")
    part = part_drawing(drawing, [head.meaning.id])
    assert part is not None and head.width < part.width <= drawing.width
    for row in part.rows:
        for group in row.groups:
            if group.meaning.role in ("card", "step", "phase"):
                assert 0 <= group.x and group.x + group.width <= part.width
