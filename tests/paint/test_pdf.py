"""The PDF holds the same drawing as the PNG, as text that copies out, with its fonts inside."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path as FilePath

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Picture, Rect, Row, Shape, Style, Text
from cjdesigner.draw.text import shape
from cjdesigner.layout.pages import fit
from cjdesigner.paint.base import Options, PaintError
from cjdesigner.paint.pdf import Page, write_drawings, write_pdf
from cjdesigner.paint.png import write_png
from tests.helpers.pdf_tool import run


def made(*drawings: Drawing, **wishes: object) -> bytes:
    out = BytesIO()
    write_drawings(drawings, out, Options(**wishes))  # type: ignore[arg-type]
    return out.getvalue()


def sheet(*shapes: Shape, width: float = 400, height: float = 200, **more: object) -> Drawing:
    row = Row("a", 0, height, (Group(0, 0, width, height, shapes, Meaning("card")),))
    return Drawing(width, height, "#FFFFFF", (row,), (), "Sheet", "Ada", "en", {})._replace(**more)


def visible(text: str) -> str:
    """Without the direction marks that extractors add."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def lines_of(drawing: Drawing) -> Iterator[tuple[float, float, str, Style]]:
    """Left edge, baseline, words and style of every line, in scene units."""
    for row in drawing.rows:
        for group in row.groups:
            for each in group.shapes:
                if isinstance(each, Text):
                    for index, line in enumerate(each.lines):
                        width = shape(line, each.style).width
                        left = group.x + each.x - {"left": 0, "centre": width / 2, "right": width}[each.align]
                        yield left, row.y + group.y + each.baseline + index * each.leading, line, each.style


def pixels(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("RGB")).astype(int)


def rendered(data: bytes, scale: float, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=scale).to_pil()
    finally:
        document.close()


def share_off(one: np.ndarray, other: np.ndarray) -> float:
    """The share of pixels with a channel that is off by more than 96."""
    assert one.shape == other.shape
    return float((np.abs(one - other).max(axis=2) > 96).mean())


def test_every_line_in_every_script_copies_out(drawing: Drawing, tmp_path: FilePath) -> None:
    found = run("pdftotext", made(drawing), tmp_path, "{}", "-")
    kept = " ".join(visible(found).split())
    for _, _, line, _ in lines_of(drawing):
        if any(unicodedata.bidirectional(each) in ("R", "AL") for each in line):
            # On a page that reads mostly from left to right this reader puts the words of other lines in that order.
            assert [word for word in re.findall(r"\w+", line) if word not in kept] == []
        else:
            assert visible(line) in kept


def test_another_reader_finds_the_same_words(drawing: Drawing) -> None:
    document = pypdfium2.PdfDocument(made(drawing))
    kept = visible(document[0].get_textpage().get_text_range())
    document.close()
    for _, _, line, _ in lines_of(drawing):
        assert visible(line) in kept


@pytest.mark.parametrize("line", ["איפה החבילה שלי?", "(שלום) עולם!", "أين طردي الآن؟", "لا إله إلا"])
def test_a_page_that_reads_from_right_to_left_copies_out_so(line: str, tmp_path: FilePath) -> None:
    data = made(sheet(Text(10, 40, (line, line), Style(20), "#000000", 40)))
    assert visible(run("pdftotext", data, tmp_path, "{}", "-")).split("\n")[:2] == [line, line]


def test_joined_sequences_copy_out_whole(tmp_path: FilePath) -> None:
    lines = ("👩‍💻 🇳🇱 👍🏽", "क्षत्रिय", "e\u0301 x\u0303\u0323")
    kept = run("pdftotext", made(sheet(Text(10, 40, lines, Style(20), "#000000", 40))), tmp_path, "{}", "-")
    assert [line for line in lines if line not in kept] == []


