"""The keys of every action: the usual ones, and those that the user has given it instead."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from cjdesigner.ui import actions
from cjdesigner.words import tr

Own = Mapping[str, tuple[str, ...]]
"""Keys by the id of the action, in portable form, as they are kept in the settings."""

_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ALONE = (
    *(Qt.Key(Qt.Key.Key_F1 + number) for number in range(35)),
    *(Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
"""Keys that type nothing, and so may be a shortcut by themselves."""
_FIRST = 2 if sys.platform == "win32" else 10
_DIGIT_ROW = {_FIRST + place: digit for place, digit in enumerate("1234567890")}
"""The digit on each key of the upper row, by the number that the keyboard has for the key."""


def usual(action_id: str) -> tuple[str, ...]:
    """The keys that the action has of its own accord."""
    return next((spec.keys for spec in actions.ACTIONS if spec.id == action_id), ())


def keys_of(action_id: str, own: Own) -> tuple[str, ...]:
    """The keys that the action answers to."""
    keys = own.get(action_id)
    return usual(action_id) if keys is None else tuple(key for key in keys if same(key))


def same(key: str) -> str:
    """The key as it is compared: two spellings of it are equal; "" for what is no key."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.PortableText
    )


def shown(key: str) -> str:
    """The key as it is written on this system."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(QKeySequence.SequenceFormat.NativeText)


def on_digit_row(event: QKeyEvent) -> str:
    """The keys as on a keyboard whose upper row writes digits: "Ctrl+0" for Ctrl+à in France and Belgium.

    "" where the key writes a digit anyway, lies elsewhere, or is held with anything but Ctrl or Alt alone.
    """
    names = {Qt.KeyboardModifier.ControlModifier: "Ctrl", Qt.KeyboardModifier.AltModifier: "Alt"}
    held, digit = names.get(event.modifiers()), _DIGIT_ROW.get(event.nativeScanCode())
    if held is None or digit is None or Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return ""
    return f"{held}+{digit}"


def with_keys(name: str, action: QAction) -> str:
    """What something is called, and in brackets the key that does the same now; the name alone where none does."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{name} ({keys})" if keys else name


def holder(key: str, own: Own, but: str = "") -> str:
    """The id of the action that has this key, other than ``but``; "" where none has it."""
    wanted = same(key)
    for spec in actions.ACTIONS:
        if spec.id and spec.id != but and wanted in map(same, keys_of(spec.id, own)):
            return spec.id
    return ""


def refusal(key: str) -> str:
    """Why the key cannot be a shortcut, as a sentence; "" when it can."""
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    if sequence.isEmpty():
        return tr("Press the keys that are to run it.")
    first: QKeyCombination = sequence[0]  # type: ignore[index]  # the stub has no places of sequences
    if not first.keyboardModifiers() & _MODIFIERS and first.key() not in _ALONE:
        return tr("This key is for typing: hold Ctrl or Alt with it, or take a function key.")
    return ""


def given(own: Own, action_id: str, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The user's keys once the action has these, taken from whichever had them; the usual ones are not kept."""
    made = dict(own)
    wanted = tuple(dict.fromkeys(same(key) for key in keys if same(key)))
    for key in wanted:
        while loser := holder(key, made, action_id):
            rest = tuple(one for one in keys_of(loser, made) if same(one) != key)
            _keep(made, loser, rest)
    _keep(made, action_id, wanted)
    return made


def reset(own: Own, action_id: str) -> dict[str, tuple[str, ...]]:
    """The user's keys once the action has its usual ones back, also from an action that was given one of them."""
    return given({key: keys for key, keys in own.items() if key != action_id}, action_id, usual(action_id))


def _keep(made: dict[str, tuple[str, ...]], action_id: str, keys: tuple[str, ...]) -> None:
    if tuple(map(same, usual(action_id))) == tuple(map(same, keys)):
        made.pop(action_id, None)
    else:
        made[action_id] = keys
