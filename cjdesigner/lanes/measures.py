"""The measures lane: a figure per step, and the figure that is wanted."""

from __future__ import annotations

from typing import Any

from cjdesigner.draw.shapes import Text as TextShape
from cjdesigner.draw.text import break_lines
from cjdesigner.lanes.base import Drawn, LaneType
from cjdesigner.lanes.card import Body, Mark, card_body
from cjdesigner.lanes.dates import short_date
from cjdesigner.lanes.fields import Field
from cjdesigner.model import records
from cjdesigner.model.records import Card, Payload
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import translate


class Measure(Payload):
    """A key figure: what it is, what it should be, in which unit, as of when."""

    value: records.Text = ""
    target: records.Text = ""
    unit: records.Text = ""
    date: records.Text = ""


class Measures(LaneType):
    """How well the step does."""

    key = "measures"
    name = "Measures"
    card_name = "Measure"
    hint = "a figure per step"
    icon = "measure"
    payload = Measure
    own_fields = (
        Field("value", "Value", "line"),
        Field("target", "Target", "line"),
        Field("unit", "Unit", "line", hint="%, days, NPS…"),
        Field("date", "Date", "date"),
    )

    def draw(
        self, card: Card, width: float, colour: str, context: tuple[Any, ...], theme: Theme, language: str
    ) -> Drawn:
        """The figure large on top, its meaning below."""
        data = card.payload if isinstance(card.payload, Measure) else Measure()
        figure = " ".join([part for part in (data.value, data.unit) if part]).replace("\n", " ")
        marks = []
        if data.target:
            marks.append(Mark(translate("target {value}", language, value=data.target.replace("\n", " "))))
        if data.date:
            marks.append(Mark(short_date(data.date, language)))
        style, pad = theme.type.phase, theme.sizes.card_padding
        large = break_lines(figure, style, width - 2 * pad) if figure else ()
        text = "\n" * len(large) + card.text
        height, shapes = card_body(Body(text, tuple(marks)), width, colour, card.draft, theme)
        if large:
            top = theme.sizes.bar + pad + 12.0
            shapes = (*shapes, TextShape(pad, top, large, style, theme.colours.ink, theme.sizes.body_leading))
        return Drawn(height, shapes, " · ".join([part for part in (card.text, figure) if part]))