def test_lines_lie_where_the_layout_has_them(drawing: Drawing, tmp_path: FilePath) -> None:
    found = run("pdftotext", made(drawing), tmp_path, "-bbox-layout", "{}", "-")
    tree = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>|xmlns=\"[^\"]*\"", "", found))
    words = [
        (float(word.get("xMin", 0)), float(word.get("xMax", 0)), float(word.get("yMin", 0)), float(word.get("yMax", 0)))
        for word in tree.iter("word")
    ]
    for left, baseline, line, style in lines_of(drawing):
        top, bottom = (baseline - style.size) * 0.75, baseline * 0.75
        right = left + shape(line, style).width
        own = [
            word
            for word in words
            if word[2] < bottom - 2 and word[3] > top + 2 and word[0] > left * 0.75 - 2 and word[1] < right * 0.75 + 2
        ]
        assert own, line
        assert min(word[0] for word in own) == pytest.approx(left * 0.75, abs=0.5), line
        assert max(word[1] for word in own) == pytest.approx(right * 0.75, abs=1.0), line


def test_it_looks_like_the_png(drawing: Drawing) -> None:
    out = BytesIO()
    write_png(drawing, out, dpi=144)
    assert share_off(pixels(Image.open(out)), pixels(rendered(made(drawing), 2.0))) < 0.001


@pytest.mark.parametrize("name", ["text", "bold", "emoji", "rect", "path", "jpeg", "png", "webp", "missing"])
def test_each_shape_looks_like_the_png(name: str, drawing: Drawing) -> None:
    shapes: dict[str, tuple[Shape, ...]] = {
        "text": (Text(200, 60, ("Centred words", "on two lines"), Style(30, 600), "#1F2933", 50, "centre"),),
        "bold": (Text(10, 60, ("客户旅程地图", "Thick"), Style(40, 700), "#1F2933", 50),),
        "emoji": (Text(390, 60, ("😀🎉", "👩‍💻"), Style(40), "#1F2933", 60, "right"),),
        "rect": (Rect(20.5, 20.5, 300, 100, 24, fill="#F1FAFB", stroke="#0EA5B7", stroke_width=6), Rect(5, 5, 9, 9)),
        "path": (
            Path((("M", (20, 20)), ("L", (380, 180)), ("L", (200, 20))), stroke="#E5484D", stroke_width=9),
            Path((("M", (20, 100)), ("C", (100, 0, 300, 200, 380, 100))), stroke="#000000", dash=(8, 6, 2)),
            Path((("M", (20, 150)), ("L", (80, 150)), ("L", (50, 190)), ("Z", ())), "#2F9E62", "#000000", 3.0),
        ),
        "jpeg": (Picture(20, 20, 240, 160, "jpeg", 30),),
        "png": (Rect(10, 10, 300, 180, fill="#FFF3C4"), Picture(20, 20, 240, 160, "png")),
        "webp": (Picture(20, 20, 240, 160, "webp", 10),),
        "missing": (Picture(20, 20, 240, 160, "nothing", 10),),
    }
    one = sheet(*shapes[name], pictures=drawing.pictures)
    out = BytesIO()
    write_png(one, out, dpi=144)
    theirs = pixels(Image.open(out))
    assert (theirs != 255).any()
    assert share_off(theirs, pixels(rendered(made(one), 2.0))) < 0.001


def test_every_font_is_inside(drawing: Drawing, tmp_path: FilePath) -> None:
    rows = run("pdffonts", made(drawing), tmp_path, "{}").splitlines()[2:]
    assert len(rows) >= 10
    for row in rows:
        embedded, subset, unicode = row.split()[-5:-2]
        assert (embedded, unicode) == ("yes", "yes"), row
        assert subset == "yes" or "Type 3" in row, row
    assert b"Helvetica" not in made(drawing)


def test_the_file_is_sound(drawing: Drawing, tmp_path: FilePath) -> None:
    said = run("qpdf", made(drawing, drawing, page="A4"), tmp_path, "--check", "{}")
    assert "No syntax or stream encoding errors" in said


