"""What the preview shows of slides is what the file holds."""

from __future__ import annotations

import html
import re
from io import BytesIO

from pptx import Presentation

from cjdesigner.draw.shapes import Group, Text
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries
from cjdesigner.paint.base import Options, is_page
from cjdesigner.paint.pptx import write_pptx
from cjdesigner.paint.slides import page_of, slides_of
from cjdesigner.theme import tokens
from tests.helpers import shipped


def test_each_slide_of_the_file_is_a_page_of_the_preview_with_the_same_texts() -> None:
    document = shipped.sample("nl")
    drawing = Engine(tokens.load("paper")).layout(document, queries.maps(document)[0].id)
    pages = [page_of(slide, drawing) for slide in slides_of(drawing)]
    file = BytesIO()
    write_pptx([drawing], file, Options())
    slides = list(Presentation(file).slides)
    assert [page.title for page in pages] == [slide.shapes.title.text_frame.text for slide in slides]
    for page, slide in zip(pages[1:], slides[1:], strict=True):  # the whole map leaves out what nobody could read
        assert is_page(page)
        assert round(page.width * 9525) == 12_192_000
        shown = ["".join(line.split()) for group in page.rows[0].groups for line in _lines(group)]
        whole = re.sub("<[^>]*>", "", slide.part.blob.decode())
        held = "".join(html.unescape(whole).split())
        assert not [line for line in shown if line not in held]


def _lines(group: Group) -> list[str]:
    return [line for one in group.shapes if isinstance(one, Text) for line in one.lines]
