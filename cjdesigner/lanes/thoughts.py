"""The thoughts lane: the customer's own words."""

from __future__ import annotations

from typing import Any, Literal

from cjdesigner.lanes.base import LaneType
from cjdesigner.lanes.card import Body, Mark
from cjdesigner.lanes.fields import Field
from cjdesigner.model.records import Card, Payload
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import translate


class Thought(Payload):
    """Whether somebody said it, or the team assumes it."""

    kind: Literal["quote", "assumption"] = "quote"


class Thoughts(LaneType):
    """What goes through the customer's mind."""

    key = "thoughts"
    name = "Thoughts"
    card_name = "Thought"
    hint = "in their own words"
    icon = "thought"
    payload = Thought
    own_fields = (Field("kind", "Kind", "choice", (("quote", "Quote"), ("assumption", "Assumption"))),)

    def body(self, card: Card, context: tuple[Any, ...], theme: Theme, language: str) -> Body:
        if isinstance(card.payload, Thought) and card.payload.kind == "assumption":
            return Body(card.text, (Mark(translate("assumption", language)),))
        return Body(card.text, italic=True)