def test_the_same_drawing_gives_the_same_bytes_on_any_thread(drawing: Drawing) -> None:
    once = made(drawing)
    assert made(drawing) == once
    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(lambda _: made(drawing), range(6))) == {once}


def test_another_drawing_gives_another_identifier(drawing: Drawing) -> None:
    def identifier(data: bytes) -> bytes:
        found = re.search(rb"/ID\s*\[<(\w+)>", data)
        assert found
        return found[1]

    assert identifier(made(drawing)) != identifier(made(drawing._replace(title="Other")))
    assert identifier(made(drawing)) != identifier(made(drawing._replace(background="#F4F5F7")))


def test_title_author_and_language_are_told(drawing: Drawing, tmp_path: FilePath) -> None:
    data = made(drawing)
    said = run("pdfinfo", data, tmp_path, "{}")
    assert re.search(r"Title: +Customer journey – every script", said)
    assert re.search(r"Author: +Ada Ábel", said)
    assert "untitled" not in said and "anonymous" not in said
    assert b"/Lang (en)" in data
    assert b"/DisplayDocTitle true" in data


def test_without_an_author_none_is_made_up(drawing: Drawing, tmp_path: FilePath) -> None:
    assert "Author" not in run("pdfinfo", made(drawing._replace(author="")), tmp_path, "{}")


def test_bookmarks_lead_to_title_phases_and_lanes(drawing: Drawing) -> None:
    document = pypdfium2.PdfDocument(made(drawing, drawing))
    entries = [(each.level, each.get_title(), each.get_dest().get_index()) for each in document.get_toc()]
    document.close()
    chapter = [(0, "Customer journey – every script")]
    chapter += [(1, name) for name in ("Awareness", "Aankoop", "Loyalty", "Lane 0", "Lane 3", "Lane 6", "Lane 9")]
    assert entries == [(*each, page) for page in (0, 1) for each in chapter]


def test_bookmarks_of_hostile_words_do_no_harm(tmp_path: FilePath) -> None:
    words = ") /JS (app.alert(1)) <</S /JavaScript>> \ud800 \\"
    group = Group(0, 0, 9, 9, (), Meaning("phase", "p", words))
    drawing = sheet()._replace(rows=(Row("phases", 0, 9, (group,)),), title=words)
    data = made(drawing)
    run("qpdf", data, tmp_path, "--check", "{}")
    assert re.search(r"JavaScript: +no", run("pdfinfo", data, tmp_path, "{}"))
    document = pypdfium2.PdfDocument(data)
    titles = [each.get_title() for each in document.get_toc()]
    document.close()
    assert all(title.startswith(") /JS (app.alert(1)) <</S /JavaScript>>") for title in titles)
    assert len(titles) == 2


@pytest.mark.parametrize(
    "line",
    ["(a) \\ <b> [c] %d", "\u202eabc\u202c", "a\u00ad\u200bb", "\x07\x1b", "\ud83d", "\U0010ffff", "", " "],
)
def test_any_text_gives_a_sound_file(line: str, tmp_path: FilePath) -> None:
    run("qpdf", made(sheet(Text(10, 40, (line,), Style(), "#000000"))), tmp_path, "--check", "{}")


@pytest.mark.parametrize(("page", "size"), [("A4", (842, 595)), ("letter", (792, 612)), ("map", (732, 447))])
def test_pages_have_the_size_asked_for(page: str, size: tuple[int, int], drawing: Drawing) -> None:
    document = pypdfium2.PdfDocument(made(drawing, page=page))
    assert document[0].get_size() == pytest.approx(size, abs=1)
    document.close()


def test_on_paper_the_whole_map_is_in_the_middle(drawing: Drawing) -> None:
    framed = sheet(Rect(0, 0, 400, 200, fill="#3557D6"))
    shown = pixels(rendered(made(framed, page="A4", margin=36.0), 1.0))
    rows, columns = np.where((shown == (0x35, 0x57, 0xD6)).all(axis=2))
    height, width = shown.shape[:2]
    assert (columns.min(), width - 1 - columns.max()) == pytest.approx((36, 36), abs=1)
    assert rows.min() == pytest.approx(height - 1 - rows.max(), abs=1)


