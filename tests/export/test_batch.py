"""An order is carried out whole or not at all, and what readers are not to see is in none of its files."""

from __future__ import annotations

import base64
import errno
import os
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from cjdesigner.edit import maps
from cjdesigner.export import batch, naming
from cjdesigner.export.batch import AlreadyThere, carry_out
from cjdesigner.export.formats import FORMATS, page_kinds
from cjdesigner.export.job import ExportCancelled, ExportError
from cjdesigner.export.order import Order
from cjdesigner.files import atomic
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.layout.plan import PagePlan
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.model.records import Audience, Card, Stop, View, copied
from tests.helpers.shipped import template

OLD = b"the old file"
SECRET = "Zebraquagga7"


@pytest.fixture(scope="module")
def small() -> Document:
    return template()


def everything(document: Document, *endings: str, **more: object) -> Order:
    return Order(tuple(one.id for one in queries.maps(document)), endings, **more)  # type: ignore[arg-type]


def test_several_formats_are_written_in_one_go(small: Document, tmp_path: Path) -> None:
    endings = [form.ending for form in FORMATS]
    shares: list[float] = []
    made = carry_out(small, everything(small, *endings), tmp_path / "map.pdf", shares.append)
    assert [path.name for path in made] == [f"map.{ending}" for ending in endings]
    assert all(path.stat().st_size > 100 for path in made)
    assert shares == sorted(shares) and shares[-1] == 1.0


def test_every_map_in_a_file_of_its_own(small: Document, tmp_path: Path) -> None:
    document, _ = maps.duplicate(small, queries.maps(small)[0].id)
    document, _ = maps.add_blank(document, "A/B: test")
    order = everything(document, "md", each=True)
    made = carry_out(document, order, tmp_path / "{number} {map}.md")
    assert made[-1].name == "3 A B test.md" and len({path.name for path in made}) == 3
    same = [copied(one, title="Same") for one in document.maps.values()]
    made = carry_out(document.with_records(same), order, tmp_path / "{map}.md")
    assert [path.name for path in made] == ["Same.md", "Same (2).md", "Same (3).md"]


def test_a_name_without_a_field_is_told_apart_too(small: Document, tmp_path: Path) -> None:
    document, _ = maps.duplicate(small, queries.maps(small)[0].id)
    made = carry_out(document, everything(document, "csv", each=True), tmp_path / "all.csv")
    assert [path.name for path in made] == ["all.csv", "all (2).csv"]


@pytest.mark.parametrize("text", ["{Klantreis} {NUMMER}", "{map} {number}"])
def test_fields_are_known_in_every_language(text: str) -> None:
    assert naming.is_pattern(text) and not naming.unknown(text)
    assert naming.plain(text) == "{map} {number}"
    assert naming.localised("{map}", "nl") == "{klantreis}"


def test_a_pattern_cannot_leave_its_folder(small: Document, tmp_path: Path) -> None:
    document = small.with_records([copied(one, title="../../etc/passwd") for one in small.maps.values()])
    (made,) = carry_out(document, everything(document, "csv"), tmp_path / "{map}.csv")
    assert made.parent == tmp_path and made.exists()


def test_pictures_of_pages_are_numbered_in_the_order_of_the_pages(small: Document, tmp_path: Path) -> None:
    order = everything(small, "svg", pages=PagePlan("phases"))
    made = carry_out(small, order, tmp_path / "map.svg")
    assert len(made) > 2 and [path.name for path in made] == sorted(path.name for path in made)


