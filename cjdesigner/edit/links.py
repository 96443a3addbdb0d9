"""Edits of links: the kind is proposed by what is joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cjdesigner.model import stopping
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.queries import map_of
from cjdesigner.model.records import Card, Link, LinkKind, Step, copied
from cjdesigner.words import tr

_TURNED = (("pains", "solutions"), ("emotions", "pains"))


def directed(document: Document, source: str, target: str) -> tuple[str, str]:
    """The two in the direction in which they are linked: it is the solution that mends, and the pain that causes."""
    kinds = getattr(document.find(source), "type", ""), getattr(document.find(target), "type", "")
    return (target, source) if kinds in _TURNED else (source, target)


def refusal(document: Document, source: str, target: str) -> str:
    """Why the two cannot be linked, as a sentence; "" when they can."""
    first, second = document.find(source), document.find(target)
    if not isinstance(first, Card | Step) or not isinstance(second, Card | Step):
        return tr("Only cards and steps can be linked.")
    if source == target:
        return tr("A card cannot be linked to itself.")
    if map_of(document, first) != map_of(document, second):
        return tr("Both ends of a link lie in the same map.")
    ways = ((source, target), directed(document, source, target))
    if any((link.source, link.target) in ways for link in document.links.values()):
        return tr("These two are linked already.")
    return ""


def proposed_kind(document: Document, source: str, target: str) -> LinkKind:
    """Pain to feeling and work to pain causes, solution to pain mends, steps and actions lead on, the rest refers."""
    source, target = directed(document, source, target)
    first, second = document.find(source), document.find(target)
    if isinstance(first, Step) and isinstance(second, Step):
        return "leads_to"
    kinds = (getattr(first, "type", "step"), getattr(second, "type", "step"))
    if kinds == ("solutions", "pains"):
        return "mends"
    if kinds[1] == "emotions" or (kinds[1] == "pains" and kinds[0] in ("backstage", "touchpoints", "actions")):
        return "causes"
    if kinds[0] in ("actions", "touchpoints", "step") and kinds[1] in ("actions", "touchpoints", "step"):
        return "leads_to"
    return "refers_to"


def add(
    document: Document, source: str, target: str, kind: LinkKind | None = None, persona: str = "", label: str = ""
) -> tuple[Document, str]:
    """A link between two cards or steps of a map. Raises ValueError, with the reason, where that cannot be.

    Drawn from a pain to a solution it is turned round: it is the solution that mends.
    """
    if kind is None:
        source, target = directed(document, source, target)
    first = document.find(source)
    reason = refusal(document, source, target)
    if reason or first is None:
        raise ValueError(reason)
    link = Link(
        id=new_id(),
        map=map_of(document, first),
        kind=kind or proposed_kind(document, source, target),
        source=source,
        target=target,
        persona=persona,
        label=label,
    )
    return document.with_records([link]), link.id


def add_all(document: Document, sources: Iterable[str], target: str, kind: LinkKind | None = None) -> Document:
    """A link from each of the sources that can be linked to the target, as ``add`` makes it."""
    bare, made = replace(document, links={}), []
    there = {link.source for link in document.links.values() if link.target == target}
    there |= {link.target for link in document.links.values() if link.source == target}
    for source in dict.fromkeys(sources):
        stopping.check()
        # Those that may be linked already are asked about in full; for the rest ten thousand links need no look.
        known = document if source in there else bare
        if not refusal(known, source, target):
            linked, link_id = add(known, source, target, kind)
            made.append(linked.links[link_id])
    return document.with_records(made)


def change_kind(document: Document, link_ids: list[str], kind: LinkKind) -> Document:
    """The links of another kind."""
    return document.with_records(copied(document.links[one], kind=kind) for one in link_ids if one in document.links)


def turn(document: Document, link_ids: list[str]) -> Document:
    """The links the other way round."""
    return document.with_records(
        copied(link, source=link.target, target=link.source)
        for one in link_ids
        if (link := document.links.get(one)) is not None
    )


def delete(document: Document, link_ids: list[str]) -> Document:
    """Without the links."""
    return document.with_records(without=[document.links[one] for one in link_ids if one in document.links])
