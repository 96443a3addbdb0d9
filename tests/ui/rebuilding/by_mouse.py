"""How somebody builds a map with the mouse, the keyboard only for the letters of its texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from cjdesigner.edit import curves
from cjdesigner.lanes.emotions import Emotion, y_of
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box
from cjdesigner.model import queries
from cjdesigner.model.records import Card, Link
from cjdesigner.ui.main_window import MainWindow
from tests.ui.rebuilding.by_keyboard import AT_FIRST, Plan
from tests.ui.rebuilding.hands import Person

WHEEL_UP, WHEEL_DOWN, WHEEL_LEFT, WHEEL_RIGHT = 4, 5, 6, 7
_MARGINS = (215, 110, 250, 170)
"""Pixels of the canvas that pinned names, the overview and notices may cover: left, top, right, bottom."""


class Mouse:
    """Goes through a plan with a person's mouse."""

    def __init__(self, plan: Plan, person: Person) -> None:
        self.plan, self.person = plan, person
        self.made: dict[str, str] = {}
        """What was built, by the id of what it was built after."""

    def build(self) -> None:
        """The whole map, saved."""
        self.headings()
        self.personas()
        self.lanes()
        for lane in self.plan.shape.lanes:
            if lane.type == "emotions":
                self.curve(lane.id)
            else:
                for step in self.plan.steps:
                    for card in self.plan.cell(lane.id, step):
                        self.card(card)
        self.parked()
        self.links()
        self.menu("File", "save")

    # --- what is built --------------------------------------------------------------------------------------------

    def headings(self) -> None:
        """Phases and steps by the buttons of the top bar; what is there already is renamed by a double-click."""
        shape = self.plan.shape
        title = self.see(lambda window: window.session.map_id)
        self.person.click(self.place_of(title, left=40))
        self.person.type(shape.map.title)
        for number, phase in enumerate(one for one in shape.phases if self._built(one.id)):
            if number:
                self.click_tool("add_phase")
                made = self.see(_selected)
            else:
                made = self.see(lambda window: next(iter(window.session.document.phases)))
                self.person.double_click(self.place_of(made))
            self.person.type(phase.name)
            self.made[phase.id] = made
            first = self.see(lambda window, made=made: _steps(window, made)[0])
            for place, step in enumerate(shape.steps_of[phase.id]):
                if place:
                    self.click_tool("add_step")
                    first = self.see(_selected)
                else:
                    self.person.double_click(self.place_of(first))
                self.person.type(step.name)
                self.made[step.id] = first
            self.click_ground()
            if number + 1 < len(shape.phases):
                self.person.click(self.place_of(made))

    def _built(self, phase: str) -> bool:
        return bool({step.id for step in self.plan.shape.steps_of[phase]} & {*self.plan.steps})

    def personas(self) -> None:
        """By the button below those in the left pane."""
        for one in curves.people(self.plan.document, self.plan.map_id):
            button = self.see(lambda window: _button(window.palette_pane, "Add persona"))
            self.person.click(self.person.at(button))
            self.person.settle(0.2)
            self.person.type(self.plan.document.personas[one].name)
            self.click_ground()

    def lanes(self) -> None:
        """Each below the one that is selected."""
        there = {lane.type: lane.id for lane in self.see(lambda window: list(window.session.document.lanes.values()))}
        for lane in self.plan.shape.lanes:
            if lane.type in AT_FIRST:
                self.made[lane.id] = there[lane.type]
                self.person.click(self.lane_name(there[lane.type]))
            else:
                self.click_tool("add_lane")
                self.choose(lane.name)
                self.made[lane.id] = self.see(_selected)
        self.click_ground()

    def card(self, card: Card) -> None:
        """A double-click on the ground of its cell, its text, and its right edge drawn to its last step."""
        lane, step = self.made[card.lane], self.made[card.start]
        self.person.double_click(self.ground(lane, step))
        self.person.type(card.text)
        made = self.see(_selected)
        self.made[card.id] = made
        span = self.plan.shape.span(card) or (0, 0)
        if span[1] > span[0]:
            self.click_ground()
            last = self.made[self.plan.shape.steps[span[1]].id]
            self.person.click(self.place_of(made))
            self.bring(lambda window: _around(_box(window, made), _column(window, last)))
            box = self.see(lambda window: _rect(window, _box(window, made)))
            end = self.see(lambda window: _rect(window, _column(window, last))).center()
            edge = QPoint(box.right(), box.top() + 8)  # in its middle stands the handle for links
            self.person.drag(self.global_(edge), self.global_(QPoint(end.x(), edge.y())))

    def curve(self, lane: str) -> None:
        """Points by double-clicks, first those of the first persona, then dragged to their values."""
        for persona in curves.people(self.plan.document, self.plan.map_id):
            for card in curves.points(self.plan.document, lane, persona):
                payload = card.payload
                assert isinstance(payload, Emotion)
                self.person.double_click(self.beside_curves(self.made[lane], self.made[card.start]))
                self.person.type(payload.word)
                made = self.see(_selected)
                self.made[card.id] = made
                self.click_ground()
                start = self.see(lambda window, made=made: _face(window, made))
                self.bring(lambda window, made=made: _box(window, made))
                start = self.see(lambda window, made=made: _face(window, made))
                end = self.see(lambda window, made=made, value=payload.value: _face(window, made, value))
                self.person.drag(self.global_(start), self.global_(end))

    def parked(self) -> None:
        """Made in the first cell of the lane of their type, then put away with the menu of the right button."""
        kinds = {lane.type: lane.id for lane in self.plan.shape.lanes}
        for card in queries.parked(self.plan.document, self.plan.map_id):
            if card.type in kinds:
                self.person.double_click(self.ground(self.made[kinds[card.type]], self.made[self.plan.steps[0]]))
                self.person.type(card.text)
                made = self.see(_selected)
                self.click_ground()
                self.person.click(self.place_of(made), 3)
                self.choose("Move to the parking tray")

    def links(self) -> None:
        """With the whole map in sight, from the round handle of one card to the other."""
        self.click_tool("zoom_fit")
        self.person.settle(0.4)
        for link in self.plan.links():
            self.link(link)

    def link(self, link: Link) -> None:
        """Hover, take the handle, let go over the other end."""
        source, target = self.made[link.source], self.made[link.target]
        self.person.point(self.global_(self.see(lambda window: _rect(window, _box(window, source))).center()))
        handle = self.see(_handle)
        before = self.see(lambda window: len(window.session.document.links))
        end = self.see(lambda window: _rect(window, _box(window, target))).center()
        self.person.drag(self.global_(handle), self.global_(end), steps=8)
        self.person.wait_for(lambda window: len(window.session.document.links) == before + 1)

    # --- the mouse ------------------------------------------------------------------------------------------------

    def see(self, look: Callable[[MainWindow], Any]) -> Any:
        return self.person.see(look)

    def global_(self, place: QPoint) -> QPoint:
        """A place of the canvas on the screen."""
        return self.see(lambda window: window.canvas.viewport().mapToGlobal(place))

    def click_tool(self, key: str) -> None:
        """A button of the top bar."""
        self.person.click(self.person.at(self.see(lambda window: window.top._tools[key])))

    def click_ground(self) -> None:
        """Beside the map, so that nothing is selected or typed."""
        self.person.click(self.global_(self.see(_beside)))

    def menu(self, name: str, key: str) -> None:
        """An action from the menu bar."""
        bar = self.see(lambda window: window.menuBar())
        spot = self.see(lambda window: bar.actionGeometry(window._menus[name].menuAction()).center())
        self.person.click(self.person.at(bar, spot))
        self.choose(self.see(lambda window: window.action(key).text()))

    def choose(self, text: str) -> None:
        """An entry of the menu that is open."""
        self.person.wait_for(lambda window: QApplication.activePopupWidget() is not None)
        menu, spot = self.see(lambda window: _entry(text))
        self.person.settle(0.1)
        self.person.click(self.person.at(menu, spot))
        self.person.settle(0.1)

    def bring(self, look: Callable[[MainWindow], Box]) -> None:
        """Turn the wheel until something is in sight, clear of the pinned names."""
        for _ in range(120):
            turns = self.see(lambda window: _turns(window, look(window)))
            if not turns:
                return
            self.person.point(self.global_(self.see(_middle)))
            for number in turns:
                self.person.wheel(number)
        raise AssertionError("it does not come into sight")

    def place_of(self, record: str, left: int = 0) -> QPoint:
        """The middle of a record on the screen, or so far from its left edge."""
        self.bring(lambda window: _box(window, record))
        rect: QRect = self.see(lambda window: _rect(window, _box(window, record)))
        return self.global_(QPoint(rect.left() + left, rect.center().y()) if left else rect.center())

    def lane_name(self, lane: str) -> QPoint:
        """Where a lane's name stands at the left."""
        self.bring(lambda window: _name(window, lane))
        return self.global_(self.see(lambda window: _rect(window, _name(window, lane))).center())

    def ground(self, lane: str, step: str) -> QPoint:
        """The lower edge of a cell, where no card stands."""
        self.bring(lambda window: _ground(window, lane, step))
        return self.global_(self.see(lambda window: _rect(window, _ground(window, lane, step))).center())

    def beside_curves(self, lane: str, step: str) -> QPoint:
        """A corner of a cell with a curve."""
        self.bring(lambda window: _corner(window, lane, step))
        return self.global_(self.see(lambda window: _rect(window, _corner(window, lane, step))).center())


