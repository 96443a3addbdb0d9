"""The outline as Qt sees it: rows that come and go one by one, never all anew while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from cjdesigner.editor import telling
from cjdesigner.editor.cells import Cells
from cjdesigner.editor.session import Session
from cjdesigner.model.records import Card
from cjdesigner.ui import mime
from cjdesigner.ui.fields.links import end_text
from cjdesigner.ui.outline.tree import Folded, Key, Node, Order, Tree, kept
from cjdesigner.ui.plain import tip
from cjdesigner.words import ntr, tr

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
_NUMBER = Qt.ItemDataRole.UserRole + 1
_TRAY = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_BRANCH = _TRAY | Qt.ItemFlag.ItemIsEditable
_CARD = _BRANCH | Qt.ItemFlag.ItemNeverHasChildren | Qt.ItemFlag.ItemIsDragEnabled


class OutlineModel(QStandardItemModel):
    """The map in view. ``update`` brings it up to date with the session.

    The lines are Qt's own items without any words: a view asks each open line where it stands and what it can do
    whenever one comes or goes, and ten thousand such questions to Python take longer than a keystroke may.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.cells = Cells()
        self.tree = Tree(self.cells)
        self._memory = Folded()
        self._query = ""
        self.tree.came = self._came
        self.tree.going = self._going
        self._begin_anew()

    # --- what Qt asks ---------------------------------------------------------------------------------------------

    def node(self, index: Index) -> Node | None:
        """The node at an index; None for one that is gone."""
        if not index.isValid():
            return self.tree.root
        item = self.itemFromIndex(index)
        return self.tree.numbered(item.data(_NUMBER)) if item is not None else None

    def index_of(self, node: Node | None) -> QModelIndex:
        """Where a node stands."""
        return node.item.index() if node is not None and isinstance(node.item, QStandardItem) else QModelIndex()

    def hasChildren(self, parent: Index = NONE) -> bool:
        node = self.node(parent)
        return node is not None and node.kind != "card" and self.tree.has_children(node)

    def canFetchMore(self, parent: Index) -> bool:
        node = self.node(parent)
        return node is not None and node.kind != "card" and node.children is None

    def fetchMore(self, parent: Index) -> None:
        node = self.node(parent)
        if node is not None:
            self.tree.fill(node)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._full(node))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(node)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            card = self.card(node)
            return telling.details(self.session.document, card) if card is not None else ""
        return None

    def mimeTypes(self) -> list[str]:
        return [mime.CARDS]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """Cards are carried to other lines, and to the canvas."""
        nodes = (self.node(index) for index in indexes)
        ids = [node.id for node in nodes if node is not None and node.kind == "card"]
        return mime.carrying(mime.CARDS, " ".join(ids))

    # --- words ----------------------------------------------------------------------------------------------------

    def card(self, node: Node) -> Card | None:
        """The card of a node."""
        return self.session.document.cards.get(node.id) if node.kind == "card" else None

    def words(self, node: Node) -> str:
        """What stands on a line."""
        document = self.session.document
        if node.kind == "tray":
            return tr("Parking tray")
        if node.kind == "card":
            return end_text(document, node.id)
        record: Any = document.find(node.id)
        said = getattr(record, "name", "") or getattr(record, "title", "")
        return " ".join(said.split()) or tr("No name")

    def _full(self, node: Node) -> str:
        card = self.card(node)
        return (card.text or self.words(node)) if card is not None else self.words(node)

    def spoken(self, node: Node) -> str:
        """What a screen reader says of a line."""
        document = self.session.document
        if node.kind == "tray":
            return f"{tr('Parking tray')}, {self._inside(node)}"
        said = telling.name(document, node.id)
        card = self.card(node)
        if card is not None:
            return f"{said}, {telling.place(document, card)}"
        return f"{said}, {self._inside(node)}"

    def _inside(self, node: Node) -> str:
        count = self.count(node)
        if node.kind in ("lane", "step", "tray"):
            return ntr("{count} card", "{count} cards", count)
        if node.kind == "phase":
            return ntr("{count} step", "{count} steps", count)
        if self.tree.order == "lanes":
            return ntr("{count} lane", "{count} lanes", count)
        return ntr("{count} phase", "{count} phases", count)

    def count(self, node: Node) -> int:
        """How many lines are directly inside."""
        return len(node.children) if node.children is not None else len(self.tree.wanted(node))

    # --- changes --------------------------------------------------------------------------------------------------

    def set_order(self, order: Order) -> None:
        """By steps or by lanes."""
        if order != self.tree.order:
            self.tree.order = order
            self._begin_anew()

    def set_query(self, query: str) -> bool:
        """Show what holds these words; "" for everything. Whether anything is different."""
        fresh = kept(self.session.document, self.cells, query, self._memory)
        self._query = query
        if fresh == self.tree.kept:
            return False
        self.tree.kept = fresh
        self._begin_anew()
        return True

    def _begin_anew(self) -> None:
        self.clear()
        self.setColumnCount(1)
        self.tree.clear()

    def _came(self, node: Node, first: int, last: int) -> None:
        """Lines are in the tree: give each an item."""
        holder = node.item if isinstance(node.item, QStandardItem) else self.invisibleRootItem()
        items = []
        for child in (node.children or [])[first : last + 1]:
            item = child.item = QStandardItem()
            item.setFlags(_CARD if child.kind == "card" else _TRAY if child.kind == "tray" else _BRANCH)
            item.setData(child.number, _NUMBER)
            if child.kind != "card":
                item.setColumnCount(1)  # or else Qt does so in the midst of inserting the first line
            items.append(item)
        holder.insertRows(first, items)

    def _going(self, node: Node, first: int, last: int) -> None:
        """Lines will be out of the tree in a moment."""
        holder = node.item if isinstance(node.item, QStandardItem) else self.invisibleRootItem()
        holder.removeRows(first, last - first + 1)

    def update(self, session: Session) -> bool:
        """Take the session's document. True where everything is new, so that open branches must be opened again."""
        other = session is not self.session
        self.session = session
        if other:
            self._memory = Folded()
            self.cells.document = None
        before_map = self.cells.map_id
        news = self.cells.show(session.document, session.map_id)
        if not news:
            return False
        if other or before_map != session.map_id or self.cells.shape is None:
            self.tree.kept = kept(session.document, self.cells, self._query, self._memory)
            self._begin_anew()
            return True
        if self._query:
            fresh = kept(session.document, self.cells, self._query, self._memory)
            if fresh != self.tree.kept:
                self.tree.kept = fresh
                self.tree.refresh(self._filled())
        elif news.everything:
            self.tree.refresh(self._filled())
        elif news.cells:
            self.tree.refresh(self._around(news.cells))
        self._say_again(news.records, news.everything)
        return False

    def _filled(self) -> list[Node]:
        """Every node that was looked into, from the top."""
        found = []
        queue = [self.tree.root]
        while queue:
            node = queue.pop(0)
            if node.children is not None and node.kind != "card":
                found.append(node)
                queue.extend(node.children)
        return found

    def _around(self, cells: frozenset[tuple[str, str]]) -> list[Node]:
        """The filled nodes that hold these cells, and those whose lines say how many."""
        keys: set[Key] = set()
        for lane, step in cells:
            keys.add(("tray", "") if not lane else ("lane", lane) if self.tree.order == "lanes" else ("step", step))
        shape = self.cells.shape
        if shape is not None and ("", "") in cells:
            keys.add(("map", shape.map.id))
        nodes = [node for key in keys if (node := self.tree.known(key)) is not None]
        for node in nodes:
            index = self.index_of(node)
            self.dataChanged.emit(index, index)
        return sorted(nodes, key=lambda node: node.kind != "map")

    def _say_again(self, records: frozenset[str], everything: bool) -> None:
        if everything or self.session.document.project.id in records:
            for node in self._filled():
                self._told(node)
            return
        for record_id in records:
            for kind in ("card", "step", "phase", "lane", "map"):
                known = self.tree.known((kind, record_id))
                if known is not None:
                    index = self.index_of(known)
                    self.dataChanged.emit(index, index)

    def _told(self, node: Node) -> None:
        if node.children:
            self.dataChanged.emit(self.index_of(node.children[0]), self.index_of(node.children[-1]))

    def said_anew(self) -> None:
        """Every line is said anew: after another language."""
        for node in self._filled():
            self._told(node)
