"""The keys of a presentation, as a list: what each does, for the window and for its help."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt

from cjdesigner.words import tr

Key = Qt.Key


class Binding(NamedTuple):
    """Some keys and the name of the presenter's method that they call."""

    keys: tuple[Key, ...]
    does: str


BINDINGS: tuple[Binding, ...] = (
    Binding(
        (Key.Key_Right, Key.Key_Space, Key.Key_PageDown, Key.Key_Return, Key.Key_Enter, Key.Key_Forward), "forward"
    ),
    Binding((Key.Key_Left, Key.Key_PageUp, Key.Key_Backspace, Key.Key_Back), "back"),
    Binding((Key.Key_Down,), "next_section"),
    Binding((Key.Key_Up,), "previous_section"),
    Binding((Key.Key_Home,), "first"),
    Binding((Key.Key_End,), "last"),
    Binding((Key.Key_Escape, Key.Key_F5), "leave"),
    Binding((Key.Key_B, Key.Key_Period), "black"),
    Binding((Key.Key_W, Key.Key_Comma), "white"),
    Binding((Key.Key_L,), "laser"),
    Binding((Key.Key_S,), "spotlight"),
    Binding((Key.Key_P,), "pen"),
    Binding((Key.Key_E,), "erase"),
    Binding((Key.Key_G, Key.Key_Slash), "look_up"),
    Binding((Key.Key_Z,), "zoom"),
    Binding((Key.Key_Plus, Key.Key_Equal), "closer"),
    Binding((Key.Key_Minus,), "farther"),
    Binding((Key.Key_N,), "notes"),
    Binding((Key.Key_C,), "capture"),
    Binding((Key.Key_V,), "vote"),
    Binding((Key.Key_R,), "build_up"),
    Binding((Key.Key_A,), "audience"),
    Binding((Key.Key_M, Key.Key_Menu), "menu"),
    Binding((Key.Key_X,), "swap_screens"),
    Binding((Key.Key_F1, Key.Key_Question, Key.Key_H), "help"),
)
"""Digits, and letters that no binding has, are the presenter's own."""

ACTION = {key: binding.does for binding in BINDINGS for key in binding.keys}


def help_lines() -> list[tuple[str, str]]:
    """Keys and what they do, in the language in use."""
    return [
        ("→   " + tr("Space"), tr("next")),
        ("←", tr("back")),
        ("↓   ↑", tr("next or previous part")),
        (tr("12 Enter"), tr("to stop 12")),
        ("G", tr("look up a card")),
        ("Z   +   −   0", tr("zoom, and back")),
        ("L   S", tr("laser pointer, spotlight")),
        ("P   E", tr("pen, erase")),
        ("B   W", tr("black or white screen")),
        (tr("Drag"), tr("move the map, or a feeling")),
        ("C", tr("add a card from the room")),
        ("V", tr("vote for the card under the pointer")),
        ("N", tr("notes and clock")),
        ("R", tr("build up lane by lane")),
        ("A", tr("audience, lanes, personas")),
        ("M", tr("menu")),
        ("Esc", tr("end")),
    ]