def test_a_page_over_the_limit_counts_in_larger_units(tmp_path: FilePath) -> None:
    wide = sheet(Rect(39_000, 0, 1_000, 200, fill="#000000"), width=40_000)
    data = made(wide)
    assert b"/UserUnit 3" in data
    document = pypdfium2.PdfDocument(data)
    assert document[0].get_size() in ((10_000, 50), (30_000, 150))
    document.close()
    assert (pixels(rendered(data, 0.1))[:, -20:] == 0).all()


def test_pages_may_be_placed_one_by_one(drawing: Drawing) -> None:
    out = BytesIO()
    small = sheet(Text(10, 40, ("Second page",), Style(), "#000000"))
    write_pdf([Page(drawing, fit(drawing, "A3")), Page(small, fit(small))], out, "Two", "Ada", "nl")
    document = pypdfium2.PdfDocument(out.getvalue())
    assert len(document) == 2
    assert "Second page" in document[1].get_textpage().get_text_range()
    assert document[1].get_size() == (300, 150)
    document.close()


def test_more_emoji_than_one_font_holds(tmp_path: FilePath) -> None:
    emoji = [chr(code) for code in range(0x1F400, 0x1F400 + 300) if code not in range(0x1F4FE, 0x1F4FF)]
    lines = tuple("".join(emoji[start : start + 20]) for start in range(0, len(emoji), 20))
    drawing = sheet(Text(10, 30, lines, Style(14), "#000000", 24), height=420)
    data = made(drawing)
    kept = run("pdftotext", data, tmp_path, "{}", "-")
    missing = [each for each in emoji if each not in kept]
    assert not missing
    assert sum("Type 3" in row for row in run("pdffonts", data, tmp_path, "{}").splitlines()) == 2


def test_a_jpeg_is_embedded_as_it_is_and_only_once(drawing: Drawing) -> None:
    twice = sheet(Picture(0, 0, 90, 60, "jpeg"), Picture(100, 0, 90, 60, "jpeg"), pictures=drawing.pictures)
    assert made(twice).count(drawing.pictures["jpeg"]) == 1


def test_a_see_through_picture_takes_the_colour_beneath(drawing: Drawing) -> None:
    one = sheet(Rect(0, 0, 400, 200, fill="#FFF3C4"), Picture(0, 0, 400, 200, "png"), pictures=drawing.pictures)
    data = made(one)
    assert b"SMask" not in data
    assert rendered(data, 1.0).getpixel((3, 3)) == (0xFF, 0xF3, 0xC4)


def test_progress_rises_to_one_and_may_stop_the_work(drawing: Drawing) -> None:
    told: list[float] = []
    write_drawings([drawing], BytesIO(), Options(), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    def stop(share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_drawings([drawing], BytesIO(), Options(), stop)


@pytest.mark.parametrize("wishes", [{"page": "A9"}, {"orientation": "sideways"}])
def test_unknown_pages_are_refused_in_words(wishes: dict[str, str], drawing: Drawing) -> None:
    with pytest.raises(PaintError, match="There is no page"):
        made(drawing, **wishes)


@pytest.mark.parametrize("transform", [str.upper, lambda text: text])
def test_kerned_and_spaced_text_stays_on_its_places(transform: Callable[[str], str]) -> None:
    # Rounding must not add up: the last letter of a long line stands where the layout has it.
    line = transform("AVAToWe Type " * 12).strip()
    one = sheet(Text(5, 100, (line,), Style(9), "#000000"), width=1200)
    out = BytesIO()
    write_png(one, out, dpi=192)
    assert share_off(pixels(Image.open(out)), pixels(rendered(made(one), 8 / 3))) < 0.001
