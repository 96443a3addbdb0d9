"""Payloads of cards: plain data to the class of the card's lane type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from cjdesigner.lanes import lane_type
from cjdesigner.model.records import Payload


class Maker(NamedTuple):
    """How the payloads of one type are made."""

    validate: Callable[[Any], Payload]
    """Raises pydantic's ValidationError."""
    empty: Payload
    """The one with nothing set; payloads never change, so all such cards share it."""


def payload_maker(card_type: str) -> Maker:
    """The maker for cards of a type; of an unknown type, everything is kept as it is."""
    known = lane_type(card_type)
    payload = known.payload if known else Payload
    return Maker(payload.model_validate, payload())
