"""The pictures lane: storyboard drawings and screenshots, with a caption."""

from __future__ import annotations

from typing import Annotated, Any

from cjdesigner.draw.colours import blend
from cjdesigner.draw.grid import even
from cjdesigner.draw.shapes import Path, Picture, Rect, Shape, Text
from cjdesigner.draw.text import break_lines
from cjdesigner.lanes import marks
from cjdesigner.lanes.base import Drawn, LaneType
from cjdesigner.lanes.card import rounded
from cjdesigner.lanes.fields import Field
from cjdesigner.model import records
from cjdesigner.model.limits import Limits
from cjdesigner.model.records import Card, Payload
from cjdesigner.theme.tokens import Theme

LEAST_PART = 0.05
"""The least share of its width or height that a picture shows."""
_HIGHEST = 1.6
"""Height by width of a drawn picture: of a longer one, such as a screenshot of a long page, the upper part is shown."""

Share = Annotated[float, Limits(ge=0, le=1 - LEAST_PART)]


class PictureCard(Payload):
    """Which picture, its shape, and what it shows for those who cannot see it."""

    asset: records.Ref = ""
    """The id of an asset."""
    ratio: Annotated[float, Limits(ge=0.05, le=20)] = 0.625
    """Height by width, so that a card can be laid out without decoding its picture."""
    alt: records.Text = ""
    crop: Annotated[tuple[Share, Share, Share, Share], Limits(strict=False)] = (0.0, 0.0, 0.0, 0.0)
    """What is hidden at the left, top, right and bottom, in shares of the picture; nothing of it is lost."""

    @property
    def part(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what is shown, in shares of the picture; never less than a sliver."""
        left, top, right, bottom = self.crop
        wide, high = max(LEAST_PART, 1 - left - right), max(LEAST_PART, 1 - top - bottom)
        return min(left, 1 - wide), min(top, 1 - high), wide, high


def frame_height(data: PictureCard, width: float) -> float:
    """How high the picture of a card of that width is, or the frame where one is to come, in scene units."""
    return even(max(width * min(_shown_ratio(data), _HIGHEST), 12.0))


def _shown_ratio(data: PictureCard) -> float:
    """Height by width of what is not cropped away."""
    _, _, wide, tall = data.part
    return data.ratio * tall / wide


class Pictures(LaneType):
    """Storyboard and screenshots. The card's text is the caption."""

    key = "pictures"
    name = "Pictures"
    card_name = "Picture"
    hint = "storyboard, screenshot"
    icon = "picture"
    payload = PictureCard
    own_fields = (
        Field("alt", "Description", "text", hint="For those who cannot see it"),
        Field("crop", "Cut off, in %", "crop"),
    )

    def draw(
        self, card: Card, width: float, colour: str, context: tuple[Any, ...], theme: Theme, language: str
    ) -> Drawn:
        data = card.payload if isinstance(card.payload, PictureCard) else PictureCard()
        colours, radius = theme.colours, theme.sizes.card_radius
        left, top, wide, tall = data.part
        ratio = _shown_ratio(data)
        if ratio > _HIGHEST:
            tall *= _HIGHEST / ratio
        high = frame_height(data, width)
        edge = blend(colour, colours.sheet, 0.35)
        shapes: list[Shape] = []
        if data.asset:
            shapes.append(Rect(0.5, 0.5, width - 1, high - 1, radius, blend(colour, colours.sheet, 0.1), edge))
            shapes.append(Picture(1.0, 1.0, width - 2, high - 2, data.asset, radius - 0.5, (left, top, wide, tall)))
        else:
            shapes.extend(_empty(width, high, colour, theme))
        bottom = high
        if card.text:
            lines = break_lines(card.text, theme.type.meta, width - 8.0)
            shapes.append(Text(4.0, high + 16.0, lines, theme.type.meta, colours.secondary, theme.sizes.meta_leading))
            bottom += 8.0 + len(lines) * theme.sizes.meta_leading
        return Drawn(bottom, tuple(shapes), " · ".join(part for part in (card.text, data.alt) if part))


def _empty(width: float, high: float, colour: str, theme: Theme) -> tuple[Shape, ...]:
    """A quiet frame with hills and a sun, where no picture is chosen yet."""
    edge = blend(colour, theme.colours.sheet, 0.45)
    middle, foot = width / 2, high / 2 + 16.0
    hills = (
        ("M", (middle - 30, foot)),
        ("L", (middle - 10, foot - 24)),
        ("L", (middle + 3, foot - 10)),
        ("L", (middle + 12, foot - 19)),
        ("L", (middle + 30, foot)),
        ("Z", ()),
    )
    frame = rounded(0.5, 0.5, width - 1, high - 1, theme.sizes.card_radius)
    return (
        Path(frame, fill=theme.colours.sheet, stroke=edge, dash=(4.0, 3.0)),
        Path(hills, stroke=edge, stroke_width=1.5),
        Path(marks.circle(middle + 16, foot - 30, 4.5), stroke=edge, stroke_width=1.5),
    )
