"""Editors of single fields, one kind each; a new kind is one file and one line here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cjdesigner.lanes.fields import Field
from cjdesigner.ui.fields.base import Editor
from cjdesigner.ui.fields.choice import ChoiceEditor, LevelEditor
from cjdesigner.ui.fields.colour import ColourEditor
from cjdesigner.ui.fields.crop import CropEditor
from cjdesigner.ui.fields.date import DateEditor
from cjdesigner.ui.fields.ends import EndsEditor
from cjdesigner.ui.fields.facts import FactsEditor
from cjdesigner.ui.fields.length import LengthEditor
from cjdesigner.ui.fields.line import LineEditor, TagsEditor
from cjdesigner.ui.fields.links import LinksEditor
from cjdesigner.ui.fields.number import NumberEditor
from cjdesigner.ui.fields.people import PeopleEditor
from cjdesigner.ui.fields.persona import PersonaEditor
from cjdesigner.ui.fields.place import PlaceEditor
from cjdesigner.ui.fields.switch import SwitchEditor
from cjdesigner.ui.fields.text import LinesEditor, TextEditor

EDITORS: dict[str, type[Editor]] = {
    "line": LineEditor,
    "text": TextEditor,
    "lines": LinesEditor,
    "tags": TagsEditor,
    "choice": ChoiceEditor,
    "level": LevelEditor,
    "switch": SwitchEditor,
    "number": NumberEditor,
    "length": LengthEditor,
    "date": DateEditor,
    "colour": ColourEditor,
    "crop": CropEditor,
    "persona": PersonaEditor,
    "people": PeopleEditor,
    "place": PlaceEditor,
    "facts": FactsEditor,
    "links": LinksEditor,
    "ends": EndsEditor,
}
"""By the kind of a field. Lane types use the kinds of ``lanes.fields``; other records use all of them."""


def editor_for(field: Field, parent: QWidget | None = None) -> Editor:
    """The editor of a field."""
    return EDITORS[field.kind](field, parent)
