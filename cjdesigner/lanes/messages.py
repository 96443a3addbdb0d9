"""The messages lane: the right message, through the right medium, at the right moment, to the right person."""

from __future__ import annotations

from typing import Any

from cjdesigner.lanes.base import LaneType
from cjdesigner.lanes.card import Body
from cjdesigner.lanes.fields import Field
from cjdesigner.model import records
from cjdesigner.model.records import Card, Payload
from cjdesigner.theme.tokens import Theme


class Message(Payload):
    """How, to whom and when it is said."""

    medium: records.Text = ""
    audience: records.Text = ""
    timing: records.Text = ""


class Messages(LaneType):
    """What the organisation says."""

    key = "messages"
    name = "Messages"
    card_name = "Message"
    hint = "right words, right time"
    icon = "message"
    payload = Message
    own_fields = (
        Field("medium", "Medium", "line"),
        Field("audience", "Audience", "line"),
        Field("timing", "Timing", "line"),
    )

    def body(self, card: Card, context: tuple[Any, ...], theme: Theme, language: str) -> Body:
        data = card.payload
        parts = [part for part in (data.medium, data.timing) if part] if isinstance(data, Message) else []
        return Body(card.text, footer=" · ".join(parts).replace("\n", " "))
