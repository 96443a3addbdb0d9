"""The lane types, in the order in which the palette offers them. A new one is one file and one line here."""

from __future__ import annotations

from cjdesigner.lanes.actions import Actions
from cjdesigner.lanes.backstage import BackstageLane
from cjdesigner.lanes.base import LaneType
from cjdesigner.lanes.emotions import Emotions
from cjdesigner.lanes.free import Free
from cjdesigner.lanes.measures import Measures
from cjdesigner.lanes.messages import Messages
from cjdesigner.lanes.pains import Pains
from cjdesigner.lanes.pictures import Pictures
from cjdesigner.lanes.solutions import Solutions
from cjdesigner.lanes.thoughts import Thoughts
from cjdesigner.lanes.touchpoints import Touchpoints

LANE_TYPES: tuple[LaneType, ...] = (
    Actions(),
    Touchpoints(),
    Thoughts(),
    Emotions(),
    Pains(),
    Solutions(),
    Messages(),
    Pictures(),
    Measures(),
    BackstageLane(),
    Free(),
)

_BY_KEY = {lane.key: lane for lane in LANE_TYPES}
_FREE = _BY_KEY["free"]


def lane_type(key: str) -> LaneType | None:
    """The lane type of that key, or None where this version has no such type."""
    return _BY_KEY.get(key)


def drawn_as(key: str) -> LaneType:
    """The lane type that draws lanes of that key: unknown ones look like free lanes."""
    return _BY_KEY.get(key, _FREE)
