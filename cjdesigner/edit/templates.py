"""A map made into a template: what others can start from."""

from __future__ import annotations

from cjdesigner.edit import maps
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import Project


def made_template(document: Document, map_id: str, name: str, summary: str = "") -> Document:
    """A document with this map alone, its personas and its pictures; ``summary`` is what a list says of it.

    What belongs to the project as a whole, its author, notes and profiles, stays at home.
    """
    whole = Document(Project(id=new_id(), title=name, language=document.project.language, notes=summary))
    whole, _ = maps.insert(whole, document, map_id)
    named = {persona.picture for persona in whole.personas.values()}
    for card in whole.cards.values():
        named |= {value for _, value in card.payload if isinstance(value, str)}
    return whole.with_records(without=[one for key, one in whole.assets.items() if key not in named])