def test_files_that_are_there_are_left_alone_until_agreed(small: Document, tmp_path: Path) -> None:
    there = tmp_path / "map.csv"
    there.write_bytes(OLD)
    order = everything(small, "md", "csv")
    with pytest.raises(AlreadyThere) as found:
        carry_out(small, order, tmp_path / "map", may_replace=lambda _: False)
    assert found.value.paths == [there] and os.listdir(tmp_path) == ["map.csv"]
    carry_out(small, order, tmp_path / "map", may_replace=lambda path: path == there)
    assert there.read_bytes() != OLD


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3, 0.6, 0.75])
def test_a_stopped_order_leaves_every_old_file(small: Document, tmp_path: Path, after: float) -> None:
    order = everything(small, "pdf", "png", "pptx", "json")
    old = [tmp_path / f"map.{ending}" for ending in order.endings]
    for path in old:
        path.write_bytes(OLD)
    shares = [0.0]
    with pytest.raises(ExportCancelled):
        carry_out(small, order, tmp_path / "map.pdf", shares.append, lambda: shares[-1] >= after)
    assert [path.read_bytes() for path in old] == [OLD] * 4
    assert len(os.listdir(tmp_path)) == 4


@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "disk is full"), (errno.EBUSY, "Another program")])
def test_a_disk_that_fails_at_the_last_file_leaves_every_old_one(
    small: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    order = everything(small, "csv", "md", "json")
    for ending in order.endings:
        (tmp_path / f"map.{ending}").write_bytes(OLD)
    calls: list[int] = []

    def fails_late(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(atomic, "_to_disk", fails_late)
    with pytest.raises(ExportError, match=f"“map.json” cannot be written.*{said}"):
        carry_out(small, order, tmp_path / "map.csv")
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {OLD} and len(os.listdir(tmp_path)) == 3


def test_a_painter_that_runs_out_of_memory_is_a_sentence(
    small: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(batch, "_produce", fails)
    with pytest.raises(ExportError, match="not enough memory"):
        carry_out(small, everything(small, "pdf"), tmp_path / "map.pdf")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(shutil.which("mount") is None or not hasattr(os, "geteuid") or os.geteuid() != 0, reason="no mount")
def test_a_disk_that_is_really_full(small: Document, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("this machine does not let anybody mount")
    try:
        (disk / "map.pdf").write_bytes(OLD)
        with pytest.raises(ExportError, match="The disk is full"):
            carry_out(small, everything(small, "csv", "png", "pdf"), disk / "map.pdf")
        assert os.listdir(disk) == ["map.pdf"] and (disk / "map.pdf").read_bytes() == OLD
    finally:
        subprocess.run(["umount", disk], check=True)


# What readers are not to see


Hide = tuple[str, Callable[[Document], Document], Callable[[Document], Audience]]


def on_card(**fields: object) -> Callable[[Document], Document]:
    def change(document: Document) -> Document:
        cards = [one for one in document.cards.values() if one.type in ("pains", "solutions", "actions")]
        return document.with_records([copied(one, **fields) for one in cards])

    return change


def profile(**hides: object) -> Callable[[Document], Audience]:
    return lambda document: Audience(id="a", name="Client", **hides)  # type: ignore[arg-type]


def noted(document: Document) -> Document:
    """Secret notes on everything that can have some."""
    one = next(iter(document.maps))
    kinds = (document.maps, document.steps, document.cards, document.personas)
    records = [copied(record, notes=SECRET) for kind in kinds for record in kind.values()]
    stop = Stop(id="s", map=one, name="Stop", shows=(next(iter(document.phases)),), notes=SECRET)
    return document.with_records([copied(document.project, notes=SECRET), *records, stop])


def owned(document: Document) -> Document:
    view = View(id="v", map=next(iter(document.maps)), name="Mine", owners=(SECRET,))
    return on_card(owner=SECRET)(document).with_records([copied(document.project, author=SECRET), view])


def lane_of(document: Document, kind: str) -> str:
    return next(lane.id for lane in document.lanes.values() if lane.type == kind)


def secret_lane(document: Document) -> Document:
    lane = document.lanes[lane_of(document, "pains")]
    cards = [copied(card, text=SECRET, notes=SECRET) for card in document.cards.values() if card.lane == lane.id]
    return document.with_records([copied(lane, name=SECRET, note=SECRET), *cards])


def secret_persona(document: Document) -> Document:
    one = next(iter(document.personas.values()))
    own = [card for card in document.cards.values() if getattr(card.payload, "persona", "") == one.id]
    changed = [copied(card, text=SECRET, payload=copied_payload(card)) for card in own]
    return document.with_records([copied(one, name=SECRET, quote=SECRET, role=SECRET, goals=(SECRET,)), *changed])


def copied_payload(card: Card) -> object:
    return card.payload.model_copy(update={"word": SECRET})


HIDES: tuple[Hide, ...] = (
    ("owners", owned, profile(without_owners=True)),
    ("notes", noted, profile(without_notes=True)),
    ("evidence", on_card(evidence=SECRET), profile(without_evidence=True)),
    ("tags", on_card(tags=(SECRET,)), profile(without_tags=True)),
    ("drafts", on_card(text=SECRET, draft=True), profile(without_drafts=True)),
    ("lane types", on_card(text=SECRET), profile(lane_types=("pains", "solutions", "actions"))),
    ("a lane", secret_lane, lambda document: Audience(id="a", lanes=(lane_of(document, "pains"),))),
    ("a persona", secret_persona, lambda document: Audience(id="a", personas=(next(iter(document.personas)),))),
)

WAYS = [(form.ending, kind) for form in FORMATS for kind in (page_kinds(form.ending) or ("map",))]


@pytest.mark.parametrize(("ending", "kind"), [way for way in WAYS if way[0] not in ("svg", "png") or way[1] == "map"])
def test_what_a_profile_hides_is_nowhere_in_the_bytes(
    sample: Document, tmp_path: Path, ending: str, kind: str
) -> None:
    """All that can be hidden is hidden at once; what each profile hides alone is tested on the document itself."""
    document = sample
    for name, spread, _ in HIDES:
        document = spread(document) if name not in ("drafts", "lane types") else document
    hides = Audience(
        id="a",
        name="Client",
        without_owners=True,
        without_notes=True,
        without_evidence=True,
        without_drafts=True,
        without_tags=True,
        without_votes=True,
        lanes=(lane_of(document, "pains"),),
        personas=(next(iter(document.personas)),),
    )
    draft = next(one for one in document.cards.values() if one.type == "messages")
    document = document.with_records([copied(draft, text=SECRET, draft=True)])
    first = (queries.maps(document)[0].id,)
    order = Order(first, (ending,), PagePlan(kind), dpi=48)
    shown = carry_out(document, order, tmp_path / f"open.{ending}")
    hidden = carry_out(document, order._replace(audience=hides), tmp_path / f"closed.{ending}")
    if ending != "png":  # of which only the pixels could tell
        assert any(holds(path.read_bytes(), SECRET) for path in shown), "the search finds what is there"
    for path in hidden:
        assert not holds(path.read_bytes(), SECRET), path.name


@pytest.mark.parametrize(("name", "spread", "hides"), HIDES, ids=[name for name, _, _ in HIDES])
@pytest.mark.parametrize("ending", ["json", "pdf", "html"])
def test_each_profile_hides_what_it_says(  # type: ignore[no-untyped-def]
    sample: Document, tmp_path: Path, ending: str, name: str, spread, hides
) -> None:
    document = spread(sample)
    order = Order((queries.maps(document)[0].id,), (ending,), audience=hides(document))
    (path,) = carry_out(document, order, tmp_path / f"closed.{ending}")
    assert not holds(path.read_bytes(), SECRET)


def test_a_filter_by_what_is_hidden_does_not_fade_everything(sample: Document, tmp_path: Path) -> None:
    document = on_card(owner=SECRET)(sample)
    one = queries.maps(document)[0].id
    order = Order((one,), ("svg",), audience=Audience(id="a", without_owners=True))
    seen = order._replace(screen=((one, Look(owners=frozenset(["Somebody else"]))),))
    (plain,) = carry_out(document, order, tmp_path / "plain.svg")
    (filtered,) = carry_out(document, seen, tmp_path / "filtered.svg")
    assert plain.read_bytes() == filtered.read_bytes()


def test_votes_are_hidden(sample: Document, tmp_path: Path) -> None:
    document = on_card(votes=7654)(sample)
    order = everything(document, "json", audience=Audience(id="a", without_votes=True))
    (path,) = carry_out(document, order, tmp_path / "map.json")
    assert b"7654" not in path.read_bytes()


def test_every_lane_type_can_be_hidden(sample: Document, tmp_path: Path) -> None:
    every = tuple(kind.key for kind in LANE_TYPES)
    order = everything(sample, "json", audience=Audience(id="a", lane_types=every))
    (path,) = carry_out(sample, order, tmp_path / "map.json")
    assert not any(card.text.encode() in path.read_bytes() for card in sample.cards.values() if len(card.text) > 20)


def holds(data: bytes, text: str) -> bool:
    """Whether the text is anywhere in a file, also in what is packed in it."""
    return any(_says(part, text) for part in unpacked(data))


def _says(data: bytes, text: str) -> bool:
    forms = [text.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le")]
    return any(form in data or form.lower() in data.lower() for form in forms)


def unpacked(data: bytes, depth: int = 4) -> Iterator[bytes]:
    """The bytes, and those of everything packed in them: archives, PDF streams and text, PNG texts, Base64, hex."""
    yield data
    if depth == 0:
        return
    inner: list[bytes] = []
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            inner += [archive.read(name) for name in archive.namelist()] + [archive.comment]
    if data[:5] == b"%PDF-":
        inner += list(pdf_parts(data))
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        inner += [chunk for name, chunk in png_chunks(data) if name != b"IDAT"]
    for found in re.finditer(rb"[A-Za-z0-9+/]{40,}={0,2}", data[:5_000_000]):
        try:
            inner.append(base64.b64decode(found[0] + b"=" * (-len(found[0]) % 4)))
        except ValueError:
            continue
    for found in re.finditer(rb"<((?:[0-9A-Fa-f]{2}){8,})>", data[:5_000_000]):
        inner.append(bytes.fromhex(found[1].decode()))
    for part in inner:
        if part:
            yield from unpacked(part, depth - 1) if len(part) < 5_000_000 else [part]


def pdf_parts(data: bytes) -> Iterator[bytes]:
    """Every stream unpacked, and the text of every page."""
    from pypdfium2 import PdfDocument

    for found in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :])
        except zlib.error:
            continue
    document = PdfDocument(data)
    for page in document:
        yield page.get_textpage().get_text_range().replace("\r\n", "").encode()
    yield " ".join(str(value) for value in document.get_metadata_dict().values()).encode()
    with pikepdf.open(BytesIO(data)) as opened:
        for each in opened.objects:
            yield from pdf_strings(each)


def pdf_strings(found: pikepdf.Object, depth: int = 6) -> Iterator[bytes]:
    """Every text in a PDF object, alternative texts and names of bookmarks too."""
    if isinstance(found, pikepdf.String):
        yield str(found).encode()
    elif isinstance(found, pikepdf.Array) and depth:
        for one in found.as_list():
            yield from pdf_strings(one, depth - 1)
    elif isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)) and depth:
        for key in found.keys():
            inner = found[key]
            if not isinstance(inner, pikepdf.Object) or not inner.is_indirect:
                yield from pdf_strings(inner, depth - 1)


def test_the_search_finds_what_only_a_screen_reader_would_say(sample: Document, tmp_path: Path) -> None:
    titled = [copied(one, title=SECRET) for one in sample.maps.values()]
    (path,) = carry_out(sample.with_records(titled), everything(sample, "pdf"), tmp_path / "map.pdf")
    strings = [text for text in pdf_parts(path.read_bytes()) if text.startswith(SECRET.encode())]
    assert strings


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += 12 + length
