"""The keyboard on the canvas: walking cells and cards, changing the curve, and typing that makes cards."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent

from cjdesigner.edit import curves
from cjdesigner.editor import folding, following, walking
from cjdesigner.editor.cropping import has_picture
from cjdesigner.editor.following import Trail
from cjdesigner.editor.linking import kind_word
from cjdesigner.layout import hits
from cjdesigner.layout.links import drawn_links, label_box
from cjdesigner.model import queries
from cjdesigner.ui.canvas.composing import Composing
from cjdesigner.ui.fields.links import end_text
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MODIFIERS: dict[int, Qt.KeyboardModifier] = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}


def _writes(event: QKeyEvent) -> bool:
    """Whether a key writes a character: AltGr does, which some systems call Ctrl and Alt; on macOS Option does."""
    modifier = Qt.KeyboardModifier
    held = event.modifiers() & ~(modifier.ShiftModifier | modifier.KeypadModifier | modifier.GroupSwitchModifier)
    if held == modifier.ControlModifier | modifier.AltModifier or (
        sys.platform == "darwin" and held == modifier.AltModifier
    ):
        held = modifier.NoModifier
    return held == modifier.NoModifier and event.text().isprintable() and bool(event.text().strip())


class Keys:
    """The keyboard's part of one canvas."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.composing = Composing(view)
        self._walking = False
        """The arrow that was pressed last led elsewhere."""
        self._released = (0, 0)
        """The key that was let go last, and when."""

    def press(self, event: QKeyEvent) -> bool:
        """Walk, edit, type. False for keys that mean nothing here and go to the window's shortcuts."""
        key, held = event.key(), event.modifiers()
        plain = not held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self.view.pointing.busy and key != Qt.Key.Key_Escape:
            # The keys arrive before they count among those held.
            extra = _MODIFIERS.get(key)
            self.view.pointing.held(held | extra if extra else held)
            return True
        if self.view.linking and self.view.linking.press(event):
            return True
        if self.view.crop and key != Qt.Key.Key_Space:
            return self.view.crop.key(event)
        if key == Qt.Key.Key_Escape:
            if self.view.pointing.gesture:
                self.view.cancel_gesture()
            elif len(self.view.session.selection) > 0 or self.view.session.cell:
                self.view.session.select([])
        elif key == Qt.Key.Key_Space and plain:
            if not event.isAutoRepeat():
                self.view.pointing.space = True
                self.view.pointing.cursor()
        elif key in ARROWS and plain and self._on_link():
            self._along_link(*ARROWS[Qt.Key(key)])
        elif key in ARROWS and plain:
            halves = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self._arrow(*ARROWS[Qt.Key(key)], halves, self._is_held(event))
        elif key in _UPRIGHT and held & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier:
            walking.lane(self.view.session, _UPRIGHT[Qt.Key(key)])
            self.view.reveal_selection()
            self._hint()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held & Qt.KeyboardModifier.AltModifier:
            walking.edge(self.view.session, -1 if key == Qt.Key.Key_Home else 1, whole=not plain)
            self.view.reveal_selection()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self._on_link():
            self.follow_link()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and plain:
            self._enter(key)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._on_link():
            self.next_link(back=key == Qt.Key.Key_Backtab)
        elif key == Qt.Key.Key_Tab and plain:
            walking.next_cell(self.view.session)
            self.view.reveal_selection()
        elif key == Qt.Key.Key_Backtab:
            walking.next_cell(self.view.session, back=True)
            self.view.reveal_selection()
        elif key == Qt.Key.Key_F10 and held == Qt.KeyboardModifier.ShiftModifier:
            self.ask_menu()
        elif _writes(event):
            self.type_text(event.text())
        else:
            return False
        return True

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key writes a text here, and so is no shortcut: "!" begins a card, and does not fit the map."""
        session, modifier = self.view.session, Qt.KeyboardModifier
        if event.modifiers() & (modifier.ControlModifier | modifier.AltModifier | modifier.MetaModifier):
            return False  # with these held a key is a shortcut where there is one
        somewhere = session.cell is not None or len(session.selection) == 1
        return somewhere and self.view.crop is None and _writes(event)

    def release(self, event: QKeyEvent) -> None:
        """Shift and Ctrl count in the middle of a drag; on their release some systems still call them held."""
        self._released = (event.key(), event.timestamp())
        extra = _MODIFIERS.get(event.key())
        if extra:
            self.view.pointing.held(event.modifiers() & ~extra)

    def _is_held(self, event: QKeyEvent) -> bool:
        """Whether a press comes from a key that is down already: now and then X11 tells of it as let go and pressed."""
        at_once = event.timestamp() > 0 and self._released == (event.key(), event.timestamp())
        return event.isAutoRepeat() or at_once

    def _hint(self) -> None:
        """What the keys would do where the arrows have led."""
        chosen, document = self.view.session.selection, self.view.session.document
        card = document.cards.get(chosen[0]) if len(chosen) == 1 else None
        if card is not None and card.type == "emotions":
            self.view.hinted.emit(
                tr(
                    "Up and Down change the feeling, with Shift by halves · Enter names it"
                    " · Ctrl+Up and Ctrl+Down go on"
                )
            )
        else:
            self.view.hinted.emit("")

    def _on_link(self) -> bool:
        chosen = self.view.session.selection
        return len(chosen) == 1 and chosen[0] in self.view.session.document.links

    def _along_link(self, dx: int, dy: int) -> None:
        """To the end of the selected link that lies that way."""
        view, session = self.view, self.view.session
        link = session.document.links[session.selection[0]]
        ends = [(hits.find(session.drawing(), one), one) for one in (link.source, link.target)]
        placed = [((box.x + box.width / 2) * dx + (box.y + box.height / 2) * dy, one) for box, one in ends if box]
        if placed:
            there = max(placed)[1]
            view.trail = Trail(link.id, link.source if there == link.target else link.target)
            session.select([there])
            view.reveal_selection()

    def ask_menu(self) -> None:
        """The menu of what is selected, beside it."""
        view, overlay = self.view, self.view.overlay
        box = overlay.selected[0][1] if overlay.selected else overlay.cell
        if box is None and self._on_link() and overlay.lit_links:
            box = label_box(overlay.lit_links[0])
        place = QPoint(40, 40)
        if box is not None:  # a lane may be far longer than the window
            room = view.viewport().rect().adjusted(8, 8, -8, -8)
            corner = view.card_rect(box).intersected(room).bottomLeft()
            place = QPoint(max(room.left(), corner.x()), max(room.top(), min(corner.y(), room.bottom())))
        view.menu_requested.emit(None, view.viewport().mapToGlobal(place))

    def next_link(self, back: bool = False) -> None:
        """Select the next link of a card."""
        view = self.view
        view.trail = following.next_link(view.session, view.trail, back)
        self.say_link()

    def follow_link(self) -> None:
        """Go to the other end of a link."""
        view = self.view
        view.trail = following.follow(view.session, view.trail)
        view.reveal_selection()

    def follow_link_from(self, link_id: str, x: float, y: float) -> None:
        """Go to the end of a link that is farther from a point."""
        session = self.view.session
        link = session.document.links[link_id]

        def away(end: str) -> float:
            box = hits.find(session.drawing(), end)
            return abs(box.x + box.width / 2 - x) + abs(box.y + box.height / 2 - y) if box else -1.0

        near = link.source if away(link.source) < away(link.target) else link.target
        session.select([link_id])
        self.view.trail = following.follow(session, Trail(link_id, near))
        self.view.reveal_selection()

    def say_link(self) -> None:
        """Say what the selected link joins, and bring its label into sight."""
        view, session = self.view, self.view.session
        link = session.document.links.get(session.selection[0]) if session.selection else None
        group = drawn_links(session.drawing()).get(link.id) if link else None
        if link is None:
            return
        if group is not None:
            view.reveal(label_box(group))
        first, second = (end_text(session.document, one) for one in (link.source, link.target))
        said = tr("{first} {kind} {second}", first=first, kind=kind_word(link.kind), second=second)
        view.hinted.emit(tr("{link} · Enter goes along it · Tab: next link · F2 labels it · Del", link=said))

    def _arrow(self, dx: int, dy: int, halves: bool, again: bool) -> None:
        """Walk, or change the values of the chosen points; a key that is held does the one that it began with."""
        chosen = self.view.session.selected_cards()
        points = [one for one in chosen if self.view.session.document.cards[one].type == "emotions"]
        if points and dy and len(points) == len(chosen):
            if again and self._walking:
                return
            self._walking = False
            document = curves.change_values(self.view.session.saved_document, points, -dy * 0.1, halves)
            self.view.session.commit(document, tr("Change the curve"), again="curve")
            return
        self._walking = True
        walking.step(self.view.session, dx, dy)
        self.view.reveal_selection()
        self._hint()

    def _enter(self, key: int) -> None:
        folded = self.view.session.look.folded & set(self.view.session.selection)
        if folded:
            folding.fold(self.view.session, folded, folded=False)
        elif len(self.view.session.selection) == 1:
            chosen = self.view.session.selection[0]
            pictured = key != Qt.Key.Key_F2 and has_picture(self.view.session.document, chosen)
            if not pictured or not self.view.crop_picture(chosen):
                self.view.edit_text(chosen)
        elif self.view.session.cell:
            self.view.add_card(*self.view.session.cell)

    def type_text(self, text: str) -> None:
        """Typing with a cell selected makes a card there; with a card selected it makes the next one after it."""
        chosen = self.view.session.selected_cards()
        document = self.view.session.saved_document
        if self.view.linking:
            self.view.linking.type_text(text)
        elif self.view.session.cell:
            self.view.add_card(*self.view.session.cell, start=text)
        elif len(chosen) == 1 and chosen[0] in document.cards:
            card = document.cards[chosen[0]]
            if card.lane in document.lanes and card.start in document.steps:
                here = [one.id for one in queries.cell(document, card.lane, card.start)]
                index = here.index(card.id) + 1 if card.id in here else None
                self.view.add_card(card.lane, card.start, start=text, index=index)
            else:
                self.view.text_beside.emit(text)
        elif len(self.view.session.selection) == 1 and not chosen:
            self.view.edit_text(self.view.session.selection[0], start=text)
