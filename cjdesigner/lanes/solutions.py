"""The solutions lane: how a pain is mended, what it brings and what it costs."""

from __future__ import annotations

from typing import Any, Literal

from cjdesigner.lanes.base import LaneType, Scene
from cjdesigner.lanes.card import Body, Mark
from cjdesigner.lanes.dates import short_date
from cjdesigner.lanes.fields import LEVELS, Field
from cjdesigner.lanes.pains import Level
from cjdesigner.model import records
from cjdesigner.model.records import Card, Payload
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import translate

STATUSES = (("", "None"), ("idea", "Idea"), ("planned", "Planned"), ("doing", "Doing"), ("done", "Done"))
ON_CARD = {"idea": "idea", "planned": "planned", "doing": "doing", "done": "done"}


class Solution(Payload):
    """Impact against effort, and how far it is."""

    impact: Level = 0
    effort: Level = 0
    status: Literal["", "idea", "planned", "doing", "done"] = ""
    due: records.Text = ""
    """ISO 8601 date, or ""."""


class Solutions(LaneType):
    """How it is mended."""

    key = "solutions"
    name = "Solutions"
    card_name = "Solution"
    hint = "how we mend it"
    icon = "solution"
    payload = Solution
    own_fields = (
        Field("impact", "Impact", "level", LEVELS),
        Field("effort", "Effort", "level", LEVELS),
        Field("status", "Status", "choice", STATUSES),
        Field("due", "Due", "date"),
    )

    def context(self, card: Card, scene: Scene) -> tuple[Any, ...]:
        return (scene.outgoing["mends"].get(card.id, 0),)

    def body(self, card: Card, context: tuple[Any, ...], theme: Theme, language: str) -> Body:
        marks = []
        spoken = [card.text]
        if isinstance(card.payload, Solution):
            colour = theme.lane("solutions")
            judged = (
                (translate("impact", language), card.payload.impact),
                (translate("effort", language), card.payload.effort),
            )
            for name, level in judged:
                if level:
                    spoken.append(translate("{what} {level} of 3", language, what=name, level=level))
            if card.payload.impact:
                marks.append(Mark(translate("impact", language), "triangle", card.payload.impact, 3, colour))
            if card.payload.effort:
                marks.append(
                    Mark(translate("effort", language), "triangle", card.payload.effort, 3, theme.colours.secondary)
                )
            state = [translate(ON_CARD[card.payload.status], language)] if card.payload.status else []
            if card.payload.due:
                state.append(short_date(card.payload.due, language))
        else:
            state = []
        footer = " · ".join(part for part in (*state, card.owner) if part)
        if context and context[0]:
            many = context[0]
            said = translate(
                "mends {count} pain point" if many == 1 else "mends {count} pain points", language, count=many
            )
            marks.append(Mark(said, "tally"))
            spoken.append(said)
        told = " · ".join(part for part in spoken if part)
        return Body(card.text, tuple(marks), footer.replace("\n", " "), spoken=told)
