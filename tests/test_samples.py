"""The maps that come with the program: sound, complete, the same in both languages, and whole on paper."""

from __future__ import annotations

import base64
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from cjdesigner import resources
from cjdesigner.draw.shapes import Drawing, Group, Style, Text
from cjdesigner.draw.text import shape
from cjdesigner.edit import cards, lanes, maps
from cjdesigner.files import project
from cjdesigner.files.findings import all_findings
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.pictures import PictureCard
from cjdesigner.lanes.touchpoints import Touchpoint
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.links import drawn_links
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.paint.base import Options
from cjdesigner.paint.pdf import write_drawings
from cjdesigner.paint.png import write_png
from cjdesigner.theme import tokens
from tests.helpers.pdf_tool import run
from tests.helpers.shipped import as_it_is

LANGUAGES = ("en", "nl")
EXAMPLES = {code: resources.path("examples", f"smartphone.{code}.cjmap") for code in LANGUAGES}
TEMPLATES = sorted(path.name.split(".")[0] for path in resources.path("templates").glob("*.en.cjmap"))
SHIPPED = [*EXAMPLES.values(), *sorted(resources.path("templates").glob("*.cjmap"))]


@cache
def opened(path: Path) -> Document:
    return project.read(path)


@cache
def drawn(path: Path) -> Drawing:
    document = opened(path)
    return Engine(tokens.load(document.project.theme)).layout(document, as_it_is(document))


@cache
def as_pdf(path: Path) -> bytes:
    return pdf_of(drawn(path))


def pdf_of(drawing: Drawing) -> bytes:
    out = BytesIO()
    write_drawings([drawing], out, Options())
    return out.getvalue()


def plain(text: str) -> str:
    """Without spaces, line ends, hyphens at line ends and direction marks."""
    kept = (one for one in text if not one.isspace() and unicodedata.category(one) != "Cf" and one != "\u00ad")
    return unicodedata.normalize("NFC", "".join(kept))


def texts(drawing: Drawing, *roles: str) -> Iterator[tuple[Group, float, Text]]:
    """Group, top of its row, and each text."""
    placed = [(row.y, group) for row in drawing.rows for group in row.groups] + [(0.0, one) for one in drawing.over]
    for y, group in placed:
        if not roles or group.meaning.role in roles:
            for each in group.shapes:
                if isinstance(each, Text):
                    yield group, y, each


def lines_of(drawing: Drawing) -> Iterator[tuple[float, float, str, Style]]:
    """Left edge, baseline, words and style of every line, in scene units."""
    for group, y, each in texts(drawing):
        for index, line in enumerate(each.lines):
            wide = shape(line, each.style).width
            left = group.x + each.x - {"left": 0, "centre": wide / 2, "right": wide}[each.align]
            if line.strip():
                yield left, y + group.y + each.baseline + index * each.leading, line, each.style


# What is in them


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_it_is_sound_and_drawn(path: Path) -> None:
    data = path.read_bytes()
    found = project.open_bytes(data)
    assert list(all_findings(found)) == []
    assert project.dump(found.document) == data, "saving it changes nothing"
    assert found.document.project.language == path.stem.rpartition(".")[2]
    for journey in queries.maps(found.document):
        assert Engine(tokens.load("paper")).layout(found.document, journey.id).rows


def outline(document: Document) -> object:
    """What a map is made of, without its words: the same for the same map in another language."""
    found = []
    names: dict[str, object] = {}
    for number, journey in enumerate(queries.maps(document)):
        shape_ = queries.structure(document, journey.id)
        for column, step in enumerate(shape_.steps):
            names[step.id] = (number, "step", column)
        for row, lane in enumerate(shape_.lanes):
            for column, step in enumerate(shape_.steps):
                for index, card in enumerate(queries.cell(document, lane.id, step.id)):
                    names[card.id] = (number, row, column, index)
        people = [queries.personas(document).index(document.personas[one]) for one in journey.personas]
        found.append(
            (
                journey.state,
                bool(journey.future_of),
                journey.segment,
                people,
                [(len(shape_.steps_of[phase.id]), phase.colour) for phase in shape_.phases],
                [(step.moment_of_truth, step.width) for step in shape_.steps],
                [(lane.type, lane.hidden, lane.colour) for lane in shape_.lanes],
            )
        )
    facts = sorted(
        (
            str(names.get(card.id)),
            card.type,
            queries.structure(document, card.map).span(card),
            card.draft,
            figures(card.payload),
        )
        for card in document.cards.values()
    )
    joined = sorted((str(names[one.source]), str(names[one.target]), one.kind) for one in document.links.values())
    return found, facts, joined, len(document.personas), sorted(document.assets)


