"""Editors of single fields, one kind each; a new kind is one file and one line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from PySide6.QtWidgets import QWidget

from cjdesigner.lanes.fields import Field
from cjdesigner.ui.fields.base import Editor

EDITORS = {
    "line": "line.LineEditor",
    "text": "text.TextEditor",
    "lines": "text.LinesEditor",
    "tags": "line.TagsEditor",
    "choice": "choice.ChoiceEditor",
    "level": "choice.LevelEditor",
    "switch": "switch.SwitchEditor",
    "number": "number.NumberEditor",
    "length": "length.LengthEditor",
    "date": "date.DateEditor",
    "colour": "colour.ColourEditor",
    "crop": "crop.CropEditor",
    "persona": "persona.PersonaEditor",
    "people": "people.PeopleEditor",
    "place": "place.PlaceEditor",
    "facts": "facts.FactsEditor",
    "links": "links.LinksEditor",
    "ends": "ends.EndsEditor",
}
"""Module and class by the kind of a field, imported for the first field of the kind.

Lane types use the kinds of ``lanes.fields``; other records use all of them.
"""


@cache
def editor_class(kind: str) -> type[Editor]:
    """The editor of a kind of field. Raises KeyError."""
    module, _, name = EDITORS[kind].partition(".")
    found: type[Editor] = getattr(import_module(f"{__name__}.{module}"), name)
    return found


def editor_for(field: Field, parent: QWidget | None = None) -> Editor:
    """The editor of a field."""
    return editor_class(field.kind)(field, parent)
