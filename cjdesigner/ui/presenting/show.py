"""What a presentation can be told to do: go on and back, zoom, point, ask, take what the room says."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QScreen,
)
from PySide6.QtWidgets import QMenu, QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.files.settings import Preferences
from cjdesigner.layout.staging import close_aspect
from cjdesigner.model.records import Lane
from cjdesigner.ui.pause import pause
from cjdesigner.ui.presenting import menu
from cjdesigner.ui.presenting.overlays import Overlays
from cjdesigner.ui.presenting.picture import Picture
from cjdesigner.ui.presenting.pointing import Pointing
from cjdesigner.ui.presenting.room import Room
from cjdesigner.ui.presenting.screens import Screens
from cjdesigner.ui.presenting.speaker import SpeakerWindow
from cjdesigner.ui.presenting.walk import Walk
from cjdesigner.words import tr

CURSOR_FOR = 2000
"""Milliseconds after which a pointer that rests is hidden."""
TYPED_FOR = 3000
"""Milliseconds that a number waits for its Enter, and that a short notice stays."""


class Show(QWidget):
    """One presentation of the map that a session shows. It edits nothing unless the room adds something."""

    ended = Signal()

    def __init__(
        self,
        session: Session,
        still: bool = False,
        selection: tuple[str, ...] = (),
        parent: QWidget | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        """``still`` cuts from stop to stop instead of moving; ``selection`` is what to start from.

        Who looks on, and whether maps are built up, is taken from the preferences and remembered in them.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self.session = session
        self.preferences = preferences
        self.setWindowTitle(tr("Presentation"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if parent is not None:
            self.resize(parent.screen().size())  # as it will be in most rooms: the stops need not be made twice
        chosen = preferences.settings if preferences is not None else None
        audience = chosen.present_to if chosen is not None else ""
        build_up = chosen.build_up if chosen is not None else False
        self.picture = Picture(self, Walk(session, self._aspect(), audience, build_up), still)
        self.walk.start_from(selection)
        self.typed = ""
        self.room = Room(session, self.picture)
        self.pointing = Pointing(self)
        self.overlays = Overlays(self, self.picture)
        self.look_up_panel, self.capture_panel = self.overlays.look_up, self.overlays.capture
        self.help_panel, self.notes_panel = self.overlays.help, self.overlays.notes
        self.screens = Screens(self, self.picture)
        self.screens.pressed.connect(lambda event: self.keyPressEvent(event))
        self.screens.closed.connect(self.leave)
        self._cursor_timer = pause(self, CURSOR_FOR, self._hide_cursor)
        self._typed_timer = pause(self, TYPED_FOR, self._forget_typed)
        self.look_up_panel.chosen.connect(self.show_card)
        self.capture_panel.kept.connect(self._keep)
        if parent is not None:
            parent.installEventFilter(self)
        session.listen(self._changed)
        self._listening = True
        self.picture.arrived.connect(self.screens.tell)
        self.picture.build(at_once=True)
        self._announce()
        if self.walk.profile is not None:
            self.say(self._for_whom())

    @property
    def walk(self) -> Walk:
        """The stops, and where it is."""
        return self.picture.walk

    def _aspect(self) -> float:
        return close_aspect(max(self.width(), 1), max(self.height(), 1))

    def _show_cursor(self) -> None:
        tool = self.picture.tool
        shapes = {"laser": Qt.CursorShape.BlankCursor, "pen": Qt.CursorShape.CrossCursor}
        self.setCursor(shapes.get(tool, Qt.CursorShape.ArrowCursor))
        self._cursor_timer.start()

    def _hide_cursor(self) -> None:
        if self.picture.tool != "pen":
            self.setCursor(Qt.CursorShape.BlankCursor)

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
        if changed:
            self.picture.build(at_once=True)
        if changed or self.picture.free:
            self.picture.travel()
        self._announce()
        self.update()

    def _announce(self) -> None:
        """What a screen reader says."""
        stop = self.walk.stop
        self.setAccessibleName(stop.title)
        self.setAccessibleDescription(stop.text)
        self.notes_panel.tell(stop, self.walk.following, self.walk.number)

    def forward(self) -> None:
        """To the next lane where the map is built up, else to the next stop, or to the one whose number was typed."""
        if self.typed:
            place = int(self.typed) - 1
            self._forget_typed()
            self.go(place)
        elif not self._build(1):
            self._went(self.walk.step(1))

    def back(self) -> None:
        """To the stop before; takes back a digit or a lane first."""
        if self.typed:
            self._type(self.typed[:-1])
        elif not self._build(-1):
            self._went(self.walk.step(-1))

    def _build(self, by: int) -> bool:
        if self.picture.blank or self.picture.free or not self.walk.build(by):
            return False
        self.help_panel.hide()
        self.picture.build()
        return True

    def go(self, place: int) -> None:
        """To a stop by its number from 0."""
        self._went(self.walk.go(place))

    def next_section(self) -> None:
        """To the next phase, or whatever comes after the phases."""
        self._went(self.walk.section(1))

    def previous_section(self) -> None:
        """To the beginning of this part, or of the one before."""
        self._went(self.walk.section(-1))

    def first(self) -> None:
        """To the overview."""
        self.go(0)

    def last(self) -> None:
        """To the decisions."""
        self.go(len(self.walk.stops) - 1)

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

    def clicked(self) -> None:
        """A click or a tap goes on; beside an open field it closes the field."""
        if not self.overlays.leave():
            self._forget_typed()
            self.forward()

    # --- who looks on ---------------------------------------------------------------------------------------------

    def audience(self) -> None:
        """Ask who looks on."""
        self._pop_up(menu.audience_menu(self), QPointF(self.rect().center()) / 2)

    def show_to(self, audience: str) -> None:
        """Leave out what this audience is not to see, "" for those who may see everything; remembered."""
        self.walk.audience = audience
        self._remember(present_to=audience)
        self._audience_changed()
        self.say(self._for_whom())

    def _for_whom(self) -> str:
        profile = self.walk.profile
        return tr("For {audience}", audience=profile.name[:60]) if profile else tr("Everything is shown.")

    def turn_lane(self, lane_id: str) -> None:
        """Leave out a lane for as long as this presentation lasts, and back."""
        self.walk.hidden_lanes ^= {lane_id}
        self._audience_changed()

    def turn_persona(self, persona_id: str) -> None:
        """Leave out a persona for as long as this presentation lasts, and back."""
        self.walk.hidden_personas ^= {persona_id}
        self._audience_changed()

    def _audience_changed(self) -> None:
        self.walk.refresh()
        self.picture.refresh()
        self._announce()
        self.screens.tell()

    def _remember(self, **choices: object) -> None:
        if self.preferences is not None:
            self.preferences.change(**choices)

    def build_up(self) -> None:
        """Build maps up lane by lane, or show them as a whole; remembered."""
        self.walk.build_up = not self.walk.build_up
        self.walk.built = 1
        self._remember(build_up=self.walk.build_up)
        self.picture.build(at_once=True)
        self.say(tr("Lane by lane") if self.walk.build_up else tr("All lanes at once"))

    def menu(self, at: QPointF | None = None) -> None:
        """Everything that can be done, at a point of the window."""
        self._pop_up(menu.menu(self), at if at is not None else self._pointer())

    def _pop_up(self, shown: QMenu, at: QPointF) -> None:
        self._show_cursor()
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        shown.popup(self.mapToGlobal(at.toPoint()))

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
        self.overlays.show_notes()

    def help(self) -> None:
        """The keys, and back."""
        self.overlays.show_help()

    # --- from the room --------------------------------------------------------------------------------------------

    def look_up(self, start: str = "") -> None:
        """Ask for a card."""
        self.look_up_panel.begin(self.room.cards(), start)
        self.overlays.place()

    def capture(self) -> None:
        """Ask for what the room says."""
        lanes, first = self.room.lanes()
        step = self.session.document.steps.get(self.walk.stop.step)
        self.capture_panel.begin(lanes, first, step.name if step else "")
        self.overlays.place()

    def _keep(self, text: str, lane: Lane | None) -> None:
        self.room.add(text, lane)
        self.say(tr("Added."))

    def vote(self, by: int = 1) -> None:
        """A dot for the card under the pointer, or for the one that was looked up."""
        if not self.room.vote(by):
            self.say(tr("Point at a card to vote."))

    def take_back(self) -> None:
        """Undo what the room added, and nothing from before."""
        done = self.room.take_back()
        if done is not None:
            self.say(done)

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
        if aspect == "document" and self.room.feeling is not None:
            self.walk.relay()
            self.update()
        elif aspect == "document":
            if self.walk.refresh():
                self.picture.refresh()
                self._announce()
                self.screens.tell()
            else:
                self.close()
