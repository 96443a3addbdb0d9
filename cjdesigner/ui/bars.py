"""The slim bar at the top and the status bar at the bottom of the window."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from cjdesigner.ui.appearance import current, icon, wear
from cjdesigner.ui.plain import tip
from cjdesigner.words import LANGUAGES, language, tr

_SEARCHED = 200
"""Pixels that the search needs to say what it is."""
_NARROWEST = 800
"""Pixels of the bar at its most compact: a window may be as narrow."""


class _Compact(NamedTuple):
    """What makes way in a bar that is too narrow for everything."""

    named: bool
    """Whether two buttons have their names, and not only their signs."""
    view_named: bool
    room: int
    """Pixels of the project's name, at most."""
    state: bool = True


_COMPACTS = (
    _Compact(True, True, 1_000),
    _Compact(False, True, 1_000),
    _Compact(False, False, 180),
    _Compact(False, False, 110),
    _Compact(False, False, 110, False),
)


_ARROW = 10
"""Pixels that the arrow of a button with a menu takes."""


def _beside(words: str) -> str:
    """Words that stand beside an icon: Qt itself leaves less room between the two than between letters and an edge."""
    return f" {words}"


class MenuButton(QToolButton):
    """A button that opens a menu, and shows so by a small arrow behind its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """With room for the arrow."""
        return super().sizeHint() + QSize(_ARROW, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        solid, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(current().secondary), 1.6, solid, cap, join))
        x, y = self.width() - 18.0, self.height() / 2 - 1.5
        painter.drawPolyline([QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y)])
        painter.end()


class TopBar(QWidget):
    """The project's name and whether it is saved; undo, redo and export."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TopBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._actions = actions
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setProperty("kind", "heading")
        self._named, self._room, self._view = "", 0, ""
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setProperty("kind", "quiet")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(4)
        row.addWidget(self.name)
        row.addSpacing(4)
        row.addWidget(self.state)
        row.addSpacing(14)
        self._tools: dict[str, QToolButton] = {}
        for key in ("undo", "redo"):
            row.addWidget(self._tool(key))
        divider = QFrame()
        divider.setFixedWidth(1)
        divider.setFixedHeight(20)
        divider.setObjectName("Divider")
        row.addSpacing(6)
        row.addWidget(divider)
        row.addSpacing(6)
        for key in ("add_phase", "add_step", "add_lane"):
            row.addWidget(self._tool(key))
        row.addSpacing(10)
        self.search = SearchButton(actions["search"])
        row.addWidget(self.search, 100)
        row.addStretch(1)
        for key in ("panes", "zoom_fit"):
            row.addWidget(self._tool(key))
        row.addSpacing(6)
        self.views = MenuButton()
        self.views.setMenu(QMenu(self.views))
        row.addWidget(self.views)
        row.addSpacing(4)
        self.compare = QPushButton()
        self.compare.clicked.connect(actions["compare"].trigger)
        actions["compare"].changed.connect(lambda: self.compare.setEnabled(actions["compare"].isEnabled()))
        row.addWidget(self.compare)
        row.addSpacing(4)
        self.export = QPushButton()
        self.export.clicked.connect(actions["export"].trigger)
        row.addWidget(self.export)
        row.addSpacing(4)
        self.present = QPushButton()
        self.present.setProperty("kind", "primary")
        self.present.clicked.connect(actions["present"].trigger)
        row.addWidget(self.present)
        self.retranslate()

    def _tool(self, key: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions[key])
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tools[key] = button
        return button

    def retranslate(self) -> None:
        """The texts in the language in use, and the icons in the look in use."""
        self.search.retranslate()
        self._leave_room()
        self.export.setAccessibleName(tr("Export"))
        self.export.setIcon(icon("download"))
        self.compare.setAccessibleName(tr("Compare"))
        self._fit()
        self._level()
        self.compare.setIcon(icon("columns-2"))
        keys = self._actions["compare"].shortcut().toString()
        self.compare.setToolTip(f"{tr('Compare two maps')} ({keys})" if keys else tr("Compare two maps"))
        self.present.setText(_beside(tr("Present")))
        self.present.setAccessibleName(tr("Present"))
        self.present.setIcon(icon("play", current().on_accent))
        self.present.setToolTip(f"{tr('Present')} ({self._actions['present'].shortcut().toString()})")
        keys = self._actions["export"].shortcut().toString()
        pull = tr("Drag it into a mail or a slide to take the map there as a picture")
        self.export.setToolTip(f"{tr('Export…').rstrip('…')} ({keys})\n{pull}")

    def _leave_room(self) -> None:
        """Room for how it stands with saving, whatever that is: the first edit must not push the buttons aside."""
        metrics = self.state.fontMetrics()
        self.state.setMinimumWidth(max(metrics.horizontalAdvance(text) for text in (tr("edited"), tr("saved"))) + 2)

    def _fit(self) -> None:
        """In a narrow window names of buttons make way for the search, then part of the project's: signs stay."""
        for compact in _COMPACTS:
            self.compare.setText(_beside(tr("Compare")) if compact.named else "")
            self.export.setText(_beside(tr("Export")) if compact.named else "")
            self.views.setText(_beside(self._view) if compact.view_named else "")
            self._show_name(compact.room)
            self.state.setVisible(compact.state)
            rest = self._row.sizeHint().width() - self.search.sizeHint().width()
            spare = self.width() - rest - _SEARCHED
            if spare >= 0:
                self._show_name(compact.room + spare)
                break

    def _show_name(self, room: int) -> None:
        elided = self.name.fontMetrics().elidedText(self._named, Qt.TextElideMode.ElideMiddle, min(self._room, room))
        self.name.setText(elided)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """That of the bar at its most compact, so that no name keeps a window from being narrower."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def _level(self) -> None:
        """The button with a menu as high as those without."""
        self.views.setFixedHeight(self.export.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "present"):
            self._level()
            self._leave_room()

    def show_view(self, name: str, detail: str, on: bool) -> None:
        """Which view is in use, and what of the map is not shown."""
        shown = self.views.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 150)
        self._view = shown.replace("&", "&&")
        self.views.setIcon(icon("eye-off" if detail else "eye", current().accent if on else ""))
        if bool(self.views.property("on")) != on:
            wear(self.views, "on", on)
        said = " · ".join(part for part in (tr("Views") if name != tr("Views") else "", name, detail) if part)
        self.views.setToolTip(tip(said))
        self.views.setAccessibleName(said)
        self._fit()

    def show_name(self, name: str, state: str, room: int = 380) -> None:
        """What is open, elided where it is longer than ``room`` pixels, and how it stands with saving."""
        self._named, self._room = name, room
        self.name.setToolTip(name)
        self.state.setText(state)
        self._fit()


class SearchButton(QPushButton):
    """Looks like a field and opens the command search."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setObjectName("SearchButton")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setMinimumWidth(60)
        self.setMaximumWidth(290)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words, self.keys = QLabel(self), QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 0, 12, 0)
        for label in (self.words, self.keys):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("kind", "quiet")
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.words, 1)
        row.addWidget(self.keys)
        self.clicked.connect(action.trigger)

    def retranslate(self) -> None:
        """The texts in the language in use, and the icon in the look in use."""
        self.keys.setText(self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "))
        self._show_words()
        self.setAccessibleName(tr("Search or run a command"))
        self.setIcon(icon("search", current().secondary))
        self.setIconSize(QSize(15, 15))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No room for the keys where they would cut the words off."""
        super().resizeEvent(event)
        self._show_words()

    def _show_words(self) -> None:
        text, metrics, room = tr("Search or run a command…"), self.words.fontMetrics(), self.width() - 46
        self.keys.setVisible(metrics.horizontalAdvance(text) + self.keys.sizeHint().width() + 6 <= room)
        self.words.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))


class Hint(QLabel):
    """A line of text that ends with an ellipsis where it has no room; its tooltip then holds all of it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 6)
        whole = text == self.text()
        if bool(self.toolTip()) == whole:
            self.setToolTip("" if whole else tip(self.text()))
        if whole:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class StatusBar(QWidget):
    """A hint for what the mouse would do now, the language, and the zoom."""

    zoom_asked = Signal(float)

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StatusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.hint = Hint()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.language = QToolButton()
        self.language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.language.setMenu(QMenu.menuInAction(actions["language"]))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 1000)
        self.slider.setFixedWidth(120)
        self.slider.valueChanged.connect(self._slid)
        self.percent = QToolButton()
        self.percent.setMinimumWidth(56)
        self.percent.clicked.connect(actions["zoom_100"].trigger)
        smaller, larger = QToolButton(), QToolButton()
        smaller.setDefaultAction(actions["zoom_out"])
        larger.setDefaultAction(actions["zoom_in"])
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 10, 2)
        row.setSpacing(4)
        row.addWidget(self.hint, 1)
        row.addWidget(self.language)
        for widget in (smaller, self.slider, larger, self.percent):
            row.addWidget(widget)
        for button in (smaller, larger):
            button.setIconSize(QSize(15, 15))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._low, self._high = math.log(0.08), math.log(4.0)
        self.retranslate()

    def retranslate(self) -> None:
        """The texts in the language in use."""
        self.language.setText(LANGUAGES[language()])
        self.language.setToolTip(tr("Language of the program"))
        self.slider.setAccessibleName(tr("Zoom"))
        self.slider.setToolTip(tr("Zoom"))
        self.percent.setToolTip(tr("Back to 100 %"))
        self.show_hint("")  # the next one comes with the next move of the pointer

    def show_hint(self, text: str) -> None:
        """What the mouse would do now; nothing shows a quiet general hint."""
        if text != self.hint.text():
            self.hint.setText(text)

    def show_zoom(self, scale: float) -> None:
        """The zoom as it is now."""
        self.slider.blockSignals(True)
        self.slider.setValue(round((math.log(scale) - self._low) / (self._high - self._low) * 1000))
        self.slider.blockSignals(False)
        self.percent.setText(f"{scale * 100:.0f} %")

    def _slid(self, value: int) -> None:
        self.zoom_asked.emit(math.exp(self._low + value / 1000 * (self._high - self._low)))


