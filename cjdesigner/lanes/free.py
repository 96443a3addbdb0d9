"""The free lane: anything else. It also stands in for lane types that this version does not know."""

from __future__ import annotations

from cjdesigner.lanes.base import LaneType


class Free(LaneType):
    """Anything else."""

    key = "free"
    name = "Free lane"
    card_name = "Note"
    hint = "anything else"
    icon = "note"
