"""The canvas as a screen reader sees it: lanes as lists, their cards as items with a name, a place and a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from cjdesigner.editor import telling
from cjdesigner.layout.hits import Box, box_of
from cjdesigner.model import queries
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.draw.shapes import Drawing
    from cjdesigner.model.document import Document
    from cjdesigner.ui.canvas.view import MapView

_Text, _Role = QAccessible.Text, QAccessible.Role
_kept: list[QAccessibleInterface] = []
"""Qt holds these by pointer for as long as the program runs."""
_installed = False
_RAIL = 160
_NOTHING = Box(0, 0, 0, 0)


def install() -> None:
    """Let Qt ask here for what it cannot know about a canvas."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_made)


def _made(key: str, thing: QObject) -> QAccessibleInterface | None:
    if key != "MapView" or not hasattr(thing, "session"):
        return None
    reading = Reading(thing)  # type: ignore[arg-type]
    _kept.append(reading)
    return reading


class Part(QAccessibleInterface):
    """A row, a lane, a card, or the free place that the keyboard is on."""

    def __init__(self, reading: Reading, kind: str, record_id: str) -> None:
        super().__init__()
        self.reading, self.kind, self.id = reading, kind, record_id

    def isValid(self) -> bool:
        if not self.reading.alive():
            return False
        return self.kind in ("rows", "free") or self.reading.document.find(self.id) is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.reading.window() if self.reading.alive() else None

    def parent(self) -> QAccessibleInterface:
        return self.reading.above(self)

    def ids(self) -> tuple[tuple[str, str], ...]:
        """Kind and id of what is inside."""
        return self.reading.inside(self)

    def childCount(self) -> int:
        return len(self.ids()) if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        ids = self.ids() if self.isValid() else ()
        return self.reading.part(*ids[index]) if 0 <= index < len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        ids = self.ids() if isinstance(child, Part) and self.isValid() else ()
        key = (child.kind, child.id) if isinstance(child, Part) else None
        return ids.index(key) if key in ids else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return next((part for one in self.ids() if (part := self.reading.part(*one)).rect().contains(x, y)), None)

    def text(self, kind: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if kind == _Text.Name:
            return self.reading.name_of(self)
        if kind == _Text.Description and self.kind == "card":
            return telling.details(self.reading.document, self.reading.document.cards[self.id])
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names come from the document."""

    def rect(self) -> QRect:
        return self.reading.box_of(self) if self.isValid() else QRect()

    def role(self) -> QAccessible.Role:
        if self.kind in ("rows", "lane"):
            return _Role.List
        return _Role.Heading if self.kind in ("phase", "title") else _Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = 1
            return state
        session = self.reading.view.session
        state.focusable = state.selectable = state.multiSelectable = 1
        if self.id in session.selection or self.kind == "free":
            state.selected = 1
        if self.reading.view.hasFocus() and self.reading.focused() == (self.kind, self.id):
            state.focused = 1
        return state


class Reading(QAccessibleWidget):
    """The map: its title, phases, steps and lanes, whatever the zoom; and the field that is open for typing."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, _Role.Grouping)
        self.view = view
        self._parts: dict[tuple[str, str], Part] = {}
        self._boxes: tuple[Drawing | None, dict[str, Box]] = (None, {})
        self._lanes: tuple[Document | None, str, dict[str, tuple[tuple[str, str], ...]]] = (None, "", {})

    @property
    def document(self) -> Document:
        """The document in view."""
        return self.view.session.document

    def alive(self) -> bool:
        """Whether the canvas is still there."""
        return shiboken6.isValid(self.view)

    def part(self, kind: str, record_id: str) -> Part:
        """The one part of a record."""
        known = self._parts.get((kind, record_id))
        if known is None:
            known = self._parts[kind, record_id] = Part(self, kind, record_id)
            _kept.append(known)
        return known

    def _shape(self) -> queries.Structure | None:
        session = self.view.session
        shown = session.map_id in session.document.maps
        return queries.structure(session.document, session.map_id) if shown else None

    def _top(self) -> tuple[tuple[str, str], ...]:
        shape = self._shape()
        if shape is None:
            return ()
        lanes = (("lane", lane.id) for lane in shape.lanes if not lane.hidden)
        free = (("free", ""),) if self.view.session.cell else ()
        return (("title", shape.map.id), ("rows", "phases"), ("rows", "steps"), *lanes, *free)

    def inside(self, part: Part) -> tuple[tuple[str, str], ...]:
        """Kind and id of what is in a part."""
        shape = self._shape()
        if shape is None:
            return ()
        if part.kind == "rows":
            rows = shape.phases if part.id == "phases" else shape.steps
            return tuple((part.id[:-1], record.id) for record in rows)
        return self._cards().get(part.id, ()) if part.kind == "lane" else ()

    def _cards(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The cards of each lane in reading order, remembered for as long as nothing changes."""
        document, map_id = self.document, self.view.session.map_id
        if self._lanes[0] is not document or self._lanes[1] != map_id:
            shape = queries.structure(document, map_id)
            found = {}
            for lane_id, cards in queries.cards_by_lane(document, map_id).items():
                placed = [card for card in cards if card.start in shape.column]
                placed.sort(key=lambda card: (shape.column[card.start], card.order, card.id))
                found[lane_id] = tuple(("card", card.id) for card in placed)
            self._lanes = (document, map_id, found)
        return self._lanes[2]

    def above(self, part: Part) -> QAccessibleInterface:
        """What a part is in."""
        if part.kind in ("phase", "step"):
            return self.part("rows", part.kind + "s")
        card = self.document.cards.get(part.id)
        return self.part("lane", card.lane) if part.kind == "card" and card is not None else self

    def name_of(self, part: Part) -> str:
        """What a part is called, and where it stands."""
        document = self.document
        if part.kind == "rows":
            return tr("Phases") if part.id == "phases" else tr("Steps")
        if part.kind == "free":
            cell = self.view.session.cell
            if cell is None or cell[0] not in document.lanes or cell[1] not in document.steps:
                return ""
            return tr("Empty, step {step}, lane {lane}",
                      step=telling.short(document.steps[cell[1]].name),
                      lane=telling.short(document.lanes[cell[0]].name))  # fmt: skip
        said = telling.name(document, part.id)
        if part.kind == "lane":
            return f"{said}, {ntr('{count} card', '{count} cards', len(self.inside(part)))}"
        if part.kind == "card":
            return f"{said}, {telling.place(document, document.cards[part.id])}"
        if part.kind == "title":
            scenario = telling.short(document.maps[part.id].scenario)
            return f"{said}. {scenario}" if scenario else said
        return said

    def box_of(self, part: Part) -> QRect:
        """Where a part stands on the screen."""
        drawing = self.view.overlay.drawing
        if drawing is None:
            return QRect()
        if self._boxes[0] is not drawing:
            boxes = {row.id: Box(0, row.y, drawing.width, row.height) for row in drawing.rows}
            for row in drawing.rows:
                boxes |= {group.meaning.id: box_of(row, group) for group in row.groups if group.meaning.id}
            self._boxes = (drawing, boxes)
        box = self.view.overlay.cell if part.kind == "free" else self._boxes[1].get(part.id)
        if box is None:
            return QRect()
        area = self.view.card_rect(box)
        return QRect(self.view.viewport().mapToGlobal(area.topLeft()), area.size())

    def focused(self) -> tuple[str, str] | None:
        """Kind and id of what the keyboard is on."""
        session = self.view.session
        if session.selection:
            one = session.selection[-1]
            document = session.document
            for kind, known in (
                ("card", document.cards), ("step", document.steps),
                ("phase", document.phases), ("lane", document.lanes),
            ):  # fmt: skip
                if one in known:
                    return kind, one
            return None
        return ("free", "") if session.cell else None

    # --- what Qt asks ---------------------------------------------------------------------------------------------

    def _field(self) -> QAccessibleInterface | None:
        text = self.view.text
        field = text.field if text is not None else None
        return QAccessible.queryAccessibleInterface(field) if field is not None else None

    def childCount(self) -> int:
        return len(self._top()) + (1 if self._field() is not None else 0) if self.alive() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not self.alive():
            return None
        top = self._top()
        if 0 <= index < len(top):
            return self.part(*top[index])
        return self._field() if index == len(top) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, Part):
            top = self._top()
            return top.index((child.kind, child.id)) if (child.kind, child.id) in top else -1
        field = self._field()
        return len(self._top()) if field is not None and field.object() is child.object() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return next((part for one in self._top() if (part := self.part(*one)).rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        if not self.alive() or not self.view.hasFocus():
            return None
        key = self.focused()
        return self.part(*key) if key is not None else self

    def text(self, kind: QAccessible.Text) -> str:
        if not self.alive():
            return ""
        shape = self._shape()
        if kind == _Text.Name:
            title = telling.short(shape.map.title) if shape is not None else ""
            return tr("{kind}: {name}", kind=tr("Journey map"), name=title) if title else tr("Journey map")
        if kind == _Text.Description:
            return tr("Arrows walk through cells and cards, Enter edits, typing adds a card, F6 goes to the next pane.")
        return ""


def reading_of(view: MapView) -> Reading | None:
    """The reading of a canvas."""
    found = QAccessible.queryAccessibleInterface(view)
    return found if isinstance(found, Reading) else None


def tell_focus(view: MapView) -> None:
    """Tell a screen reader, should there be one, what the keyboard is on now."""
    if not QAccessible.isActive() or not view.hasFocus():
        return
    reading = reading_of(view)
    key = reading.focused() if reading is not None else None
    if reading is not None and key is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(reading.part(*key), QAccessible.Event.Focus))
