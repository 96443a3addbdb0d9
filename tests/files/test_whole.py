"""Reading a large file in one go gives what reading it part by part gives, or leaves it to that."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner import resources
from cjdesigner.edit import cards
from cjdesigner.files import project, whole
from cjdesigner.files.errors import FileError
from cjdesigner.model.document import Document
from cjdesigner.model.records import KINDS, Persona
from tests.helpers.maps import documents

SAMPLE = resources.path("examples", "smartphone.en.cjmap").read_bytes()


def outcome(document: Document) -> str:
    """All that a document holds, with types and in its order: 1 and 1.0 are two things."""
    values = [one for kind in KINDS for one in document.collection(kind).values()]
    payloads = [one.payload for one in document.cards.values()]
    return repr([(type(one), list(one.__dict__.items()), one.model_extra) for one in [*values, *payloads]])


def opened(data: bytes, monkeypatch: pytest.MonkeyPatch, large: int) -> str:
    """What a file is where one with more bytes than these is read in one go; or why it is refused."""
    with monkeypatch.context() as patch:
        patch.setattr(project, "_LARGE", large)
        patch.setattr(project, "_FEW", -1)
        try:
            found = project.open_bytes(data)
        except FileError as error:
            return repr((str(error), error.line, error.where))
        return outcome(found.document) + repr((found.document.unknown, found.notices, found.version))


def changed(**fields: Any) -> bytes:
    """The sample with other fields at its top."""
    return json.dumps({**json.loads(SAMPLE), **fields}, ensure_ascii=False).encode()


def card(**fields: Any) -> bytes:
    """The sample with one card changed."""
    found = json.loads(SAMPLE)["cards"]
    return changed(cards=[{**found[0], **fields}, *found[1:]])


def test_a_sound_file_is_read_in_one_go() -> None:
    assert whole.parts(SAMPLE) is not None
    assert whole.parts(card(text="at 10:30: call")) is not None
    assert whole.parts(card(novel=[1, 2.5, None, "x"])) is not None
    assert whole.parts(changed(personas=[{"id": "p", "objective": {"age": "40", "b": "c"}}])) is not None


def test_thousands_of_cards_are_read_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.loads(SAMPLE)["cards"][0]
    data = changed(cards=[{**first, "id": f"c{number}"} for number in range(3_100)])
    monkeypatch.delattr(project.reading, "tree")
    assert len(project.parse(data).cards) == 3_100


DOUBTFUL = {
    "twice in a card": SAMPLE.replace(b'"order":', b'"order": "x", "order":', 1),
    "twice at the top": SAMPLE.replace(b'"version": 1,', b'"version": 1, "version": 1,', 1),
    "twice in a payload": card(payload={"a": 1}).replace(b'"payload": {"a": 1}', b'"payload": {"a": 1, "a": 2}', 1),
    "twice in what is unknown": card(novel={"a": 1}).replace(b'{"a": 1}', b'{"a": 1, "a": 2}', 1),
    "twice in a profile": changed(personas=[{"id": "p", "objective": {"a": "1"}}]).replace(b'"1"', b'"1", "a": "2"'),
    "twice, with a space before the colon": SAMPLE.replace(b'"order":', b'"order" : "x", "order":', 1),
    "twice, beside a text with a colon": card(text="a: b").replace(b'"order":', b'"order": "x", "order":', 1),
    "too large a number": card(novel=7).replace(b'"novel": 7', b'"novel": 1e999', 1),
    "too long a number": card(novel=7).replace(b'"novel": 7', b'"novel": ' + b"1" * 400, 1),
    "not a number": card(novel=7).replace(b'"novel": 7', b'"novel": NaN', 1),
    "half a character": card(text="XX").replace(b'"XX"', b'"\\ud800"', 1),
    "an object in what is unknown": changed(mood={"deep": [{"x": None}]}),
    "deep lists in what is unknown": card(novel=7).replace(b'"novel": 7', b'"novel": ' + b"[" * 70 + b"]" * 70, 1),
    "an unknown type of card": card(type="novel"),
    "no type": card(type=""),
    "a newer version": changed(version=2),
    "a version that is none": changed(version=True),
    "another format": changed(format="x"),
    "no number of votes": card(votes="1"),
    "too many votes": card(votes=1_000_001),
    "a severity that is none": card(type="pains", payload={"severity": 4}),
    "no id": card(id=""),
    "an id twice": card(id=json.loads(SAMPLE)["project"]["id"]),
    "no order": card(order="-0"),
    "no list": changed(cards={}),
    "a mark before it": b"\xef\xbb\xbf" + SAMPLE,
    "an end too early": SAMPLE[:-200],
    "no UTF-8": card(text="XX").replace(b'"XX"', b'"\xff"', 1),
    "colons that look like keys": card(text='He said "so": yes : no'),
}


@pytest.mark.parametrize("data", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_what_is_doubtful_is_told_as_ever(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data != SAMPLE
    assert opened(data, monkeypatch, -1) == opened(data, monkeypatch, len(data))


@pytest.mark.parametrize("what", [name for name in DOUBTFUL if name.startswith("twice")])
def test_a_field_that_is_there_twice_is_never_passed_over(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert whole.parts(DOUBTFUL[what]) is None
    assert "twice" in opened(DOUBTFUL[what], monkeypatch, -1)


@given(document=documents(), text=st.text(alphabet='a:" \\\n{}é', max_size=12))
def test_both_ways_of_reading_agree(document: Document, text: str) -> None:
    person = Persona(id="person", order="V", objective={text: text})
    if document.cards:
        document = cards.change(document, [min(document.cards)], text=text, tags=(text,))
    data = project.dump(document.with_records([person]))
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert opened(data, monkeypatch, -1) == opened(data, monkeypatch, len(data))
