"""Tab goes through fields as they stand: fields that were made anew would otherwise come last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def put_in_order(root: QWidget) -> None:
    """Let Tab go through what is in sight under ``root`` in the order in which its layouts have it."""
    wanted = list(_stops(root))
    if wanted != [one for one in _chain(root) if one in set(wanted)]:
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """The widgets that Tab stops at, as they are laid out; what lies outside of layouts comes after."""
    placed = list(_placed(widget.layout())) if widget.layout() is not None else []
    known = set(placed)
    for child in (*placed, *(one for one in widget.children() if isinstance(one, QWidget) and one not in known)):
        if not child.isVisible():
            continue
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        yield from _stops(child)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout()
        widget = item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _chain(root: QWidget) -> Iterator[QWidget]:
    one = root.nextInFocusChain()
    while one is not root:
        yield one
        one = one.nextInFocusChain()
