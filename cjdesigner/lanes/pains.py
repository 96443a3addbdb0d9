"""The pain points lane: what goes wrong, how badly, and whether anything mends it."""

from __future__ import annotations

from collections.abc import Sequence
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
        marks = []
        spoken = [card.text]
        if isinstance(card.payload, Pain):
            if card.payload.severity:
                marks.append(Mark("", "dot", card.payload.severity, 3, theme.lane("pains")))
                spoken.append(translate("severity {level} of 3", language, level=card.payload.severity))
            if card.payload.frequency:
                marks.append(Mark(card.payload.frequency))
        if context and context[0]:
            many = context[0]
            key = "{count} solution" if many == 1 else "{count} solutions"
            marks.append(Mark(translate(key, language, count=many), "tally"))
            spoken.append(marks[-1].text)
        return Body(card.text, tuple(marks), card.evidence.replace("\n", " "), spoken=" · ".join(spoken))

    def rail_note(self, lane: Lane, cards: Sequence[Card], scene: Scene) -> str:
        """How many still wait for a solution, unless the lane has a note of its own."""
        mended = scene.incoming["mends"]
        open_pains = sum(1 for card in cards if card.id not in mended)
        if lane.note or not open_pains:
            return lane.note
        return translate("{count} without a solution", scene.language, count=open_pains)
