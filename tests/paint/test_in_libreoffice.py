"""Slides as LibreOffice shows them: every slide, every text, in its place."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from cjdesigner.draw.shapes import Drawing, Text
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries
from cjdesigner.paint.base import Options
from cjdesigner.paint.pptx import write_pptx
from cjdesigner.theme import tokens
from tests.helpers import office, shipped

pytestmark = pytest.mark.skipif(office.program() is None, reason="there is no LibreOffice on this machine")


@pytest.fixture(scope="module")
def sample() -> Drawing:
    document = shipped.sample("nl")
    return Engine(tokens.load(document.project.theme)).layout(document, queries.maps(document)[0].id)


def squeezed(text: str) -> str:
    """Without blanks, nor the hyphens that a reader takes for those of broken words."""
    return "".join(text.replace("-", "").replace("\ufffe", "").split())


def test_every_slide_shows_its_texts(sample: Drawing, tmp_path: Path) -> None:
    deck = tmp_path / "map.pptx"
    with deck.open("wb") as file:
        write_pptx([sample], file, Options())
    book = pypdfium2.PdfDocument(office.converted(deck, "pdf", tmp_path))
    shown = [squeezed(page.get_textpage().get_text_range()) for page in book]
    slides = list(Presentation(str(deck)).slides)
    assert len(shown) == len(slides)
    for slide, page in zip(slides, shown, strict=True):
        assert squeezed(slide.shapes.title.text_frame.text) in page
    everything = "".join(shown)
    for row in sample.rows:
        for group in row.groups:
            if group.meaning.role in ("card", "phase", "step"):
                for one in group.shapes:
                    for line in one.lines if isinstance(one, Text) else ():
                        assert squeezed(line) in everything, line
    book.close()


def test_every_script_survives(drawing: Drawing, tmp_path: Path) -> None:
    """Opened and saved again, the texts are those of the drawing: fonts may differ, letters may not."""
    deck = tmp_path / "scripts.pptx"
    with deck.open("wb") as file:
        write_pptx([drawing], file, Options())
    again = tmp_path / "again"
    again.mkdir()
    first = Presentation(str(office.converted(deck, "pptx", again))).slides[0]
    said = {squeezed(text) for text in _texts(first.shapes)}
    for row in drawing.rows:
        for group in row.groups:
            for one in group.shapes if row.id != "title" else ():
                if isinstance(one, Text):
                    assert squeezed("".join(one.lines)) in said


def _texts(shapes: object) -> list[str]:
    found = []
    for each in shapes:  # type: ignore[attr-defined]
        found += _texts(each.shapes) if each.shape_type == 6 else [each.text_frame.text] if each.has_text_frame else []
    return found
