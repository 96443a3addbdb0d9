"""Presses, drags and releases as on the canvas, without a window, with every invariant checked after each step."""

from __future__ import annotations

from dataclasses import replace

from cjdesigner.draw.shapes import Drawing
from cjdesigner.editor import carrying, drawing_links, gestures, reordering, resizing
from cjdesigner.editor.gestures import Feedback, Gesture, Pointer
from cjdesigner.editor.session import Session
from cjdesigner.layout import hits
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.theme import tokens

Where = str | tuple[str, str] | tuple[float, float]
"""A record's id (its middle), a cell as lane and step (below its cards), or a point of the scene."""


def fresh_drawing(document: Document, map_id: str) -> Drawing:
    """The map laid out by an engine that remembers nothing."""
    return Engine(tokens.load(document.project.theme)).layout(document, map_id)


class Driver:
    """A session with hands. Each method returns the driver, so that a test reads as the story of what was done."""

    def __init__(self, document: Document) -> None:
        self.session = Session(document)
        self.feedback = Feedback()
        self._sound = not list(findings(document))
        self._gesture: Gesture | None = None
        self._at = Pointer(0.0, 0.0)
        self.check()

    @property
    def document(self) -> Document:
        """What would be saved."""
        return self.session.saved_document

    @property
    def pressing(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def press(self, where: Where, extend: bool = False, copy: bool = False) -> Driver:
        """Press the mouse button: selects, and begins the gesture that the canvas would begin there."""
        assert self._gesture is None, "the button is down already"
        x, y = self.point(where)
        pointer = Pointer(x, y, extend, copy)
        session = self.session
        under = hits.hit(session.drawing(), session.scene(), x, y)
        gesture: Gesture | None
        if under is None or under.role == "cell":
            if not extend:
                session.select([], cell=(under.id, under.step) if under else None)
            gesture = gestures.draw_marquee(session, pointer)
        else:
            if extend or (copy and under.id not in session.selection):
                session.toggle(under.id)
            elif under.id not in session.selection:
                session.select([under.id])
            gesture = self._gesture_on(under.role, under.id, pointer)
        return self._begin(gesture, pointer)

    def _gesture_on(self, role: str, record_id: str, pointer: Pointer) -> Gesture | None:
        session = self.session
        if role == "point":
            return carrying.drag_point(session, record_id, pointer)
        if role == "card" and session.selected_cards():
            return gestures.drag_cards(session, pointer)
        if role == "step":
            return reordering.drag_step(session, record_id, pointer)
        if role == "phase":
            return reordering.drag_phase(session, record_id, pointer)
        if role == "lane":
            return reordering.drag_lane(session, record_id, pointer)
        return None

    def press_handle(self, record_id: str) -> Driver:
        """Press the round handle that a link is drawn from."""
        pointer = Pointer(*self.point(record_id))
        return self._begin(drawing_links.draw_link(self.session, record_id, pointer), pointer)

    def press_border(self, step_id: str) -> Driver:
        """Press the right border of a step."""
        columns, shape = self.session.scene().columns, self.session.scene().structure
        column = shape.column[step_id]
        pointer = Pointer(columns.left[column] + columns.width[column], self.point(step_id)[1])
        return self._begin(resizing.resize_step(self.session, step_id, pointer), pointer)

    def press_lane_border(self, lane_id: str) -> Driver:
        """Press the lower border of a lane, in the rail."""
        row = next(row for row in self.session.drawing().rows if row.id == lane_id)
        pointer = Pointer(self.session.scene().columns.track_left + 40.0, row.y + row.height)
        return self._begin(resizing.resize_lane(self.session, lane_id, pointer), pointer)

    def press_edge(self, card_id: str) -> Driver:
        """Press the right edge of a card, to stretch it."""
        box = self.box(card_id)
        self.session.select([card_id])
        pointer = Pointer(box.right, box.y + box.height / 2)
        return self._begin(gestures.stretch_card(self.session, card_id, pointer), pointer)

    def _begin(self, gesture: Gesture | None, pointer: Pointer) -> Driver:
        self._at = pointer
        if gesture is not None:
            try:
                self.feedback = next(gesture)
                self._gesture = gesture
            except StopIteration:
                pass
        return self.check()

    def drag(self, where: Where, extend: bool = False, copy: bool = False) -> Driver:
        """Move the pointer, past one place on the way."""
        assert self._gesture is not None, "nothing is pressed"
        x, y = self.point(where)
        half = Pointer((self._at.x + x) / 2, (self._at.y + y) / 2, extend, copy)
        self._send(half)
        self.check()
        self._send(Pointer(x, y, extend, copy))
        return self.check()

    def release(self) -> Driver:
        """Let go where the pointer is."""
        assert self._gesture is not None, "nothing is pressed"
        at = self._at
        self._send(replace(at, released=True))
        assert self._gesture is None, "the gesture went on after the button was let go"
        return self.check()

    def _send(self, pointer: Pointer) -> None:
        if self._gesture is None:
            return
        self._at = pointer
        try:
            self.feedback = self._gesture.send(pointer)
        except StopIteration:
            self._gesture = None
            self.feedback = Feedback()

    def cancel(self) -> Driver:
        """Press Escape: nothing has changed."""
        before = self.document
        if self._gesture is not None:
            self._gesture.close()
            self._gesture = None
            self.feedback = Feedback()
        assert self.session.document is before, "something of the cancelled gesture is left"
        return self.check()

    def click(self, where: Where, extend: bool = False) -> Driver:
        """Press and let go at one place."""
        self.press(where, extend=extend)
        return self.release() if self.pressing else self

    def select(self, *ids: str) -> Driver:
        """Select records."""
        self.session.select(ids)
        return self.check()

    def commit(self, document: Document, label: str = "Edit") -> Driver:
        """An edit from elsewhere: a menu, the inspector."""
        self.session.commit(document, label)
        return self.check()

    def undo(self) -> Driver:
        """One step back."""
        self.session.undo()
        return self.check()

    def redo(self) -> Driver:
        """One step forward again."""
        self.session.redo()
        return self.check()

    def steps(self) -> int:
        """How many steps could be undone."""
        return len(self.session.history.labels()[0])

    def box(self, record_id: str) -> Box:
        """The box of a record that is drawn."""
        found = hits.find(self.session.drawing(), record_id)
        assert found is not None, f"{record_id} is not drawn"
        return found

    def point(self, where: Where) -> tuple[float, float]:
        """The point of the scene that is meant."""
        drawing, scene = self.session.drawing(), self.session.scene()
        if isinstance(where, str):
            if where in self.document.lanes:
                row = next(row for row in drawing.rows if row.id == where)
                return scene.columns.track_left + 20.0, row.y + row.height / 2
            box = self.box(where)
            return box.x + box.width / 2, box.y + box.height / 2
        first, second = where
        if isinstance(first, str) and isinstance(second, str):
            row = next(row for row in drawing.rows if row.id == first)
            return scene.columns.centre(scene.structure.column[second]), row.y + row.height - 2.0
        return float(first), float(second)

    def check(self) -> Driver:
        """What must hold at any moment: a sound document stays sound, and memory changes nothing in the drawing."""
        session = self.session
        for document in {id(one): one for one in (session.document, session.saved_document)}.values():
            if self._sound:
                assert list(findings(document)) == []
        if session.map_id:
            assert session.drawing() == fresh_drawing(session.document, session.map_id)
            assert session.drawing() is session.drawing()
        assert all(session.document.find(one) is not None for one in session.selection)
        return self
