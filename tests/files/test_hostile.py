"""Hostile and broken files: each ends as a document or as one sentence, and nothing else."""

from __future__ import annotations

import base64
import json
import random
import struct
from collections.abc import Callable
from typing import Any

import pytest

from cjdesigner.files import project, reading
from cjdesigner.files.errors import FileError
from cjdesigner.model.document import Document

Written = Callable[..., bytes]
HEAD = b'{"format": "cjdesigner/map", "version": 1,\n"project": {"id": "p"}'


def body(fields: str) -> bytes:
    return HEAD + b",\n" + fields.encode() + b"}"


def png(width: int, height: int) -> str:
    header = struct.pack(">II5B", width, height, 8, 6, 0, 0, 0)
    return base64.b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + header + b"\0\0\0\0").decode()


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file is empty."),
    "blank": (b" \n\t\n", "The file is empty."),
    "only a BOM": (b"\xef\xbb\xbf", "The file is empty."),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0", "This is not a cjdesigner project: it is not a text file."),
    "UTF-16": ('{"format": "cjdesigner/map"}'.encode("utf-16"), "not a text file"),
    "Latin-1": (body('"maps": []').replace(b'"p"', b'"p", "title":\n"\xe9"'), "line 3: This is not UTF-8 text."),
    "CESU-8": (body('"maps": []').replace(b'"p"', b'"p", "title": "\xed\xa0\x80"'), "not UTF-8 text"),
    "prose": (b"Dear all,\nhere is the map.", "line 1: This is not a cjdesigner project: it is not JSON."),
    "a list": (b"[]", "it holds no JSON object"),
    "a number": (b"7", "it holds no JSON object"),
    "another format": (b'{"format": "excalidraw", "version": 2}', "format: This is not a cjdesigner project"),
    "no format": (b"{}", "format: This is not a cjdesigner project"),
    "no version": (b'{"format": "cjdesigner/map"}', "version: The version"),
    "version true": (HEAD.replace(b"1,", b"true,") + b"}", "version: The version"),
    "version 0": (HEAD.replace(b"1,", b"0,") + b"}", "version: The version"),
    "version 1.0": (HEAD.replace(b"1,", b"1.0,") + b"}", "version: The version"),
    "no project": (b'{"format": "cjdesigner/map", "version": 1}', "project: It is missing."),
    "cut off": (body('"maps": [{"id": "m"'), "line 3: The file ends too early"),
    "cut off in a text": (HEAD + b',\n\n"x": "abc', "line 4: The file ends too early"),
    "a comma too many": (body('"maps": [],'), "line 3: This is not valid JSON (column 12)."),
    "a line end in a text": (body('"maps": [{"id": "a\nb"}]'), "line 3: This is not valid JSON"),
    "Git's marks": (body("<<<<<<< HEAD\n"), "line 3: Git has left its conflict marks in the file (<<<<<<<)"),
    "Git's middle": (body('"maps": [],\n=======\n'), "line 4: Git has left its conflict marks"),
    "a field twice": (body('"maps": [{"id": "m",\n"title": "a", "title": "b"}]'), "line 4: maps[0].title: The field"),
    "a kind twice": (body('"maps": [], "maps": []'), "line 3: maps: The field “maps” is there twice."),
    "a field twice deep in the unknown": (body('"x": [{"y": {"z": 1,\n"z": 1}}]'), "line 4: x[0].y.z: The field “z”"),
    "NaN": (body('"steps": [{"id": "s",\n"width": NaN}]'), "line 4: steps[0].width: NaN is not a number"),
    "infinity in the unknown": (body('"x": [1, -Infinity]'), "line 3: x[1]: -Infinity is not a number"),
    "1e999": (body('"x": {"y": 1e999}'), "line 3: x.y: 1e999 is not a number"),
    "a number of 5,000 digits": (body(f'"x": {"9" * 5000}'), "is not a number that can be kept"),
    "half a character": (body('"maps": [{"id": "m", "title":\n"\\ud800"}]'), "line 4: maps[0].title: The text holds"),
    "half a character in the unknown": (body('"x": {"\\udfff": 1}'), "The text holds half a character"),
    "too deep": (b"[" * 100_000, "nested deeper than 60 levels"),
    "too deep in the unknown": (body(f'"x": {"[" * 70}{"]" * 70}'), "nested deeper than 60 levels"),
    "too deep in a record": (body(f'"maps": [{{"id": "m", "x": {"[" * 70}{"]" * 70}}}]'), "deeper than 60 levels"),
    "too deep in a payload": (
        body(f'"cards": [{{"id": "c", "type": "pains", "payload": {{"x": {"[" * 70}{"]" * 70}}}}}]'),
        "deeper than 60 levels",
    ),
    "no id": (body('"maps": [{"id": "m"},\n{}]'), "line 4: maps[1].id: It is missing."),
    "an empty id": (body('"maps": [{"id": ""}]'), "maps[0].id: It must not be empty."),
    "an id of 201": (body(f'"maps": [{{"id": "{"i" * 201}"}}]'), "maps[0].id: It is longer than 200 characters."),
    "an id twice": (body('"maps": [{"id": "m"}, {"id": "m"}]'), "maps[1].id: The id “m” is there twice."),
    "an id in two kinds": (body('"maps": [{"id": "p"}]'), "maps[0].id: The id “p” is there twice."),
    "a number for a text": (body('"maps": [{"id": "m", "title":\n5}]'), "line 4: maps[0].title: It must be text."),
    "a text for a list": (body('"cards": [{"id": "c", "tags": "abc"}]'), "cards[0].tags: It must be a list."),
    "null for a list": (body('"cards": null'), "line 3: cards: It must be a list."),
    "an object for a list": (body('"cards": {}'), "cards: It must be a list."),
    "a list for a record": (body('"cards": [[]]'), "cards[0]: It must be an object."),
    "a list for a payload": (body('"cards": [{"id": "c", "payload": []}]'), "cards[0].payload: It must be an object."),
    "null for a payload": (body('"cards": [{"id": "c", "payload": null}]'), "cards[0].payload: It must be an object."),
    "a list for a type": (body('"cards": [{"id": "c", "type": []}]'), "cards[0].type: It must be text."),
    "a word for a level": (
        body('"cards": [{"id": "c", "type": "pains",\n"payload": {"severity": "very"}}]'),
        "line 4: cards[0].payload.severity: It must be a whole number. (record “c”)",
    ),
    "a level of 9": (body('"cards": [{"id": "c", "type": "pains", "payload": {"severity": 9}}]'), "at most 3"),
    "a feeling of 3": (body('"cards": [{"id": "c", "type": "emotions", "payload": {"value": 3}}]'), "at most 2"),
    "a negative width": (body('"steps": [{"id": "s", "width": -1}]'), "steps[0].width: It must be at least 0"),
    "a width of 1e9": (body('"steps": [{"id": "s", "width": 1e9}]'), "steps[0].width: It must be at most 100,000."),
    "an unknown state": (body('"maps": [{"id": "m", "state": "past"}]'), "maps[0].state: It must be one of"),
    "a text too long": (body(f'"cards": [{{"id": "c", "text": "{"x" * 20_001}"}}]'), "longer than 20,000 characters"),
    "11,000 tags": (
        body('"cards": [{"id": "c", "tags": [' + ", ".join(['"t"'] * 11_000) + "]}]"),
        "cards[0].tags: It has more than 10,000 entries.",
    ),
    "11,000 facts": (
        body('"personas": [{"id": "x", "objective": {' + ",".join(f'"{n}": ""' for n in range(11_000)) + "}}]"),
        "personas[0].objective: It has more than 10,000 entries.",
    ),
    "a picture of 400 megapixels": (
        body(f'"assets": [{{"id": "a", "data": "{png(20_000, 20_000)}"}}]'),
        "The picture has more than 40 million pixels.",
    ),
    "a picture of 11 MB": (body(f'"assets": [{{"id": "a", "data": "{"A" * 14_700_000}"}}]'), "larger than 10 MB"),
    "SVG for a picture": (body('"assets": [{"id": "a", "media_type": "image/svg+xml"}]'), "It must be one of"),
    "51 MB": (HEAD + b" " * 51_000_000 + b"}", "larger than 50 MB"),
    "millions of values": (body(f'"x": [{"[]," * 2_000_000}1]'), "more values than this program opens"),
    "300,000 records": (body(f'"maps": [{"{}," * 300_000}{{}}]'), "100,000 is the most"),
    "a million faults": (body(f'"maps": [{"1," * 90_000}1]'), "maps[0]: It must be an object."),
    "a message in a key": (body('"x": {"a\\n\\u001b[2J": 1, "a\\n\\u001b[2J": 2}'), "The field “a"),
}

