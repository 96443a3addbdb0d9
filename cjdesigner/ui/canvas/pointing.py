"""The mouse on the canvas: selecting, beginning gestures, following them, and what is shown under the pointer."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from cjdesigner.edit.clipboard import text_of
from cjdesigner.editor import carrying, curving, drawing_links, folding, gestures, reordering, resizing, telling
from cjdesigner.editor.gestures import Carrying, Feedback, Gesture, Pointer
from cjdesigner.editor.linking import ENDS
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box, Hit
from cjdesigner.layout.links import drawn_links
from cjdesigner.model.document import Document
from cjdesigner.ui import collector, many_cards
from cjdesigner.ui.canvas import drops, edges
from cjdesigner.ui.canvas.overlay import Handle, handle_for
from cjdesigner.ui.pause import pause
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView


HOLD = 700
"""Milliseconds that cards are held over a folded phase until it opens."""


class Home(NamedTuple):
    """Where cards came from that are dragged over another map."""

    map_id: str
    selection: tuple[str, ...]
    bars: tuple[int, int]
    """The values of the scroll bars."""


class Pointing:
    """The mouse's part of one canvas."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.gesture: Gesture | Carrying | None = None
        self.hit: Hit | None = None
        self.space = False
        """Space is held: a drag pans."""
        self._pressed: Pointer | None = None
        self._take_out = ""
        """A selected record that a click with Ctrl takes out of the selection."""
        self._dragged = False
        """The pointer has gone far enough since the press: no click any more."""
        self._panning: QPoint | None = None
        self._pan_button = Qt.MouseButton.NoButton
        self._base: Document | None = None
        """What the gesture began with: should it change underneath, the gesture is dropped."""
        self._at = QPointF()
        self._sending = False
        self.crossing = False
        """Another map is being shown to the cards that are dragged: no reason to drop them."""
        self._home: Home | None = None
        self._unfolded = ""
        """The folded phase that was pressed last: a double click only opens it."""
        self._followed = False
        """The last click was on a chip and has led elsewhere: a double click goes no further."""
        self._twice = ""
        """What was pressed twice: let go where it is, its text or picture is opened; pulled, it is dragged."""
        self._grown: tuple[str, str, str, Pointer] | None = None
        """What a link was drawn from, with the lane and step of the cell that it was let go in, and where."""
        self._told: tuple[str, ...] = ()
        """The cards that the chip below the pointer counts, lit for as long."""
        self._last = Pointer(0, 0)
        self._scroll = QTimer(view)
        self._scroll.setInterval(16)
        self._scroll.timeout.connect(self._auto_scroll)
        self._held_fold = ""
        """The folded phase that cards are held over: after a moment it opens."""
        self._open_fold = pause(view, HOLD, self._unfold_held)

    @property
    def busy(self) -> bool:
        """Whether something is being dragged, or the map is."""
        return self.gesture is not None or self._panning is not None

    def pointer(self, position: QPointF, held: Qt.KeyboardModifier, released: bool = False) -> Pointer:
        """A place on the canvas, in its pixels, with the keys held: as gestures take it, in units of the map."""
        point = self.view.viewportTransform().inverted()[0].map(position)
        copy, extend = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if sys.platform == "darwin":
            copy, extend = Qt.KeyboardModifier.AltModifier, extend | Qt.KeyboardModifier.ControlModifier  # Command
        made = Pointer(
            point.x(),
            point.y(),
            extend=bool(held & extend),
            copy=bool(held & copy),
            free=bool(held & Qt.KeyboardModifier.AltModifier),
            released=released,
            slack=gestures.START_DISTANCE / self.view.scale_now,
        )
        if self.gesture is None:
            return made
        inside = self.view.viewport().rect().contains(position.toPoint())
        return made if inside and not self.view.targets.on_strip(made) else replace(made, beside=True)

    def press(self, event: QMouseEvent) -> None:
        """Select, begin a gesture, or pan. Another button in the middle of either changes nothing."""
        if self.busy:
            return
        if self.view.linking and event.button() == Qt.MouseButton.LeftButton:
            under = self.view.targets.under(self.pointer(event.position(), event.modifiers()))
            self.view.linking.pick(under.id if under else "")
            return
        self.view.setFocus()
        middle = event.button() == Qt.MouseButton.MiddleButton
        crop = self.view.crop
        if crop and event.button() == Qt.MouseButton.LeftButton and not self.space:
            if crop.press(self.pointer(event.position(), event.modifiers())):
                return
        if not crop or not (middle or self.space):  # one may pan while cropping
            self.view.finish_text()
        if middle or (self.space and event.button() == Qt.MouseButton.LeftButton):
            self._panning = event.position().toPoint()
            self._pan_button = event.button()
            self.view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._at = event.position()
        self._take_out = ""
        pointer = self.pointer(event.position(), event.modifiers())
        under = self.view.targets.under(pointer)
        self._unfolded = under.id if under and under.id in self.view.session.look.folded else ""
        self.begin(self._gesture_for(pointer), pointer)

    def _gesture_for(self, pointer: Pointer) -> Gesture | Carrying | None:
        """The gesture that a press here may become."""
        session = self.view.session
        drawing = self.view.overlay.drawing
        if drawing is None:
            return None
        if self.view.overlay.handle and self.view.targets.on_handle(pointer):
            source = self.view.overlay.handle.record
            grow = partial(self._grow, source)
            return drawing_links.draw_link(session, source, pointer, self.view.targets.under, grow)
        under = self.view.targets.under(pointer)
        mark = self.view.targets.hidden_at(pointer)
        if mark:
            return gestures.press_hidden(session, mark.kind, mark.ids, pointer)
        fold = self.view.targets.fold_sign(under)
        if fold and fold[1].holds(pointer.x, pointer.y):
            return gestures.press_fold(session, fold[0], pointer)
        border = self.view.targets.border_at(pointer)
        if border:
            return resizing.resize_step(session, border, pointer)
        border = self.view.targets.lane_border_at(pointer)
        if border:
            return resizing.resize_lane(session, border, pointer)
        if under is None or under.role == "cell":
            edge = self.view.targets.edge_at(pointer)
            if edge:
                return gestures.stretch_card(session, edge[0], pointer, left=edge[1])
            spot = None if pointer.extend or pointer.copy else self.view.targets.spot_at(pointer, under)
            if spot:
                return curving.pull_point(session, spot, pointer)
            kept = session.selection, session.cell
            link = self.view.targets.link_at(pointer)
            if link:
                session.select([link])
            elif not pointer.extend and not pointer.copy:
                session.select([], cell=(under.id, under.step) if under else None)
            return gestures.draw_marquee(session, pointer, kept)
        edge = self.view.targets.edge_at(pointer)
        if edge:
            return gestures.stretch_card(session, edge[0], pointer, left=edge[1])
        if pointer.copy and not pointer.extend and under.id in session.selection:
            self._take_out = under.id  # on release: until then it may become a drag that copies
        elif pointer.extend or pointer.copy:
            session.toggle(under.id)
        elif under.id not in session.selection:
            session.select([under.id])
        if under.role == "point":
            return carrying.drag_point(session, under.id, pointer)
        if under.role == "card" and session.selected_cards():
            return gestures.drag_cards(session, pointer)
        if under.role == "step":
            return reordering.drag_step(session, under.id, pointer)
        if under.role == "phase":
            return reordering.drag_phase(session, under.id, pointer)
        if under.role == "fold":
            return gestures.press_fold(session, under.id, pointer)
        if under.role == "lane":
            return reordering.drag_lane(session, under.id, pointer)
        return None

    def _grow(self, source: str, cell: Hit, pointer: Pointer) -> None:
        """A link was let go in a cell: when the gesture is over, a card begins there."""
        self._grown = source, cell.id, cell.step, pointer

    def begin(self, gesture: Gesture | Carrying | None, pointer: Pointer) -> None:
        """The button was pressed; what it does from now on is up to the gesture, if there is one."""
        self._pressed = pointer
        self._dragged = False
        self._last = pointer
        if gesture is None:
            return
        self.view.overlay.source = self.view.overlay.drawing
        self.view.overlay.forget_hover()
        if self._told:
            self._told = ()
            self.view.decorate()
        self._base = self.view.session.saved_document
        try:
            self.view.overlay.feedback = next(gesture)
        except StopIteration:
            return
        self.gesture = gesture

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what is under the pointer."""
        self._at = event.position()
        if self._panning is not None:
            if not event.buttons() & self._pan_button:
                self._stop_panning()  # the release went elsewhere
                return
            here = event.position().toPoint()
            self.view.scroll_by(self._panning.x() - here.x(), self._panning.y() - here.y())
            self._panning = here
            return
        pointer = self.pointer(event.position(), event.modifiers())
        self._last = pointer
        if self.view.crop:
            if not event.buttons() & Qt.MouseButton.LeftButton:
                self.view.crop.release()
            self.view.crop.move(pointer)
            return
        if self.gesture and not event.buttons() & Qt.MouseButton.LeftButton:
            self.cancel()  # the release went elsewhere: to a dialog, or to another window
        elif self.gesture:
            self.send(pointer)
            self._hold_over_fold(pointer)
            if self._left_window(event.globalPosition().toPoint()):
                return
            elsewhere = self.view.carries_cards() and self._held_over(event)
            if elsewhere:
                self.view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            if elsewhere or not any(self._pull()):
                self._scroll.stop()
            elif not self._scroll.isActive():
                self._scroll.start()
        elif not event.buttons():
            self.hover(pointer)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if self._panning is not None:
            if event.button() == self._pan_button:
                self._stop_panning()
            return
        if self.view.crop:
            self.view.crop.release()
            return
        if event.button() == Qt.MouseButton.LeftButton and self.gesture:
            outside = not self.view.viewport().rect().contains(event.position().toPoint())
            clinging = self.view.overlay.feedback.clinging
            over = outside and self.view.carries_cards() and (not clinging or self._held_over(event))
            if over:
                self.cancel()
                self.view.cards_carried_out.emit(event.globalPosition().toPoint())
                return
            pointer = self.pointer(event.position(), event.modifiers(), released=True)
            base, twice = self.view.session.saved_document, self._twice
            self.send(pointer)
            clicked = not self._dragged
            self.end()
            if self._home and self.view.session.saved_document is base:
                self._go_home()  # let go where nothing can land
            self._home = None
            grown, self._grown = self._grown, None
            if grown:
                source, lane_id, step_id, place = grown
                drawing = self.view.overlay.drawing
                made = drops.linked_card(self.view.session, source, lane_id, step_id, drawing, place)
                self.view.open_new(*made, keep_empty=False)
            elif clicked and twice:
                self._open(twice, pointer)
            elif clicked and self._take_out:
                self.view.session.toggle(self._take_out)
            elif clicked and not pointer.extend and not pointer.copy:
                self._clicked(pointer)
            self.hover(self.pointer(event.position(), event.modifiers()))

    def _held_over(self, event: QMouseEvent) -> bool:
        """Whether the pointer is on something beside the canvas that takes cards."""
        return self.view.carried_over(event.globalPosition().toPoint())

    def _left_window(self, place: QPoint) -> bool:
        """Whether cards were dragged out of the window: from here on they can be let go in any program."""
        window = self.view.window()
        clinging = self.view.overlay.feedback.clinging
        if clinging or not self.view.carries_cards() or window.frameGeometry().contains(place):
            return False
        carried = self.view.overlay.feedback.ghosts
        self.cancel()
        self.view.drag_out(carried)
        return True

    def _stop_panning(self) -> None:
        self._panning = None
        self.cursor()

    def held(self, modifiers: Qt.KeyboardModifier) -> None:
        """Shift or Ctrl was pressed or released in the middle of a gesture."""
        if self.gesture:
            self.send(self.pointer(self._at, modifiers))

    def document_changed(self) -> None:
        """Drop the gesture when what it began with is no longer there."""
        if self.gesture and not self._sending and self.view.session.saved_document is not self._base:
            self.cancel()

    def _clicked(self, pointer: Pointer) -> None:
        """A click without a drag on one of several selected cards selects it alone."""
        under = self.view.targets.under(pointer)
        spot = self.view.targets.spot_at(pointer, under)
        told = self.view.targets.told_at(pointer, under)
        self._followed = bool(told)
        if told:
            self.view.session.select(told)
            self.view.show_changed(told)
        elif spot:
            self.view.open_new(*curving.with_point(self.view.session.saved_document, spot))
        elif under and under.role in ("card", "point") and len(self.view.session.selection) > 1:
            self.view.session.select([under.id])

    def double_click(self, event: QMouseEvent) -> None:
        """Edit what is there, or add a card where nothing is."""
        if event.button() != Qt.MouseButton.LeftButton or self.space or self.busy:
            self.press(event)
            return
        pointer = self.pointer(event.position(), event.modifiers())
        if self.view.crop:
            self.view.crop.finish()
            return
        border = self.view.targets.border_at(pointer) or self.view.targets.lane_border_at(pointer)
        if border:
            self.view.session.commit(resizing.fitted(self.view.session, [border]), tr("Fit to content"))
            return
        under = self.view.targets.under(pointer)
        if under is None or under.role == "cell":
            link = self.view.targets.link_at(pointer)
            if link and self.view.targets.label_at(pointer, link):
                self.view.edit_text(link)
                return
            if link:
                self.view.keys.follow_link_from(link, pointer.x, pointer.y)
                return
        if under is None or under.id == self._unfolded or self._followed:
            return
        if under.role == "cell":
            self.view.add_card(under.id, under.step, pointer)
            return
        fold = self.view.targets.fold_sign(under)
        self.press(event)
        if self.view.targets.on_handle(pointer) or (fold and fold[1].holds(pointer.x, pointer.y)):
            return
        if self.gesture is not None:
            self._twice = under.id
        else:
            self._open(under.id, pointer)

    def _open(self, record_id: str, pointer: Pointer) -> None:
        """Edit what was clicked twice: its picture where that is below the pointer, else its text."""
        under = self.view.targets.under(pointer)
        meant = under is not None and under.id == record_id
        if under is not None and meant and self.view.targets.picture_at(under, pointer):
            self.view.crop_picture(record_id)
        elif under is not None and meant and self.view.targets.empty_frame_at(under, pointer):
            self.view.session.select([record_id])
            self.view.picture_asked.emit()
        elif self.view.session.document.find(record_id) is not None:
            self.view.edit_text(record_id)

    def send(self, pointer: Pointer) -> None:
        """Tell the gesture where the pointer is, and show what it answers; its end is kept as one step."""
        gesture = self.gesture
        if gesture is None:
            return
        self._dragged = self._dragged or self._pressed is None or gestures.far(self._pressed, pointer)
        self._sending = True
        collector.moving()
        try:
            self.view.overlay.feedback = gesture.send(pointer)
        except StopIteration as ended:
            self.end()
            if ended.value is not None:
                self._home = None  # they land on this map, though not yet
                many_cards.let_go(self.view, self.view.session, ended.value)
            return
        except BaseException:
            self.end()
            self.view.session.preview(None)
            raise
        finally:
            self._sending = False
        feedback = self.view.overlay.feedback
        self.view.hinted.emit(feedback.refusal or feedback.hint)
        if feedback.refusal:
            self.view.viewport().setCursor(Qt.CursorShape.ForbiddenCursor)
        else:
            self.cursor()
        self.view.viewport().update()

    def _hold_over_fold(self, pointer: Pointer) -> None:
        """Cards that are held over a folded phase for a moment open it, as folders open under files."""
        scene = self.view.session.scene()
        held = scene.folds and self.gesture and self.view.carries_cards() and not self.view.overlay.feedback.clinging
        fold = hits.fold_at(scene, pointer.x) if held else None
        phase = fold[0] if fold else ""
        if phase != self._held_fold:
            self._held_fold = phase
            self._open_fold.stop()
            if phase:
                self._open_fold.start()

    def _unfold_held(self) -> None:
        if self.gesture is None or not self._held_fold:
            return
        self.crossing = True
        try:
            folding.fold(self.view.session, [self._held_fold], folded=False)
        finally:
            self.crossing = False
        self._held_fold = ""
        self.send(self.pointer(self._at, QGuiApplication.keyboardModifiers()))

    def cross(self, map_id: str) -> None:
        """Go on dragging the cards on another map, at the same zoom; cancelled, they are back where they came from."""
        session, view = self.view.session, self.view
        if self.gesture is None or self._sending or not view.carries_cards() or map_id not in session.document.maps:
            return
        if self._home is None:
            bars = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
            self._home = Home(session.map_id, session.selection, bars)
        session.preview(None)
        self.crossing = True
        try:
            session.show_map(map_id)
        finally:
            self.crossing = False
        self.send(self.pointer(self._at, QGuiApplication.keyboardModifiers()))

    def _go_home(self) -> None:
        """Show the map again that the cards came from, as it was."""
        home, self._home = self._home, None
        session, view = self.view.session, self.view
        if home is None or home.map_id not in session.document.maps:
            return
        scale = view.scale_now
        session.show_map(home.map_id)
        session.select(home.selection)
        view.zoom_to(scale)
        view.horizontalScrollBar().setValue(home.bars[0])
        view.verticalScrollBar().setValue(home.bars[1])

    def end(self) -> None:
        """No gesture any more, and nothing shown of the last one."""
        self.gesture = self._base = None
        self._pressed = None
        self._twice = ""
        self._scroll.stop()
        self._open_fold.stop()
        self._held_fold = ""
        self.view.overlay.feedback = Feedback()
        self.view.overlay.source = None
        self.view.carried_over(None)
        self.view.hinted.emit("")
        self.cursor()
        self.view.decorate()
        self.view.viewport().update()

    def cancel(self) -> None:
        """Drop what is being dragged: nothing has changed."""
        gesture = self.gesture
        if gesture and not self._sending:
            self.end()
            gesture.close()
            self._go_home()

    def _pull(self) -> tuple[float, float]:
        linking = bool(self.view.overlay.feedback.line)
        return edges.pull(self.view, self._at.toPoint(), self.view.carries_cards(), linking)

    def _auto_scroll(self) -> None:
        speed = self._pull()
        if self.gesture is None or not any(speed):
            self._scroll.stop()
            return
        self.view.scroll_by(*speed)
        self.send(self.pointer(self._at, QGuiApplication.queryKeyboardModifiers()))

    def cursor(self) -> None:
        """The pointer says what it would do where it is."""
        shape = Qt.CursorShape.ArrowCursor
        if self._panning is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self.space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self.view.targets.border_at(self._last):
            shape = Qt.CursorShape.SplitHCursor
        elif self.view.targets.lane_border_at(self._last):
            shape = Qt.CursorShape.SplitVCursor
        elif self.view.targets.edge_at(self._last):
            shape = Qt.CursorShape.SizeHorCursor
        elif self.hit and self.hit.role == "point":
            shape = Qt.CursorShape.SizeAllCursor
        elif self.hit and self.hit.role in ("step", "phase", "lane"):
            shape = Qt.CursorShape.OpenHandCursor
        self.view.viewport().setCursor(shape)

    def _on_sign(self, under: Hit | None, pointer: Pointer | None) -> bool:
        """Light the sign of something hidden, or the button that folds a phase. Whether the pointer is on either."""
        overlay = self.view.overlay
        mark = self.view.targets.hidden_at(pointer) if pointer and overlay.hidden else None
        fold = self.view.targets.fold_sign(under) if pointer and mark is None else None
        if (mark, fold) != (overlay.hidden_lit, overlay.fold_sign):
            overlay.hidden_lit, overlay.fold_sign = mark, fold
            self.view.viewport().update()
        on_fold = fold is not None and pointer is not None and fold[1].holds(pointer.x, pointer.y)
        if mark is None and not on_fold:
            return False
        self.view.hinted.emit(mark.says if mark else tr("Click to fold the phase"))
        self.view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        return True

    def _on_chip(self, under: Hit | None, pointer: Pointer | None) -> bool:
        """Light what the chip below the pointer counts, with the links between. Whether the pointer is on one."""
        told = self.view.targets.told_at(pointer, under) if pointer and self.gesture is None else ()
        if told != self._told:
            self._told = told
            self.view.decorate()
            if told and under is not None:
                self._light(under.id, told)
            self.view.viewport().update()
        if not told or under is None:
            return False
        document = self.view.session.document
        names = "; ".join(telling.short(text_of(document.cards[one])) for one in told)
        solution = document.cards[under.id].type == "solutions"
        said = tr("Mends: {names} · click to select", names=names)
        self.view.hinted.emit(said if solution else tr("Mended by: {names} · click to select", names=names))
        self.view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        return True

    def _light(self, card_id: str, told: tuple[str, ...]) -> None:
        overlay, drawing = self.view.overlay, self.view.overlay.drawing
        if drawing is None:
            return
        ends = {card_id, *told}
        document, shown = self.view.session.document, drawn_links(drawing)
        lit = [one.id for one in document.links.values() if {one.source, one.target} <= ends and one.id in shown]
        overlay.lit_links = [*overlay.lit_links, *(shown[one] for one in lit)]
        overlay.joined = [*overlay.joined, *(box for one in told if (box := hits.find(drawing, one)))]

    def _handle(self, record_id: str, role: str, box: Box) -> Handle | None:
        view = self.view
        truth = role == "step" and record_id in view.session.scene().truths
        return handle_for(record_id, role, box, view.scale_now, view.targets.stretches(record_id), truth)

    def hover(self, pointer: Pointer | None) -> None:
        """Show hover, handle and hint for a place; None when the pointer has left."""
        drawing, overlay = self.view.overlay.drawing, self.view.overlay
        if self.view.text:
            pointer = None  # while a text is open, grips would only lie in its way
        under = self.view.targets.under(pointer) if pointer and drawing else None
        if self._on_sign(under, pointer) or self._on_chip(under, pointer):
            return
        if pointer and overlay.handle and self.view.targets.on_handle(pointer):
            self.view.hinted.emit(tr("Drag to link this card to another"))
            self.view.viewport().setCursor(Qt.CursorShape.CrossCursor)
            return
        before = (overlay.hover, overlay.hover_cell, overlay.handle, overlay.spot, overlay.hover_link, overlay.border)
        self.hit = under
        shown = under is not None and under.role in ENDS and under.box.height > 2  # not a pinned name
        overlay.hover = under.box if under and shown else None
        overlay.hover_cell = None
        overlay.handle = None
        if under and shown:
            overlay.handle = self._handle(under.id, under.role, under.box)
        elif len(self.view.session.selection) == 1 and overlay.selected and pointer:
            selected, box = overlay.selected[0]
            near = Box(box.x - 8, box.y - 8, box.width + 40, box.height + 16)
            document = self.view.session.document
            role = "card" if selected in document.cards else "step" if selected in document.steps else ""
            if role and near.holds(pointer.x, pointer.y):
                overlay.handle = self._handle(selected, role, box)
        if under and under.role == "cell":
            overlay.hover_cell = self.view.targets.empty_ground(under)
        overlay.spot = self.view.targets.spot_at(pointer, under) if pointer else None
        overlay.theme = self.view.session.engine.theme
        on_ground = pointer and not overlay.spot and (under is None or under.role == "cell")
        link = self.view.targets.link_at(pointer) if pointer and on_ground else ""
        overlay.hover_link = drawn_links(drawing).get(link) if drawing and link else None
        overlay.border = self.view.targets.border_line(pointer) if pointer and drawing else None
        now = (overlay.hover, overlay.hover_cell, overlay.handle, overlay.spot, overlay.hover_link, overlay.border)
        if before != now:
            self.view.viewport().update()
        self.cursor()
        self.view.hinted.emit(self.view.targets.hint(under, pointer))