def figures(payload: object) -> list[tuple[str, object]]:
    """The fields of a payload that are the same in every language."""
    values = payload.model_dump(exclude_defaults=True)  # type: ignore[attr-defined]
    same = (
        "channel",
        "moment_of_truth",
        "severity",
        "impact",
        "effort",
        "status",
        "due",
        "ratio",
        "kind",
        "asset",
        "date",
    )
    kept = sorted((name, str(value)) for name, value in values.items() if name in same)
    return [*kept, *(("value", value) for value in [values.get("value")] if isinstance(value, float))]


@pytest.mark.parametrize("name", ["smartphone", *TEMPLATES])
def test_both_languages_hold_the_same_map(name: str) -> None:
    folder = "examples" if name == "smartphone" else "templates"
    english, dutch = (opened(resources.path(folder, f"{name}.{code}.cjmap")) for code in LANGUAGES)
    assert outline(english) == outline(dutch)
    for kind in ("phases", "steps", "cards"):
        words = [
            sum(len(getattr(one, "text", "") or getattr(one, "name", "")) for one in document.collection(kind).values())
            for document in (english, dutch)
        ]
        assert 0.7 <= (words[0] + 1) / (words[1] + 1) <= 1.4


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_example_shows_what_the_program_can(code: str) -> None:
    document = opened(EXAMPLES[code])
    map_id = as_it_is(document)
    shape_ = queries.structure(document, map_id)
    there = [card for card in document.cards.values() if card.map == map_id]
    assert len(shape_.steps) >= 7 and len(there) >= 50
    assert {lane.type for lane in shape_.lanes} == {kind.key for kind in LANE_TYPES} - {"free"}
    assert {card.type for card in there} == {lane.type for lane in shape_.lanes}, "no lane is empty"
    points: dict[str, set[str]] = defaultdict(set)
    for card in there:
        if isinstance(card.payload, Emotion):
            points[card.payload.persona].add(card.start)
            assert card.payload.word
    assert set(points) == set(shape_.map.personas) and len(points) == 2
    assert all(len(steps) >= 5 for steps in points.values())
    kinds = Counter(link.kind for link in document.links.values())
    assert set(kinds) == {"causes", "mends", "leads_to", "refers_to"}
    column = shape_.column | {card.id: shape_.column[card.start] for card in there if card.start in shape_.column}
    paths = [one for one in document.links.values() if one.map == map_id and one.kind == "leads_to"]
    loops = [one for one in paths if column[one.target] < column[one.source]]
    assert loops
    chips = [card.payload for card in there if isinstance(card.payload, Touchpoint)]
    assert any(chip.moment_of_truth for chip in chips) or any(step.moment_of_truth for step in shape_.steps)
    assert {chip.channel for chip in chips} >= {"digital", "physical", "human"}
    assert sum(bool(card.evidence) for card in there) >= 3
    assert any(card.end for card in there), "some card spans several steps"
    pictures = [card.payload for card in there if isinstance(card.payload, PictureCard)]
    assert pictures and all(one.asset in document.assets and one.alt for one in pictures)
    future = next(one for one in document.maps.values() if one.state == "future")
    assert future.future_of == map_id


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_that_is_linked_is_drawn(code: str) -> None:
    document = opened(EXAMPLES[code])
    wanted = {link.id for link in document.links.values() if link.map == as_it_is(document)}
    assert set(drawn_links(drawn(EXAMPLES[code]))) == wanted


def test_the_pictures_can_be_read() -> None:
    for asset in opened(EXAMPLES["en"]).assets.values():
        with Image.open(BytesIO(base64.b64decode(asset.data))) as image:
            assert image.size == (asset.width, asset.height)


