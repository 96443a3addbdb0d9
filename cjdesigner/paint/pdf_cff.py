"""Builds a compact font program (CFF, keyed by CID) from glyph outlines, to embed in a PDF.

Written straight to Adobe's Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings): whatever format the font came in,
and whichever instance of it, only its outlines matter here.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

Segment = tuple[str, tuple[float, ...]]
"""("M", (x, y)), ("L", (x, y)) or ("C", (x1, y1, x2, y2, x, y)) in font units, y upwards."""


class Outline(NamedTuple):
    """A glyph's outline as Type 2 operators without width and end, and its box in font units."""

    program: bytes
    box: tuple[int, int, int, int]


EMPTY = Outline(b"", (0, 0, 0, 0))

_STACK = 48
"""Most operands before an operator."""

_MOVE, _LINE, _CURVE, _END = b"\x15", b"\x05", b"\x08", b"\x0e"


def outline(segments: Sequence[Segment]) -> Outline:
    """Encode an outline. Points are rounded to whole font units; rounding never adds up along the path."""
    parts: list[bytes] = []
    waiting: list[int] = []
    operator = _LINE
    here_x = here_y = 0
    xs: list[int] = []
    ys: list[int] = []
    for step, numbers in segments:
        wanted = _LINE if step == "L" else _CURVE if step == "C" else _MOVE
        if waiting and (wanted is not operator or len(waiting) + len(numbers) > _STACK):
            parts += map(_number, waiting)
            parts.append(operator)
            waiting = []
        operator = wanted
        for index in range(0, len(numbers), 2):
            x, y = round(numbers[index]), round(numbers[index + 1])
            waiting += (x - here_x, y - here_y)
            here_x, here_y = x, y
            xs.append(x)
            ys.append(y)
        if operator is _MOVE:
            parts += map(_number, waiting)
            parts.append(operator)
            waiting = []
    if waiting:
        parts += map(_number, waiting)
        parts.append(operator)
    if not xs:
        return EMPTY
    return Outline(b"".join(parts), (min(xs), min(ys), max(xs), max(ys)))


def _number(value: int) -> bytes:
    """An integer operand of a charstring."""
    if -107 <= value <= 107:
        return bytes((value + 139,))
    if 108 <= value <= 1131:
        value -= 108
        return bytes(((value >> 8) + 247, value & 255))
    if -1131 <= value <= -108:
        value = -value - 108
        return bytes(((value >> 8) + 251, value & 255))
    return struct.pack(">Bh", 28, max(-32768, min(32767, value)))


def font_program(name: str, outlines: Sequence[Outline], widths: Sequence[int], units: int) -> bytes:
    """The CFF of a font whose glyph ``i`` is CID ``i``; widths in font units, ``units`` to the em."""
    count = len(outlines)
    usual = max(set(widths), key=lambda width: (widths.count(width), width)) if count < 400 else 0
    charstrings = _index(
        [
            (b"" if width == usual else _number(width)) + each.program + _END
            for each, width in zip(outlines, widths, strict=True)
        ]
    )
    # One range of CIDs, all in the one font dictionary. A lone .notdef has no further CIDs to list.
    charset = b"\x02" + struct.pack(">HH", 1, count - 2) if count > 1 else b"\x00"
    select = b"\x03" + struct.pack(">HHBH", 1, 0, 0, count)
    private = _offset_operand(usual) + b"\x14" + _offset_operand(0) + b"\x15"

    head = b"\x01\x00\x04\x04" + _index([name.encode("ascii")])
    tail = _index([b"Adobe", b"Identity"]) + _index([])
    box = bounds(outlines)

    def top(charset_at: int, select_at: int, charstrings_at: int, fonts_at: int) -> bytes:
        entries = [_offset_operand(391), _offset_operand(392), _offset_operand(0), b"\x0c\x1e"]
        if units != 1000:
            entries += [_real(1 / units), _real(0), _real(0), _real(1 / units), _real(0), _real(0), b"\x0c\x07"]
        entries += [*map(_offset_operand, box), b"\x05", _offset_operand(count), b"\x0c\x22"]
        entries += [_offset_operand(charset_at), b"\x0f", _offset_operand(select_at), b"\x0c\x25"]
        entries += [_offset_operand(charstrings_at), b"\x11", _offset_operand(fonts_at), b"\x0c\x24"]
        return _index([b"".join(entries)])

    # Offsets have a fixed length, so the dictionary is as long with zeros as with the real ones.
    at = len(head) + len(top(0, 0, 0, 0)) + len(tail)
    select_at = at + len(charset)
    charstrings_at = select_at + len(select)
    private_at = charstrings_at + len(charstrings)
    fonts_at = private_at + len(private)
    fonts = _index([_offset_operand(len(private)) + _offset_operand(private_at) + b"\x12"])
    return b"".join(
        (head, top(at, select_at, charstrings_at, fonts_at), tail, charset, select, charstrings, private, fonts)
    )


def bounds(outlines: Sequence[Outline]) -> tuple[int, int, int, int]:
    """The box that holds every outline, in font units."""
    boxes = [each.box for each in outlines if each.program]
    if not boxes:
        return 0, 0, 0, 0
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _index(items: Sequence[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    offset = 1
    offsets = [offset]
    for item in items:
        offset += len(item)
        offsets.append(offset)
    return struct.pack(">HB", len(items), 4) + struct.pack(f">{len(offsets)}I", *offsets) + b"".join(items)


def _offset_operand(value: int) -> bytes:
    """An integer operand of a dictionary, always five bytes."""
    return struct.pack(">Bi", 29, value)


def _real(value: float) -> bytes:
    """A real operand of a dictionary: its decimal digits, two to a byte."""
    nibbles = [".-".index(digit) * 4 + 10 if digit in ".-" else int(digit) for digit in f"{value:.12f}"]
    nibbles += [15] if len(nibbles) % 2 else [15, 15]
    return b"\x1e" + bytes(high << 4 | low for high, low in zip(nibbles[::2], nibbles[1::2], strict=True))