def _selected(window: MainWindow) -> str:
    return window.session.selection[-1]


def _steps(window: MainWindow, phase: str) -> list[str]:
    document = window.session.document
    return [step.id for step in queries.structure(document, window.session.map_id).steps_of[phase]]


def _button(pane: QWidget, name: str) -> QWidget:
    return next(
        one for one in pane.findChildren(QWidget) if name in (one.accessibleName(), getattr(one, "text", str)())
    )


def _box(window: MainWindow, record: str) -> Box:
    box = hits.find(window.session.drawing(), record)
    assert box is not None, record
    return box


def _rect(window: MainWindow, box: Box) -> QRect:
    return window.canvas.card_rect(box)


def _row(window: MainWindow, lane: str) -> Any:
    return next(row for row in window.session.drawing().rows if row.id == lane)


def _column(window: MainWindow, step: str) -> Box:
    scene = window.session.scene()
    x, wide = scene.columns.box(scene.structure.column[step], scene.structure.column[step])
    return Box(x, 0, wide, 1)


def _around(box: Box, column: Box) -> Box:
    return Box(box.x, box.y, column.right - box.x, box.height)


def _ground(window: MainWindow, lane: str, step: str) -> Box:
    row, column = _row(window, lane), _column(window, step)
    return Box(column.x + column.width / 2 - 8, row.y + row.height - 9, 16, 6)


