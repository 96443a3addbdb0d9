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
from cjdesigner.draw.shapes import Drawing, Group, Row, Text
from cjdesigner.paint.base import Options, Progress, is_page, nothing
from cjdesigner.paint.cropping import phases, rows_of
from cjdesigner.paint.pptx_shapes import FONT, Easel, spelling

INCH = 914_400
_POINT = 12_700
WIDTH, HEIGHT = 12_192_000, 6_858_000
"""16:9, in EMU."""
_EDGE = round(0.3 * INCH)
_TOP = round(0.8 * INCH)
_USUAL = INCH / 96
"""EMU to a scene unit at which a map has its own size."""
_MOST = 1.2 * _USUAL
_LEAST = 0.8 * _USUAL
"""Smaller than this, body text is below 8 pt: rather take another slide."""
_LEAST_ALONE = 0.72 * _USUAL
"""For a phase that fits one slide; body text of 7 pt."""
_COLUMNS = 4
_BESIDE = 28.0
"""Between columns."""
_GAP = 8.0
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
        _whole(deck, drawing)
        heads = phases(drawing)
        for number, phase in enumerate(heads):
            progress(_DRAWN * (place + (number + 1) / (len(heads) + 1)) / len(drawings))
            _phase(deck, drawing, phase)
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
        Emu(_EDGE),
        Emu(round(0.15 * INCH)),
        Emu(WIDTH - 2 * _EDGE),
        Emu(round(0.55 * INCH)),
    )
    head.text_frame.text = clean(" ".join(title.split()))[:300] or "–"
    head.text_frame.word_wrap = True
    first = drawing.rows[:1]
    texts = [one for row in first if row.id == "title" for each in row.groups for one in each.shapes]
    ink = next((one.fill for one in texts if isinstance(one, Text)), "")
    language = spelling(drawing.language)
    for paragraph in head.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(24), True, FONT
            if ink:
                run.font.color.rgb = RGBColor.from_string(ink[1:])
            if language:
                run._r.get_or_add_rPr().set("lang", language)
    return slide


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


def _whole(deck: Any, drawing: Drawing) -> None:
    """All of a map, as large as fits below the title; what stands beside the title goes into the notes."""
    slide = _slide(deck, drawing.title, drawing)
    rows = [row for row in drawing.rows if row.id != "title"]
    top = min((row.y for row in rows), default=0.0)
    bottom = max((row.y + row.height for row in rows), default=1.0)
    scale = min((WIDTH - 2 * _EDGE) / max(1.0, drawing.width), (HEIGHT - _TOP - _EDGE / 2) / max(1.0, bottom - top))
    left = (WIDTH - drawing.width * scale) / 2
    easel = Easel(slide, drawing.pictures, left, _TOP - top * scale, scale, drawing.language)
    for row in rows:
        for group in row.groups:
            easel.group(group, row.y)
    for group in drawing.over:
        easel.group(group, 0.0)
    lens = [line for row in drawing.rows if row.id == "title" for group in row.groups for line in _lines(group)]
    if lens:
        slide.notes_slide.notes_text_frame.text = clean("\n".join(lens))


def _phase(deck: Any, drawing: Drawing, phase: Group) -> None:
    """A phase on one slide where it can be read there, its lanes in columns beside each other, else on several."""
    rows = rows_of(drawing, phase)
    rail = min(group.x for group in phases(drawing))
    width = rail + phase.width
    lanes = [row for row in rows if row.groups[0].meaning.role == "lane"]
    heads = [row for row in rows if row not in lanes]
    head = sum(row.height + _GAP for row in heads)
    pages, scale = _spread(lanes, width, head)
    whole = max(map(len, pages)) * (width + _BESIDE) - _BESIDE
    name = next((line for line in _lines(phase)), "") or drawing.title
    for number, page in enumerate(pages, 1):
        title = name if len(pages) == 1 else f"{name} ({number}/{len(pages)})"
        slide = _slide(deck, title, drawing)
        left = (WIDTH - whole * scale) / 2
        easel = Easel(slide, drawing.pictures, left, float(_TOP), scale, drawing.language)
        for place, column in enumerate(page):
            x, y = place * (width + _BESIDE), 0.0
            for row in (*heads, *column):
                # The phase stands once; the names of its steps over every column.
                for group in row.groups if not place or row.id == "steps" or row not in heads else ():
                    easel.group(group.at(group.x + x, group.y), y)
                y += row.height + _GAP
        notes = [
            f"{group.meaning.text}: {group.meaning.notes}"
            for column in page
            for row in column
            for group in row.groups
            if group.meaning.role in ("card", "point") and group.meaning.notes
        ]
        if notes:
            slide.notes_slide.notes_text_frame.text = clean("\n".join(notes))


def _spread(lanes: list[Row], width: float, head: float) -> tuple[list[list[list[Row]]], float]:
    """The lanes by slide and column, and EMU to a scene unit: as few slides as can be read, in as large a size."""
    room, across = HEIGHT - _TOP - _EDGE / 2, WIDTH - 2 * _EDGE
    heights = [row.height + _GAP for row in lanes]
    for slides in range(1, max(1, len(lanes)) + 1):
        best = max(
            (
                (min(_MOST, across / (columns * (width + _BESIDE) - _BESIDE), room / (head + tallest)), -columns, parts)
                for columns in range(1, _COLUMNS + 1)
                for parts, tallest in [parted(heights, slides * columns)]
            ),
            key=lambda way: way[:2],
        )
        scale, columns, parts = best[0], -best[1], best[2]
        if scale >= (_LEAST_ALONE if slides == 1 else _LEAST) or slides >= len(lanes):
            break
    made = [[lanes[at] for at in part] for part in parts]
    return [made[at : at + columns] for at in range(0, max(1, len(made)), columns)], scale


def parted(heights: Sequence[float], count: int) -> tuple[list[list[int]], float]:
    """Neighbours put together in at most so many parts, the tallest as low as can be; the places, and its height."""

    def packed(most: float) -> list[list[int]]:
        parts: list[list[int]] = [[]]
        used = 0.0
        for at, height in enumerate(heights):
            if parts[-1] and used + height > most:
                parts.append([])
                used = 0.0
            parts[-1].append(at)
            used += height
        return parts

    starts = [0.0]
    for height in heights:
        starts.append(starts[-1] + height)
    # The answer is a sum of neighbours; there are few enough to try.
    sums = sorted({round(b - a, 3) for place, a in enumerate(starts) for b in starts[place + 1 :]})
    low, high = 0, len(sums) - 1
    while low < high:
        middle = (low + high) // 2
        if max(heights) <= sums[middle] + 0.01 and len(packed(sums[middle] + 0.01)) <= count:
            high = middle
        else:
            low = middle + 1
    most = sums[low] + 0.01 if sums else 0.0
    return packed(most), most


def _lines(group: Group) -> list[str]:
    return [" ".join(one.lines) for one in group.shapes if isinstance(one, Text) and any(one.lines)]
