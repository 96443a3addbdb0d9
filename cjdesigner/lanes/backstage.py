"""The backstage lane: what staff and systems do behind the line of visibility."""

from __future__ import annotations

from typing import Any

from cjdesigner.lanes.base import LaneType
from cjdesigner.lanes.card import Body
from cjdesigner.lanes.fields import Field
from cjdesigner.model import records
from cjdesigner.model.records import Card, Payload
from cjdesigner.theme.tokens import Theme


class Backstage(Payload):
    """Which system it runs in."""

    system: records.Text = ""


class BackstageLane(LaneType):
    """What the customer does not see."""

    key = "backstage"
    name = "Backstage"
    card_name = "Backstage activity"
    hint = "what staff and systems do"
    icon = "backstage"
    payload = Backstage
    own_fields = (Field("system", "System", "line"),)

    def body(self, card: Card, context: tuple[Any, ...], theme: Theme, language: str) -> Body:
        system = card.payload.system if isinstance(card.payload, Backstage) else ""
        parts = [part for part in (card.owner, system) if part]
        return Body(card.text, footer=" · ".join(parts).replace("\n", " "))
