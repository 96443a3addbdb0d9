"""What holds for a sound document, as findings for people: a broken one still opens."""

from __future__ import annotations

from collections.abc import Iterator

from cjdesigner.model import order, queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.words import tr


def findings(document: Document) -> Iterator[str]:
    """One sentence per fault: dangling references, cards that disagree with their lane, keys that are no keys."""
    if not document.maps:
        yield tr("The project has no map.")
    yield from _references(document)
    for card in document.cards.values():
        yield from _card(document, card)
    for kind in ("maps", "phases", "steps", "lanes", "cards", "personas", "views", "stops", "audiences"):
        for record in document.collection(kind).values():
            if not order.is_key(record.order):
                yield tr("{kind} {id}: “{key}” is not an order key.", kind=kind, id=record.id, key=record.order[:40])


def _references(document: Document) -> Iterator[str]:
    wanted = (
        ("phases", "map", "maps"),
        ("steps", "phase", "phases"),
        ("lanes", "map", "maps"),
        ("cards", "map", "maps"),
        ("links", "map", "maps"),
        ("views", "map", "maps"),
        ("stops", "map", "maps"),
        ("maps", "future_of", "maps"),
        ("personas", "picture", "assets"),
        ("links", "persona", "personas"),
    )
    optional = {"future_of", "picture", "persona"}
    for kind, name, other in wanted:
        targets = document.collection(other)
        for record in document.collection(kind).values():
            reference = getattr(record, name)
            if reference not in targets and not (name in optional and not reference):
                yield _dangling(kind, record.id, name, reference)
    for journey in document.maps.values():
        for name in ("personas", "targets"):
            for reference in getattr(journey, name):
                if reference not in document.personas:
                    yield _dangling("maps", journey.id, name, reference)
    for link in document.links.values():
        for name in ("source", "target"):
            reference = getattr(link, name)
            end = document.cards.get(reference) or document.steps.get(reference)
            if end is None:
                yield _dangling("links", link.id, name, reference)
            elif link.map in document.maps and queries.map_of(document, end) not in ("", link.map):
                yield tr("links {id}: one of its ends belongs to another map.", id=link.id)


def _card(document: Document, card: Card) -> Iterator[str]:
    for name, targets in (("lane", document.lanes), ("start", document.steps), ("end", document.steps)):
        reference = getattr(card, name)
        if reference and reference not in targets:
            yield _dangling("cards", card.id, name, reference)
    lane = document.lanes.get(card.lane)
    if lane is None:
        return
    if lane.map != card.map:
        yield tr("cards {id}: its lane belongs to another map.", id=card.id)
    if lane.type != card.type:
        yield tr(
            "cards {id}: a card of type “{card}” in a lane of type “{lane}”.",
            id=card.id,
            card=card.type,
            lane=lane.type,
        )
    step = document.steps.get(card.start)
    phase = document.phases.get(step.phase) if step else None
    if phase is not None and phase.map != card.map:
        yield tr("cards {id}: its step belongs to another map.", id=card.id)


def _dangling(kind: str, record_id: str, name: str, reference: str) -> str:
    return tr(
        "{kind} {id}: {field} names “{reference}”, which is not there.",
        kind=kind,
        id=record_id,
        field=name,
        reference=reference[:40],
    )
