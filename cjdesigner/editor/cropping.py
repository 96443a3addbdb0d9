"""Cropping a picture where it stands: the frame over the whole picture, its grips, and what dragging them does."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing, Picture
from cjdesigner.edit import cards
from cjdesigner.lanes.pictures import LEAST_PART, PictureCard
from cjdesigner.layout.hits import Box
from cjdesigner.model.document import Document

Edges = tuple[float, float, float, float]
"""What is cut off at the left, the top, the right and the bottom, in shares of the picture."""

NOTHING: Edges = (0.0, 0.0, 0.0, 0.0)
GRIPS = ("left", "top", "right", "bottom", "left top", "right top", "left bottom", "right bottom")
_AT_ONCE = ("left", "top", "right", "bottom")


class Cropped(NamedTuple):
    """A drawn picture: where the whole of it would lie, in scene units, and what is cut off."""

    asset: str
    whole: Box
    edges: Edges

    @property
    def frame(self) -> Box:
        """The part that is shown."""
        left, top, right, bottom = self.edges
        whole = self.whole
        return Box(
            whole.x + left * whole.width,
            whole.y + top * whole.height,
            whole.width * (1 - left - right),
            whole.height * (1 - top - bottom),
        )


def cropped(drawing: Drawing, card_id: str) -> Cropped | None:
    """The picture on a card; None where the card shows none."""
    for row in drawing.rows:
        for group in row.groups:
            if group.meaning.id == card_id and group.meaning.role == "card":
                found = next((shape for shape in group.shapes if isinstance(shape, Picture)), None)
                if found is None or found.asset not in drawing.pictures:
                    return None
                left, top, wide, high = found.part
                across, down = found.width / wide, found.height / high
                x, y = group.x + found.x - left * across, row.y + group.y + found.y - top * down
                edges = (left, top, max(0.0, 1 - left - wide), max(0.0, 1 - top - high))
                return Cropped(found.asset, Box(x, y, across, down), edges)
    return None


def grip_at(one: Cropped, x: float, y: float, reach: float) -> str:
    """The grip under a point: one of GRIPS, "all" inside the frame, "" beside it. ``reach`` is in scene units."""
    box = one.frame
    if not Box(box.x - reach, box.y - reach, box.width + 2 * reach, box.height + 2 * reach).holds(x, y):
        return ""
    near_x = min(reach, box.width / 3)
    near_y = min(reach, box.height / 3)
    across = "left" if x < box.x + near_x else "right" if x > box.right - near_x else ""
    down = "top" if y < box.y + near_y else "bottom" if y > box.bottom - near_y else ""
    return " ".join(part for part in (across, down) if part) or "all"


def dragged(edges: Edges, grip: str, dx: float, dy: float, even: bool = False) -> Edges:
    """The edges after the grip has gone so far, in shares of the picture; ``even`` keeps the frame's proportions.

    "all" moves the frame over the picture. The frame stays within the picture and never becomes less than a sliver.
    """
    left, top, right, bottom = edges
    if grip == "all":
        dx, dy = max(-left, min(right, dx)), max(-top, min(bottom, dy))
        return _kept((left + dx, top + dy, right - dx, bottom - dy))
    wide, high = 1 - left - right, 1 - top - bottom
    if even and " " in grip:
        # The further of the two ways leads.
        grown = max((-dx if "left" in grip else dx) / wide, (-dy if "top" in grip else dy) / high)
        most_x = (left if "left" in grip else right) / wide
        most_y = (top if "top" in grip else bottom) / high
        grown = max(-1 + LEAST_PART / min(wide, high), min(grown, most_x, most_y))
        dx = (-1 if "left" in grip else 1) * grown * wide
        dy = (-1 if "top" in grip else 1) * grown * high
    if "left" in grip:
        left = max(0.0, min(left + dx, 1 - right - LEAST_PART))
    if "right" in grip:
        right = max(0.0, min(right - dx, 1 - left - LEAST_PART))
    if "top" in grip:
        top = max(0.0, min(top + dy, 1 - bottom - LEAST_PART))
    if "bottom" in grip:
        bottom = max(0.0, min(bottom - dy, 1 - top - LEAST_PART))
    return _kept((left, top, right, bottom))


def _kept(edges: Edges) -> Edges:
    """Rounded to a ten-thousandth: finer than a pixel, and short in the file."""
    left, top, right, bottom = (max(0.0, min(1 - LEAST_PART, round(share, 4))) for share in edges)
    return left, top, right, bottom


def with_edges(document: Document, card_id: str, edges: Edges) -> Document:
    """The document with the card's picture cropped so; nothing of the picture is lost."""
    return cards.change_payload(document, [card_id], crop=edges)


def has_picture(document: Document, card_id: str) -> bool:
    """Whether the card shows a picture of the project."""
    card = document.cards.get(card_id)
    return card is not None and isinstance(card.payload, PictureCard) and card.payload.asset in document.assets


def next_grip(grip: str, back: bool = False) -> str:
    """The edge that the keyboard goes to after this one: round the frame, then all of it."""
    order = (*_AT_ONCE, "all")
    return order[((order.index(grip) if grip in order else -1) + (-1 if back else 1)) % len(order)]