def _corner(window: MainWindow, lane: str, step: str) -> Box:
    row, column = _row(window, lane), _column(window, step)
    return Box(column.x + 6, row.y + row.height - 12, 8, 6)


def _name(window: MainWindow, lane: str) -> Box:
    row, columns = _row(window, lane), window.session.scene().columns
    return Box(columns.track_left + 20, row.y + 10, 100, 16)


def _face(window: MainWindow, point: str, value: float | None = None) -> QPoint:
    """The face of a point, or where it would be with another value."""
    card = window.session.document.cards[point]
    assert isinstance(card.payload, Emotion)
    row, box = _row(window, card.lane), _box(window, point)
    y = row.y + y_of(card.payload.value if value is None else value, row.height)
    return _rect(window, Box(box.x + box.width / 2 - 1, y - 1, 2, 2)).center()


def _handle(window: MainWindow) -> QPoint:
    shown = window.canvas.overlay.handle
    assert shown is not None, "there is nothing to draw a link from"
    return _rect(window, Box(*shown.centre(window.canvas.scale_now), 0.1, 0.1)).topLeft()


def _middle(window: MainWindow) -> QPoint:
    return window.canvas.viewport().rect().center()


def _beside(window: MainWindow) -> QPoint:
    """The grey beside the sheet: the upper right corner, where nothing is pinned."""
    area = window.canvas.viewport().rect()
    return QPoint(area.right() - 6, area.top() + area.height() // 2)


def _turns(window: MainWindow, box: Box) -> list[int]:
    """The wheel's turns that bring a box nearer; none when it is in sight."""
    rect, area = _rect(window, box), window.canvas.viewport().rect()
    left, top, right, bottom = _MARGINS
    free = area.adjusted(left, top, -right, -bottom)
    turns = []
    if rect.bottom() > free.bottom() and rect.top() > free.top():
        turns.append(WHEEL_DOWN)
    elif rect.top() < free.top() and rect.bottom() < free.bottom():
        turns.append(WHEEL_UP)
    if rect.right() > free.right() and rect.left() > free.left():
        turns.append(WHEEL_RIGHT)
    elif rect.left() < free.left() and rect.right() < free.right():
        turns.append(WHEEL_LEFT)
    bars = window.canvas.horizontalScrollBar(), window.canvas.verticalScrollBar()
    ends = {
        WHEEL_LEFT: bars[0].value() <= bars[0].minimum(), WHEEL_RIGHT: bars[0].value() >= bars[0].maximum(),
        WHEEL_UP: bars[1].value() <= bars[1].minimum(), WHEEL_DOWN: bars[1].value() >= bars[1].maximum(),
    }  # fmt: skip
    return [turn for turn in turns if not ends[turn]]


def _entry(text: str) -> tuple[QMenu, QPoint]:
    """An entry of the menu in front, and where it stands in it."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if _plain(one) == text.replace("&", ""))
    return menu, menu.actionGeometry(action).center()


def _plain(action: QAction) -> str:
    return action.text().replace("&", "")
