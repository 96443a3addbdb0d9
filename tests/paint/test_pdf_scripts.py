"""A map in nine scripts: its text copies out of the PDF, and the PDF looks like the PNG to the pixel."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path as FilePath

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from cjdesigner import resources
from cjdesigner.draw.shapes import Drawing
from cjdesigner.files import project
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap, Lane, Phase, Project, Step
from cjdesigner.paint.base import Options
from cjdesigner.paint.pdf import write_drawings
from cjdesigner.paint.png import write_png
from cjdesigner.theme import tokens

LEAST = {
    "Latin": 0.99,
    "Greek": 0.99,
    "Cyrillic": 0.99,
    "Chinese": 0.96,
    "Japanese": 0.96,
    "Korean": 0.96,
    "Arabic": 0.95,
    "Hebrew": 0.93,
    "Hindi": 0.99,
    "Thai": 0.97,
}
"""The share of the source's letters that has to come back, in order."""

SAID = {
    "Latin": (
        "She waits four hours for a parcel that nobody announced.",
        "De façade is mooi – maar waar is de ingang? “Hier,” zegt Łukasz.",
        "Übermäßig lange Wörter: Kundenzufriedenheitsuntersuchung, 42 %.",
    ),
    "Greek": (
        "Περιμένει τέσσερις ώρες για ένα δέμα που κανείς δεν ανακοίνωσε.",
        "Η τιμή στο ράφι είναι υψηλότερη από ό,τι στον ιστότοπο.",
        "Ποιος ξέρει πού είναι η είσοδος; 42 πελάτες ρώτησαν.",
    ),
    "Cyrillic": (
        "Она четыре часа ждёт посылку, о которой никто не сообщил.",
        "Цена на полке выше, чем на нашем сайте; 42 покупателя спросили.",
        "Ціна інша: її зʼїзд, ґанок і щось іще.",
    ),
    "Chinese": (
        "她等了四个小时，没有人通知她包裹会晚到。",
        "货架上的价格比网站上的高，四十二位顾客都问过。",
        "客服看到的信息并不比她多，所以她又打了一次电话。",
    ),
    "Japanese": (
        "誰も知らせてくれなかった荷物を四時間も待っている。",
        "棚の値段はサイトより高いので、お客様は店員に尋ねます。",
        "カスタマーセンターは彼女より多くを知らない。",
    ),
    "Korean": (
        "아무도 알려 주지 않은 소포를 네 시간이나 기다린다.",
        "매장 가격이 웹사이트보다 비싸서 마흔두 명이 물었다.",
        "상담원은 그녀보다 더 많은 것을 알지 못한다.",
    ),
    "Arabic": (
        "تنتظر أربع ساعات طردًا لم يخبرها أحد بتأخره.",
        "السعر على الرف أعلى من السعر في موقعنا.",
        "لا يعرف الموظف أكثر مما تعرفه هي.",
    ),
    "Hebrew": (
        "היא מחכה ארבע שעות לחבילה שאיש לא הודיע עליה.",
        "המחיר על המדף גבוה מהמחיר באתר שלנו.",
        "הנציג אינו יודע יותר ממנה, לכן היא מתקשרת שוב.",
    ),
    "Hindi": (
        "वह चार घंटे तक उस पार्सल का इंतज़ार करती है जिसकी किसी ने सूचना नहीं दी।",
        "दुकान में क़ीमत हमारी वेबसाइट से ज़्यादा है।",
        "प्रतिनिधि उससे अधिक कुछ नहीं जानता, इसलिए वह फिर फ़ोन करती है।",
    ),
    "Thai": (
        "เธอรอพัสดุอยู่สี่ชั่วโมงโดยไม่มีใครแจ้งล่วงหน้า",
        "ราคาบนชั้นวางสูงกว่าราคาบนเว็บไซต์ของเรา",
        "เจ้าหน้าที่รู้ไม่มากไปกว่าเธอ เธอจึงโทรอีกครั้ง",
    ),
}


