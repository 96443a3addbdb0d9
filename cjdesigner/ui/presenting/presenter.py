"""The presentation's window: takes keys, clicker, mouse and touch, and shows one stop after the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.model import queries
from cjdesigner.ui.presenting import workshop
from cjdesigner.ui.presenting.keys import ACTION
from cjdesigner.ui.presenting.panels import Capture, Help, LookUp, Panel
from cjdesigner.ui.presenting.picture import Picture, close_aspect
from cjdesigner.ui.presenting.screens import Screens
from cjdesigner.ui.presenting.speaker import Notes, SpeakerWindow
from cjdesigner.ui.presenting.walk import Walk, card_at, words_of
from cjdesigner.ui.presenting.workshop import Feeling
from cjdesigner.words import tr

CURSOR_FOR = 2000
"""Milliseconds after which a pointer that rests is hidden."""
TYPED_FOR = 3000
"""Milliseconds that a number waits for its Enter, and that a short notice stays."""
_CLICK = 6.0
"""Logical pixels beyond which a click is a drag."""


class Presenter(QWidget):
    """One presentation of the map that a session shows. It edits nothing unless the room adds something."""

    ended = Signal()

    def __init__(
        self, session: Session, still: bool = False, selection: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        """``still`` cuts from stop to stop instead of moving; ``selection`` is what to start from."""
        super().__init__(parent, Qt.WindowType.Window)
        self.session = session
        self.setWindowTitle(tr("Presentation"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.picture = Picture(self, Walk(session, self._aspect()), still)
        self.walk.start_from(selection)
        self.typed = ""
        self._own_steps = 0
        self._drag: QPointF | None = None
        self._dragged = False
        self._drawing_ink = False
        self._feeling: Feeling | None = None
        self.look_up_panel = LookUp(self)
        self.capture_panel = Capture(self)
        self.help_panel = Help(self)
        self.notes_panel = Notes(self)
        self.notes_panel.hide()
        self.screens = Screens(self, self.picture)
        self.screens.pressed.connect(self.keyPressEvent)
        self.screens.closed.connect(self.leave)
        self._cursor_timer = self._timer(CURSOR_FOR, self._hide_cursor)
        self._typed_timer = self._timer(TYPED_FOR, self._forget_typed)
        self.look_up_panel.chosen.connect(self.show_card)
        self.capture_panel.kept.connect(self._keep)
        for panel in (self.look_up_panel, self.capture_panel):
            panel.closed.connect(self.setFocus)
        if parent is not None:
            parent.installEventFilter(self)
        session.listen(self._changed)
        self._listening = True
        self.picture.arrived.connect(self.screens.tell)
        self._announce()

    def _timer(self, after: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(run)
        return timer

    @property
    def walk(self) -> Walk:
        """The stops, and where it is."""
        return self.picture.walk

    # --- screens --------------------------------------------------------------------------------------------------

    @property
    def speaker(self) -> SpeakerWindow | None:
        """The speaker's own view, where there are two screens."""
        return self.screens.speaker

    def begin(self, beside: QScreen | None = None) -> None:
        """Fill the screen; with two, the other one than ``beside``, which then shows the speaker's view."""
        self.screens.begin(beside)
        self._cursor_timer.start()

    def swap_screens(self) -> None:
        """The map to the speaker's screen, and the speaker's view to the other."""
        self.screens.swap()

    # --- the way --------------------------------------------------------------------------------------------------

    def _went(self, changed: bool) -> None:
        self.picture.blank = ""
        self.help_panel.hide()
        if changed or self.picture.free:
            self.picture.travel()
        self._announce()
        self.update()

    def _announce(self) -> None:
        """What a screen reader says."""
        stop = self.walk.stop
        self.setAccessibleName(stop.title)
        self.setAccessibleDescription(stop.text)
        self.notes_panel.tell(stop, self.walk.following)

    def forward(self) -> None:
        """To the next stop, or to the one whose number was typed."""
        if self.typed:
            place = int(self.typed) - 1
            self._forget_typed()
            self._went(self.walk.go(place))
        else:
            self._went(self.walk.step(1))

    def back(self) -> None:
        """To the stop before; takes back a digit first."""
        if self.typed:
            self._type(self.typed[:-1])
        else:
            self._went(self.walk.step(-1))

    def next_section(self) -> None:
        """To the next phase, or whatever comes after the phases."""
        self._went(self.walk.section(1))

    def previous_section(self) -> None:
        """To the beginning of this part, or of the one before."""
        self._went(self.walk.section(-1))

    def first(self) -> None:
        """To the overview."""
        self._went(self.walk.go(0))

    def last(self) -> None:
        """To the decisions."""
        self._went(self.walk.go(len(self.walk.stops) - 1))

    def leave(self) -> None:
        """End the presentation."""
        if self.help_panel.isVisible():
            self.help_panel.leave()
        else:
            self.close()

    def show_card(self, card_id: str) -> None:
        """Look at one card, beside the way."""
        stop = self.walk.card_stop(card_id)
        if stop is not None:
            self.walk.aside = stop
            self._went(True)

    # --- what is shown over it ------------------------------------------------------------------------------------

    def black(self) -> None:
        """A black screen, and back."""
        self._blank("#000000")

    def white(self) -> None:
        """A white screen, and back."""
        self._blank("#FFFFFF")

    def _blank(self, colour: str) -> None:
        self.picture.blank = "" if self.picture.blank == colour else colour
        self.update()

    def laser(self) -> None:
        """The laser pointer, and back."""
        self._use("laser")

    def spotlight(self) -> None:
        """The spotlight, and back."""
        self._use("spotlight")

    def pen(self) -> None:
        """The pen, and back."""
        self._use("pen")

    def _use(self, tool: str) -> None:
        self.picture.tool = "" if self.picture.tool == tool else tool
        self._show_cursor()
        self.update()

    def erase(self) -> None:
        """Wipe what the pen drew here."""
        self.picture.ink.erase(self.picture.sheet)
        self.update()

    def zoom(self) -> None:
        """Twice as large around the pointer; back where that was done before."""
        if self.picture.free:
            self.picture.travel()
        else:
            self.picture.travel_to(self.picture.view.zoomed(2.0, self._pointer()))
        self.update()

    def closer(self) -> None:
        """A little larger."""
        self.picture.hold(self.picture.view.zoomed(1.25, self._pointer()))

    def farther(self) -> None:
        """A little smaller."""
        self.picture.hold(self.picture.view.zoomed(0.8, self._pointer()))

    def _pointer(self) -> QPointF:
        return self.picture.pointer or QPointF(self.rect().center())

    def notes(self) -> None:
        """Notes, clock and next stop over the map, and back."""
        self.notes_panel.setVisible(not self.notes_panel.isVisible())
        self.picture.words_hidden = self.notes_panel.isVisible()
        self._place_panels()
        self.update()

    def help(self) -> None:
        """The keys, and back."""
        self.help_panel.setVisible(not self.help_panel.isVisible())
        self.help_panel.raise_()
        self._place_panels()

    # --- from the room --------------------------------------------------------------------------------------------

    def look_up(self, start: str = "") -> None:
        """Ask for a card."""
        document = self.session.document
        found = [card.id for card in document.cards.values() if card.map == self.walk.map_id]
        said = [
            (one, words_of(self.session, one)) for one in found if not queries.is_parked(document, document.cards[one])
        ]
        self.look_up_panel.begin([(one, text) for one, text in said if text.strip()], start)
        self._place_panels()

    def capture(self) -> None:
        """Ask for what the room says."""
        stop = self.walk.stop
        lanes = workshop.lanes_for(self.session, self.walk.map_id)
        step = self.session.document.steps.get(stop.step)
        first = workshop.lane_first(self.session, stop, self.walk.map_id)
        self.capture_panel.begin(lanes, first, step.name if step else "")
        self._place_panels()

    def _keep(self, text: str, lane: object) -> None:
        stop = self.walk.stop
        self._own_steps += 1
        workshop.capture(self.session, stop, self.walk.map_id, lane, text)  # type: ignore[arg-type]
        self.say(tr("Added."))

    def vote(self, by: int = 1) -> None:
        """A dot for the card under the pointer, or for the one that was looked up."""
        card_id = self._card_to_vote()
        if not card_id:
            self.say(tr("Point at a card to vote."))
            return
        self._own_steps += 1
        workshop.vote(self.session, card_id, by)

    def _card_to_vote(self) -> str:
        cards = self.session.document.cards
        at = self.picture.pointer
        if at is not None:
            place = self.picture.view.scene(at)
            under = card_at(self.picture.drawing, place.x(), place.y())
            if under in cards:
                return under
        lit = [one for one in self.walk.stop.lit if one in cards]
        only = lit if self.walk.aside else [one for one in lit if cards[one].type == "solutions"]
        return only[0] if len(only) == 1 else ""

    def take_back(self) -> None:
        """Undo what the room added, and nothing from before."""
        if self._own_steps:
            self._own_steps -= 1
            self.say(self.session.undo() or "")

    def say(self, text: str) -> None:
        """A few words in the caption, for a moment."""
        self.picture.said = text
        self._typed_timer.start()
        self.update()

    def _type(self, digits: str) -> None:
        self.typed = digits
        self.say(digits)

    def _forget_typed(self) -> None:
        self.typed = ""
        self.picture.said = ""
        self.update()

    def _changed(self, aspect: Aspect) -> None:
        if aspect == "document" and self._feeling is not None:
            self.walk.relay()
            self.update()
        elif aspect == "document":
            if self.walk.refresh():
                self.picture.refresh()
                self._announce()
                self.screens.tell()
            else:
                self.close()

    # --- events ---------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The presentation ends with the window that it belongs to, and with a project that gives way to another."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False

    def event(self, event: QEvent) -> bool:
        """No shortcut of the editor works here; pinches zoom."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = QPointF(self.mapFromGlobal(pinch.hotSpot().toPoint()))
                self.picture.hold(self.picture.view.zoomed(pinch.scaleFactor(), at))
                self._dragged = True
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for; a letter that stands for nothing begins to look up a card."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        key, text = Qt.Key(event.key()), event.text()
        if held:
            if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
                self.take_back()
            return
        if text.isdigit() and text.isascii():
            if text == "0" and not self.typed:
                self._went(True)
            elif len(self.typed) < 4:
                self._type(self.typed + text)
        elif key == Qt.Key.Key_V and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.vote(-1)
        elif key in ACTION:
            getattr(self, ACTION[key])()
        elif text.strip() and text.isprintable():
            self.look_up(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke or a drag; the right button goes back."""
        self._show_cursor()
        if event.button() == Qt.MouseButton.RightButton:
            self.back()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._dragged = False
            self._drag = event.position()
            if self.picture.tool == "pen":
                self._drawing_ink = True
                self.picture.ink.begin(self.picture.sheet, self.picture.view.scene(event.position()))
            elif self.walk.stop.slide is None and self.walk.stop.map == self.walk.map_id:
                place = self.picture.view.scene(event.position())
                under = card_at(self.picture.drawing, place.x(), place.y())
                self._feeling = Feeling.at(self.session, under, place.y(), self.picture.drawing)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, drag, or move the pointer."""
        at = event.position()
        self.picture.pointer = at
        self._show_cursor()
        if self._drawing_ink:
            self.picture.ink.go_on(self.picture.sheet, self.picture.view.scene(at))
            self.update()
        elif self._drag is not None:
            moved = at - self._drag
            if self._dragged or moved.manhattanLength() > _CLICK:
                self._dragged = True
                if self._feeling is not None:
                    self._feeling.move(self.picture.view.scene(at).y())
                    return
                self.picture.hold(self.picture.view.moved(moved.x(), moved.y()))
                self._drag = at
        elif self.picture.tool in ("laser", "spotlight"):
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that was no drag goes on."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        clicked = self._drag is not None and not self._dragged and not self._drawing_ink
        feeling, self._feeling = self._feeling, None
        if feeling is not None and self._dragged and feeling.keep():
            self._own_steps += 1
        self._drag, self._drawing_ink = None, False
        open_panels = [one for one in (self.help_panel, self.look_up_panel, self.capture_panel) if one.isVisible()]
        if open_panels and clicked:
            for panel in open_panels:
                panel.leave()
        elif clicked:
            self._forget_typed()
            self.forward()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        turn = event.angleDelta().y() or event.pixelDelta().y() * 4
        self.picture.hold(self.picture.view.zoomed(1.0015**turn, event.position()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self.picture.pointer = None
        self.update()

    def _show_cursor(self) -> None:
        tool = self.picture.tool
        shapes = {"laser": Qt.CursorShape.BlankCursor, "pen": Qt.CursorShape.CrossCursor}
        self.setCursor(shapes.get(tool, Qt.CursorShape.ArrowCursor))
        self._cursor_timer.start()

    def _hide_cursor(self) -> None:
        if self.picture.tool != "pen":
            self.setCursor(Qt.CursorShape.BlankCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stop as it is now."""
        painter = QPainter(self)
        self.picture.paint(painter)
        painter.end()

    def _aspect(self) -> float:
        return close_aspect(max(self.width(), 1), max(self.height(), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size may hold more or fewer cards at a time."""
        super().resizeEvent(event)
        self.walk.aspect = self._aspect()
        self.walk.refresh()
        self.picture.refresh()
        self._place_panels()

    def _place_panels(self) -> None:
        unit = self.picture.unit
        wide, high = self.width(), self.height()
        margin = round(24 * unit)
        bottom = high - round(self.picture.caption_high) - margin
        for panel in (self.look_up_panel, self.capture_panel):
            panel.scaled(unit)
            panel.setFixedWidth(min(wide - 2 * margin, round(560 * unit)))
            panel.adjustSize()
            top = round(high * 0.22) if panel is self.look_up_panel else bottom - panel.height()
            panel.move((wide - panel.width()) // 2, top)
        self._centre(self.help_panel, unit)
        self.notes_panel.scaled(unit)
        size = min(wide - 2 * margin, round(420 * unit)), min(bottom - margin, round(440 * unit))
        self.notes_panel.setGeometry(wide - size[0] - margin, bottom - size[1], *size)

    def _centre(self, panel: Panel, unit: float) -> None:
        panel.scaled(unit)
        panel.adjustSize()
        panel.move((self.width() - panel.width()) // 2, (self.height() - panel.height()) // 2)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of everything; nothing is left behind in the document."""
        self.picture.stop()
        parent = self.parent()
        if parent is not None:
            parent.removeEventFilter(self)
        if self._feeling is not None:
            self._feeling = None
            self.session.preview(None)
        self._cursor_timer.stop()
        self._typed_timer.stop()
        if self._listening:
            self._listening = False
            self.session.forget(self._changed)
        self.screens.close()
        super().closeEvent(event)
        self.ended.emit()
