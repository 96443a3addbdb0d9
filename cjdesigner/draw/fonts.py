"""The bundled fonts: which there are, what they cover, and Qt's objects for them.

Fonts are read from ``resources/fonts`` only, under names that no installed font has, and only when a text needs them.
Qt objects belong to the thread that made them; everything else here is shared.
"""

from __future__ import annotations

import bisect
import functools
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont

from cjdesigner import resources
from cjdesigner.draw import imports as imports
from cjdesigner.draw.shapes import Style

MAIN = "CJ Sans"
EMOJI = "CJ Sans Emoji"

EM = 2048
"""Pixels per em at which text is measured: the main family's units per em, so its advances come out whole."""


class Face(NamedTuple):
    """One font file of the bundled family."""

    key: str
    """Its PostScript name, such as "CJSans-Regular"."""
    family: str
    weight: int
    italic: bool
    file: str
    """Path of the file."""
    coverage: str
    """Code points as hexadecimal ranges: "20-7E A0"."""


class Missing(RuntimeError):
    """A bundled font cannot be read: the program is not installed completely."""


@functools.cache
def faces() -> dict[str, Face]:
    """Every bundled face by key. Raises ``Missing`` when the table is not there."""
    folder = resources.path("fonts")
    try:
        table = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise Missing(str(error)) from error
    return {row["key"]: Face(**(row | {"file": str(folder / row["file"])})) for row in table}


def face(key: str) -> Face:
    """The face with this key; ``KeyError`` if there is none."""
    return faces()[key]


@functools.cache
def steps(key: str) -> dict[str, Any] | None:
    """The table of steps beside a face of the main family (``packaging/font_steps.py``); None where there is none."""
    try:
        table: dict[str, Any] = json.loads(Path(face(key).file).with_suffix(".steps.json").read_text(encoding="utf-8"))
    except OSError:
        return None
    return table


@functools.cache
def families() -> tuple[str, ...]:
    """The families in the order of the table, the main one first."""
    return tuple(dict.fromkeys(one.family for one in faces().values()))


@functools.cache
def _ends(family: str) -> list[int]:
    """First, one-past-last, first, … of the ranges a family covers, ascending."""
    coverage = next(one.coverage for one in faces().values() if one.family == family)
    out: list[int] = []
    for part in coverage.split():
        first, _, last = part.partition("-")
        out += (int(first, 16), int(last or first, 16) + 1)
    return out


def covers(family: str, character: str) -> bool:
    """Whether the family has a glyph for the character."""
    return bisect.bisect_right(_ends(family), ord(character)) % 2 == 1


@functools.cache
def face_for(family: str, weight: int, italic: bool) -> tuple[str, bool]:
    """The key of the face of this family that comes nearest to a style, and whether it needs synthetic bold.

    Only the main family has italics; the others stay upright.
    """
    nearest = 400 if weight < 500 else 600 if weight < 650 else 700
    own = [one for one in faces().values() if one.family == family]
    slanted = [one for one in own if one.italic == italic] or own
    if nearest == 400:
        best = min(slanted, key=lambda one: one.weight)
    else:
        best = min(slanted, key=lambda one: (one.weight < nearest, abs(one.weight - nearest)))
    return best.key, nearest >= 600 and best.weight < 600 and family != EMOJI


def application() -> QCoreApplication:
    """The Qt application; makes one without windows if there is none (command line, scripts). Main thread only."""
    existing = QCoreApplication.instance()
    if existing is not None:
        return existing
    headless = sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if headless:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return _keep(QGuiApplication(sys.argv[:1] or ["cjdesigner"]))


_kept: list[QGuiApplication] = []


def _keep(made: QGuiApplication) -> QGuiApplication:
    _kept.append(made)
    return made


_loading = threading.Lock()
_loaded: set[str] = set()
_mine = threading.local()
_SIZES = 200
"""So many faces at so many sizes a thread remembers."""


def load(key: str) -> None:
    """Makes one face known to Qt. Raises ``Missing`` when its file cannot be read."""
    if key in _loaded:
        return
    if not isinstance(QCoreApplication.instance(), QGuiApplication):
        raise RuntimeError("text needs an application: call cjdesigner.draw.fonts.application() first")
    with _loading:
        if key in _loaded:
            return
        if QFontDatabase.addApplicationFont(face(key).file) < 0:
            raise Missing(face(key).file)
        _loaded.add(key)


def font(key: str, pixel_size: int = EM) -> QFont:
    """A font of exactly this face, without hints, no other family merged in. For the calling thread."""
    memo: dict[tuple[str, int], QFont] = _mine.__dict__.setdefault("fonts", {})
    made = memo.get((key, pixel_size))
    if made is None:
        load(key)
        if len(memo) > _SIZES:
            memo.clear()
        one = face(key)
        made = QFont()
        made.setFamilies([one.family])
        made.setPixelSize(pixel_size)
        made.setWeight(QFont.Weight(one.weight))
        made.setItalic(one.italic)
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        made.setStyleStrategy(QFont.StyleStrategy.NoFontMerging | QFont.StyleStrategy.PreferOutline)
        memo[key, pixel_size] = made
    return made


def raw_font(key: str, pixel_size: float) -> QRawFont:
    """The face at a size in pixels, for drawing glyphs and reading outlines. For the calling thread.

    At a size that is not whole it draws nothing above 64 pixels on the surface: Qt loses the outlines of a raw font
    that was resized, and a QFont rounds. ``paint.raster`` takes care of that.
    """
    memo: dict[tuple[str, float], QRawFont] = _mine.__dict__.setdefault("raw", {})
    made = memo.get((key, pixel_size))
    if made is None:
        if len(memo) > _SIZES:
            memo.clear()
        whole = max(1, round(pixel_size))
        made = QRawFont.fromFont(font(key, whole))
        if whole != pixel_size:
            made.setPixelSize(pixel_size)
        memo[key, pixel_size] = made
    return made


def editing_font(style: Style, pixel_size: int) -> QFont:
    """A font for Qt's own text fields: the main family first, then every bundled one. Loads them all."""
    for key in faces():
        load(key)
    QFontDatabase.setApplicationEmojiFontFamilies([EMOJI])
    made = QFont()
    made.setFamilies(list(families()))
    made.setPixelSize(pixel_size)
    made.setWeight(QFont.Weight(face(face_for(MAIN, style.weight, style.italic)[0]).weight))
    made.setItalic(style.italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