_WIDEST, _LEAST, _BESIDE = 640, 180, 12
"""Pixels of a notice's words in one line, at most and at least, and between it and the edges of what it lies over."""
_NO_LIMIT = 16_777_215
"""What Qt has for a width that nothing limits."""


class Notice(QFrame):
    """A short notice over the canvas, with one thing to do about it; it goes away by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("Notice")
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(False)
        self._said = ""
        self.corner: QWidget | None = None
        """What stands in the right corner below, such as the overview of the map: it stays in sight."""
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 8, 8)
        self._row.addWidget(self.text)
        self.hide()
        parent.installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        """Over another widget from now on."""
        below = self.parentWidget()
        if event.type() == QEvent.Type.ParentAboutToChange and below is not None:
            below.removeEventFilter(self)
        elif event.type() == QEvent.Type.ParentChange and below is not None:
            below.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it lies over has another size: stay at its bottom."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def show_text(self, text: str, actions: list[tuple[str, object]]) -> None:
        """Show a text and a button for each (name, callable)."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        self._said = text
        self.text.setToolTip(text)
        for name, run in [*actions, (tr("Close"), None)]:
            button = QPushButton(name)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, run=run: self._do(run))
            self._row.addWidget(button)
            button.show()  # Qt would do so later, and has no room for it until then
            self.buttons.append(button)
        self.place()
        self.show()
        self.raise_()

    def _do(self, run: object) -> None:
        self.hide()
        if callable(run):
            run()

    def _break_lines(self, room: int) -> None:
        """The words in one line where there is room, else in up to three beside the buttons."""
        margins = self._row.contentsMargins()
        room -= margins.left() + margins.right() + 2 * _BESIDE
        room -= sum(button.sizeHint().width() + self._row.spacing() for button in self.buttons)
        wide, metrics = max(_LEAST, min(_WIDEST, room)), self.text.fontMetrics()
        breaks = metrics.horizontalAdvance(self._said) > wide
        most = (3 * wide - 40) if breaks else wide  # lines end where words do
        self.text.setWordWrap(breaks)
        self.text.setText(metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, most))
        # By itself a label that breaks lines would be about as high as it is wide.
        self.text.setMinimumWidth(wide if breaks else 0)
        self.text.setMaximumWidth(wide if breaks else _NO_LIMIT)
        self.text.setMinimumHeight(0)
        self.text.setMinimumHeight(self.text.heightForWidth(wide) if breaks else 0)
        self._row.activate()
        self.adjustSize()

    def place(self) -> None:
        """At the bottom in the middle of what it lies over; beside what stands in its corner, where there is room."""
        below = self.parentWidget()
        if below is None:
            return
        area = below.rect()
        self._break_lines(area.width())
        middle, room = (area.width() - self.width()) // 2, area.width()
        if self.corner is not None and self.corner.isVisible() and self.corner.parentWidget() is below:
            room = self.corner.x()
        if middle + self.width() > room - _BESIDE and room > area.width() // 2:
            self._break_lines(room)
            middle = min((area.width() - self.width()) // 2, room - _BESIDE - self.width())
        self.move(max(middle, 0), area.height() - self.height() - 18)
