"""The heads of the table: phases over their steps, and lanes that span their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QHeaderView, QTableView

from cjdesigner.draw.colours import readable_on
from cjdesigner.editor.session import Session
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance, tiles
from cjdesigner.ui.table.model import TableModel

PHASES_HIGH, STEPS_HIGH = 26, 30
LANES_WIDE = 148


class Head(NamedTuple):
    """A head, and where it stands on the header's viewport."""

    kind: str
    id: str
    box: QRect


class Heads(QHeaderView):
    """What both have in common: a click selects the record, a double click renames it."""

    chosen = Signal(str)
    rename_asked = Signal(str)

    def __init__(self, orientation: Qt.Orientation, table: QTableView, lines: TableModel) -> None:
        super().__init__(orientation, table)
        self.lines = lines
        self.now: Callable[[], str] = lambda: ""
        """The head that the keyboard is on."""
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)

    @property
    def session(self) -> Session:
        """The session in the table."""
        return self.lines.session

    def heads(self) -> Iterator[Head]:
        """The heads in sight."""
        return iter(())

    def box_of(self, record_id: str) -> QRect:
        """Where a head stands; empty where it is out of sight."""
        return next((head.box for head in self.heads() if head.id == record_id), QRect())

    def edit_box(self, record_id: str) -> QRect:
        """Where the name of a head is edited."""
        return self.box_of(record_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        head = self._at(event.position().toPoint())
        if head is not None and self.cursor().shape() == Qt.CursorShape.ArrowCursor:
            self.chosen.emit(head.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        head = self._at(event.position().toPoint())
        if head is not None:
            self.rename_asked.emit(head.id)

    def _at(self, where: QPoint) -> Head | None:
        return next((head for head in self.heads() if head.box.contains(where)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(look.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for head in self.heads():
            if head.box.intersects(event.rect()):
                self.paint_head(painter, head)
        painter.setPen(QColor(look.edge))
        edge = self.viewport().rect()
        if self.orientation() == Qt.Orientation.Horizontal:
            painter.drawLine(edge.bottomLeft(), edge.bottomRight())
        else:
            painter.drawLine(edge.topRight(), edge.bottomRight())
        painter.end()

    def paint_head(self, painter: QPainter, head: Head) -> None:
        """Draw one of them."""

    def _ground(self, painter: QPainter, head: Head) -> None:
        """What shows that it is selected, or has the keyboard."""
        look = appearance.current()
        if head.id in self.session.selection or head.id == self.now():
            painter.fillRect(head.box.adjusted(0, 0, -1, -1), QColor(look.accent_tint))
        if head.id == self.now():
            painter.setPen(QColor(look.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(head.box).adjusted(1.5, 1.5, -2.5, -2.5))

    def _words(self, painter: QPainter, box: QRect, text: str, font: QFont, colour: str, lines: int = 1) -> None:
        option = QTextOption(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WordWrap if lines > 1 else QTextOption.WrapMode.NoWrap)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() * lines - (lines - 1) * 24)
        painter.save()
        painter.setClipRect(box)
        painter.drawText(QRectF(box), shown, option)
        painter.restore()


class StepHeads(Heads):
    """Two lines: the phases, each as wide as its steps, and the steps."""

    def __init__(self, table: QTableView, lines: TableModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, table, lines)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(60)
        self.setDefaultSectionSize(184)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), PHASES_HIGH + STEPS_HIGH)

    def heads(self) -> Iterator[Head]:
        shape = self.lines.cells.shape
        if shape is None or not shape.steps:
            return
        wide = self.viewport().width()
        for phase in shape.phases:
            steps = shape.steps_of[phase.id]
            if not steps:
                continue
            first, last = shape.column[steps[0].id], shape.column[steps[-1].id]
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            if right > 0 and left < wide:
                yield Head("phase", phase.id, QRect(left, 0, right - left, PHASES_HIGH))
        for column, step in enumerate(shape.steps):
            left, size = self.sectionViewportPosition(column), self.sectionSize(column)
            if left + size > 0 and left < wide:
                yield Head("step", step.id, QRect(left, PHASES_HIGH, size, STEPS_HIGH))

    def paint_head(self, painter: QPainter, head: Head) -> None:
        look, document = appearance.current(), self.session.document
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        if head.kind == "phase":
            shape = self.lines.cells.shape
            assert shape is not None
            place = next(number for number, phase in enumerate(shape.phases) if phase.id == head.id)
            phase = shape.phases[place]
            colour = tokens.load(document.project.theme).phase(place, phase.colour)
            box = head.box.adjusted(1, 2, -1, -2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(box), 4, 4)
            if head.id in self.session.selection or head.id == self.now():
                painter.setPen(QColor(look.ink))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), 3, 3)
            seen = box.intersected(self.viewport().rect()).adjusted(9, 0, -6, 0)
            if seen.width() > 24:
                self._words(painter, seen, " ".join(phase.name.split()), font, readable_on(colour))
            return
        self._ground(painter, head)
        step = document.steps[head.id]
        room = head.box.adjusted(10, 0, -8, 0)
        if step.moment_of_truth:
            theme = tokens.load(document.project.theme)
            sign = appearance.picture("diamond", theme.colours.truth, round(13 * self.devicePixelRatioF()))
            area = QRectF(room.right() - 12, room.center().y() - 6, 13, 13)
            painter.drawPixmap(area, sign, QRectF(sign.rect()))
            room.setRight(room.right() - 18)
        self._words(painter, room, " ".join(step.name.split()), font, look.ink)
        painter.setPen(QColor(look.line))
        painter.drawLine(head.box.topRight() + QPoint(0, 5), head.box.bottomRight() - QPoint(0, 5))


class LaneHeads(Heads):
    """A lane's name beside all its rows."""

    def __init__(self, table: QTableView, lines: TableModel) -> None:
        super().__init__(Qt.Orientation.Vertical, table, lines)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        return QSize(LANES_WIDE, super().sizeHint().height())

    def edit_box(self, record_id: str) -> QRect:
        box = self.box_of(record_id)
        if not box.isValid():
            return box
        return QRect(box.x() + 30, max(box.y(), 0) + 1, box.width() - 34, min(30, box.height()))

    def heads(self) -> Iterator[Head]:
        high = self.viewport().height()
        for lane in self.lines.grid.lanes:
            first, count = self.lines.grid.rows_of(lane.id)
            if first < 0 or first + count > self.count():
                continue
            top = self.sectionViewportPosition(first)
            bottom = self.sectionViewportPosition(first + count - 1) + self.sectionSize(first + count - 1)
            if bottom > 0 and top < high:
                yield Head("lane", lane.id, QRect(0, top, self.viewport().width(), bottom - top))

    def paint_head(self, painter: QPainter, head: Head) -> None:
        look, document = appearance.current(), self.session.document
        lane = document.lanes.get(head.id)
        if lane is None:
            return
        self._ground(painter, head)
        colour = tokens.load(document.project.theme).lane(lane.type, lane.colour)
        seen = head.box.intersected(self.viewport().rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(head.box.x() + 4, head.box.y() + 5, 3.5, head.box.height() - 10), 1.5, 1.5)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        top = max(head.box.y() + 5, min(seen.y() + 5, head.box.bottom() - 26))
        if head.box.height() > 26:
            tiles.paint_tile(painter, QRectF(14, top + 2, 16, 16), colour, tiles.lane_icon(lane.type))
        room = QRect(36, top, head.box.width() - 42, min(36, max(18, head.box.bottom() - top - 2)))
        height = QFontMetrics(font).height()
        long = QFontMetrics(font).horizontalAdvance(lane.name) > room.width()
        fits = 2 if long and room.height() >= 2 * height else 1
        self._words(painter, QRect(room.x(), room.y(), room.width(), fits * height + 2),
                    " ".join(lane.name.split()), font, look.ink, fits)  # fmt: skip
        painter.setPen(QColor(look.edge))
        painter.drawLine(head.box.bottomLeft(), head.box.bottomRight())
