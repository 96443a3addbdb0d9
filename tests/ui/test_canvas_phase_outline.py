"""A selected phase is outlined as the arrow that it is."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from cjdesigner.layout import hits
from cjdesigner.model import queries

ACCENT = QColor("#2F5BEA")


def _near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_the_outline_of_a_phase_follows_its_point_into_the_notch_of_the_next(hands) -> None:
    session, canvas = hands.window.session, hands.canvas
    hands.action("zoom_100")
    second = queries.structure(hands.document, session.map_id).phases[1]
    session.select([second.id])
    box = hits.find(session.drawing(), second.id)
    assert box is not None
    canvas.reveal(box)
    QApplication.processEvents()
    canvas.settle()
    picture = canvas.viewport().grab().toImage()
    area = canvas.card_rect(box)
    middle = area.center().y()

    def outlined(y: int) -> list[int]:
        """Where the outline crosses a line at the right end of the phase, in pixels."""
        return [x for x in range(area.right() - 14, area.right() + 12) if _near(picture.pixelColor(x, y), ACCENT)]

    point, corner = outlined(middle), outlined(area.top() + 3)
    assert point and corner
    assert max(point) > max(corner) + 6, "the point reaches further than the corners"
    inside = (picture.pixelColor(area.center().x(), y) for y in range(area.top() + 4, area.bottom() - 3))
    assert not any(_near(colour, ACCENT) for colour in inside)
