"""The tree of the outline: keyboard and mouse, the same selection as the canvas, and renaming in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from cjdesigner.edit import cards, phases
from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import appearance, mime
from cjdesigner.ui.canvas import drops
from cjdesigner.ui.outline.lines import Lines
from cjdesigner.ui.outline.model import OutlineModel
from cjdesigner.ui.outline.tree import Key, Node, Order
from cjdesigner.ui.pane_typing import PaneTyping, after_new
from cjdesigner.words import ntr, tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_OPENED = 400
"""Matches beyond which a filter leaves the branches below steps and lanes closed."""


class OutlineView(QTreeView):
    """Arrows walk, Enter and F2 rename, Ctrl+Enter adds, Delete deletes, Alt+arrows move."""

    menu_asked = Signal(str, str, QPoint)
    """Kind and id of what the menu is for, and where on the screen."""
    add_asked = Signal()
    walked = Signal()
    """Somebody has chosen something here: the canvas shows it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("OutlineView")
        self.session = session
        self.lines = OutlineModel(session)
        self.open_keys: dict[Order, set[Key]] = {"steps": set(), "lanes": set()}
        self._syncing = False
        self._query = ""
        self._to_open: list[Key] = []
        self.setModel(self.lines)
        self.setItemDelegate(Lines(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.typing = PaneTyping(self, lambda: self.session, self._rect_of)
        self.typing.ended.connect(self._typed)
        self.expanded.connect(lambda index: self._opened(index, True))
        self.collapsed.connect(lambda index: self._opened(index, False))
        self.lines.rowsInserted.connect(self._open_again)
        self.selectionModel().selectionChanged.connect(self._chosen)
        self.show_session(session)

    # --- the document ---------------------------------------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        """Show the document as it is now; another session begins with its phases or lanes open."""
        if session is not self.session:
            self.typing.cancel()
            self.open_keys = {"steps": set(), "lanes": set()}
        self.session = session
        self.update_lines()

    def update_lines(self) -> None:
        """After the document or the map in view has changed."""
        self._syncing = True
        try:
            anew = self.lines.update(self.session)
        finally:
            self._syncing = False
        if anew:
            self._open_branches()
        while self._to_open:
            node = self.lines.tree.known(self._to_open.pop())
            if node is not None:
                self.expand(self.lines.index_of(node))
        self.typing.document_changed()
        self.show_selection()

    def set_order(self, order: Order) -> None:
        """By steps, or by lanes."""
        self.typing.finish("focus")
        self._syncing = True
        self.lines.set_order(order)
        self._syncing = False
        self._open_branches()
        self.show_selection()

    def set_query(self, query: str) -> None:
        """Show only what holds these words, with the branches open."""
        self.typing.finish("focus")
        before, self._query = self._query, query
        self._syncing = True
        changed = self.lines.set_query(query)
        self._syncing = False
        if changed or bool(before) != bool(query):
            self._open_branches()
            self.show_selection()

    def _open_branches(self) -> None:
        """Open what was open; in the beginning the phases of a map of usual size; with a filter all that it found."""
        tree = self.lines.tree
        top = tree.root.children[0] if tree.root.children else None
        if top is None:
            return
        self._open(top)
        keys = self.open_keys[tree.order]
        fresh = not any(kind in ("phase", "lane", "step") for kind, _ in keys)
        branches = list(top.children or ())
        few = len(tree.kept or ()) <= _MOST_OPENED
        for node in branches:
            if self._query:
                if few or tree.order == "steps":
                    self._open(node)
                for inner in (node.children or ()) if few else ():
                    self._open(inner)
            elif node.key in keys or (fresh and node.kind == "phase" and len(branches) <= 12):
                self._open(node)
                for inner in node.children or ():
                    if inner.key in keys:
                        self._open(inner)

    def _open(self, node: Node) -> None:
        """Fill first: Qt would do so when it next lays out, which is too late for what is inside."""
        if node.kind != "card":
            self.lines.tree.fill(node)
            self.expand(self.lines.index_of(node))

    def _opened(self, index: QModelIndex, is_open: bool) -> None:
        node = self.lines.node(index)
        if node is not None and not self._query:
            keys = self.open_keys[self.lines.tree.order]
            keys.add(node.key) if is_open else keys.discard(node.key)

    def _open_again(self, parent: QModelIndex, first: int, last: int) -> None:
        """A branch that went out and came in elsewhere will be open there as well, once the rows are all in."""
        node = self.lines.node(parent)
        keys = self.open_keys[self.lines.tree.order]
        if node is not None and node.children is not None:
            inside = node.children[first : last + 1]
            self._to_open += [child.key for child in inside if child.kind != "card" and child.key in keys]

    # --- selection ------------------------------------------------------------------------------------------------

    def show_selection(self) -> None:
        """Select what the session has selected, and bring it into sight where the keyboard is elsewhere."""
        if self._syncing:
            return
        wanted = self.session.selection
        if tuple(self.chosen_ids()) == wanted and wanted:
            return
        many = len(wanted) > 200
        tree = self.lines.tree
        nodes = [node for one in wanted if (node := (self._filled(one) if many else tree.find(one))) is not None]
        self._syncing = True
        try:
            flag = QItemSelectionModel.SelectionFlag
            if not nodes:
                self.selectionModel().clearSelection()
                return
            chosen = QItemSelection()
            for first, last in _runs(nodes):
                chosen.select(self.lines.index_of(first), self.lines.index_of(last))
            self.selectionModel().select(chosen, flag.ClearAndSelect)
            last_index = self.lines.index_of(nodes[-1])
            if self.currentIndex() != last_index:
                self.selectionModel().setCurrentIndex(last_index, flag.NoUpdate)
            if not many:
                self.scrollTo(last_index)
        finally:
            self._syncing = False

    def _filled(self, record_id: str) -> Node | None:
        return self.lines.tree.known(("card", record_id))

    def chosen_ids(self) -> list[str]:
        """The ids of the selected lines, the current one last."""
        nodes = [self.lines.node(index) for index in self.selectionModel().selectedRows()]
        ids = [node.id for node in nodes if node is not None and node.kind not in ("tray", "map")]
        current = self.lines.node(self.currentIndex())
        if current is not None and current.id in ids and len(ids) > 1:
            ids.remove(current.id)
            ids.append(current.id)
        return ids

    def _chosen(self) -> None:
        if not self._syncing:
            self._syncing = True
            try:
                self.session.select(self.chosen_ids())
            finally:
                self._syncing = False
            self.walked.emit()

    # --- typing ---------------------------------------------------------------------------------------------------

    def _rect_of(self, record_id: str) -> QRect:
        node = self.lines.tree.find(record_id)
        if node is None:
            return QRect()
        box = self.visualRect(self.lines.index_of(node))
        return box.adjusted(24, 0, -2, 0) if box.isValid() else QRect()

    def rename(self, record_id: str = "") -> None:
        """Open the text of a line, the current one by default."""
        node = self.lines.tree.find(record_id) if record_id else self.lines.node(self.currentIndex())
        if node is None or node.kind in ("tray", "root"):
            return
        self.scrollTo(self.lines.index_of(node))
        self.typing.open(node.id)

    def add_after(self) -> None:
        """A new line after the current one, of its kind, open for typing."""
        node = self.lines.node(self.currentIndex())
        session, shape = self.session, self.lines.cells.shape
        if node is None or shape is None:
            return
        document = session.saved_document
        if node.kind == "card":
            if self.lines.cells.where(node.id) != ("", ""):
                self._add_card(*after_new(document, node.id))
        elif node.kind == "phase":
            index = [phase.id for phase in shape.phases].index(node.id) + 1
            document, made = phases.add_phase(
                document, session.map_id, tr("New phase"), index, steps=(tr("New step"),)
            )
            self._keep_and_name(document, made, tr("Add phase"))
        elif node.kind == "step":
            phase = document.steps[node.id].phase
            index = [step.id for step in shape.steps_of[phase]].index(node.id) + 1
            document, made = phases.add_step(document, phase, tr("New step"), index)
            self._keep_and_name(document, made, tr("Add step"))
        else:
            self.add_asked.emit()

    def add_inside(self) -> bool:
        """A card at the current line: after a card, in a step or a lane. False where there is no place for one."""
        node = self.lines.node(self.currentIndex())
        shape = self.lines.cells.shape
        if node is None or shape is None:
            return False
        shown = [lane.id for lane in shape.lanes if not lane.hidden]
        if node.kind == "card" and self.lines.cells.where(node.id) != ("", ""):
            self._add_card(*after_new(self.session.saved_document, node.id))
        elif node.kind == "step" and shown:
            self._add_card(shown[0], node.id, None)
        elif node.kind == "lane" and shape.steps:
            self._add_card(node.id, shape.steps[0].id, None)
        elif node.kind == "phase" and shape.steps_of.get(node.id) and shown:
            self._add_card(shown[0], shape.steps_of[node.id][0].id, None)
        else:
            return False
        return True

    def _add_card(self, lane_id: str, step_id: str, index: int | None) -> None:
        self.typing.finish("focus")
        self.open_new(*drops.new_card(self.session, lane_id, step_id, None, None, index))

    def open_new(self, document: Document, record_id: str, keep_empty: bool = False) -> None:
        """Show a new card, and open it for typing."""
        self.typing.open_new(document, record_id)

    def _keep_and_name(self, document: Document, made: str, label: str) -> None:
        self.session.commit(document, label, select=[made])
        self.rename(made)

    def _typed(self, how: str, record_id: str) -> None:
        self.show_selection()
        if how in ("enter", "split") and record_id and self.typing.is_new and record_id in self.session.document.cards:
            self._add_card(*after_new(self.session.saved_document, record_id))
        elif how in ("tab", "backtab"):
            self._walk(-1 if how == "backtab" else 1)

    def _walk(self, by: int) -> None:
        index = self.indexAbove(self.currentIndex()) if by < 0 else self.indexBelow(self.currentIndex())
        if index.isValid():
            self.setCurrentIndex(index)
            self.rename()

    # --- events ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if (key in _ENTER and plain) or key == Qt.Key.Key_F2:
            self.rename()
        elif key == Qt.Key.Key_Insert and plain:
            self.add_after()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.visualRect(index).contains(event.position().toPoint()):
            self.setCurrentIndex(index)
            self.rename()
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if mouse else self.currentIndex()
        node = self.lines.node(index) if index.isValid() else None
        place = self.visualRect(index).bottomLeft() + QPoint(30, 0) if index.isValid() else QPoint(10, 10)
        at = event.globalPos() if mouse else self.viewport().mapToGlobal(place)
        self.menu_asked.emit(node.kind if node else "", node.id if node else "", at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a line to begin from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.selectionModel().setCurrentIndex(self.lines.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """A chevron where there is something inside."""
        node = self.lines.node(index)
        if node is None or not self.lines.tree.has_children(node):
            return
        right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        name = "chevron-down" if self.isExpanded(self.lines.index_of(node)) else "chevron-right"
        size = 14
        left = rect.right() - size + 1 if right else rect.left()
        box = QRectF(left, rect.center().y() - size / 2 + 1, size, size)
        sign = appearance.picture(name, appearance.current().secondary, round(size * self.devicePixelRatioF()))
        painter.drawPixmap(box, sign, QRectF(sign.rect()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.typing.active:
            self.typing.place()

    # --- dragging -------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards: lines of the outline, or parked ones."""
        if event.mimeData().hasFormat(mime.CARDS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if self._landing(event.position().toPoint(), self._carried(event)) is None:
            event.ignore()
        else:
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Cards go before or behind a card, or into a step or lane; steps and phases go where they are let go."""
        ids = self._carried(event)
        landing = self._landing(event.position().toPoint(), ids)
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the document moves them, not the view
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if landing is None:
            return
        lane, step, index = landing
        session = self.session
        document = cards.move(session.saved_document, ids, lane, step, index)
        session.commit(document, ntr("Move {count} card", "Move {count} cards", len(ids)), select=ids)

    def _carried(self, event: QDropEvent) -> list[str]:
        known = self.session.saved_document.cards
        return [one for one in mime.content(event.mimeData(), mime.CARDS).split() if one in known]

    def _landing(self, where: QPoint, ids: list[str]) -> tuple[str, str, int | None] | None:
        """Lane, step and place for some cards at a point; None where they cannot go."""
        document = self.session.document
        node = self.lines.node(self.indexAt(where)) if self.indexAt(where).isValid() else None
        if not ids or node is None:
            return None
        first = document.cards[ids[0]]
        if node.kind == "card":
            card = document.cards[node.id]
            if queries.is_parked(document, card):
                return None
            rest = [one.id for one in queries.cell(document, card.lane, card.start) if one.id not in ids]
            below = where.y() > self.visualRect(self.lines.index_of(node)).center().y()
            return card.lane, card.start, (rest.index(card.id) + below if card.id in rest else None)
        if node.kind == "step" and first.lane in document.lanes:
            return first.lane, node.id, None
        if node.kind == "lane" and first.start in document.steps:
            return node.id, first.start, None
        return None


def _runs(nodes: list[Node]) -> list[tuple[Node, Node]]:
    """Nodes that stand below one another, as first and last: ten thousand single ranges would take their time."""
    ordered = sorted(nodes, key=lambda node: (node.parent.number if node.parent else 0, node.row))
    runs: list[tuple[Node, Node]] = []
    for node in ordered:
        if runs and runs[-1][1].parent is node.parent and runs[-1][1].row + 1 == node.row:
            runs[-1] = (runs[-1][0], node)
        else:
            runs.append((node, node))
    return runs
