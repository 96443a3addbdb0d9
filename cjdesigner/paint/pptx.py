"""Writes drawings as slides of native shapes and text: each map as a whole, then phase by phase in reading size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Drawing, Group, Text
from cjdesigner.paint.base import Options, Progress, is_page, nothing
from cjdesigner.paint.cropping import phases
from cjdesigner.paint.pptx_shapes import FONT, Easel, spelling
from cjdesigner.paint.slides import (
    EDGE,
    HEIGHT,
    TITLE_HIGH,
    TITLE_POINTS,
    TITLE_TOP,
    WIDTH,
    Slide,
    ink_of,
    slides_of,
)

_POINT = 12_700
_DRAWN = 0.6
"""Of the progress, when all slides are there and nothing is packed."""
_MADE = datetime(2000, 1, 1)
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def write_pptx(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress = nothing) -> None:
    """Write a presentation; the notes of cards become speaker notes."""
    fonts.application()
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    first = drawings[0]
    about = deck.core_properties
    about.title = clean(options.title or first.title)[:255]
    about.author = clean(options.author or first.author)[:255]
    about.language = clean(options.language or first.language)[:35]
    about.created = about.modified = _MADE
    about.last_modified_by = about.author
    for place, drawing in enumerate(drawings):
        if is_page(drawing):
            progress(_DRAWN * (place + 0.5) / len(drawings))
            _page(deck, drawing)
            continue
        count = len(phases(drawing)) + 1
        for number, one in enumerate(slides_of(drawing)):
            progress(_DRAWN * (place + min(1.0, (number + 1) / count)) / len(drawings))
            _planned(deck, drawing, one)
    slides = list(deck.slides)
    for number, slide in enumerate(slides):
        slide.part.told = partial(progress, _DRAWN + (1 - _DRAWN) * number / len(slides))
    # A disk that fails in the middle of an archive leaves it open, to be written to once more at the very end.
    whole = BytesIO()
    deck.save(whole)
    file.write(whole.getbuffer())
    progress(1.0)


def clean(text: str) -> str:
    """Text that XML can hold."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def _slide(deck: Any, title: str, drawing: Drawing) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = (
        Emu(EDGE),
        Emu(TITLE_TOP),
        Emu(WIDTH - 2 * EDGE),
        Emu(TITLE_HIGH),
    )
    head.text_frame.text = clean(" ".join(title.split()))[:300] or "–"
    head.text_frame.word_wrap = True
    ink = ink_of(drawing)
    language = spelling(drawing.language)
    for paragraph in head.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(TITLE_POINTS), True, FONT
            if ink:
                run.font.color.rgb = RGBColor.from_string(ink[1:])
            if language:
                run._r.get_or_add_rPr().set("lang", language)
    return slide


def _planned(deck: Any, drawing: Drawing, planned: Slide) -> None:
    """One slide of a map."""
    slide = _slide(deck, planned.title, drawing)
    easel = Easel(slide, drawing.pictures, planned.left, planned.top, planned.scale, drawing.language)
    for group, y in planned.groups:
        easel.group(group, y)
    if planned.notes:
        slide.notes_slide.notes_text_frame.text = clean(planned.notes)


def _page(deck: Any, drawing: Drawing) -> None:
    """A finished page as one slide, as large as it fits; its heading is the slide's title, with the speaker's notes."""
    groups = [group for row in drawing.rows for group in row.groups]
    head = next((group for group in groups if group.meaning.role == "heading"), None)
    slide = _slide(deck, drawing.title, drawing)
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor.from_string(drawing.background[1:])
    scale = min(WIDTH / max(1.0, drawing.width), HEIGHT / max(1.0, drawing.height))
    left, top = (WIDTH - drawing.width * scale) / 2, (HEIGHT - drawing.height * scale) / 2
    easel = Easel(slide, drawing.pictures, left, top, scale, drawing.language)
    for row in drawing.rows:
        for group in row.groups:
            if group is not head:
                easel.group(group, row.y)
    for group in drawing.over:
        easel.group(group, 0.0)
    if head is None:
        return
    _set_title(slide, head, left, top, scale)
    if head.meaning.notes.strip():
        slide.notes_slide.notes_text_frame.text = clean(head.meaning.notes)


def _set_title(slide: Any, head: Group, left: float, top: float, scale: float) -> None:
    """The slide's title where the page has its heading, over everything else."""
    title, text = slide.shapes.title, next(one for one in head.shapes if isinstance(one, Text))
    title.left, title.top = Emu(round(left + head.x * scale)), Emu(round(top + head.y * scale))
    title.width, title.height = Emu(round(head.width * scale)), Emu(round(head.height * scale))
    frame = title.text_frame
    frame.text = clean(" ".join(text.lines)) or "–"
    frame.word_wrap = False
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for run in frame.paragraphs[0].runs:
        run.font.size, run.font.bold, run.font.name = Pt(round(text.style.size * scale / _POINT, 1)), True, FONT
        run.font.color.rgb = RGBColor.from_string(text.fill[1:])
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    slide.shapes._spTree.append(title._element)  # painted last
