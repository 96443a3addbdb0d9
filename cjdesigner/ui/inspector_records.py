"""The fields that the inspector shows for each kind of record, in order. Names and hints are English."""

from __future__ import annotations

from cjdesigner.lanes import LaneType, fields
from cjdesigner.lanes.fields import Field
from cjdesigner.words import LANGUAGES

PLACE = Field("place", "Phase and step", "place", common=True)

STEP = (
    Field("name", "Name", "line"),
    Field("moment_of_truth", "Moment of truth", "switch"),
    Field("width", "Width", "length", low=120, high=1200),
    Field("notes", "Notes", "text"),
)
PHASE = (
    Field("name", "Name", "line"),
    Field("description", "Description", "text"),
    Field("goal", "Goal", "text"),
    Field("colour", "Colour", "colour", hint="phase"),
)
LANE = (
    Field("name", "Name", "line"),
    Field("note", "Note", "text", hint="Below the name on the map"),
    Field("colour", "Colour", "colour", hint="lane"),
    Field("height", "Least height", "length", low=64, high=2000),
    Field("hidden", "Hidden", "switch"),
)
LINK = (
    Field(
        "kind",
        "Kind",
        "choice",
        (("causes", "Causes"), ("mends", "Mends"), ("leads_to", "Leads to"), ("refers_to", "Refers to")),
    ),
    Field("label", "Label", "line"),
    Field("persona", "Persona", "persona"),
    Field("ends", "From and to", "ends"),
)
PERSONA = (
    Field("name", "Name", "line"),
    Field("role", "Role", "line", hint="Busy parent"),
    Field("age", "Age", "line"),
    Field("takes_part", "Takes part in this map", "switch"),
    Field("target", "Target persona", "switch"),
    Field("colour", "Colour", "colour", hint="persona"),
    Field("quote", "Quote", "text"),
    Field("objective", "Objective profile", "facts"),
    Field("subjective", "Subjective profile", "facts"),
    Field("behaviour", "Behaviour", "lines", hint="One per line"),
    Field("timing", "Timing", "lines", hint="One per line"),
    Field("goals", "Goals", "lines", hint="One per line"),
    Field("frustrations", "Frustrations", "lines", hint="One per line"),
    Field("notes", "Notes", "text"),
)
MAP = (
    Field("title", "Title", "line"),
    Field("scenario", "Scenario", "text", hint="Who wants what, and in which situation"),
    Field("goals", "Goals of the map", "lines", hint="One per line"),
    Field("state", "State", "choice", (("current", "Current"), ("future", "Future"))),
    Field("personas", "Personas", "people"),
    Field(
        "segment",
        "Segment",
        "choice",
        (
            ("", "None"),
            ("new", "New"),
            ("existing", "Existing"),
            ("returning", "Returning"),
            ("leaving", "Leaving"),
        ),
    ),
    Field("scope", "Scope", "text", hint="What is in, and what is not"),
    Field("review_date", "Look at it again on", "date"),
    Field("notes", "Notes", "text"),
)
PROJECT = (
    Field("title", "Project title", "line"),
    Field("author", "Author", "line"),
    Field("language", "Language of the texts", "choice", tuple(LANGUAGES.items())),
)

PERSONA_PAGE = (
    Field("name", "Name", "line", hint="Name"),
    Field("role", "Role", "line", hint="What places them: busy parent"),
    Field("age", "Age", "line", hint="Age"),
    Field("takes_part", "Takes part in this map", "switch"),
    Field("target", "Target persona", "switch"),
    Field("colour", "Colour", "colour", hint="persona"),
    Field("quote", "Quote", "text", hint="What they would say, in their own words"),
    Field("objective", "Objective profile", "facts"),
    Field("subjective", "Subjective profile", "facts"),
    Field("goals", "Goals", "lines", hint="One per line"),
    Field("frustrations", "Frustrations", "lines", hint="One per line"),
    Field("behaviour", "Behaviour", "lines", hint="What they do, read and click; one per line"),
    Field("timing", "Timing", "lines", hint="When they are ready for what; one per line"),
    Field("notes", "Notes", "text", hint="Sources, interviews, doubts"),
)
"""The same persona on a page of its own."""
PROJECT_PAGE = (
    Field("title", "Project title", "line", hint="Project title"),
    Field("author", "Author", "line", hint="Who makes it"),
    Field("language", "Language of the texts", "choice", tuple(LANGUAGES.items())),
    Field("notes", "Notes", "text", hint="Why this project, for whom, with what means"),
)


def card_fields(lane_type: LaneType) -> tuple[Field, ...]:
    """A card's fields: its text and its place first, then what its type adds and what it is linked to."""
    own = lane_type.own_fields
    every = lane_type.fields
    text = tuple(field for field in every if field.name == "text")
    rest = tuple(field for field in every if field not in (*text, *own, fields.LINKS))
    links = (fields.LINKS,) if fields.LINKS in every else ()
    if text:
        return (*text, PLACE, *own, *links, *rest)
    return (*own, PLACE, *links, *rest)


COMMON = (fields.TEXT, PLACE, fields.OWNER, fields.EVIDENCE, fields.TAGS, fields.NOTES, fields.DRAFT)
"""What cards of different types have in common."""
