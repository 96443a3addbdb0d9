"""What a screen reader and a mouse find in a PDF: headings, lists, pictures in words, and links that are safe."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from cjdesigner.draw import addresses
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Picture, Row, Shape, Style, Text
from cjdesigner.edit import cards
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.plan import PagePlan, planned
from cjdesigner.model import queries
from cjdesigner.paint.base import Options
from cjdesigner.paint.pdf import write_drawings
from cjdesigner.theme import tokens
from tests.helpers import shipped
from tests.helpers.maps import small_map

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")


def opened(*drawings: Drawing) -> Any:
    out = BytesIO()
    write_drawings(drawings, out, Options())
    return pikepdf.open(BytesIO(out.getvalue()))


def report(language: str = "en", pages: str = "report") -> Any:
    document = shipped.sample(language)
    engine = Engine(tokens.load("paper"))
    return opened(*planned(document, [one.id for one in queries.maps(document)], engine, PagePlan(pages)))


def sheet(*groups: Group, name: str = "", title: str = "Sheet") -> Drawing:
    row = Row("page", 0, 400, groups)
    return Drawing(400, 400, "#FFFFFF", (row,), (), title, "", "en", {}, name)


def words(text: str, y: float = 40.0, x: float = 10.0) -> Text:
    return Text(x, y, tuple(text.split("\n")), Style(), "#000000", 18.0)


def group(role: str, *shapes: Shape, text: str = "", **more: Any) -> Group:
    return Group(10, 10, 300, 100, shapes, Meaning(role, text=text, **more))


def tags(pdf: Any) -> list[tuple[int, str, str]]:
    """Depth, kind and alternative text of every tag, in reading order."""
    found: list[tuple[int, str, str]] = []

    def walk(element: Any, depth: int) -> None:
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return
        found.append((depth, str(element.S)[1:], str(element.get("/Alt", ""))))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid, depth + 1)

    walk(pdf.Root.StructTreeRoot.K, 0)
    return found


def links(pdf: Any) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(pdf.pages):
        for annotation in page.get("/Annots", []):
            yield number, annotation


def test_headings_never_skip_a_level_and_begin_with_the_title() -> None:
    for pages in ("map", "report", "phases", "tiled"):
        levels = [int(kind[1]) for _, kind, _ in tags(report(pages=pages)) if kind[0] == "H" and kind[1:].isdigit()]
        assert levels[0] == 1, pages
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), pages


def test_lanes_are_headings_with_a_list_of_their_cards() -> None:
    lane = group("lane", words("Pain points"), text="Pain points")
    some = [group("card", words(f"Card {n}"), text=f"Card {n}") for n in range(3)]
    kinds = [kind for _, kind, _ in tags(opened(sheet(group("title", words("Map")), lane, *some)))]
    assert kinds == ["Document", "Sect", "H1", "H2", "L", *["LI", "LBody"] * 3]


def test_what_is_drawn_and_not_written_is_told() -> None:
    dots = Path((("M", (10, 60)), ("L", (20, 60))), stroke="#E5484D")
    pain = group("card", words("Late parcel"), dots, text="Late parcel · severity 3 of 3")
    scene = group("card", Picture(0, 0, 90, 60, "gone"), text="Four hours behind the window")
    curve = group("curve", dots, text="Ann: hopeful, worried")
    found = tags(opened(sheet(pain, scene, curve)))
    assert [alt for _, kind, alt in found if kind == "Figure"] == [
        "severity 3 of 3", "Four hours behind the window", "Ann: hopeful, worried",
    ]  # fmt: skip


def test_decoration_is_not_read() -> None:
    line = Path((("M", (0, 0)), ("L", (9, 9))), stroke="#000000")
    found = tags(opened(sheet(group("sheet", line), group("guide", line), group("furniture", words("Page 1 of 9")))))
    assert [kind for _, kind, _ in found] == ["Document"]


def test_impact_and_effort_of_a_solution_are_told() -> None:
    named = small_map()
    document = cards.change_payload(named.document, [named.cards["solutions"]], impact=3, effort=1)
    alts = [alt for _, kind, alt in tags(opened(Engine(tokens.load("paper")).layout(document, named.map)))]
    assert "impact 3 of 3 · effort 1 of 3" in alts


def test_every_picture_of_the_sample_has_words() -> None:
    figures = [alt for _, kind, alt in tags(report(pages="map")) if kind == "Figure"]
    assert len(figures) > 40 and all(figures)


def test_the_language_of_a_run_is_told_where_its_script_tells_it() -> None:
    pdf = opened(sheet(group("card", words("荷物はどこですか？"), text="x"), group("card", words("Where?"), text="y")))
    content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/Lang (ja)") == 1
    assert str(pdf.Root.Lang) == "en"


def test_addresses_in_texts_lead_there() -> None:
    text = "See https://example.org/a(b)?q=1. Or mailto:ann@example.org, soon"
    pdf = opened(sheet(group("card", words(text), text=text)))
    assert [str(one.A.URI) for _, one in links(pdf)] == ["https://example.org/a(b)?q=1", "mailto:ann@example.org"]
    for _, one in links(pdf):
        left, bottom, right, top = map(float, one.Rect)
        assert 0 < left < right < 310 and 0 < bottom < top < 300
        assert int(one.F) == 4 and str(one.Contents)


def test_an_address_over_two_lines_leads_to_the_whole_of_it() -> None:
    whole = "https://example.org/a/very/long/path/to/somewhere"
    pdf = opened(sheet(group("card", words("Go to https://example.org/a/very/\nlong/path/to/somewhere now"),
                             text=f"Go to {whole} now")))  # fmt: skip
    assert [str(one.A.URI) for _, one in links(pdf)] == [whole, whole]


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://example.org", "http://", "#nowhere",
     "cmd:calc", "\\\\server\\share"],
)  # fmt: skip
def test_nothing_else_is_followed(text: str) -> None:
    assert addresses.first(text) == ""
    pdf = opened(sheet(group("card", words(f"See {text} now"), text=f"See {text} now", target=text)))
    assert list(links(pdf)) == []


def test_a_card_leads_to_the_address_in_its_evidence() -> None:
    named = small_map()
    document = cards.change(named.document, [named.cards["actions"]], evidence="Survey, see https://example.org/q3.")
    pdf = opened(Engine(tokens.load("paper")).layout(document, named.map))
    assert [str(one.A.URI) for _, one in links(pdf)] == ["https://example.org/q3"]


def test_hostile_addresses_stay_addresses() -> None:
    text = "https://example.org/x)/JS(app.alert(1))>>"
    pdf = opened(sheet(group("card", words(text), text=text)))
    (link,) = [one for _, one in links(pdf)]
    assert set(link.A.keys()) == {"/S", "/URI"}
    assert str(link.A.URI).startswith("https://example.org/")


def test_links_lead_to_named_pages_and_only_where_there_is_one() -> None:
    first = sheet(
        group("item", words("There"), text="There", target="#second"),
        group("item", words("Nowhere"), text="Nowhere", target="#third"),
    )
    second = sheet(group("item", words("Back"), text="Back", target="#first"), name="second", title="Second")
    pdf = opened(first._replace(name="first"), second)
    led = [(at, pdf.pages.index(pikepdf.Page(one.Dest[0]))) for at, one in links(pdf)]
    assert led == [(0, 1), (1, 0)]


def test_a_report_leads_from_its_map_to_its_phases_and_back() -> None:
    pdf = report()
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    led = [(at, pages[one.Dest[0].objgen]) for at, one in links(pdf) if "/Dest" in one]
    whole = next(number for number in range(len(pdf.pages)) if sum(at == number for at, _ in led) >= 4 and number > 0)
    forward = {to for at, to in led if at == whole}
    assert any((to, whole) in led for to in forward)
    for _, one in links(pdf):
        element = pdf.Root.StructTreeRoot
        assert int(one.StructParent) < int(element.ParentTreeNextKey)


def test_bookmarks_of_a_report_are_its_sections() -> None:
    pdf = report()
    with pdf.open_outline() as outline:
        top = [str(one.title) for one in outline.root]
        below = [str(one.title) for one in outline.root[0].children]
    assert top == ["Buying a new smartphone", "Buying a new smartphone, 2027"]
    assert below == [
        "Goals and personas", "The whole map", "Awareness", "Consideration", "Purchase", "Loyalty", "How it feels",
        "Pain points and solutions", "Sources",
    ]  # fmt: skip
