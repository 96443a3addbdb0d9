"""The fields that an inspector shows for a card: what they are called and how they are edited."""

from __future__ import annotations

from typing import Literal, NamedTuple

FieldKind = Literal[
    "line", "text", "choice", "level", "switch", "number", "date", "persona", "tags", "links", "crop",
    # Used for other records than the cards of a lane type.
    "lines", "length", "colour", "place", "people", "facts", "ends",
]


class Field(NamedTuple):
    """One editable field. ``label`` and the names of ``choices`` are English; whoever shows them translates."""

    name: str
    label: str
    kind: FieldKind
    choices: tuple[tuple[str, str], ...] = ()
    """(stored value, name) of a choice."""
    common: bool = False
    """Whether the field belongs to every card rather than to the lane type's payload."""
    hint: str = ""
    low: float = 0.0
    high: float = 0.0


TEXT = Field("text", "Text", "text", common=True)
NOTES = Field("notes", "Notes", "text", common=True)
TAGS = Field("tags", "Tags", "tags", common=True, hint="Separated by commas")
OWNER = Field("owner", "Owner", "line", common=True)
EVIDENCE = Field("evidence", "Evidence", "text", common=True, hint="Interviews, surveys, analytics…")
DRAFT = Field("draft", "Draft", "switch", common=True)
LINKS = Field("links", "Links", "links", common=True)

CHANNEL = Field(
    "channel",
    "Channel",
    "choice",
    (("", "None"), ("digital", "Digital"), ("physical", "Physical"), ("human", "Human")),
)
LEVELS = (("1", "Low"), ("2", "Middle"), ("3", "High"))
