"""The solutions lane: how a pain is mended, what it brings and what it costs."""

from __future__ import annotations

from functools import lru_cache
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
        data = card.payload
        state = []
        impact = effort = 0
        if isinstance(data, Solution):
            impact, effort = data.impact, data.effort
            if data.status:
                state.append(translate(ON_CARD[data.status], language))
            if data.due:
                state.append(short_date(data.due, language))
        if card.owner:
            state.append(card.owner)
        marks, said = _told(impact, effort, context[0] if context else 0, theme, language)
        footer = " · ".join([part for part in state if part]).replace("\n", " ")
        told = " · ".join((card.text, *said) if card.text else said)
        return Body(card.text, marks, footer, spoken=told)


@lru_cache(maxsize=1024)
def _told(impact: int, effort: int, many: int, theme: Theme, language: str) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """The markers below the text, and what is said of them: many cards have the same."""
    marks = []
    said = []
    for name, level, colour in (
        (translate("impact", language), impact, theme.lane("solutions")),
        (translate("effort", language), effort, theme.colours.secondary),
    ):
        if level:
            marks.append(Mark(name, "triangle", level, 3, colour))
            said.append(translate("{what} {level} of 3", language, what=name, level=level))
    if many:
        mended = translate(
            "mends {count} pain point" if many == 1 else "mends {count} pain points", language, count=many
        )
        marks.append(Mark(mended, "tally"))
        said.append(mended)
    return tuple(marks), tuple(said)
