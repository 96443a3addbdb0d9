"""A drawing made by hand that has every shape, nine scripts, emoji and pictures."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Picture, Rect, Row, Shape, Style, Text

LINES = {
    "Latin": ("“Where is my parcel?” – 42 % naïve façade", "Æsop’s Straße, Łódź, İstanbul"),
    "Greek": ("Πού είναι το δέμα μου;", "Καλημέρα κόσμε"),
    "Cyrillic": ("Где моя посылка?", "Щедрый подъезд"),
    "Hebrew": ("איפה החבילה שלי?", "הזמנה 42 נשלחה היום"),
    "Arabic": ("أين طردي الآن؟", "الطلب رقم 42 في الطريق"),
    "Devanagari": ("मेरा पार्सल कहाँ है?", "क्षत्रिय ज्ञान श्रीमान"),
    "Thai": ("พัสดุของฉันอยู่ที่ไหน", "น้ำใจดีที่นี่"),
    "Chinese": ("我的包裹在哪里？", "客户旅程地图"),
    "Japanese": ("荷物はどこですか？", "カスタマージャーニー"),
    "Korean": ("내 소포는 어디에 있나요?", "고객 여정 지도"),
    "Emoji": ("Happy 😀 sad 😢 box 📦", "👩‍💻 🇳🇱 👍🏽 1️⃣"),
}
"""Finished lines by script; the Emoji row also mixes fonts within a line."""

TITLE = "Customer journey – every script"
CARD = 300.0
ROW = 96.0


@pytest.fixture(scope="session")
def drawing() -> Drawing:
    return make_drawing()


def card(script: str, index: int) -> Group:
    bar = Rect(0, 0, 4, 72, fill="#0EA5B7")
    face = Rect(0, 0, CARD, 72, 8, fill="#F1FAFB", stroke="#BFE6EB")
    first, second = LINES[script]
    style = Style(13.0, (400, 600, 700)[index % 3], index == 0)
    words = Text(14, 24, (first, second), style, "#1F2933", 18.2)
    label = Text(CARD - 10, 62, (script,), Style(11.0), "#6B7280", 15.0, "right")
    mark = Path((("M", (20, 52)), ("L", (26, 58)), ("L", (20, 64)), ("L", (14, 58)), ("Z", ())), fill="#E0A100")
    return Group(0, 0, CARD, 72, (face, bar, words, label, mark), Meaning("card", f"c{index}", f"{first} {second}"))


def picture(kind: str, transparent: bool = False) -> bytes:
    made = Image.new("RGBA" if transparent else "RGB", (120, 90), (0, 0, 0, 0) if transparent else (40, 90, 160))
    pen = ImageDraw.Draw(made)
    pen.ellipse((20, 10, 100, 80), fill=(229, 72, 77))
    out = BytesIO()
    made.save(out, kind, **({"quality": 95, "subsampling": 0} if kind == "JPEG" else {}))
    return out.getvalue()


def make_drawing() -> Drawing:
    title = Group(
        16,
        12,
        900,
        48,
        (Text(0, 32, (TITLE,), Style(26.0, 700), "#1F2933", 34),),
        Meaning("title", "", TITLE),
    )
    phases = tuple(
        Group(
            16 + i * 320, 0, 310, 36,
            (Rect(0, 0, 310, 36, 8, fill=fill), Text(155, 23, (name,), Style(15.0, 700), "#FFFFFF", 20, "centre")),
            Meaning("phase", f"p{i}", name),
        )
        for i, (name, fill) in enumerate((("Awareness", "#3557D6"), ("Aankoop", "#0F7C7A"), ("Loyalty", "#9A4B32")))
    )  # fmt: skip
    rows = [Row("title", 0, 60, (title,)), Row("phases", 64, 36, phases)]
    y = 116.0
    scripts = list(LINES)
    for start in range(0, len(scripts), 3):
        groups = tuple(
            card(script, start + i).at(16 + i * 320, 8) for i, script in enumerate(scripts[start : start + 3])
        )
        sheet = Group(0, 0, 976, ROW - 8, (Rect(8, 0, 960, ROW - 8, 10, fill="#F7F8FA"),), Meaning("sheet"))
        rail = Rect(0, 0, 4, ROW - 8, fill="#5B7CFA")
        lane = Group(0, 0, 8, ROW - 8, (rail,), Meaning("lane", f"l{start}", f"Lane {start}"))
        rows.append(Row(f"l{start}", y, ROW - 8, (sheet, lane, *groups)))
        y += ROW
    line = (("M", (0, 60)), ("C", (80, 0, 160, 0, 240, 40)), ("C", (320, 80, 400, 90, 480, 20)))
    curve: tuple[Shape, ...] = (
        Path((*line, ("L", (480, 60)), ("Z", ())), fill="#E3EEF4"),
        Path(line, stroke="#17608F", stroke_width=2.5),
        Path((("M", (0, 60)), ("L", (480, 60))), stroke="#7F868F", stroke_width=1.0, dash=(4.0, 3.0)),
        Picture(500, 4, 96, 72, "jpeg", 10.0),
        Rect(606, 4, 96, 72, 10, fill="#FFF3C4"),
        Picture(610, 8, 88, 64, "png"),
        Picture(716, 4, 96, 72, "webp"),
        Picture(826, 4, 96, 72, "damaged", 10.0),
    )  # fmt: skip
    rows.append(Row("curve", y, 84, (Group(16, 0, 930, 84, curve, Meaning("curve", "e", "Emotions")),)))
    link = Path((("M", (166, 190)), ("C", (240, 230, 400, 170, 486, 214))), stroke="#2F5BEA", stroke_width=1.5)
    over = (Group(0, 0, 976, y, (link,), Meaning("link", "k")),)
    pictures = {
        "jpeg": picture("JPEG"),
        "png": picture("PNG", True),
        "webp": picture("WEBP"),
        "damaged": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    return Drawing(976, y + 96, "#FFFFFF", tuple(rows), over, TITLE, "Ada Ábel", "en", pictures)
