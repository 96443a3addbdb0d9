"""The actions lane: what the customer does."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cjdesigner.lanes.base import LaneType
from cjdesigner.lanes.card import Body, Mark
from cjdesigner.lanes.channels import Channel, channel_name
from cjdesigner.lanes.fields import CHANNEL, Field
from cjdesigner.model.records import Card, Payload, Text
from cjdesigner.theme.tokens import Theme


class Action(Payload):
    """Where it happens, and how long it takes."""

    channel: Channel = ""
    duration: Text = ""


class Actions(LaneType):
    """What the customer does."""

    key = "actions"
    name = "Actions"
    card_name = "Action"
    hint = "what the customer does"
    icon = "action"
    payload = Action
    own_fields = (CHANNEL, Field("duration", "Duration", "line", hint="20 min"))

    def body(self, card: Card, context: tuple[Any, ...], theme: Theme, language: str) -> Body:
        data = card.payload
        marks = _marks(data.channel, data.duration, theme, language) if isinstance(data, Action) else ()
        return Body(card.text, marks)


@lru_cache(maxsize=1024)
def _marks(channel: Channel, duration: str, theme: Theme, language: str) -> tuple[Mark, ...]:
    """The markers below the text: many cards have the same."""
    marks = []
    if channel:
        marks.append(Mark(channel_name(channel, language), "dot", 1, 1, theme.channels[channel]))
    if duration:
        marks.append(Mark(duration))
    return tuple(marks)
