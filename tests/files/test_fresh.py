"""A copy under new identities: the same map, joined the same way."""

from __future__ import annotations

import json

from cjdesigner.files import project
from cjdesigner.files.fresh import fresh_copy
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.model.records import KINDS, Asset, Card, Payload, Project


def _ids(document: Document) -> set[str]:
    # Pictures are named by their content: a copy of one has the same id.
    return {record_id for kind in KINDS if kind != Asset.KIND for record_id in document.collection(kind)}


def test_nothing_keeps_its_id_and_everything_its_content(sample: bytes) -> None:
    document = project.parse(sample)
    copy = fresh_copy(document)
    assert not _ids(document) & _ids(copy)
    assert list(findings(copy)) == []
    renamed = {
        old: new for kind in KINDS for old, new in zip(document.collection(kind), copy.collection(kind), strict=True)
    }
    text = project.dump(document).decode()
    for old, new in renamed.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    # The same file but for the order of its records, which follows their ids.
    assert project.parse(text.encode()) == copy


def test_text_that_reads_like_an_id_stays() -> None:
    card = Card(id="shop", text="shop", tags=("shop",), start="shop", payload=Payload(persona="shop", channel="shop"))
    copy = fresh_copy(Document(Project(id="p")).with_records([card, Asset(id="sha")]))
    (found,) = copy.cards.values()
    assert (found.text, found.tags) == ("shop", ("shop",))
    assert found.start == found.id != "shop"
    assert found.payload.model_extra == {"persona": found.id, "channel": "shop"}
    assert list(copy.assets) == ["sha"]


def test_two_copies_share_nothing(sample: bytes) -> None:
    document = project.parse(sample)
    assert not _ids(fresh_copy(document)) & _ids(fresh_copy(document))
    assert json.loads(project.dump(document)) == json.loads(sample)
