"""Going along links from card to card, and from link to link of one card."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Link


class Trail(NamedTuple):
    """How the selection came about: the link that was gone along or picked last, and the end it was picked from."""

    link: str = ""
    end: str = ""


def links_at(document: Document, map_id: str, record_id: str) -> list[Link]:
    """The links of a card or step whose other end is on the map too, those that start there first."""
    found = [link for link in queries.links_of(document, record_id) if link.map == map_id]
    return sorted(found, key=lambda link: (link.source != record_id, link.kind, link.id))


def other_end(link: Link, record_id: str) -> str:
    """The end of a link that is not this one."""
    return link.source if link.target == record_id else link.target


def next_link(session: Session, trail: Trail, back: bool = False) -> Trail:
    """Select the next link of the selected card, or of the card that the selected link was picked from."""
    document = session.document
    if not session.selection:
        return trail
    here = session.selection[-1]
    link = document.links.get(here)
    if link is None:
        end, place = here, -1
    else:
        end = trail.end if trail.end in (link.source, link.target) else link.source
        place = -2
    row = [one.id for one in links_at(document, session.map_id, end)]
    if not row:
        return trail
    if place == -2:
        place = (row.index(here) + (-1 if back else 1)) % len(row)
    else:
        place = len(row) - 1 if back else 0
    session.select([row[place]])
    return Trail(row[place], end)


def follow(session: Session, trail: Trail) -> Trail:
    """From a link to its other end; from a card along its links, on rather than back the way one came."""
    document = session.document
    if not session.selection:
        return trail
    here = session.selection[-1]
    link = document.links.get(here)
    if link is not None:
        end = trail.end if trail.end in (link.source, link.target) else link.source
    else:
        row = links_at(document, session.map_id, here)
        others = [one for one in row if one.id != trail.link]
        if not row:
            return trail
        link, end = (others or row)[0], here
    there = other_end(link, end)
    session.select([there])
    return Trail(link.id, end)
