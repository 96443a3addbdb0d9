"""The records that a project is made of: frozen, flat, joined by ids, keeping fields they do not know.

Field order is file order. Every field but ``id`` has a default, and defaults are left out of the file.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeVar

from cjdesigner.model.limits import AsItsOwnType, Limits
from cjdesigner.model.values import Checked

MAX_TEXT = 20_000
"""Characters in one text: beyond it text layout stops being instant."""
MAX_ENTRIES = 10_000
"""Entries in one list of a record."""

Text = Annotated[str, Limits(max_length=MAX_TEXT)]
Id = Annotated[str, Limits(min_length=1, max_length=200)]
Ref = Annotated[str, Limits(max_length=200)]
"""The id of another record, or "" for none."""
Texts = Annotated[tuple[Text, ...], Limits(strict=False, max_length=MAX_ENTRIES)]
Refs = Annotated[tuple[Ref, ...], Limits(strict=False, max_length=MAX_ENTRIES)]
Facts = Annotated[dict[Text, Text], Limits(max_length=MAX_ENTRIES)]
"""Free-form profile lines: what it is about, and what is known."""
Length = Annotated[float, Limits(ge=0, le=100_000)]
"""Scene units; 0 lets the layout choose."""

LinkKind = Literal["causes", "mends", "leads_to", "refers_to"]
Segment = Literal["", "new", "existing", "returning", "leaving"]
State = Literal["current", "future"]


R = TypeVar("R", bound="Value")


class Value(Checked):
    """Anything frozen, strict about types and tolerant of unknown fields, which it keeps."""

    model_config: ClassVar[dict[str, Any]] = {"extra": "allow", "strict": True, "allow_inf_nan": False}


class Record(Value):
    """A thing with an identity. ``KIND`` is the name of its collection in the file."""

    KIND: ClassVar[str] = ""
    id: Id


class Payload(Value):
    """The fields that a lane type adds to its cards; of an unknown type, all of them are kept as they are."""


class Project(Record):
    """The file as a whole."""

    KIND: ClassVar[str] = "project"
    title: Text = ""
    language: Annotated[str, Limits(max_length=35)] = "en"
    """A BCP 47 tag: the language of the stored text."""
    theme: Ref = "paper"
    author: Text = ""
    notes: Text = ""


class JourneyMap(Record):
    """One map, with its lens."""

    KIND: ClassVar[str] = "maps"
    order: Ref = ""
    title: Text = ""
    scenario: Text = ""
    goals: Texts = ()
    state: State = "current"
    future_of: Ref = ""
    """The current-state map that this one improves on."""
    personas: Refs = ()
    targets: Refs = ()
    segment: Segment = ""
    scope: Text = ""
    review_date: Text = ""
    """ISO 8601 date, or "": journeys are looked at again every 3 to 5 months."""
    notes: Text = ""


class Phase(Record):
    """A stretch of the journey, with steps of its own."""

    KIND: ClassVar[str] = "phases"
    map: Ref = ""
    order: Ref = ""
    name: Text = ""
    description: Text = ""
    goal: Text = ""
    colour: Ref = ""
    """#RRGGBB, or "" for the theme's colour of its place."""
    origin: Ref = ""
    """The phase of the current-state map that this one was copied from."""


class Step(Record):
    """A column."""

    KIND: ClassVar[str] = "steps"
    phase: Ref = ""
    order: Ref = ""
    name: Text = ""
    width: Length = 0.0
    moment_of_truth: bool = False
    notes: Text = ""
    origin: Ref = ""


class Lane(Record):
    """A row: its type decides what its cards hold and how they look."""

    KIND: ClassVar[str] = "lanes"
    map: Ref = ""
    order: Ref = ""
    type: Ref = ""
    name: Text = ""
    note: Text = ""
    colour: Ref = ""
    height: Length = 0.0
    """The least height; the lane grows with its content."""
    hidden: bool = False
    hidden_curves: Refs = ()
    """The personas whose curve is not shown in an emotions lane."""
    origin: Ref = ""


class Card(Record):
    """What stands in a lane, from one step to another; without a lane or a step it lies in the map's parking tray."""

    KIND: ClassVar[str] = "cards"
    map: Ref = ""
    lane: Ref = ""
    type: Ref = ""
    start: Ref = ""
    end: Ref = ""
    """The last step it spans; "" for the same as ``start``."""
    order: Ref = ""
    text: Text = ""
    notes: Text = ""
    tags: Texts = ()
    owner: Text = ""
    evidence: Text = ""
    draft: bool = False
    votes: Annotated[int, Limits(ge=0, le=1_000_000)] = 0
    """Dots that the room has given it in a workshop."""
    origin: Ref = ""
    payload: Annotated[Payload, AsItsOwnType()] = Payload()