def document_in_scripts() -> Document:
    """A phase a script, each with three steps and a card in each."""
    phases, steps, cards = {}, {}, {}
    for place, (script, texts) in enumerate(SAID.items()):
        phases[script] = Phase(id=script, map="m", order=f"V{place}", name=script)
        for number, text in enumerate(texts):
            step = f"{script}{number}"
            steps[step] = Step(id=step, phase=script, order=f"V{number}", name=f"{number + 1}")
            cards[step + "c"] = Card(id=step + "c", map="m", lane="l", type="actions", start=step, order="V", text=text)
    return Document(
        Project(id="p", title="Scripts", language="en"),
        maps={"m": JourneyMap(id="m", order="V", title="Nine scripts")},
        phases=phases,
        steps=steps,
        lanes={"l": Lane(id="l", map="m", order="V", type="actions", name="Actions")},
        cards=cards,
    )


def pdf_of(drawing: Drawing) -> bytes:
    out = BytesIO()
    write_drawings([drawing], out, Options())
    return out.getvalue()


def poppler(path: FilePath, *arguments: str) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    return subprocess.run(["pdftotext", *arguments, str(path), "-"], capture_output=True, encoding="utf-8").stdout


def words_by_place(path: FilePath) -> list[tuple[float, float, str]]:
    """Middle of every word that poppler finds, in scene units, in its reading order."""
    tree = ElementTree.fromstring(
        re.sub(r"<!DOCTYPE[^>]*>|xmlns=\"[^\"]*\"", "", poppler(path, "-bbox-layout"))
    )
    return [
        (
            (float(word.get("xMin", 0)) + float(word.get("xMax", 0))) / 2 / 0.75,
            (float(word.get("yMin", 0)) + float(word.get("yMax", 0))) / 2 / 0.75,
            word.text or "",
        )
        for word in tree.iter("word")
    ]


def letters(text: str) -> str:
    """Without blanks and the direction marks that readers add."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def kept(source: str, found: list[str], from_right: bool) -> float:
    """The share of the source that came back: letters in order, or whole words of right-to-left scripts.

    Their order in a line among left-to-right text is the reader's own affair.
    """
    if from_right:
        words = [letters(word) for word in re.findall(r"\w+", source)]
        there = letters(" ".join(found))
        return sum(len(word) for word in words if word in there) / sum(map(len, words))
    wanted, there = letters(source), letters(" ".join(found))
    blocks = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    document = document_in_scripts()
    drawing = Engine(tokens.load("paper")).layout(document, "m")
    path = tmp_path_factory.mktemp("pdf") / "scripts.pdf"
    path.write_bytes(pdf_of(drawing))
    words = words_by_place(path)
    # With places it tells the letters of right-to-left words as they stand, from left to right.
    read = [poppler(path)]
    found: dict[str, list[float]] = {script: [] for script in SAID}
    for row in drawing.rows:
        for group in row.groups:
            if group.meaning.role != "card":
                continue
            card = document.cards[group.meaning.id]
            top = row.y + group.y
            inside = [
                text
                for x, y, text in words
                if group.x <= x <= group.x + group.width and top <= y <= top + group.height
            ]
            script = card.start[:-1]
            from_right = script in ("Arabic", "Hebrew")
            found[script].append(kept(card.text, read if from_right else inside, from_right))
    return {script: sum(values) / len(values) for script, values in found.items()}


@pytest.mark.parametrize("script", SAID)
def test_the_text_of_a_map_comes_back_from_its_pdf(script: str, shares: dict[str, float]) -> None:
    assert shares[script] >= LEAST[script]


@pytest.mark.parametrize("name", ["scripts", "smartphone.en", "smartphone.nl"])
def test_a_map_looks_the_same_as_pdf_and_as_png(name: str) -> None:
    if name == "scripts":
        document = document_in_scripts()
    else:
        document = project.read(resources.path("examples", f"{name}.cjmap"))
    for journey in queries.maps(document):
        drawing = Engine(tokens.load("paper")).layout(document, journey.id)
        out = BytesIO()
        write_png(drawing, out, dpi=144)
        picture = np.asarray(Image.open(out).convert("RGB")).astype(int)
        pdf = pypdfium2.PdfDocument(pdf_of(drawing))
        shown = np.asarray(pdf[0].render(scale=2.0).to_pil().convert("RGB")).astype(int)
        pdf.close()
        assert picture.shape == shown.shape
        assert (np.abs(picture - shown).max(axis=2) > 96).mean() < 0.0001
