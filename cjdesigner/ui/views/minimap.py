"""The map overview: all of the map as a small picture in a corner of the canvas, and what of it is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolButton, QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui import appearance
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

WIDE, HIGH = 172, 116
"""The most that the picture takes, in logical pixels."""
_LEAST = 56
"""The least that either side of it has."""
_PAD = 6
_EDGE = 12
"""Logical pixels from the corner of the canvas."""
_ROOM = QSize(520, 320)
"""The smallest canvas that has a corner to spare."""


class Minimap(QWidget):
    """Drag the frame to pan, click to jump, turn the wheel to zoom. It is painted from what the canvas has painted
    ahead for itself, so it costs a frame nothing."""

    def __init__(self, canvas: MapView) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.setObjectName("Minimap")
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._session: Session | None = None
        self._picture: QImage | None = None
        self._source: QImage | None = None
        self._painted: tuple[tuple[object, ...], tuple[QPixmap, QPixmap]] | None = None
        """What the two pictures were painted from, and the two."""
        self._grip: QPointF | None = None
        self.wanted = True
        self.shut = QToolButton(self)
        self.shut.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shut.setIconSize(QSize(12, 12))
        self.shut.setFixedSize(20, 20)
        self.shut.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._follow)
        canvas.moved.connect(self._moved)
        canvas.overview_changed.connect(self._renew)
        self.retranslate()

    def set_session(self, session: Session) -> None:
        """The overview of another project."""
        if self._session is not None:
            self._session.forget(self._heard)
        self._session = session
        session.listen(self._heard)
        self._picture = self._source = self._painted = None
        self._follow()

    def retranslate(self) -> None:
        """The texts in the language in use, the icon in the look in use."""
        self.setAccessibleName(tr("Map overview"))
        self.setToolTip(tr("Drag to pan · click to jump · wheel to zoom"))
        self.shut.setToolTip(tr("Close the map overview"))
        self.shut.setAccessibleName(tr("Close the map overview"))
        self.shut.setIcon(appearance.icon("x"))
        self._source = self._painted = None
        self.update()

    def show_wanted(self, wanted: bool) -> None:
        """Show it where there is room, or never."""
        self.wanted = wanted
        self._follow()

    def _heard(self, aspect: Aspect) -> None:
        if aspect == "map":
            self._picture = self._source = self._painted = None
        if aspect in ("map", "document", "look"):
            self._moved()

    def _moved(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _renew(self) -> None:
        """The canvas has painted its small picture anew."""
        if self.isVisible():
            self.update()

    def _follow(self) -> None:
        """Be as large as the map asks, in the corner of the canvas."""
        area = self.canvas.viewport().geometry()
        roomy = area.width() >= _ROOM.width() and area.height() >= _ROOM.height()
        shown = self.wanted and roomy and self.canvas.overlay.drawing is not None
        if shown:
            sheet = self.canvas.sheet
            scale = min(WIDE / max(sheet.width, 1.0), HIGH / max(sheet.height, 1.0))
            width = max(_LEAST, round(sheet.width * scale)) + 2 * _PAD
            height = max(_LEAST, round(sheet.height * scale)) + 2 * _PAD
            self.setGeometry(area.right() - width - _EDGE, area.bottom() - height - _EDGE, width, height)
            self.shut.move(width - self.shut.width() - 3, 3)
        if self.isHidden() == shown:
            self.setVisible(shown)
        self.update()

    # --- places ---------------------------------------------------------------------------------------------------

    def _scale(self) -> float:
        """Logical pixels of the picture per scene unit."""
        sheet = self.canvas.sheet
        return min(
            (self.width() - 2 * _PAD) / max(sheet.width, 1.0), (self.height() - 2 * _PAD) / max(sheet.height, 1.0)
        )

    def _sheet_rect(self) -> QRectF:
        sheet, scale = self.canvas.sheet, self._scale()
        width, height = sheet.width * scale, sheet.height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def frame(self) -> QRectF:
        """What is in sight, in logical pixels of the overview."""
        sheet, scale, view = self._sheet_rect(), self._scale(), self.canvas.visible_area()
        frame = QRectF(
            sheet.x() + view.x() * scale, sheet.y() + view.y() * scale, view.width() * scale, view.height() * scale
        )
        inside = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        return frame.intersected(inside)

    def _at(self, place: QPointF) -> QPointF:
        """The point of the scene below a point of the overview."""
        sheet, scale = self._sheet_rect(), self._scale()
        return QPointF((place.x() - sheet.x()) / scale, (place.y() - sheet.y()) / scale)

    # --- hands ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the frame, or bring it here first."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if not self.frame().contains(event.position()):
            self._centre_on(self._at(event.position()))
        self._grip = self._at(event.position()) - self.canvas.visible_area().center()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the frame."""
        if self._grip is not None:
            self._centre_on(self._at(event.position()) - self._grip)
        else:
            inside = self.frame().contains(event.position())
            self.setCursor(Qt.CursorShape.OpenHandCursor if inside else Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the frame."""
        self._grip = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the middle of what is in sight."""
        turn = event.angleDelta().y() or event.pixelDelta().y() * 4
        self.canvas.zoom_to(self.canvas.scale_now * 1.0015**turn)
        event.accept()

    def _centre_on(self, point: QPointF) -> None:
        now = self.canvas.visible_area().center()
        scale = self.canvas.scale_now
        self.canvas.scroll_by((point.x() - now.x()) * scale, (point.y() - now.y()) * scale)

    def enterEvent(self, event: object) -> None:
        """What closes it shows only under the pointer."""
        self.shut.show()

    def leaveEvent(self, event: object) -> None:
        """And hides with it."""
        self.shut.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is dragged any more."""
        self._grip = None
        super().hideEvent(event)

    # --- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, quieter where it is out of sight, and the frame."""
        look = appearance.current()
        quiet, lit = self._grounds(look)
        frame, ratio = self.frame(), self.devicePixelRatioF()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, quiet)
        bright = frame.toAlignedRect().intersected(self.rect())
        part = QRectF(bright.x() * ratio, bright.y() * ratio, bright.width() * ratio, bright.height() * ratio)
        painter.drawPixmap(QRectF(bright), lit, part)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(look.accent)
        painter.setPen(QPen(accent, 1.5))
        accent.setAlphaF(0.07)
        painter.setBrush(accent)
        painter.drawRoundedRect(frame, 4, 4)
        painter.end()

    def _grounds(self, look: appearance.Look) -> tuple[QPixmap, QPixmap]:
        """The overview washed out, and as it is: painted once, since it is painted with every frame of a pan."""
        overview, ratio = self.canvas.tiles.overview, self.devicePixelRatioF()
        drawing = self.canvas.overlay.drawing if overview is None else None
        known = self._painted
        if known is not None:
            (source, shape, colours, size, scale), made = known[0], known[1]
            same = source is overview and shape is drawing and colours is look
            if same and (size, scale) == (self.size(), ratio):
                return made
        made = (self._ground(look, 0.45), self._ground(look, 0.0))
        self._painted = ((overview, drawing, look, self.size(), ratio), made)
        return made

    def _ground(self, look: appearance.Look, washed: float) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.edge if look.scheme == "contrast" else look.line), 1))
        painter.setBrush(QColor(look.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        sheet = self._sheet_rect()
        painter.setClipRect(sheet)
        self._paint_map(painter, sheet)
        if washed:
            wash = QColor(look.raised)
            wash.setAlphaF(washed)
            painter.fillRect(sheet, wash)
        painter.end()
        return pixmap

    def _paint_map(self, painter: QPainter, sheet: QRectF) -> None:
        overview = self.canvas.tiles.overview
        if overview is not None and overview is not self._source:
            self._source, self._picture = overview, _small(overview, sheet.size().toSize() * self.devicePixelRatioF())
        drawing = self.canvas.overlay.drawing
        if self._picture is not None:
            painter.drawImage(sheet, self._picture)
        elif drawing is not None and self._session is not None:
            painter.fillRect(sheet, QColor(drawing.background))
            scene, scale = self._session.scene(), self._scale()
            lanes = {lane.id: lane for lane in scene.structure.lanes}
            for row in drawing.rows:
                lane = lanes.get(row.id)
                if lane is not None:
                    colour = QColor(scene.theme.lane(lane.type, lane.colour))
                    colour.setAlphaF(0.35)
                    left = sheet.x() + scene.columns.track_left * scale
                    wide = (scene.columns.track_right - scene.columns.track_left) * scale
                    painter.fillRect(QRectF(left, sheet.y() + row.y * scale, wide, row.height * scale), colour)


def _small(overview: QImage, size: QSize) -> QImage:
    """The overview at the size it is shown in: thinned out first, since smoothing a large one takes long."""
    rough = size * 4
    if overview.width() > rough.width() * 1.5:
        overview = overview.scaled(
            rough, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
        )
    return overview.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
