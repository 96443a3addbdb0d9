"""Font programs are read back by another library and hold the outlines that went in."""

from __future__ import annotations

from io import BytesIO

from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.paint.pdf_cff import EMPTY, Segment, bounds, font_program, outline


def read(program: bytes) -> CFFFontSet:
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program), None)
    return fonts


def drawn(fonts: CFFFontSet, index: int) -> tuple[list[tuple[str, tuple[float, ...]]], float]:
    """A glyph's segments as they went in, and its width."""
    font = fonts[0]
    glyph = font.CharStrings[font.charset[index]]
    pen = RecordingPen()
    glyph.draw(pen)
    names = {"moveTo": "M", "lineTo": "L", "curveTo": "C"}
    steps = [(names[name], tuple(sum(points, ()))) for name, points in pen.value if name in names]
    return steps, glyph.width


whole = st.integers(-3000, 3000).map(float)


def numbers(count: int) -> st.SearchStrategy[tuple[float, ...]]:
    return st.tuples(*[whole] * count)


segment = st.one_of(st.tuples(st.just("L"), numbers(2)), st.tuples(st.just("C"), numbers(6)))
contour = st.tuples(st.tuples(st.just("M"), numbers(2)), st.lists(segment, min_size=1, max_size=40))
glyph = st.lists(contour, max_size=3).map(lambda parts: [step for head, rest in parts for step in (head, *rest)])


@given(st.lists(st.tuples(glyph, st.integers(0, 4000)), min_size=1, max_size=6), st.sampled_from([1000, 2048]))
def test_outlines_and_widths_come_back(glyphs: list[tuple[list[Segment], int]], units: int) -> None:
    outlines = [outline(steps) for steps, _ in glyphs]
    fonts = read(font_program("ABCDEF+Face", outlines, [width for _, width in glyphs], units))
    assert fonts.fontNames == ["ABCDEF+Face"]
    assert fonts[0].ROS == ("Adobe", "Identity", 0)
    assert fonts[0].CIDCount == len(glyphs)
    if units != 1000:
        assert abs(fonts[0].FontMatrix[0] * units - 1) < 1e-6
    for index, (steps, width) in enumerate(glyphs):
        back, back_width = drawn(fonts, index)
        # A contour that ends where it began is read back without its last line.
        assert back_width == width
        assert [step for step in back if step[0] != "L"] == [step for step in steps if step[0] != "L"]
        assert {step for step in back if step[0] == "L"} <= {step for step in steps if step[0] == "L"}


def test_rounding_never_adds_up() -> None:
    steps: list[Segment] = [("M", (0.4, 0.4))] + [("L", (index + 0.4, index * 0.4)) for index in range(1, 1000)]
    back, _ = drawn(read(font_program("F", [outline(steps)], [500], 1000)), 0)
    assert back[-1] == ("L", (999, 400))


def test_a_blank_glyph_has_no_box() -> None:
    assert outline([]) == EMPTY
    square = outline([("M", (10, 20)), ("L", (30, 20)), ("L", (30, 50))])
    assert bounds([EMPTY, square]) == (10, 20, 30, 50)
    assert bounds([EMPTY]) == (0, 0, 0, 0)
