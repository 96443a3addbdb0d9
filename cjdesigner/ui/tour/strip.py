"""The stops as a strip of small pictures: chosen like files, dragged to another place, renamed where they stand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cjdesigner.layout.stops import Stop
from cjdesigner.ui import appearance
from cjdesigner.ui.plain import tip
from cjdesigner.ui.tour.thumbs import Thumbs
from cjdesigner.ui.tour.tour import Tour
from cjdesigner.words import tr

WIDE, HIGH = 168, 87
"""Logical pixels of a small picture."""
_TITLE = 24
_PAD = 7
_NEAR_EDGE = 36
"""Pixels from the end of the strip at which a drag scrolls it."""
_Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractListModel):
    """The stops of a tour, one a row."""

    renamed = Signal(int, str)

    def __init__(self, tour: Tour, thumbs: Thumbs) -> None:
        super().__init__()
        self.tour, self.thumbs = tour, thumbs
        thumbs.made.connect(self._painted)

    def read(self) -> None:
        """Take the stops as they are now."""
        self.beginResetModel()
        self.tour.read()
        self.endResetModel()

    def take(self, stops: tuple[Stop, ...]) -> None:
        """Show stops that were made elsewhere."""
        self.beginResetModel()
        self.tour.stops = stops
        self.endResetModel()

    def _painted(self, key: str) -> None:
        for place, stop in enumerate(self.tour.stops):
            if stop.key == key:
                self.dataChanged.emit(self.index(place), self.index(place), [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.tour.stops)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.tour.stops):
            return None
        stop = self.tour.stops[index.row()]
        title = " ".join(stop.title[:200].split())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(index.row())
        if role == Qt.ItemDataRole.EditRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = tr("Stop {number}: {name}", number=index.row() + 1, name=title)
            return tr("{name} · skipped", name=said) if self.tour.is_skipped(index.row()) else said
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{stop.title}\n{stop.text}" if stop.text else stop.title)
        return None

    def name(self, place: int) -> str:
        """What stands below a stop: its title, or what tells it from the stop before, where that has the same."""
        stops = self.tour.stops
        stop = stops[place]
        again = place > 0 and stops[place - 1].section == stop.section and stops[place - 1].title == stop.title
        return " ".join((stop.text if again and stop.text else stop.title)[:200].split())

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.renamed.emit(index.row(), str(value))
        return True


class Painted(QStyledItemDelegate):
    """Paints a stop: its picture, its number and its name; faint where it is skipped."""

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(WIDE + 2 * _PAD, HIGH + _TITLE + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = appearance.current()
        stop = self.rows.tour.stops[index.row()]
        skipped = self.rows.tour.is_skipped(index.row())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(option.rect).adjusted(2, 2, -2, -2)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_tint if chosen else look.hover))
            painter.drawRoundedRect(area, 8, 8)
        frame = picture_rect(option.rect)
        outline = QPainterPath()
        outline.addRoundedRect(frame, 4, 4)
        painter.fillPath(outline, QColor(look.canvas))
        image = self.rows.thumbs.image(stop.key)
        if image is not None:
            painter.save()
            painter.setClipPath(outline)
            painter.setOpacity(0.35 if skipped else 1.0)
            painter.drawImage(frame, image)
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.accent if chosen or focused else look.edge), 2.0 if chosen else 1.0))
        painter.drawRoundedRect(frame, 4, 4)
        if skipped:
            icon = appearance.icon("eye-off").pixmap(20, 20)
            painter.drawPixmap(QPoint(round(frame.center().x()) - 10, round(frame.center().y()) - 10), icon)
        self._title(painter, QRectF(frame.left(), frame.bottom() + 4, frame.width(), _TITLE - 4), index.row(), skipped)
        painter.restore()

    def _title(self, painter: QPainter, area: QRectF, place: int, skipped: bool) -> None:
        look = appearance.current()
        number = str(place + 1)
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(number) + 7
        strong = QFont(painter.font())
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(QColor(look.disabled if skipped else look.secondary))
        painter.drawText(area, middle, number)
        strong.setStrikeOut(skipped)
        painter.setFont(strong)
        painter.setPen(QColor(look.disabled if skipped else look.ink))
        title = self.rows.name(place)
        room = area.adjusted(wide, 0, 0, 0)
        painter.drawText(room, middle, metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(room.width())))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Name of the stop"))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        frame = picture_rect(option.rect)
        editor.setGeometry(
            QRect(round(frame.left()) - 2, round(frame.bottom()) + 1, round(frame.width()) + 4, _TITLE + 3)
        )


def picture_rect(item: QRect) -> QRectF:
    """Where the picture stands in an item."""
    return QRectF(item.x() + _PAD, item.y() + _PAD, WIDE, HIGH)


class Strip(QListView):
    """The strip. Alt and the arrows move what is chosen; Del deletes, F2 renames, Space skips."""

    moved = Signal(list, int)
    """These places to an index among the others."""
    deleted = Signal()
    skipped = Signal()
    duplicated = Signal()
    opened = Signal(int)
    """A stop was double-clicked, or Enter was pressed: it is to be presented."""
    left = Signal()
    chosen = Signal()
    """Other stops than before are chosen."""

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setObjectName("TourStrip")
        self.setModel(rows)
        self.setItemDelegate(Painted(rows, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFixedHeight(self.sizeHint().height())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().setSingleStep(40)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self._pressed: QPoint | None = None
        self._target: int | None = None
        """Where what is dragged would be put, as a place among all stops."""

    def places(self) -> list[int]:
        """The chosen stops in order."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def choose(self, places: list[int]) -> None:
        """Choose these stops, the last of them in sight."""
        model, selection = self.rows, self.selectionModel()
        flag = selection.SelectionFlag
        found = [model.index(place) for place in places if 0 <= place < model.rowCount()]
        selection.clearSelection()
        for index in found:
            selection.select(index, flag.Select)
        if found:
            selection.setCurrentIndex(found[-1], flag.NoUpdate)
            self.scrollTo(found[-1])

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(400, HIGH + _TITLE + 2 * _PAD + bar + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    # --- dragging -------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose; what is chosen already stays so until the button is let go, since it may be dragged."""
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed is not None and plain and index.isValid() and self.selectionModel().isSelected(index):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)
        if not index.isValid():
            self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is chosen along the strip."""
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if self._target is None and (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        bar = self.horizontalScrollBar()
        if at.x() < _NEAR_EDGE:
            bar.setValue(bar.value() - 24)
        elif at.x() > self.viewport().width() - _NEAR_EDGE:
            bar.setValue(bar.value() + 24)
        self._target = self.place_at(at)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put what was dragged where the mark is, or choose what was clicked alone."""
        target, pressed = self._target, self._pressed
        self._end_drag()
        if event.button() == Qt.MouseButton.LeftButton and pressed is not None and target is not None:
            self._move_to(target)
            return
        if event.button() == Qt.MouseButton.LeftButton and pressed is not None and not event.modifiers():
            index = self.indexAt(pressed)
            if index.isValid() and len(self.places()) > 1:
                self.choose([index.row()])
        super().mouseReleaseEvent(event)

    def _end_drag(self) -> None:
        self._target, self._pressed = None, None
        self.unsetCursor()
        self.viewport().update()

    def place_at(self, at: QPoint) -> int:
        """The gap between stops that is nearest to a point, as a place among all stops."""
        for place in range(self.rows.rowCount()):
            if at.x() < self.visualRect(self.rows.index(place)).center().x():
                return place
        return self.rows.rowCount()

    def _move_to(self, target: int) -> None:
        places = self.places()
        if places:
            self.moved.emit(places, target - sum(place < target for place in places))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stops, and a mark where what is dragged would go."""
        super().paintEvent(event)
        if self._target is None:
            return
        count = self.rows.rowCount()
        beside = self.visualRect(self.rows.index(min(self._target, count - 1)))
        x = beside.right() if self._target >= count else beside.left()
        painter = QPainter(self.viewport())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(appearance.current().accent))
        painter.drawRoundedRect(QRectF(max(1, x - 1.5), beside.top() + 4, 3, beside.height() - 8), 1.5, 1.5)
        painter.end()

    # --- keys -----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The keys of the strip are its own, whatever the window does with them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_Escape)
            alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
            moving = event.modifiers() == alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            many = event.modifiers() == control and event.key() in (Qt.Key.Key_A, Qt.Key.Key_D)
            if moving or many or (not event.modifiers() and event.key() in own):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the strip."""
        key, held = event.key(), event.modifiers()
        places = self.places()
        if key == Qt.Key.Key_Escape:
            if self._target is not None:
                self._end_drag()
            else:
                self.left.emit()
        elif held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and places:
            by = -1 if key == Qt.Key.Key_Left else 1
            self.moved.emit(places, max(0, places[0] + by))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        elif key == Qt.Key.Key_Space:
            self.skipped.emit()
        elif key == Qt.Key.Key_D and held == Qt.KeyboardModifier.ControlModifier:
            self.duplicated.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
