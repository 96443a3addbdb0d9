"""How the window looks: its colours in light and dark, its font, its style sheet and its icons."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from cjdesigner import resources
from cjdesigner.draw import fonts
from cjdesigner.ui.scrolling import go_back


class Look(NamedTuple):
    """The colours of the window, ``#RRGGBB``."""

    scheme: str
    window: str
    canvas: str
    field: str
    raised: str
    hover: str
    pressed: str
    line: str
    edge: str
    ink: str
    secondary: str
    hint: str
    """What a field says while it is empty."""
    disabled: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_tint: str
    warning: str
    warning_tint: str
    error: str
    error_tint: str
    tooltip: str
    on_tooltip: str
    link: str
    """Accent as text."""
    focus: str
    """The ring around what has the keyboard."""
    control: str
    """The edge of a button: as good as none, but for high contrast."""


SCHEMES = ("light", "dark", "contrast")


@lru_cache(maxsize=8)
def look(scheme: str) -> Look:
    """The window theme of that name: one of SCHEMES."""
    raw = json.loads(resources.path("themes", f"window-{scheme}.json").read_text(encoding="utf-8"))
    wanted = set(Look._fields)
    if set(raw) != wanted:
        raise ValueError(f"window theme {scheme}: lacks or does not know {sorted(set(raw) ^ wanted)}")
    return Look(**raw)


_current = "light"
STYLE = "Fusion"
STYLED = "cjdesigner-styled"
"""The property of an application that has the style."""


def current() -> Look:
    """The look in use."""
    return look(_current)


def system_scheme() -> str:
    """What the desktop prefers: "contrast", "dark" or "light"."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(application: QApplication, scheme: str, dressed: bool = True) -> None:
    """Put the whole program into a look. A palette of our own, since bare X11 ignores the colour scheme.

    A first window is built in half the time without ``dressed``: its widgets are then looked up in the style sheet
    once, by ``dress``, and not again for each widget that they are put into.
    """
    global _current
    _current = scheme
    chosen = look(scheme)
    sheet = style_sheet(chosen)
    fresh = application.styleSheet() != sheet
    scrolled = _scrolled(application) if fresh else []
    if fresh and application.styleSheet():
        # A sheet in the place of another polishes every widget once for each widget that it lies in; off and on again
        # polishes it once.
        application.setStyleSheet("")
    if fresh and not application.property(STYLED):  # asking the style for its name would make all that styles can draw
        application.setProperty(STYLED, True)
        application.setStyle(STYLE)
    font = _font(application)
    if application.font() != font:
        application.setFont(font)
    palette = QPalette()
    role = QPalette.ColorRole
    for key, colour in (
        (role.Window, chosen.window), (role.WindowText, chosen.ink), (role.Base, chosen.field),
        (role.AlternateBase, chosen.hover), (role.Text, chosen.ink), (role.Button, chosen.raised),
        (role.ButtonText, chosen.ink), (role.Highlight, chosen.accent), (role.HighlightedText, chosen.on_accent),
        (role.ToolTipBase, chosen.tooltip), (role.ToolTipText, chosen.on_tooltip), (role.Link, chosen.accent),
        (role.PlaceholderText, chosen.hint), (role.Mid, chosen.line), (role.Midlight, chosen.line),
        (role.Dark, chosen.edge), (role.Light, chosen.raised), (role.Shadow, chosen.edge),
    ):  # fmt: skip
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(chosen.disabled))
    application.setPalette(palette)
    if fresh and dressed:
        application.setStyleSheet(sheet)
    for bar, value in scrolled:
        go_back(bar, value)


def dress(application: QApplication) -> None:
    """The style sheet of the look in use, where there is none yet."""
    if not application.styleSheet():
        application.setStyleSheet(style_sheet(current()))


def wear(widget: QWidget, name: str, value: object) -> None:
    """Set what the style sheet asks a widget for, such as its kind, and dress it by that at once."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _scrolled(application: QApplication) -> list[tuple[QScrollBar, int]]:
    """What is scrolled, and how far: a pane whose fields are lower for a moment would lose its place."""
    bars = [widget for widget in application.allWidgets() if isinstance(widget, QScrollBar)]
    return [(bar, bar.value()) for bar in bars if bar.value() > bar.minimum()]


def _font(application: QApplication) -> QFont:
    """The bundled family at the system's size, so that every language looks at home in the window."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    family = fonts.face("CJSans-Regular").family
    for weight in ("Regular", "SemiBold", "Bold"):
        fonts.raw_font(f"CJSans-{weight}", 16.0)
    font = QFont(family)
    font.setPointSizeF(max(8.5, min(14.0, system.pointSizeF() if system.pointSizeF() > 0 else 9.5)))
    return font


def style_sheet(look: Look) -> str:
    """The style sheet. Widgets ask for a look by object name or by the property ``kind``.

    What a menu ticks is drawn from a file: Qt's own tick is a coarse picture that no density makes sharper.
    """
    template = resources.path("themes", "window.qss").read_text(encoding="utf-8")
    for name, value in look._asdict().items():
        template = template.replace(f"@{name};", f"{value};")
        template = template.replace(f"@{name} ", f"{value} ")
    return template.replace("%tick%", resources.path("themes", f"tick-{look.scheme}.svg").as_posix())


@lru_cache(maxsize=512)
def _svg(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, colour: str = "") -> QIcon:
    """An icon of the bundled set in the colour of text, or in a colour of its own."""
    return _icon(name, colour or current().ink, current().disabled)


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    return QIcon(_Drawn(name, colour, disabled))


class _Drawn(QIconEngine):
    """Draws an icon when it is first seen, at the size and density asked for: most of them stand in closed menus."""

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._name, self._colour, self._disabled = name, colour, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self.pixmap(rect.size() * painter.device().devicePixelRatioF(), mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        colour = self._disabled if mode == QIcon.Mode.Disabled else self._colour
        return picture(self._name, colour, max(1, min(size.width(), size.height())))

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._colour, self._disabled)


@lru_cache(maxsize=1024)
def picture(name: str, colour: str, size: int) -> QPixmap:
    """An icon as a picture of ``size`` device pixels."""
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
