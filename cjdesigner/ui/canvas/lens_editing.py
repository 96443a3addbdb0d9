"""The lens of the map edited where it stands: a click on a field of the title block opens it, Tab the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication

from cjdesigner.layout.heading import lens_parts
from cjdesigner.layout.hits import Box
from cjdesigner.ui import inspector_records as lists
from cjdesigner.ui.appearance import current
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.lens_frame import Frame
    from cjdesigner.ui.canvas.view import MapView

ORDER = ("title", "scenario", "goals", "state", "personas", "segment", "scope", "review_date")
FIELDS = {field.name: field for field in lists.MAP}
_WIDE = {"scenario": 520, "goals": 520, "scope": 460, "segment": 430, "state": 250, "personas": 280, "review_date": 230}
_CHIP = 22
"""Pixels: the height of the small offer of a field that is empty."""


class Lens:
    """The lens's part of one canvas."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.frame: Frame | None = None
        self.hovered = False
        """Whether the pointer is on the title block: empty fields offer themselves."""

    # --- where things stand ---------------------------------------------------------------------------------------

    def _row(self) -> Box | None:
        drawing = self.view.overlay.drawing
        row = next((row for row in drawing.rows if row.id == "title"), None) if drawing is not None else None
        return Box(0, row.y, drawing.width, row.height) if row is not None and drawing is not None else None

    def parts(self) -> list[tuple[str, Box]]:
        """The fields that stand on the map, in scene units."""
        row, session = self._row(), self.view.session
        if row is None or session.map_id not in session.document.maps:
            return []
        found = lens_parts(session.document.maps[session.map_id], session.scene())
        return [(part.field, Box(part.x, row.y + part.y, part.width, part.height)) for part in found]

    def offers(self) -> list[tuple[str, QRectF, str]]:
        """The empty fields as small offers at the right of the title, in pixels of the viewport."""
        row = self._row()
        if row is None:
            return []
        known = {name for name, _ in self.parts()}
        font = self._font()
        metrics = QFontMetricsF(font)
        title = next((box for name, box in self.parts() if name == "title"), row)
        area = self.view.card_rect(row)
        x = float(min(area.right() - 12, self.view.viewport().width() - 12))
        y = float(self.view.card_rect(title).y()) + 4
        least = self.view.card_rect(title).right() + 16
        found = []
        for name in reversed([one for one in ORDER if one not in known]):
            words = "+ " + tr(FIELDS[name].label)
            wide = metrics.horizontalAdvance(words) + 16
            if x - wide < least:
                break
            found.append((name, QRectF(x - wide, y, wide, _CHIP), words))
            x -= wide + 6
        return found

    def at(self, where: QPoint) -> str:
        """The field at a point of the viewport, "" where there is none."""
        for name, box, _ in self.offers():
            if box.contains(where):
                return name
        point = self.view.viewportTransform().inverted()[0].map(where)
        return next((name for name, box in self.parts() if box.holds(point.x(), point.y())), "")

    def _font(self) -> QFont:
        font = QFont(self.view.font())
        font.setPixelSize(12)
        return font

    def hover(self, where: QPoint | None) -> bool:
        """Whether the pointer is on a field, so that the cursor can say that it may be clicked."""
        row = self._row()
        inside = row is not None and where is not None and self.view.card_rect(row).contains(where)
        if inside != self.hovered:
            self.hovered = inside
            self.view.viewport().update()
        return inside and where is not None and bool(self.at(where))

    def paint(self, painter: QPainter) -> None:
        """The offers, while the pointer is near: in the window only, never in the drawing."""
        if not (self.hovered or self.frame is not None):
            return
        look = current()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        colours = self.view.session.engine.theme.colours
        for _, box, words in self.offers():
            painter.setPen(QPen(QColor(colours.boundary), 1.0, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(colours.sheet))
            painter.drawRoundedRect(box, _CHIP / 2, _CHIP / 2)
            painter.setPen(QColor(look.accent if look.scheme == "light" else colours.accent))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    # --- editing --------------------------------------------------------------------------------------------------

    def open(self, name: str) -> None:
        """Open a field where it stands."""
        view = self.view
        view.finish_text()
        if view.session.map_id not in view.session.document.maps:
            return
        if name == "title":
            view.edit_text(view.session.map_id)
            return
        from cjdesigner.ui.canvas.lens_frame import Frame

        self.frame = Frame(self, name, view.viewport())
        row = self._row()
        box = next((box for part, box in self.parts() if part == name), row)
        area = view.visible_area()
        if box is not None and not (area.left() <= box.x <= area.right() and area.top() <= box.y < area.bottom()):
            view.reveal(row or box)
        self.place()
        self.frame.show()
        self.frame.raise_()
        stops = self.frame.stops()
        if stops:
            chosen = next((one for one in stops if getattr(one, "isChecked", lambda: False)()), stops[0])
            chosen.setFocus(Qt.FocusReason.TabFocusReason)
        view.viewport().update()

    def place(self) -> None:
        """Put the frame where its field stands now, or where it is offered."""
        frame = self.frame
        if frame is None:
            return
        box = next((self.view.card_rect(box) for name, box in self.parts() if name == frame.name), None)
        if box is None:
            offer = next((area for name, area, _ in self.offers() if name == frame.name), None)
            row = self._row()
            box = offer.toRect() if offer is not None else self.view.card_rect(row) if row is not None else QRect()
        wide = _WIDE.get(frame.name, 320)
        room = self.view.viewport().rect().adjusted(6, 6, -6, -6)
        frame.setFixedWidth(min(wide, room.width()))
        frame.adjustSize()
        x = max(room.left(), min(box.x() - 12, room.right() - frame.width()))
        y = max(room.top(), min(box.y() - 10, room.bottom() - frame.height()))
        frame.move(x, y)

    def go_on(self, by: int) -> None:
        """Keep this field and open the next one; from the last one back to the canvas."""
        name = self.frame.name if self.frame is not None else "title"
        self.finish()
        place = ORDER.index(name) + by
        if 0 <= place < len(ORDER):
            self.open(ORDER[place])
        else:
            self.view.setFocus()

    def finish(self) -> None:
        """Keep what was typed."""
        frame, self.frame = self.frame, None
        if frame is not None:
            frame.form.settle()
            focus = QApplication.focusWidget()
            if focus is not None and frame.isAncestorOf(focus):
                self.view.setFocus()
            frame.hide()
            frame.deleteLater()
            self.view.viewport().update()

    def document_changed(self) -> None:
        """Show what is there now; close where the map is gone."""
        frame, session = self.frame, self.view.session
        if frame is None:
            return
        if frame.form.subject.ids[0] != session.map_id or session.map_id not in session.document.maps:
            self.finish()
        else:
            frame.form.refresh()
            self.place()
