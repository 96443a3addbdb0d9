"""Project files: what goes in comes out, in one form, with everything that nobody here has heard of."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner import resources
from cjdesigner.files import project
from cjdesigner.files.errors import FileError, NewerFormat
from cjdesigner.files.findings import all_findings
from cjdesigner.lanes.pains import Pain
from cjdesigner.model.document import Document
from cjdesigner.model.records import Asset, Card, Lane, Payload, Persona, Phase, Project, copied

Written = Callable[..., bytes]
SHIPPED = sorted(resources.path().rglob("*.cjmap"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_come_back_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    opened = project.open_bytes(data)
    assert list(all_findings(opened)) == []
    assert project.dump(opened.document) == data


def test_there_are_shipped_files_in_both_languages() -> None:
    assert {path.stem.rpartition(".")[2] for path in SHIPPED} == {"en", "nl"}
    assert len(SHIPPED) == 14


def test_form_of_the_file(written: Written) -> None:
    data = written(
        cards=[{"type": "pains", "text": "é\u2028", "id": "b", "draft": False}, {"id": "a", "order": "V"}],
        project={"notes": "n", "title": "", "id": "p"},
    )
    assert project.dump(project.parse(data)).decode() == (
        '{\n  "format": "cjdesigner/map",\n  "version": 1,\n  "project": {\n    "id": "p",\n    "notes": "n"\n  },\n'
        '  "cards": [\n    {\n      "id": "a",\n      "order": "V"\n    },\n'
        '    {\n      "id": "b",\n      "type": "pains",\n      "order": "1",\n      "text": "é\u2028"\n    }\n  ]\n}\n'
    )


def test_unknown_things_survive_at_every_level(written: Written) -> None:
    data = written(
        project={"id": "p", "mood": {"deep": [1, {"x": None}]}},
        maps=[{"id": "m", "order": "V", "payload": {}, "zoom": 1.5}],
        cards=[
            {
                "id": "c1",
                "type": "pains",
                "order": "V",
                "payload": {"severity": 2, "smell": [True, 10**25]},
                "new": "é",
            },
            {"id": "c2", "type": "telepathy", "order": "V", "payload": {"waves": {"a": 1}}},
            {"id": "c3", "type": "telepathy", "order": "V", "inner": {"payload": {}}},
        ],
        personas=[{"id": "x", "order": "V", "objective": {"b": "1", "a": "2"}}],
        spells=[{"id": "s", "power": 9}],
        _fields_set=["a"],
        self={},
    )
    once = project.dump(project.parse(data))
    assert json.loads(once) == json.loads(data)
    assert project.dump(project.parse(once)) == once


def test_payloads_get_the_class_of_their_lane_type(written: Written) -> None:
    document = project.parse(
        written(cards=[{"id": "a", "type": "pains"}, {"id": "b", "type": "telepathy", "payload": {"n": 1}}])
    )
    assert document.cards["a"].payload == Pain()
    assert type(document.cards["b"].payload) is Payload
    assert document.cards["b"].payload.model_extra == {"n": 1}


def test_default_payloads_are_left_out() -> None:
    document = Document(Project(id="p")).with_records([Card(id="c", order="V", type="pains", payload=Pain(severity=0))])
    assert b"payload" not in project.dump(document)
    assert project.parse(project.dump(document)) == document


def test_text_is_never_normalised(written: Written) -> None:
    decomposed = "e\u0301 \u212b \ufb01 \u1112\u1161"
    document = project.parse(written(maps=[{"id": "m", "order": "V", "title": decomposed}]))
    assert document.maps["m"].title == decomposed
    assert decomposed.encode() in project.dump(document)


def test_a_byte_order_mark_is_taken_and_not_kept(sample: bytes) -> None:
    assert project.dump(project.parse(b"\xef\xbb\xbf" + sample)) == sample


def test_foreign_layout_is_brought_into_the_one_form(sample: bytes) -> None:
    tree = json.loads(sample)
    for records in tree.values():
        if isinstance(records, list):
            records.reverse()
    foreign = json.dumps(tree, separators=(",", " :")).replace("\n", "\r\n").encode()
    assert project.dump(project.parse(foreign)) == sample


def test_bad_order_keys_are_mended_in_memory_and_named(written: Written) -> None:
    keys = {"a": "", "b": "10", "c": "20", "d": "é1", "e": "V"}
    opened = project.open_bytes(written(steps=[{"id": key, "order": order} for key, order in keys.items()]))
    steps = sorted(opened.document.steps.values(), key=lambda step: (step.order, step.id))
    assert {step.id for step in steps} == set(keys)
    assert [step.id for step in steps if step.id != "d"] == ["a", "b", "c", "e"]
    assert opened.notices == ("steps: 4 records have no sound order key.",)
    assert project.open_bytes(project.dump(opened.document)).notices == ()


def test_a_newer_file_opens_to_be_looked_at(written: Written) -> None:
    with pytest.raises(NewerFormat) as caught:
        project.parse(written(version=7, maps=[{"id": "m", "title": "From tomorrow", "glow": 1}]))
    assert caught.value.version == 7
    assert caught.value.document is not None
    assert caught.value.document.maps["m"].title == "From tomorrow"
    with pytest.raises(NewerFormat) as caught:
        project.parse(written(version=7, maps={"m": {"title": "Another form"}}))
    assert caught.value.document is None


def test_saving_twice_gives_the_same_bytes_and_opening_writes_nothing(sample: bytes, tmp_path: Path) -> None:
    path = tmp_path / "map.cjmap"
    path.write_bytes(sample)
    before = path.stat()
    document = project.read(path)
    assert path.stat() == before or path.stat().st_mtime_ns == before.st_mtime_ns
    project.save(document, path)
    project.save(document, path)
    assert path.read_bytes() == sample
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.cjmap"]


def test_what_could_not_be_opened_again_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "map.cjmap"
    good = Document(Project(id="p"))
    project.save(good, path)
    kept = path.read_bytes()
    card = Card(id="c", order="V", text="x")
    for broken in (copied(card, text="x" * 20_001), copied(card, tags=("x" * 20_001,))):
        with pytest.raises(FileError):
            project.save(good.with_records([broken]), path)
    with pytest.raises(FileError):
        project.save(good.with_records([copied(Lane(id="l", order="V"), height=float("nan"))]), path)
    assert path.read_bytes() == kept


def test_halves_of_characters_do_not_keep_anyone_from_saving() -> None:
    card = copied(
        Card(id="c", order="V", payload=Payload.model_construct(said="\udc00")), text="a\ud800b", tags=("\ud83d\ude00",)
    )
    document = Document(Project(id="p"), unknown={"x": ["\ud800"]}).with_records([card])
    found = project.parse(project.dump(document))
    assert found.cards["c"].text == "a\N{REPLACEMENT CHARACTER}b"
    assert found.cards["c"].tags == ("\N{GRINNING FACE}",)
    assert found.cards["c"].payload.model_extra == {"said": "\N{REPLACEMENT CHARACTER}"}
    assert found.unknown == {"x": ["\N{REPLACEMENT CHARACTER}"]}


def test_a_big_picture_is_no_long_text(tmp_path: Path) -> None:
    document = Document(Project(id="p")).with_records([Asset(id="a", data="QUJD" * 50_000)])
    assert project.parse(project.dump(document)) == document


def test_the_collector_is_left_as_it_was(sample: bytes) -> None:
    assert gc.isenabled()
    project.parse(sample)
    with pytest.raises(FileError):
        project.parse(b"{")
    assert gc.isenabled()
    gc.disable()
    try:
        project.parse(sample)
        assert not gc.isenabled()
    finally:
        gc.enable()


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
plain: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
ids = st.text("abcdefghij0123456789", min_size=1, max_size=6)
cards = st.builds(
    lambda text, kind, extra, payload, draft: (
        {"text": text, "type": kind, "draft": draft, "payload": payload}
        | {f"x{name}": value for name, value in extra.items()}
    ),
    words,
    st.sampled_from(["telepathy", "", "free"]),
    st.dictionaries(words, plain, max_size=2),
    st.dictionaries(words, plain, max_size=2),
    st.booleans(),
)
personas = st.fixed_dictionaries(
    {"name": words, "goals": st.lists(words, max_size=3), "objective": st.dictionaries(words, words, max_size=3)}
)
unknown = st.dictionaries(words.map(lambda name: f"x{name}"), plain, max_size=2)


@given(st.dictionaries(ids, cards, max_size=5), st.dictionaries(ids, personas, max_size=3), unknown)
def test_whatever_a_file_holds_comes_back(
    some: dict[str, dict[str, Any]], people: dict[str, dict[str, Any]], rest: dict[str, Any]
) -> None:
    tree = {
        "format": "cjdesigner/map",
        "version": 1,
        "project": {"id": "the-project"},
        "cards": [{"id": f"c-{key}", "order": "V", **card} for key, card in some.items()],
        "personas": [{"id": f"p-{key}", "order": "V", **persona} for key, persona in people.items()],
        **rest,
    }
    document = project.parse(json.dumps(tree).encode())
    for key, persona in people.items():
        assert document.personas[f"p-{key}"] == Persona(id=f"p-{key}", order="V", **persona)
    for key, card in some.items():
        found = document.cards[f"c-{key}"]
        assert (found.text, found.draft, found.payload.model_extra) == (card["text"], card["draft"], card["payload"])
        assert found.model_extra == {name: value for name, value in card.items() if name.startswith("x")}
    assert document.unknown == rest
    once = project.dump(document)
    again = project.parse(once)
    assert again == document
    assert project.dump(again) == once


def test_nothing_is_written_that_could_not_be_opened_again() -> None:
    deep: list[object] = []
    for _ in range(70):
        deep = [deep]
    least = project.parse(b'{"format": "cjdesigner/map", "version": 1, "project": {"id": "p"}}')
    for unknown in ({"x": deep}, {"x": [[]] * 1_600_000}):
        with pytest.raises(FileError):
            project.dump(Document(least.project, unknown=unknown))
    crowd = {str(number): Phase(id=str(number)) for number in range(project.MAX_RECORDS + 1)}
    with pytest.raises(FileError, match="100,?000 is the most"):
        project.dump(Document(least.project, phases=crowd))