TAKEN: dict[str, bytes] = {
    "the least": HEAD + b"}",
    "line ends of Windows": body('"maps": [{"id": "m"}]').replace(b"\n", b"\r\n"),
    "59 levels": body(f'"x": {"[" * 58}{"]" * 58}'),
    "a path for a picture": body('"personas": [{"id": "x", "picture": "/etc/passwd"}]'),
    "markup": body('"maps": [{"id": "m", "title": "<img src=file:///etc/passwd><b>"}]'),
    "no picture at all": body('"assets": [{"id": "a", "data": "!!"}]'),
    "references in a circle": body('"maps": [{"id": "m", "future_of": "m"}]'),
    "names of Python's own": body('"__class__": 1, "model_config": {}, "_fields_set": [], "self": 0'),
    "the same inside a record": body('"maps": [{"id": "m", "__dict__": {}, "model_fields": 1, "KIND": "x"}]'),
    "marks inside a text": body('"maps": [{"id": "m", "title": "<<<<<<< HEAD"}]'),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(name: str) -> None:
    data, expected = REFUSED[name]
    with pytest.raises(FileError) as caught:
        project.parse(data)
    sentence = str(caught.value)
    assert expected in sentence
    assert sentence.isprintable()
    assert len(sentence) < 400


@pytest.mark.parametrize("name", TAKEN)
def test_taken_and_kept(name: str) -> None:
    document = project.parse(TAKEN[name])
    again = project.parse(project.dump(document))
    assert again == document


def test_more_records_than_is_pleasant_open_with_a_notice(written: Written) -> None:
    opened = project.open_bytes(written(steps=[{"id": str(number), "order": "V"} for number in range(20_001)]))
    assert opened.notices == ("The file holds 20,001 records: expect it to be slow.",)
    assert len(opened.document.steps) == 20_001


@pytest.mark.parametrize("length", range(0, 2000, 97))
def test_a_torn_file_is_never_taken_for_a_whole_one(sample: bytes, length: int) -> None:
    with pytest.raises(FileError):
        project.parse(sample[: len(sample) * length // 2000])


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """The sample after a few of the things that disks, mergers, editors and attackers do to files."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(found) + 1)
        length = chance.choice((1, 2, 7, 40, 400))
        match chance.randrange(9):
            case 0:
                del found[place : place + length]
            case 1:
                found[place:place] = chance.randbytes(length)
            case 2:
                found[place:place] = found[place : place + length]
            case 3:
                found[place : place + 1] = bytes([chance.randrange(256)])
            case 4:
                found = found[:place]
            case 5:
                found[place:place] = chance.choice(
                    [b"NaN", b"1e999", b"null", b'"', b"{", b"]", b"\\ud800", b"\0", b"[" * 300, b",", b'"id": "x",']
                )
            case 6:
                lines = found.split(b"\n")
                chance.shuffle(lines)
                found = bytearray(b"\n".join(lines))
            case 7:
                old = chance.choice([b'""', b"true", b'": "', b"2", b'"id"', b'"payload": {', b'"type": "'])
                new = chance.choice([b"[]", b"-1", b"{}", b'"\\udfff"', b"9e400", b'"order"', b'"\xff"', b"null"])
                found = bytearray(bytes(found).replace(old, new, chance.randint(1, 3)))
            case 8:
                found = bytearray(_reshaped(bytes(found), chance))
    return bytes(found)


def _reshaped(data: bytes, chance: random.Random) -> bytes:
    """Sound JSON with a value somewhere that does not belong there."""
    try:
        tree: Any = json.loads(data)
    except (ValueError, RecursionError):
        return data
    if not isinstance(tree, dict):
        return data
    records = [record for value in tree.values() if isinstance(value, list) for record in value]
    record = chance.choice(records) if records else tree
    if isinstance(record, dict) and record:
        key = chance.choice(list(record))
        record[key] = chance.choice(
            [None, [], {}, -1, 1e308, "", "x" * 30_000, [[]], {"a": {"b": []}}, True, record.get("id"), 2**70]
        )
    return json.dumps(tree).encode()


def _try(data: bytes) -> bool:
    """Whether it was a document; a FileError is the only other end there is."""
    try:
        document = project.parse(data)
    except FileError as error:
        assert str(error).isprintable()
        return False
    assert isinstance(document, Document)
    once = project.dump(document)
    assert project.dump(project.parse(once)) == once
    return True


@pytest.mark.parametrize("seed", range(10))
def test_mutations_end_as_a_document_or_a_sentence(sample: bytes, seed: int) -> None:
    chance = random.Random(seed)
    ends = [_try(_mutated(sample, chance)) for _ in range(50)]
    assert {True, False} == set(ends)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 1100))
def test_many_mutations_end_as_a_document_or_a_sentence(sample: bytes, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        _try(_mutated(sample, chance))


def test_limits_are_those_that_are_promised() -> None:
    assert (reading.MAX_BYTES, reading.MAX_DEPTH, project.WARN_RECORDS) == (50_000_000, 60, 20_000)
