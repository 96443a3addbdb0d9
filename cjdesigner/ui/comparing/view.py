"""Comparing two maps: panes that pan and zoom together, a legend that counts, and a list to walk through by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.editor import naming
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box
from cjdesigner.layout.sides import KINDS, Change, Kind, Sides, side_by_side
from cjdesigner.model import queries
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance
from cjdesigner.ui.comparing import marks
from cjdesigner.ui.comparing.list_row import ChangeRow
from cjdesigner.ui.comparing.pane import ComparePane
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label, tip
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

CHANGE = Qt.ItemDataRole.UserRole
_PAUSE = 200
"""Milliseconds that the comparison may lag behind the document."""
_READ = 0.62
"""The scale at which cards can be read: walking through the differences comes as close as this."""
_MOST = 3000
"""Differences that are listed; all are marked."""


class ComparisonLeft(NamedTuple):
    """A comparison that was open, to be shown again."""

    maps: tuple[str, str]
    kinds: frozenset[Kind]
    flat: bool
    """Side by side, and not one above the other."""
    chosen: str
    """The record of the difference that is chosen, or ""."""
    scale: float
    x: float
    y: float
    """What of the maps is in sight."""


class CompareView(QFrame):
    """Stands in the middle of the window in place of the canvas. Nothing is edited in it: Enter goes to the card."""

    closed = Signal()
    went = Signal(str)
    """Go to this record on its map."""

    def __init__(self, window: MainWindow, left: str, right: str) -> None:
        super().__init__()
        self.window_ = window
        self.setObjectName("CompareView")
        self.session: Session = window.session
        theme = tokens.load(self.session.document.project.theme)
        self._engines = Engine(theme), Engine(theme)
        self.maps = [left, right]
        self.sides: Sides | None = None
        self.kinds: set[Kind] = set(KINDS)
        self._following = False
        self._fitted = False
        self._later = pause(self, _PAUSE, self.compare)
        self._build()
        self.retranslate()
        self.session.listen(self._heard)
        self.compare()

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.pick = Quiet(self), Quiet(self)
        for place, box in enumerate(self.pick):
            box.setMinimumWidth(120)
            box.setMaximumWidth(360)
            box.setSizeAdjustPolicy(Quiet.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.activated.connect(lambda _, place=place: self._picked(place))
        self.swap, self.turn, self.shut = QToolButton(self), QToolButton(self), QToolButton(self)
        self.previous, self.next = QToolButton(self), QToolButton(self)
        for button, icon in self._icons():
            button.setIconSize(QSize(17, 17))
            button.setObjectName(icon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.swap.clicked.connect(self.swap_sides)
        self.turn.clicked.connect(self.turn_round)
        self.shut.clicked.connect(self.closed.emit)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.chips: dict[Kind, QPushButton] = {}
        for kind in KINDS:
            chip = self.chips[kind] = QPushButton(self)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(True)
            chip.clicked.connect(lambda _=False, kind=kind: self._toggle(kind))
        head = QHBoxLayout()
        head.setContentsMargins(12, 7, 8, 7)
        head.setSpacing(6)
        head.addWidget(self.pick[0], 100)
        head.addWidget(self.swap)
        head.addWidget(self.pick[1], 100)
        head.addSpacing(10)
        for kind in KINDS:
            head.addWidget(self.chips[kind])
        head.addStretch(1)
        for button in (self.turn, self.shut):
            head.addWidget(button)
        self.panes = ComparePane(0, self), ComparePane(1, self)
        self.halves = QSplitter(Qt.Orientation.Horizontal, self)
        self.halves.setHandleWidth(3)
        self.halves.setChildrenCollapsible(False)
        for pane in self.panes:
            self.halves.addWidget(pane)
            pane.moved.connect(lambda pane=pane: self._follow(pane))
            pane.chosen.connect(lambda one, pane=pane: self._clicked(pane, one))
            pane.opened.connect(self.went.emit)
            pane.zoomed.connect(self.window_.status.show_zoom)
        self.list = QListWidget(self)
        self.list.setItemDelegate(ChangeRow(self.list))
        self.list.setObjectName("ChangeList")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.currentRowChanged.connect(self._row_changed)
        self.list.itemActivated.connect(lambda _: self.go())
        self.said = label("", "quiet", self)
        self.open_one = QPushButton(self)
        self.open_one.clicked.connect(self.go)
        self.beside = QWidget(self)
        self.beside.setObjectName("ChangePane")
        self.beside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        column = QVBoxLayout(self.beside)
        column.setContentsMargins(10, 8, 10, 10)
        line = QHBoxLayout()
        line.addWidget(self.said, 1)
        line.addWidget(self.previous)
        line.addWidget(self.next)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        self.curve = label("", "quiet", self)
        self.curve.setWordWrap(True)
        column.addWidget(self.curve)
        column.addWidget(self.open_one)
        self.beside.setFixedWidth(272)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.halves, 1)
        body.addWidget(self.beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.head = QWidget(self)
        self.head.setObjectName("CompareHead")
        self.head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.head.setLayout(head)
        whole.addWidget(self.head)
        whole.addLayout(body, 1)

    def _icons(self) -> tuple[tuple[QToolButton, str], ...]:
        return (
            (self.swap, "arrow-left-right"),
            (self.turn, "rows-2"),
            (self.shut, "x"),
            (self.previous, "chevron-up"),
            (self.next, "chevron-down"),
        )

    def retranslate(self) -> None:
        """The texts in the language in use, the icons in the look in use."""
        for button, _ in self._icons():
            button.setIcon(appearance.icon(button.objectName()))
        for widget, name in (
            (self.swap, tr("Swap the sides")),
            (self.turn, tr("Side by side or one above the other")),
            (self.shut, tr("Close the comparison (Esc)")),
            (self.previous, tr("Previous difference")),
            (self.next, tr("Next difference")),
        ):
            widget.setToolTip(name)
            widget.setAccessibleName(name)
        self.pick[0].setAccessibleName(tr("Map on the left"))
        self.pick[1].setAccessibleName(tr("Map on the right"))
        self.list.setAccessibleName(tr("Differences"))
        self.open_one.setText(tr("Go to this card"))
        self.curve.setText(f"┄┄  {tr('dotted: the curve of the other map')}")
        self._fill_maps()
        self._tell()

    def _fill_maps(self) -> None:
        document = self.session.document
        for place, box in enumerate(self.pick):
            box.blockSignals(True)
            box.clear()
            for journey in queries.maps(document):
                box.addItem(naming.map_name(journey), journey.id)
            box.setCurrentIndex(box.findData(self.maps[place]))
            box.blockSignals(False)

    # --- comparing ------------------------------------------------------------------------------------------------

    def _heard(self, aspect: Aspect) -> None:
        if aspect == "document":
            self._later.start()

    def stop(self) -> None:
        """Listen no longer."""
        self._later.stop()
        self.session.forget(self._heard)

    def compare(self) -> None:
        """Compare again, keeping what is chosen."""
        self._later.stop()
        document = self.session.document
        if any(one not in document.maps for one in self.maps):
            self.closed.emit()
            return
        now = self.chosen()
        self._fill_maps()
        self.sides = side_by_side(document, self.maps[0], self.maps[1], self._engines)
        for pane, side in zip(self.panes, (self.sides.left, self.sides.right), strict=True):
            pane.show_side(side, self.sides.changes, self.kinds)
        self._fill_list()
        if now is not None:
            self._choose(now.left or now.right)
        self._tell()

    def _tell(self) -> None:
        if self.sides is None:
            return
        for kind, chip in self.chips.items():
            count = sum(change.kind == kind for change in self.sides.changes)
            chip.setText(f"{marks.SIGNS[kind]}  {marks.counted(kind, count)}")
            chip.setEnabled(count > 0)
        shown = self.list.count()
        self.said.setText(ntr("{count} difference", "{count} differences", shown) if shown else tr("No differences"))
        for button in (self.previous, self.next):
            button.setEnabled(shown > 0)
        self.open_one.setEnabled(self.chosen() is not None)

    def _fill_list(self) -> None:
        assert self.sides is not None
        self.list.blockSignals(True)
        self.list.clear()
        shown = [change for change in self.sides.changes if change.kind in self.kinds]
        for change in shown[:_MOST]:
            item = QListWidgetItem(change.name, self.list)
            item.setData(CHANGE, change)
            said = (marks.named(change.kind), change.name, change.place)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in said if part))
            item.setSizeHint(QSize(0, ChangeRow.HIGH))
            item.setToolTip(tip(f"{change.before} → {change.name}" if change.before else change.name))
        self.list.blockSignals(False)

    def _toggle(self, kind: Kind) -> None:
        self.kinds ^= {kind}
        if self.sides is not None:
            self._fill_list()
            for pane in self.panes:
                pane.show_marks(self.sides.changes, self.kinds)
            self._tell()

    def _picked(self, place: int) -> None:
        map_id = self.pick[place].currentData()
        if map_id == self.maps[1 - place]:
            self.maps[1 - place] = self.maps[place]
        self.maps[place] = map_id
        self.compare()
        self.fit()

    def swap_sides(self) -> None:
        """Left becomes right."""
        self.maps.reverse()
        self.compare()

    def turn_round(self) -> None:
        """Side by side, or one above the other."""
        flat = self.halves.orientation() == Qt.Orientation.Horizontal
        self.halves.setOrientation(Qt.Orientation.Vertical if flat else Qt.Orientation.Horizontal)
        self.turn.setObjectName("columns-2" if flat else "rows-2")
        self.turn.setIcon(appearance.icon(self.turn.objectName()))
        self._even()
        self.fit()

    def left(self) -> ComparisonLeft:
        """What is compared, and what of it is in sight."""
        chosen, pane = self.chosen(), self.panes[0]
        corner = pane.visible_area().topLeft()
        one = (chosen.left or chosen.right) if chosen is not None else ""
        flat = self.halves.orientation() == Qt.Orientation.Horizontal
        left, right = self.maps
        return ComparisonLeft((left, right), frozenset(self.kinds), flat, one, pane.scale_now, corner.x(), corner.y())

    def come_back(self, left: ComparisonLeft) -> None:
        """Show all of it again as it was left; the maps are those of the view."""
        self.kinds = set(left.kinds)
        for kind, chip in self.chips.items():
            chip.setChecked(kind in left.kinds)
        if not left.flat:
            self.turn_round()
        self.compare()
        if left.chosen:
            self.list.blockSignals(True)  # it is in sight, or was left out of it
            self._choose(left.chosen)
            self.list.blockSignals(False)
            change = self.chosen()
            if change is not None:
                for pane, one in zip(self.panes, (change.left, change.right), strict=True):
                    pane.now = one
            self._tell()
        self._fitted = True
        self._go_back(left)
        QTimer.singleShot(0, self, lambda: self._go_back(left))  # the panes have their size by then

    def _go_back(self, left: ComparisonLeft) -> None:
        pane = self.panes[0]
        pane.zoom_to(left.scale)
        corner = pane.viewportTransform().map(QPointF(left.x, left.y))
        pane.scroll_by(corner.x(), corner.y())

    # --- walking --------------------------------------------------------------------------------------------------

    def chosen(self) -> Change | None:
        """The difference that is chosen."""
        item = self.list.currentItem()
        found: Change | None = item.data(CHANGE) if item is not None else None
        return found

    def step(self, by: int) -> None:
        """To the next difference or back, around the end."""
        count = self.list.count()
        if count:
            self.list.setCurrentRow((max(self.list.currentRow(), -1 if by > 0 else 0) + by) % count)

    def _choose(self, record_id: str) -> None:
        for row in range(self.list.count()):
            change = self.list.item(row).data(CHANGE)
            if record_id in (change.left, change.right):
                self.list.setCurrentRow(row)
                return

    def _row_changed(self, row: int) -> None:
        change = self.chosen()
        self.open_one.setEnabled(change is not None)
        if change is None or self.sides is None:
            return
        for pane, one in zip(self.panes, (change.left, change.right), strict=True):
            pane.now = one
            pane.viewport().update()
        if self.panes[0].scale_now < _READ and self.isVisible():
            self.panes[0].zoom_to(_READ)
        boxes = [pane.box(one or other) for pane, one, other in (
            (self.panes[0], change.left, change.right), (self.panes[1], change.right, change.left))]  # fmt: skip
        self._show_boxes([box for box in boxes if box is not None])

    def _show_boxes(self, boxes: list[Box]) -> None:
        """Both places in sight where they fit together, else the one on the right: it is what is new."""
        if not boxes:
            return
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        whole = Box(left, top, right - left, bottom - top)
        view = self.panes[1].visible_area()
        fits = whole.width < view.width() * 0.8 and whole.height < view.height() * 0.8
        self.panes[1].reveal(whole if fits else boxes[-1])

    def _clicked(self, pane: ComparePane, record_id: str) -> None:
        pairs = self.sides.pairs if self.sides else {}
        back = {right: left for left, right in pairs.items()}
        other = back.get(record_id, "") if pane.place else pairs.get(record_id, "")
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self._choose(record_id)
        self.list.blockSignals(False)
        self.panes[pane.place].now, self.panes[1 - pane.place].now = record_id, other
        for one in self.panes:
            one.viewport().update()
        self._tell()

    def go(self) -> None:
        """Leave the comparison for the record that is chosen."""
        change = self.chosen()
        if change is not None:
            self.went.emit(change.right or change.left)

    # --- moving together ------------------------------------------------------------------------------------------

    def _follow(self, moved: ComparePane) -> None:
        if self._following:
            return
        self._following = True
        other = self.panes[1 - moved.place]
        if other.scale_now != moved.scale_now:
            other.zoom_to(moved.scale_now)
        for mine, theirs in (
            (moved.horizontalScrollBar(), other.horizontalScrollBar()),
            (moved.verticalScrollBar(), other.verticalScrollBar()),
        ):
            theirs.setValue(mine.value())
            if theirs.value() > mine.value():  # a larger map is not moved in as far: both begin at the same place
                mine.setValue(theirs.value())
        self._following = False

    def fit(self) -> None:
        """Both maps over the whole width of their panes."""
        self.panes[0].fit_width()

    def _even(self) -> None:
        flat = self.halves.orientation() == Qt.Orientation.Horizontal
        room = self.halves.width() if flat else self.halves.height()
        self.halves.setSizes([room // 2, room // 2])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both panes stay equally large."""
        super().resizeEvent(event)
        self._even()
        if not self._fitted and self.isVisible():
            self._fitted = True
            QTimer.singleShot(0, self, self.fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, arrows walk, Enter goes there, + and − zoom."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.panes[0].zoom_to(self.panes[0].scale_now * 1.25)
        elif key == Qt.Key.Key_Minus:
            self.panes[0].zoom_to(self.panes[0].scale_now / 1.25)
        else:
            super().keyPressEvent(event)
