"""A keyboard and a mouse outside the program: events that the X server makes itself, counted one by one."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterable

_NAMED = {
    "Return": 0xFF0D, "Escape": 0xFF1B, "Tab": 0xFF09, "BackSpace": 0xFF08, "Delete": 0xFFFF, "Home": 0xFF50,
    "End": 0xFF57, "Left": 0xFF51, "Up": 0xFF52, "Right": 0xFF53, "Down": 0xFF54, "F2": 0xFFBF, "F6": 0xFFC3,
    "shift": 0xFFE1, "ctrl": 0xFFE3, "alt": 0xFFE9,
}  # fmt: skip
_SHIFT = _NAMED["shift"]


def keysym(name: str) -> int:
    """The X name of a key or character, as a number."""
    if name in _NAMED:
        return _NAMED[name]
    code = ord(name)
    return code if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF else 0x01000000 | code


class XInput:
    """Keys and buttons through the XTEST extension of the display in DISPLAY.

    ``presses`` counts keys, each with the modifiers that are held for it; ``clicks`` counts buttons.
    """

    def __init__(self) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XGetKeyboardMapping.restype = ctypes.POINTER(ctypes.c_ulong)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))
        if not self._display:
            raise RuntimeError("no X display")
        self.presses = 0
        self.clicks = 0
        self._keys: dict[int, tuple[int, bool]] = {}
        self._spare: list[int] = []
        self._read_map()

    def _read_map(self) -> None:
        low, high, each = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
        self._x.XDisplayKeycodes(self._display, ctypes.byref(low), ctypes.byref(high))
        count = high.value - low.value + 1
        table = self._x.XGetKeyboardMapping(self._display, ctypes.c_ubyte(low.value), count, ctypes.byref(each))
        for place in range(count):
            symbols = [table[place * each.value + level] for level in range(each.value)]
            for level in (0, 1):
                if level < len(symbols) and symbols[level]:
                    self._keys.setdefault(symbols[level], (low.value + place, bool(level)))
            if not any(symbols):
                self._spare.append(low.value + place)
        self._x.XFree(table)

    def provide(self, characters: Iterable[str]) -> None:
        """Give every character a key, as a keyboard of its language would: once, before anything is typed."""
        for one in sorted(set(characters)):
            symbol = keysym(one)
            if symbol not in self._keys:
                code = self._spare.pop()
                pair = (ctypes.c_ulong * 2)(symbol, symbol)
                self._x.XChangeKeyboardMapping(self._display, code, 2, pair, 1)
                self._keys[symbol] = (code, False)
        self._x.XSync(self._display, 0)

    def key(self, chord: str) -> None:
        """One press, such as "ctrl+shift+Right", "a" or "+"."""
        *held, name = chord.split("+") if len(chord) > 1 else [chord]
        code, shifted = self._keys[keysym(name)]
        codes = [self._keys[_NAMED[one]][0] for one in held]
        if shifted and "shift" not in held:
            codes.append(self._keys[_SHIFT][0])
        for one in codes:
            self._test.XTestFakeKeyEvent(self._display, one, 1, ctypes.c_ulong(0))
        self._test.XTestFakeKeyEvent(self._display, code, 1, ctypes.c_ulong(0))
        self._test.XTestFakeKeyEvent(self._display, code, 0, ctypes.c_ulong(0))
        for one in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, one, 0, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)
        self.presses += 1

    def move(self, x: int, y: int) -> None:
        """The pointer to a pixel of the screen."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)

    def button(self, number: int, down: bool) -> None:
        """A mouse button pressed or released; 1 is the left one, 3 the right one."""
        self._test.XTestFakeButtonEvent(self._display, number, int(down), ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)
        self.clicks += down

    def close(self) -> None:
        """Let go of the display."""
        self._x.XCloseDisplay(self._display)
