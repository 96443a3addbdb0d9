"""The parking tray below the map: cards without a place yet, and a line to note the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QScrollArea, QSizePolicy, QToolButton, QWidget

from cjdesigner.edit import cards
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.lanes import LANE_TYPES, drawn_as
from cjdesigner.model import queries
from cjdesigner.model.records import MAX_TEXT, Card
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance, mime, tiles
from cjdesigner.ui.bars import Hint
from cjdesigner.ui.fields.links import end_text
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label
from cjdesigner.ui.text_drags import copies, when_over
from cjdesigner.ui.tray_chips import Chip
from cjdesigner.words import ntr, number, tr

_PAUSE = 150
"""Milliseconds that the tray may lag behind a preview: a drag on the map shows many a second."""
MOST_CHIPS = 150
"""Cards that are shown as chips; nobody looks through more of them in a line, and each takes its time to be made."""
_MANY = 2000
"""Cards beyond which looking through all of them waits for that pause too."""


class NoteLine(QLineEdit):
    """The line for a quick note; Escape empties it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class Tray(QWidget):
    """Hidden while it is empty, unless somebody opened it; it comes by itself with the first parked card."""

    dropped = Signal(str, str)
    """Kind (of ``ui.mime``) and content of what was let go here: the window decides what that means."""
    foreign_dropped = Signal(object, str)
    """The data of another program, or of another project, that was let go here, and the type that its texts become."""
    hinted = Signal(str)
    """What letting go would do; "" when there is nothing to say."""
    menu_requested = Signal(QPoint)
    """The context menu of the selected parked cards, at a point of the screen."""
    shown_changed = Signal(bool)
    """It came or went by itself."""

    def __init__(self, session: Session | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Tray")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)
        self.session: Session | None = None
        self.opened = False
        self.folded = False
        self.note_type = "free"
        self.away: Callable[[], Sequence[str]] = tuple
        """Ids of the cards on the map that are being dragged out of this window, and may come back to be parked."""
        self._basis: tuple[object, ...] = ()
        self._count = 0
        self._grown = False
        """Cards have come in last."""
        self.chips: list[Chip] = []
        self._build()
        self._later = pause(self, _PAUSE, self._update)
        self.set_session(session)
        self.retranslate()

    def _build(self) -> None:
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(10, 7, 12, 7)
        line.setSpacing(8)
        self.fold_button = QToolButton(self)
        self.fold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold_button.setIconSize(QSize(14, 14))
        self.fold_button.clicked.connect(lambda: self.set_folded(not self.folded))
        self.empty_words = Hint(self)
        self.empty_words.setTextFormat(Qt.TextFormat.PlainText)
        self.empty_words.setProperty("kind", "quiet")
        self.empty_words.setMinimumWidth(80)  # a narrow window shortens it
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFixedHeight(32)
        self._inside = inside = QWidget(self.area)
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.more = label(kind="quiet", parent=inside)
        self.more.hide()
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.area.setWidget(inside)
        self.area.horizontalScrollBar().rangeChanged.connect(self._fit)
        self.type_button = QToolButton(self)
        self.type_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.type_button.setIconSize(QSize(18, 18))
        self.type_menu = QMenu(self.type_button)
        self.type_menu.aboutToShow.connect(self._draw_types)
        self.type_button.setMenu(self.type_menu)
        self.note = NoteLine(self)
        self.note.setMaxLength(MAX_TEXT)
        self.note.setMinimumWidth(110)
        self.note.setMaximumWidth(210)
        self.note.returnPressed.connect(self._add)
        line.addWidget(self.fold_button)
        line.addWidget(self.empty_words)
        line.addWidget(self.area, 4)
        line.addWidget(self.type_button)
        line.addWidget(self.note, 1)

    def set_session(self, session: Session | None) -> None:
        """Show the parked cards of another document."""
        if self.session is not None:
            self.session.forget(self._heard)
        self.session = session
        if session is not None:
            session.listen(self._heard)
        self._basis = ()
        self._update()

    def setVisible(self, visible: bool) -> None:
        """Open or close it for good: an opened tray stays when its last card leaves."""
        self.opened = visible
        super().setVisible(visible)

    def set_folded(self, folded: bool) -> None:
        """Show the title and the count only, or the cards too."""
        self.folded = folded
        self._arrange()

    def count(self) -> int:
        """How many cards are parked in the map in view."""
        return self._count

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setAccessibleName(tr("Parking tray"))
        self.empty_words.setText(tr("Ideas without a place yet wait here"))
        self.note.setPlaceholderText(tr("Quick note…"))
        self.note.setAccessibleName(tr("Quick note"))
        self.note.setToolTip(tr("Enter parks it as a card"))
        self.type_menu.clear()
        for lane_type in LANE_TYPES:
            action = QAction(tr(lane_type.card_name), self.type_menu)
            action.setData(lane_type.key)
            action.triggered.connect(lambda _=False, key=lane_type.key: self._choose_type(key))
            self.type_menu.addAction(action)
        self._choose_type(self.note_type)
        self._basis = ()
        self._update()
        self._arrange()

    def _draw_types(self) -> None:
        """The signs in the menu, when it opens."""
        for action in self.type_menu.actions():
            action.setIcon(self._tile(action.data()))

    def _tile(self, key: str) -> QIcon:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(18 * ratio), round(18 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        tiles.paint_tile(painter, pixmap.rect().toRectF().adjusted(0, 0, 18 - pixmap.width(), 18 - pixmap.height()),
                         tokens.load("paper").lane(key), tiles.lane_icon(key))  # fmt: skip
        painter.end()
        return QIcon(pixmap)

    def _choose_type(self, key: str) -> None:
        self.note_type = key
        name = tr(drawn_as(key).card_name)
        self.type_button.setIcon(self._tile(key))
        self.type_button.setToolTip(tr("Kind of the next note: {name}", name=name))
        self.type_button.setAccessibleName(tr("Kind of the next note: {name}", name=name))

    def _heard(self, aspect: Aspect) -> None:
        if aspect == "selection":
            self._mark()
        elif aspect == "map":
            self._update()
        elif aspect == "document" and self.session is not None:
            document = self.session.document
            if document is self.session.saved_document and len(document.cards) <= _MANY:
                self._update()
            elif not self._later.isActive():
                self._later.start()

    def _parked(self) -> tuple[Card, ...] | None:
        """The parked cards of the map in view; None where nothing that matters has changed."""
        session = self.session
        if session is None:
            return ()
        document = session.document
        basis = (document.cards, document.lanes, document.steps, document.project, session.map_id)
        if len(basis) == len(self._basis) and all(a is b for a, b in zip(basis, self._basis, strict=True)):
            return None
        self._basis = basis
        return queries.parked(document, session.map_id)

    def _update(self) -> None:
        self._later.stop()
        parked = self._parked()
        if parked is None:
            return
        everything, parked = len(parked), parked[:MOST_CHIPS]
        while len(self.chips) > len(parked):
            chip = self.chips.pop()
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self.chips) < len(parked):
            chip = Chip(self._inside, self._together, self._carried)
            chip.chosen.connect(lambda more, chip=chip: self._select(chip.card_id, more))
            chip.menu_asked.connect(lambda place, chip=chip: self._menu(chip, place))
            self._row.insertWidget(len(self.chips), chip)
            self.chips.append(chip)
        if self.session is not None:
            document = self.session.document
            theme = tokens.load(document.project.theme)
            for chip, card in zip(self.chips, parked, strict=True):
                kind = tr(drawn_as(card.type).card_name)
                chip.show_card(card.id, end_text(document, card.id), theme.lane(card.type), kind)
        more = everything - len(parked)
        self.more.setText(ntr("and {count} more", "and {count} more", more))
        self.more.setVisible(more > 0)
        before, self._count = self._count, everything
        self._grown = everything > before
        self._mark()
        self._arrange()
        wanted = bool(self._count) or self.opened
        came_or_went = bool(before) != bool(self._count)
        # Without a parent it would come as a window of its own.
        if came_or_went and wanted == self.isHidden() and self.parentWidget() is not None:
            super().setVisible(wanted)
            self.shown_changed.emit(wanted)

    def _arrange(self) -> None:
        folded = self.folded
        self.fold_button.setText(tr("Parking tray") + f"  {number(self._count)}")
        self.fold_button.setIcon(appearance.icon("chevron-right" if folded else "chevron-down"))
        self.fold_button.setToolTip(tr("Show the parked cards") if folded else tr("Fold the tray"))
        self.area.setVisible(not folded and self._count > 0)
        self.empty_words.setVisible(not folded and not self._count)
        self.note.setVisible(not folded)
        self.type_button.setVisible(not folded)
        edge = 3 if folded else 7
        self._line.setContentsMargins(10, edge, 12, edge)
        self._line.setStretchFactor(self.empty_words, 0 if self._count or folded else 1)
        self._line.setAlignment(self.fold_button, Qt.AlignmentFlag.AlignLeft if folded else Qt.AlignmentFlag(0))

    def _fit(self, low: int, high: int) -> None:
        """Room for the scroll bar only where there is one; what has just come is in sight."""
        self.area.setFixedHeight(32 if high <= low else 44)
        if self._grown:
            self.area.horizontalScrollBar().setValue(high)

    def _mark(self) -> None:
        chosen = self.session.selection if self.session is not None else ()
        for chip in self.chips:
            chip.mark(chip.card_id in chosen)

    def _together(self, card_id: str) -> list[str]:
        """The parked cards that are dragged with one: the selected ones, when it is among them."""
        chosen = [chip.card_id for chip in self.chips if chip.marked]
        return chosen if card_id in chosen else [card_id]

    def _carried(self, card_ids: list[str]) -> QMimeData:
        """What is dragged: cards of this project here, and copies in every form that another program may want."""
        from cjdesigner.ui import dragging_out

        data = dragging_out.offered(self.session, card_ids) if self.session is not None else QMimeData()
        data.setData(mime.CARDS, " ".join(card_ids).encode())
        return data

    def _select(self, card_id: str, more: bool) -> None:
        if self.session is not None:
            self.session.toggle(card_id) if more else self.session.select([card_id])

    def _menu(self, chip: Chip, place: QPoint) -> None:
        if not chip.marked:
            self._select(chip.card_id, False)
        self.menu_requested.emit(place)

    def _add(self) -> None:
        text = self.note.text().strip()
        session = self.session
        if not text or session is None or session.map_id not in session.saved_document.maps:
            return
        document, _ = cards.add_parked(session.saved_document, session.map_id, self.note_type, text)
        self.note.clear()
        session.commit(document, tr("Park a note"))

    def light(self, on: bool) -> None:
        """Show that what is dragged can be let go here."""
        if bool(self.property("lit")) != on:
            appearance.wear(self, "lit", on)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        said = self._would(event)
        if said:
            self.light(True)
            self.hinted.emit(said)
            event.acceptProposedAction() if mime.is_ours(event.mimeData()) else copies(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.light(False)
        self.hinted.emit("")

    def _would(self, event: QDropEvent) -> str:
        """What letting go would do, in words; "" for what cannot be parked."""
        data = event.mimeData()
        if mime.is_ours(data) and (data.hasFormat(mime.BLOCK) or self._placed(data)) or self.away():
            return tr("Drop to park it")
        if self._own_chip(data) or data.hasFormat(mime.PERSONA) or mime.files_to_open(data):
            return ""
        if mime.has_pictures([url.toLocalFile() for url in data.urls()]):
            return tr("Drop to park the pictures")
        return tr("Drop to park it as cards") if mime.is_foreign(data) else ""

    def _placed(self, data: QMimeData) -> list[str]:
        """Which of the cards that are carried by their ids stand on the map."""
        known = self.session.saved_document.cards if self.session is not None else {}
        ids = mime.content(data, mime.CARDS).split()
        return [one for one in ids if one in known and known[one].lane]

    def _own_chip(self, data: QMimeData) -> bool:
        """Whether it is cards that are parked here already."""
        known = self.session.saved_document.cards if self.session is not None else {}
        return any(one in known for one in mime.content(data, mime.CARDS).split())

    def dropEvent(self, event: QDropEvent) -> None:
        self.light(False)
        self.hinted.emit("")
        data, session = event.mimeData(), self.session
        if session is None or not self._would(event):
            return
        own = self._placed(data) or list(self.away())
        if data.hasFormat(mime.BLOCK):
            event.acceptProposedAction()
            self.dropped.emit(mime.BLOCK, mime.content(data, mime.BLOCK))
        elif own:
            event.acceptProposedAction()
            label = ntr("Park {count} card", "Park {count} cards", len(own))
            session.commit(cards.park(session.saved_document, own), label)
        else:
            copies(event)
            when_over(event, lambda data: self.foreign_dropped.emit(data, self.note_type))
