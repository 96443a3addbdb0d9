"""One of a few: buttons side by side where they fit, otherwise a list that drops down."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QWidget,
)

from cjdesigner.draw.colours import blend
from cjdesigner.edit.fields import MIXED
from cjdesigner.lanes.fields import Field
from cjdesigner.ui import appearance
from cjdesigner.ui.fields.base import Editor, mixed_words
from cjdesigner.ui.plain import caption
from cjdesigner.words import tr

_MOST_BUTTONS = 4
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_GAP = 3
"""Pixels between a combo box and its list, so that each has a whole frame."""
_ROOM = 248
"""Pixels for buttons side by side in a pane of the usual width."""


class Quiet(QComboBox):
    """A combo box that lets the wheel scroll the pane, so that nobody changes a value in passing.

    It paints its text itself: shortened with an ellipsis where the room ends, beside an arrow.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._searched = False
        """Letters were typed here: Qt takes those of the next 0.4 s for the rest of the same name."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._searched = self._searched or bool(event.text().strip())
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Letters typed from now on begin a new name: those before may have been for another record."""
        if self._searched:
            self._searched = False
            self.view().keyboardSearch("")
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Its list looks like the other lists. Made when it is first wanted: most are never opened."""
        if type(self.itemDelegate()) is not QStyledItemDelegate:
            self.setItemDelegate(QStyledItemDelegate(self))
        super().showPopup()
        dropped = self.view().window()
        below = dropped.y() > self.mapToGlobal(self.rect().topLeft()).y()
        dropped.move(dropped.x(), dropped.y() + (_GAP if below else -_GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter

        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        look = appearance.current()
        room = self.rect().adjusted(9, 0, -28, 0)
        text = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        ink = look.secondary if text == mixed_words() else look.ink
        painter.setPen(QColor(ink if self.isEnabled() else look.disabled))
        fitting = self.fontMetrics().elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        solid, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(look.secondary), 1.6, solid, cap, join))
        x, y = self.width() - 17.0, self.height() / 2 - 1.5
        painter.drawPolyline([QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y)])
        painter.end()


class Segment(QPushButton):
    """One button of a row; the arrow keys go to its neighbours, a digit or the letter a name begins with chooses."""

    def __init__(self, among: QWidget) -> None:
        """``among`` holds the buttons of the row and nothing else."""
        super().__init__(among)
        self._among = among

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        row = [one for one in self._among.findChildren(Segment) if one.isVisibleTo(self._among)]
        if step:
            row[(row.index(self) + step) % len(row)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        wanted = _meant(row, event.text()) if not held else None
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.TabFocusReason)
            if not wanted.isChecked():
                wanted.click()
            return
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) or (event.text() == "0" and not held):
            for one in row:
                if one.isChecked():
                    one.click()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def _meant(row: list[Segment], typed: str) -> Segment | None:
    """The button of that number, or whose name begins with the letter."""
    if typed.isdecimal():
        return row[int(typed) - 1] if 1 <= int(typed) <= len(row) else None
    wanted = typed.casefold()
    starting = (one for one in row if one.text().replace("&", "").casefold().startswith(wanted))
    return next(starting, None) if wanted.strip() else None


class ChoiceEditor(Editor):
    """A choice. Where "" is among the values the buttons leave it out: a second click on a button clears."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._shown: Any = None
        self.row: QWidget | None = None
        """The buttons, where the choices are shown as such."""
        self._choices = [choice for choice in field.choices if choice[0]]
        self.clears = len(self._choices) < len(field.choices)
        self._pages = QStackedLayout(self)
        row = QWidget(self)
        self._line = line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(5)
        self.buttons: dict[str, Segment] = {}
        for value, _ in self._choices:
            button = Segment(row)
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setMinimumWidth(10)
            button.clicked.connect(lambda checked, value=value: self._clicked(value, checked))
            line.addWidget(button, 1)
            self.buttons[value] = button
        self.combo = Quiet(self)
        self.combo.activated.connect(self._activated)
        self._pages.addWidget(row)
        self._pages.addWidget(self.combo)
        self.retranslate()

    def stored(self, key: str) -> Any:
        """The value in the document for a choice."""
        return key

    def key(self, value: Any) -> str:
        """The choice for a value in the document."""
        return value

    def show_value(self, value: Any) -> None:
        if value == self._shown:
            return
        self._shown = value
        self._show()

    def _show(self) -> None:
        key = "" if self._shown in (None, MIXED) else self.key(self._shown)
        first = key if key in self.buttons else next(iter(self.buttons), "")
        for name, button in self.buttons.items():
            button.setChecked(name == key)
            # One stop for Tab, as for any field: the chosen button, or the first.
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == first else Qt.FocusPolicy.ClickFocus)
        if self.focusProxy() is not None:
            self.setFocusProxy(self.buttons[first])
        place = self.combo.findData(key)
        self.combo.setCurrentIndex(-1 if self._shown is MIXED else place)
        self.combo.setPlaceholderText(mixed_words() if self._shown is MIXED else key)

    def _clicked(self, value: str, checked: bool) -> None:
        if not checked and not self.clears:
            self.buttons[value].setChecked(True)
            return
        self._choose(value if checked else "")

    def _activated(self, index: int) -> None:
        self._choose(self.combo.itemData(index))

    def _choose(self, key: str) -> None:
        self._shown = self.stored(key)
        self._show()
        self.finished.emit(self._shown)

    def retranslate(self) -> None:
        names = {value: tr(name) for value, name in self.field.choices}
        for value, button in self.buttons.items():
            button.setText(caption(names[value]))
            button.setAccessibleName(f"{tr(self.field.label)}: {names[value]}")
            if self.clears:
                button.setToolTip(tr("Click again to clear"))
        self.combo.blockSignals(True)
        self.combo.clear()
        for value, name in self.field.choices:
            self.combo.addItem(tr(name), value)
        self.combo.blockSignals(False)
        self._name(self.combo)
        as_buttons = len(self._choices) <= _MOST_BUTTONS and self._fit([names[value] for value in self.buttons])
        self._pages.setCurrentIndex(0 if as_buttons else 1)
        self.row = self._pages.widget(0) if as_buttons else None
        if as_buttons:
            self.setFocusProxy(next(iter(self.buttons.values())))
        self._show()

    def _fit(self, names: list[str]) -> bool:
        """Share the room equally, or by the length of the names; whether it is enough."""
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        wide = [metrics.horizontalAdvance(name) + 12 for name in names]
        if max(wide) * len(wide) + 5 * (len(wide) - 1) <= _ROOM:
            wide = [max(wide)] * len(wide)
        for place, each in enumerate(wide):
            self._line.setStretch(place, max(each, 30))
        return sum(wide) + 5 * (len(wide) - 1) <= _ROOM


class LevelEditor(ChoiceEditor):
    """Low, middle or high; a second click on the same one clears."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._tint: tuple[str, str] = ("", "")
        self.clears = True
        self.retranslate()

    def stored(self, key: str) -> Any:
        return int(key or 0)

    def key(self, value: Any) -> str:
        return str(value) if value else ""

    def tint(self, colour: str) -> None:
        """Mark the chosen level in the lane's colour."""
        look = appearance.current()
        if (colour, look.scheme) == self._tint or not QColor(colour).isValid():
            return
        self._tint = (colour, look.scheme)
        ground = blend(colour, look.window, 0.1 if look.scheme == "light" else 0.25)
        ink = blend(colour, look.ink, 0.55)
        style = f"QPushButton:checked {{ background: {ground}; border: 1px solid {colour}; color: {ink}; }}"
        style += f"QPushButton:checked:focus {{ border: 2px solid {look.focus}; padding: 4px 3px; }}"
        for button in self.buttons.values():
            button.setStyleSheet(style)
