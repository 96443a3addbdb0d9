"""The touchpoints lane: every contact, drawn as a chip with the colour of its channel."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cjdesigner.draw.colours import blend
from cjdesigner.draw.shapes import Path, Rect, Shape, Text, new
from cjdesigner.draw.text import advance, break_lines
from cjdesigner.lanes import marks
from cjdesigner.lanes.base import Drawn, LaneType
from cjdesigner.lanes.card import rounded
from cjdesigner.lanes.channels import Channel, channel_name
from cjdesigner.lanes.fields import CHANNEL, Field
from cjdesigner.model import records
from cjdesigner.model.records import Card, Payload
from cjdesigner.theme.tokens import Theme

_LEFT, _RIGHT, _LEADING, _PADDING = 26.0, 12.0, 18.0, 5.0
_TRUTH = 18.0


class Touchpoint(Payload):
    """The channel of a contact, and whether it is a moment of truth."""

    channel: Channel = ""
    moment_of_truth: bool = False
    medium: records.Text = ""


class Touchpoints(LaneType):
    """Where customer and organisation meet."""

    key = "touchpoints"
    name = "Touchpoints"
    card_name = "Touchpoint"
    hint = "where you meet"
    icon = "touchpoint"
    payload = Touchpoint
    chips = True
    own_fields = (
        CHANNEL,
        Field("medium", "Medium", "line", hint="Web shop, parcel, phone…"),
        Field("moment_of_truth", "Moment of truth", "switch"),
    )

    def natural_width(self, card: Card, width: float, theme: Theme) -> float:
        """A chip is as wide as its longest line."""
        data = card.payload
        extra = _TRUTH if isinstance(data, Touchpoint) and data.moment_of_truth else 0.0
        return _fitted(card.text, width, extra, theme)[0]

    def draw(
        self, card: Card, width: float, colour: str, context: tuple[Any, ...], theme: Theme, language: str
    ) -> Drawn:
        data = card.payload if isinstance(card.payload, Touchpoint) else Touchpoint()
        colours = theme.colours
        extra = _TRUTH if data.moment_of_truth else 0.0
        width, lines = _fitted(card.text, width, extra, theme)
        height = len(lines) * _LEADING + 2 * _PADDING
        radius = min(height / 2, 13.5)
        dot = theme.channels[data.channel]
        edge = blend(dot, colours.sheet, 0.85)
        middle = _PADDING + _LEADING / 2
        shapes: list[Shape] = []
        if card.draft:
            outline = rounded(0.75, 0.75, width - 1.5, height - 1.5, radius)
            shapes.append(Path(outline, fill=colours.sheet, stroke=edge, stroke_width=1.25, dash=(4.0, 3.0)))
        else:
            box = (0.75, 0.75, width - 1.5, height - 1.5, radius, colours.sheet, edge, 1.25)
            shapes.append(new(Rect, box))
        shapes.append(_dot(middle, dot))
        text = (_LEFT, _PADDING + 13.0, lines, theme.type.body, colours.ink, _LEADING, "left")
        shapes.append(new(Text, text))
        if extra:
            shapes.append(Path(marks.diamond(width - 15.0, middle, 5.0), fill=colours.truth))
        spoken = " · ".join([part for part in (card.text, channel_name(data.channel, language)) if part])
        return Drawn(height, tuple(shapes), spoken, width)


@lru_cache(maxsize=256)
def _dot(y: float, colour: str) -> Path:
    """The sign of a channel: many chips have the same."""
    return Path(marks.circle(14.0, y, 4.5), fill=colour)


def _fitted(text: str, most: float, extra: float, theme: Theme) -> tuple[float, tuple[str, ...]]:
    """The width of a chip, as its longest line needs it but not more than it may have, and its lines."""
    style = theme.type.body
    around = _LEFT + _RIGHT + extra
    if not text:
        return min(most, 24.0 + around + 0.5), ("",)
    room = most - around
    lines = break_lines(text, style, room)
    widest = max([advance(line, style) for line in lines])
    if widest + 1.5 > room or not text.isascii():
        lines = break_lines(text, style, min(room, widest + 0.5) + 1.0)
    # Otherwise the lines are the same: no word fits in front of its break that did not fit where there was more room.
    return min(most, widest + around + 0.5), lines
