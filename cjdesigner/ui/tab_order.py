"""Tab goes through fields as they stand: in Qt's own order, those that were made anew come last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

MOST = 500
"""Stops that a pane may have."""


def step(parts: Sequence[QWidget], on: bool) -> bool:
    """Put the keyboard one stop on, or back, within the part that it is in; False at the end of that, or outside."""
    here = QApplication.focusWidget()
    part = part_of(parts, here)
    stops = list(_stops(part)) if part is not None else []
    if here not in stops:
        return False
    place = stops.index(here) + (1 if on else -1)
    if not 0 <= place < len(stops):
        return False
    _give(stops[place], on)
    return True


def entered(parts: Sequence[QWidget], before: QWidget | None, on: bool) -> None:
    """Who comes into a part from outside begins at its first stop, or going back at its last."""
    part = part_of(parts, QApplication.focusWidget())
    if part is not None and not (before is not None and part.isAncestorOf(before)):
        stops = list(_stops(part))
        if stops:
            _give(stops[0 if on else -1], on)


def part_of(parts: Sequence[QWidget], here: QWidget | None) -> QWidget | None:
    """The one of the parts that a widget is in."""
    return next((one for one in parts if here is not None and one.isAncestorOf(here)), None)


def _give(target: QWidget, on: bool) -> None:
    target.setFocus(Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason)
    above = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target)
        above = above.parentWidget()


def _is_stop(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isEnabled() and widget.focusProxy() is None


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab stops, as the layouts have it; what lies outside of layouts comes after."""
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    known = set(placed)
    for child in (*placed, *(one for one in widget.children() if isinstance(one, QWidget) and one not in known)):
        if child.isVisible() and not child.isWindow():
            if _is_stop(child):
                yield child
            yield from _stops(child)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    """What a layout holds, in its order.

    Asked by number, without ``itemAt``: what that gives is freed by Qt without a word to Python, which then takes
    whatever comes to lie at the same address for it, and in the end crashes.
    """
    parent = layout.parentWidget()
    inside: list[QObject] = [*(parent.children() if parent is not None else ()), *layout.children()]
    numbered = [(layout.indexOf(one), one) for one in inside if isinstance(one, QWidget | QLayout)]
    for number, one in sorted(numbered, key=lambda pair: pair[0]):
        if number < 0:
            continue
        if isinstance(one, QWidget):
            yield one
        elif isinstance(one, QLayout):
            yield from _placed(one)
