"""One contract for every drawn format: the same boxes in the same places, and the same texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation

from cjdesigner.draw.shapes import Drawing, Rect, Text
from cjdesigner.paint.base import DRAWN_FORMATS, DrawnFormat, Options, nothing

Box = tuple[float, float, float, float]


class Found(NamedTuple):
    """What somebody else finds in a file: boxes in scene units (or a picture of them) and texts."""

    boxes: list[Box] | None
    picture: Image.Image | None
    texts: str | None
    """None for a format that holds none."""


def _pdf(data: bytes) -> Found:
    book = pypdfium2.PdfDocument(data)
    page = book[0]
    found = Found(None, page.render(scale=96 / 72).to_pil().convert("RGB"), page.get_textpage().get_text_range())
    page.close()
    book.close()
    return found


def _png(data: bytes) -> Found:
    return Found(None, Image.open(BytesIO(data)).convert("RGB"), None)


def _svg(data: bytes) -> Found:
    boxes: list[Box] = []
    texts: list[str] = []

    def walk(each: ElementTree.Element, x: float, y: float) -> None:
        moved = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)$", each.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        name = each.tag.rpartition("}")[2]
        if name == "rect":
            x0, y0, wide, high = (float(each.get(key, 0)) for key in ("x", "y", "width", "height"))
            boxes.append((x + x0, y + y0, wide, high))
        elif name == "text":
            texts.append(each.text or "")
        elif name == "g" and not each.get("data-role") and each.get("aria-label"):
            texts.append(each.get("aria-label", ""))
        for inner in each:
            if name not in ("defs", "clipPath"):
                walk(inner, x, y)

    walk(ElementTree.fromstring(data), 0.0, 0.0)
    return Found(boxes, None, "\n".join(texts))


def _html(data: bytes) -> Found:
    whole = re.search(rb'<svg class="whole".*?</svg>', data, re.DOTALL)
    assert whole is not None
    names = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return _svg(whole[0].replace(b"<svg", names, 1))


def _pptx(data: bytes) -> Found:
    slide = Presentation(BytesIO(data)).slides[0]
    leaves: list[Any] = []

    def walk(shapes: Any) -> None:
        for each in shapes:
            walk(each.shapes) if each.shape_type == 6 else leaves.append(each)

    walk(slide.shapes)
    boxes = [(float(each.left), float(each.top), float(each.width), float(each.height)) for each in leaves]
    said = [each.text_frame.text for each in leaves if each.has_text_frame]
    said += slide.notes_slide.notes_text_frame.text.split("\n")
    # The widest ground of a lane tells where the map lies on the slide, and how large it is.
    grounds = [box for box, each in zip(boxes, leaves, strict=True) if each.shape_type == 1]
    left, top, width, _ = max(grounds, key=lambda box: (round(box[2], -3), -box[1]))
    scale = width / 960
    made = [((x - left) / scale + 8, (y - top) / scale + 116, w / scale, h / scale) for x, y, w, h in boxes]
    return Found(made, None, "\n".join(said))


READERS: dict[str, Callable[[bytes], Found]] = {"pdf": _pdf, "png": _png, "svg": _svg, "html": _html, "pptx": _pptx}


def written(form: DrawnFormat, drawing: Drawing, **wishes: Any) -> bytes:
    file = BytesIO()
    form.write([drawing], file, Options(**wishes), nothing)
    return file.getvalue()


CASES = [pytest.param(form, {}, id=form.ending) for form in DRAWN_FORMATS]
CASES += [pytest.param(form, {"outlines": True}, id="outlines") for form in DRAWN_FORMATS if form.ending == "svg"]


def test_every_drawn_format_is_held_to_the_contract() -> None:
    assert {form.ending for form in DRAWN_FORMATS} == set(READERS)


@pytest.mark.parametrize(("form", "wishes"), CASES)
def test_the_same_boxes(form: DrawnFormat, wishes: dict[str, Any], drawing: Drawing) -> None:
    found = READERS[form.ending](written(form, drawing, **wishes))
    boxes = [
        (group.x + one.x, row.y + group.y + one.y, one)
        for row in drawing.rows
        for group in row.groups
        for one in group.shapes
        if isinstance(one, Rect) and one.width > 20
    ]
    assert len(boxes) > 10
    for x, y, one in boxes:
        if found.boxes is not None:
            near = min(
                max(abs(a - b) for a, b in zip(box, (x, y, one.width, one.height), strict=True)) for box in found.boxes
            )
            assert near < 0.02, (x, y, one)
        else:
            assert found.picture is not None
            assert one.fill is not None
            # Ink inside at the middle of each edge, another colour outside.
            ink = tuple(bytes.fromhex(one.fill[1:]))
            far = 3 + (one.stroke_width if one.stroke else 0)
            cx, cy = x + one.width / 2, y + one.height / 2
            for px, py in ((x + far, cy), (cx, y + far), (cx, y + one.height - far)):
                inside = found.picture.getpixel((int(px), int(py)))
                assert max(abs(a - b) for a, b in zip(inside, ink, strict=True)) < 3 or _covered(drawing, px, py, one)
            outside = found.picture.getpixel((int(cx), int(y + one.height + 3)))
            assert outside != ink


def _covered(drawing: Drawing, x: float, y: float, under: Rect) -> bool:
    """Whether something lies over this point of a box."""
    for row in drawing.rows:
        for group in row.groups:
            for one in group.shapes:
                if one is under:
                    continue
                left, top = group.x, row.y + group.y
                if isinstance(one, Text):
                    if one.baseline - 20 < y - top < one.baseline + one.leading * len(one.lines):
                        return True
                elif hasattr(one, "width") and one.x - 1 <= x - left <= one.x + one.width + 1:
                    if one.y - 1 <= y - top <= one.y + one.height + 1:
                        return True
    return False


ALIKE = {"Hebrew": 0.9, "Arabic": 0.85, "Devanagari": 0.95, "Thai": 0.95, "Japanese": 0.95, "Emoji": 0.5}
"""Scripts whose letters another reader finds in another order or shape; the PDF's own tests look closer."""


@pytest.mark.parametrize(("form", "wishes"), CASES)
def test_the_same_texts(form: DrawnFormat, wishes: dict[str, Any], drawing: Drawing) -> None:
    found = READERS[form.ending](written(form, drawing, **wishes))
    if found.texts is None:
        assert form.ending == "png"
        return
    whole = "".join(found.texts.split())
    letters = Counter(whole)
    for row in drawing.rows:
        for group in row.groups:
            labels = [one.lines[0] for one in group.shapes if isinstance(one, Text) and one.align == "right"]
            script = labels[0] if labels else ""
            for one in group.shapes:
                for line in one.lines if isinstance(one, Text) else ():
                    wanted = "".join(line.split())
                    if script in ALIKE:
                        there = sum((Counter(wanted) & letters).values()) / len(wanted)
                        assert there >= ALIKE[script], (script, line)
                    elif form.ending in ("svg", "html"):
                        # A line of several fonts is several elements.
                        assert not Counter(wanted) - letters, line
                    else:
                        assert wanted in whole, line
