"""The pain points lane: what goes wrong, how badly, and whether anything mends it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any

from cjdesigner.lanes.base import LaneType, Scene
from cjdesigner.lanes.card import Body, Mark
from cjdesigner.lanes.fields import LEVELS, Field
from cjdesigner.model import records
from cjdesigner.model.limits import Limits
from cjdesigner.model.records import Card, Lane, Payload
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import translate

Level = Annotated[int, Limits(ge=0, le=3)]
"""1 low, 2 middle, 3 high; 0 not judged yet."""


class Pain(Payload):
    """How bad it is and how often it happens."""

    severity: Level = 0
    frequency: records.Text = ""


class Pains(LaneType):
    """What gets in the way."""

    key = "pains"
    name = "Pain points"
    card_name = "Pain point"
    hint = "what gets in the way"
    icon = "pain"
    payload = Pain
    own_fields = (
        Field("severity", "Severity", "level", LEVELS),
        Field("frequency", "Frequency", "line", hint="1 in 5 orders"),
    )

    def context(self, card: Card, scene: Scene) -> tuple[Any, ...]:
        return (scene.incoming["mends"].get(card.id, 0),)

    def body(self, card: Card, context: tuple[Any, ...], theme: Theme, language: str) -> Body:
        data = card.payload
        severity, frequency = (data.severity, data.frequency) if isinstance(data, Pain) else (0, "")
        marks, said = _told(severity, frequency, context[0] if context else 0, theme, language)
        spoken = " · ".join((card.text, *said))
        return Body(card.text, marks, card.evidence.replace("\n", " "), spoken=spoken)

    def rail_note(self, lane: Lane, cards: Sequence[Card], scene: Scene) -> str:
        """How many still wait for a solution, unless the lane has a note of its own."""
        mended = scene.incoming["mends"]
        open_pains = sum(1 for card in cards if card.id not in mended)
        if lane.note or not open_pains:
            return lane.note
        return translate("{count} without a solution", scene.language, count=open_pains)


@lru_cache(maxsize=1024)
def _told(
    severity: int, frequency: str, many: int, theme: Theme, language: str
) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """The markers below the text, and what is said of them: many cards have the same."""
    marks = []
    said = []
    if severity:
        marks.append(Mark("", "dot", severity, 3, theme.lane("pains")))
        said.append(translate("severity {level} of 3", language, level=severity))
    if frequency:
        marks.append(Mark(frequency))
    if many:
        key = "{count} solution" if many == 1 else "{count} solutions"
        marks.append(Mark(translate(key, language, count=many), "tally"))
        said.append(marks[-1].text)
    return tuple(marks), tuple(said)
