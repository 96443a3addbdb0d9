"""The saved views as a list: the whole map first, then the views in their order, each as one line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cjdesigner.edit import views
from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.ui import appearance
from cjdesigner.ui.plain import tip
from cjdesigner.ui.row_ground import paint_row_ground
from cjdesigner.words import tr

Index = QModelIndex | QPersistentModelIndex
VIEW = Qt.ItemDataRole.UserRole + 1
"""The id of the view of a row, "" for the whole map."""
_HIGH = 32
_SIGN = 16
LONGEST = 200
"""Characters of a name: more would never fit in a menu."""


class Rows(QAbstractListModel):
    """The views of the map in view; their names can be edited in place."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.views: tuple[tuple[str, str], ...] = ()
        """Id and name of each view."""
        self.shown = ""
        self.changed = False
        self.read()

    def read(self) -> bool:
        """Take the views as they are now. Whether there are others, or in another order."""
        session = self.session
        document, map_id = session.document, session.map_id
        found = tuple((view.id, view.name) for view in queries.views(document, map_id))
        shown = session.looking.view_of(map_id)
        self.shown = shown if shown in document.views else ""
        self.changed = bool(self.shown) and session.looking.changed(document, map_id)
        anew = [one for one, _ in found] != [one for one, _ in self.views]
        if anew:
            self.beginResetModel()
            self.views = found
            self.endResetModel()
        else:
            self.views = found
            self.dataChanged.emit(self.index(0), self.index(len(found)))
        return anew

    def row(self, view_id: str) -> int:
        """The row of a view; that of the whole map for an unknown one."""
        return next((row for row, (one, _) in enumerate(self.views, 1) if one == view_id), 0)

    def view(self, index: Index) -> str:
        """The id of the view at an index; "" for the whole map and for none."""
        return self.views[index.row() - 1][0] if 0 < index.row() <= len(self.views) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.views) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.view(index) else plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        view = self.view(index)
        name = self.views[index.row() - 1][1] if view else tr("Whole map")
        if role == Qt.ItemDataRole.EditRole:
            return name
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(name.split())[:LONGEST] or tr("Unnamed")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(name) if len(name) > 24 else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = " ".join(name.split())[:LONGEST] or tr("Unnamed")
            state = (tr("shown"), tr("changed") if self.changed else "") if view == self.shown else ()
            return ", ".join(part for part in (said, *state) if part)
        if role == VIEW:
            return view
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Another name for a view, as one undo step; none is no name."""
        view, name = self.view(index), " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not view or not name or view not in self.session.saved_document.views:
            return False
        return self.session.commit(views.rename(self.session.saved_document, view, name[:LONGEST]), tr("Rename view"))


class Painted(QStyledItemDelegate):
    """A check before the view in use, its name, a quiet word, and a grip on what can be dragged."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, max(_HIGH, option.fontMetrics.height() + 12))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setMaxLength(LONGEST)
        line.setAccessibleName(tr("Name of the view"))
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        editor.setGeometry(box.adjusted(24, 1, -2, -1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, Rows):
            return
        look = appearance.current()
        box: QRect = option.rect
        state = option.state
        view = model.view(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dragging = getattr(self.parent(), "dragging", False)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver) and not dragging
        paint_row_ground(painter, box, chosen, over, bool(state & QStyle.StateFlag.State_HasFocus))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = box.adjusted(30, 0, -8, 0) if not mirrored else box.adjusted(8, 0, -30, 0)
        if view == model.shown:
            _sign(painter, QRect(box.x() + 8 if not mirrored else box.right() - 23, 0, 0, 0), box, "check", look.link)
        if view and (over or chosen):
            at = box.right() - 23 if not mirrored else box.x() + 8
            _sign(painter, QRect(at, 0, 0, 0), box, "grip-vertical", look.secondary)
            room = room.adjusted(0, 0, -20, 0) if not mirrored else room.adjusted(20, 0, 0, 0)
        font = QFont(option.font)
        if view == model.shown:
            font.setWeight(QFont.Weight.DemiBold)
        quiet = QFont(option.font)
        quiet.setPointSizeF(max(7.5, quiet.pointSizeF() * 0.88))
        beside = tr("changed") if view and view == model.shown and model.changed else ""
        wide = QFontMetrics(quiet).horizontalAdvance(beside) + 10 if beside else 0
        name = room.adjusted(0, 0, -wide, 0) if not mirrored else room.adjusted(wide, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setFont(font)
        painter.setPen(QColor(look.ink))
        words = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, side | (far if mirrored else near), words)
        if beside:
            painter.setFont(quiet)
            painter.setPen(QColor(look.secondary))
            painter.drawText(room, side | (near if mirrored else far), beside)
        painter.restore()


def _sign(painter: QPainter, at: QRect, box: QRect, name: str, colour: str) -> None:
    ratio = painter.device().devicePixelRatioF()
    picture = appearance.picture(name, colour, round(_SIGN * ratio))
    target = QRectF(at.x(), box.y() + (box.height() - _SIGN) / 2, _SIGN, _SIGN)
    painter.drawPixmap(target, picture, QRectF(picture.rect()))
