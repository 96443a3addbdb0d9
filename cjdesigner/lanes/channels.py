"""The channels a contact can run through, and their names."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from cjdesigner.words import translate

Channel = Literal["", "digital", "physical", "human"]

NAMES = {"digital": "digital", "physical": "physical", "human": "human"}


@lru_cache(maxsize=256)
def channel_name(channel: str, language: str) -> str:
    """The channel's name in the language of the project; "" for none."""
    return translate(NAMES[channel], language) if channel else ""