# What becomes of them on paper


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pdf_holds_the_text_of_every_card(code: str, tmp_path: Path) -> None:
    document = opened(EXAMPLES[code])
    map_id = as_it_is(document)
    # In the order in which it was drawn, so that a card's lines follow one another.
    kept = plain(run("pdftotext", as_pdf(EXAMPLES[code]), tmp_path, "-raw", "{}", "-"))
    shape_ = queries.structure(document, map_id)
    placed = [one for one in document.cards.values() if one.map == map_id and not queries.is_parked(document, one)]
    wanted = [card.text for card in placed]
    wanted += [one.name for one in (*shape_.phases, *shape_.steps, *shape_.lanes)] + [shape_.map.title]
    assert [text for text in wanted if plain(text) not in kept] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_font_of_the_pdf_is_inside(code: str, tmp_path: Path) -> None:
    table = run("pdffonts", as_pdf(EXAMPLES[code]), tmp_path, "{}").splitlines()
    start = table[0].index("emb")
    embedded = [line[start : start + 3].strip() for line in table[2:]]
    assert embedded and set(embedded) == {"yes"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_lines_of_the_pdf_are_those_of_the_layout(code: str, tmp_path: Path) -> None:
    found = run("pdftotext", as_pdf(EXAMPLES[code]), tmp_path, "-bbox-layout", "{}", "-")
    tree = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>|xmlns=\"[^\"]*\"", "", found))
    words = [
        (
            float(one.get("xMin", 0)),
            float(one.get("xMax", 0)),
            float(one.get("yMin", 0)),
            float(one.get("yMax", 0)),
            one.text,
        )
        for one in tree.iter("word")
    ]
    count = 0
    for left, baseline, line, style in lines_of(drawn(EXAMPLES[code])):
        top, bottom = (baseline - style.size * 0.8) * 0.75, baseline * 0.75
        right = left + shape(line, style).width
        own = sorted(
            word
            for word in words
            if word[2] < bottom - 2 and word[3] > top + 2 and word[0] > left * 0.75 - 2 and word[1] < right * 0.75 + 2
        )
        assert plain("".join(word[4] or "" for word in own)) == plain(line)
        assert own[0][0] == pytest.approx(left * 0.75, abs=0.75), line
        assert max(word[1] for word in own) == pytest.approx(right * 0.75, abs=1.0), line
        count += 1
    assert count > 150


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pdf_looks_like_the_png(code: str) -> None:
    out = BytesIO()
    write_png(drawn(EXAMPLES[code]), out, dpi=144)
    with Image.open(out) as picture:
        ours = np.asarray(picture.convert("RGB")).astype(int)
    document = pypdfium2.PdfDocument(as_pdf(EXAMPLES[code]))
    theirs = np.asarray(document[0].render(scale=2).to_pil().convert("RGB")).astype(int)
    document.close()
    assert ours.shape == theirs.shape
    share = float((np.abs(ours - theirs).max(axis=2) > 96).mean())
    assert share < 0.001, f"{share:.4%} of the pixels differ"


SCRIPTS = {
    "Dutch": "Klanttevredenheidsonderzoeksresultaten bekijken",
    "Greek": "Πού είναι το δέμα μου;",
    "Russian": "Где моя посылка?",
    "Arabic": "أين طردي الآن؟",
    "Hebrew": "איפה החבילה שלי?",
    "Hindi": "मेरा पार्सल कहाँ है",
    "Thai": "พัสดุของฉันอยู่ที่ไหน",
    "Chinese": "我的包裹在哪里",
    "Emoji": "👩‍💻 🇳🇱 👍🏽 📦",
}


def test_a_map_in_every_script_exports_and_its_text_is_found(tmp_path: Path) -> None:
    document = maps.blank_document("en")
    map_id = as_it_is(document)
    shape_ = queries.structure(document, map_id)
    lane = shape_.lanes[0].id
    made = {}
    for script, words in SCRIPTS.items():
        document, lane_id = lanes.add(document, map_id, "free", name=script)
        document, made[script] = cards.add(document, lane_id, shape_.steps[0].id, words)
    document, _ = cards.add(document, lane, shape_.steps[0].id, "Plain words")
    document = project.parse(project.dump(document))
    data = pdf_of(Engine(tokens.load("paper")).layout(document, map_id))
    kept = plain(run("pdftotext", data, tmp_path, "-raw", "{}", "-"))
    read = plain(run("pdftotext", data, tmp_path, "{}", "-"))
    for script, words in SCRIPTS.items():
        if script in ("Arabic", "Hebrew"):
            # On a page that reads mostly from left to right this reader puts the words of other lines in that order.
            assert [word for word in re.findall(r"\w+", words) if plain(word) not in read] == [], script
        else:
            assert plain(words) in kept, script
    table = run("pdffonts", data, tmp_path, "{}").splitlines()
    start = table[0].index("emb")
    assert len(table) > 6 and {line[start : start + 3].strip() for line in table[2:]} == {"yes"}