class Link(Record):
    """An arrow between two cards or steps: source causes, mends, leads to or refers to target."""

    KIND: ClassVar[str] = "links"
    map: Ref = ""
    kind: LinkKind = "refers_to"
    source: Ref = ""
    target: Ref = ""
    persona: Ref = ""
    label: Text = ""


class Persona(Record):
    """A kind of customer, shared by the maps of the project."""

    KIND: ClassVar[str] = "personas"
    order: Ref = ""
    name: Text = ""
    role: Text = ""
    """One line that places them: "target · busy parent"."""
    age: Text = ""
    picture: Ref = ""
    """The id of an asset."""
    colour: Ref = ""
    quote: Text = ""
    objective: Facts = {}
    """Profile that can be counted: household, education…"""
    subjective: Facts = {}
    """Profile that must be asked for: technical, emotional, creative…"""
    behaviour: Texts = ()
    timing: Texts = ()
    goals: Texts = ()
    frustrations: Texts = ()
    notes: Text = ""


class View(Record):
    """A saved way to look at a map: what is hidden, what is folded, and which cards stay lit.

    Ids of records that are gone mean nothing. An empty list of a filter lets everything through.
    """

    KIND: ClassVar[str] = "views"
    map: Ref = ""
    order: Ref = ""
    name: Text = ""
    hidden_lanes: Refs = ()
    hidden_steps: Refs = ()
    hidden_personas: Refs = ()
    folded: Refs = ()
    """Phases drawn as one narrow column."""
    tags: Texts = ()
    owners: Texts = ()
    severities: Annotated[tuple[Annotated[int, Limits(ge=1, le=3)], ...], Limits(strict=False, max_length=3)] = ()
    personas: Refs = ()
    """Cards and links of other personas are dimmed."""
    types: Texts = ()
    """Types of lanes: the cards of others are dimmed."""


class Stop(Record):
    """One stop of a map's own tour: what the camera frames, and what stays lit there."""

    KIND: ClassVar[str] = "stops"
    map: Ref = ""
    order: Ref = ""
    name: Text = ""
    """What the caption says; "" for the name of what is shown."""
    scene: Literal["records", "overview", "comparison", "decisions"] = "records"
    """What is looked at: some records of the map, all of it, or a picture that the program makes of it."""
    shows: Refs = ()
    """Phases, steps, lanes and cards that the camera frames."""
    lit: Refs = ()
    """Those that are not dimmed; none for the same as ``shows``."""
    zoom: Annotated[float, Limits(ge=0, le=64)] = 0.0
    """How much closer than a tight fit; 0 lets the tour choose."""
    notes: Text = ""
    """What the speaker wants to say there."""
    skipped: bool = False


class Audience(Record):
    """A kind of reader, and what they are not to see, on screen and in any file that is made for them."""

    KIND: ClassVar[str] = "audiences"
    order: Ref = ""
    name: Text = ""
    without_owners: bool = False
    without_notes: bool = False
    without_evidence: bool = False
    without_drafts: bool = False
    """Cards that are marked as drafts, and with them their links."""
    without_tags: bool = False
    without_votes: bool = False
    lane_types: Texts = ()
    """Types of lanes that are left out, with all their cards."""
    lanes: Refs = ()
    """Single lanes that are left out."""
    personas: Refs = ()
    """Personas that are left out, with their curves and their links."""


class Conflict(Record):
    """A field that both sides of a merge had changed: it holds ours, and this what else it could hold."""

    KIND: ClassVar[str] = "conflicts"
    record: Ref = ""
    """The record whose field it is."""
    field: Text = ""
    """Its name; “place” stands for all that tells where a record is, “payload.…” for a field that its type adds."""
    base: str = ""
    """The values as JSON, "" where there was none."""
    ours: str = ""
    theirs: str = ""


class Asset(Record):
    """A picture inside the file; its id is the SHA-256 of its bytes."""

    KIND: ClassVar[str] = "assets"
    media_type: Literal["image/png", "image/jpeg", "image/webp"] = "image/png"
    name: Text = ""
    width: int = 0
    height: int = 0
    data: str = ""
    """Base64."""


COLLECTIONS: tuple[type[Record], ...] = (
    JourneyMap,
    Phase,
    Step,
    Lane,
    Card,
    Link,
    Persona,
    View,
    Stop,
    Audience,
    Conflict,
    Asset,
)
"""Every kind but the project itself, in file order: pictures last, since they are long."""

KINDS: dict[str, type[Record]] = {Project.KIND: Project, **{record.KIND: record for record in COLLECTIONS}}


def copied(record: R, **changes: Any) -> R:
    """The record with some fields changed; the same object when nothing changes, so that identity means equality."""
    if all(getattr(record, name) == value for name, value in changes.items()):
        return record
    return record.model_copy(update=changes)
