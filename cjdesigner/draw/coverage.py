"""Which bundled family draws which part of a text: one family per grapheme, the main one first."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QTextBoundaryFinder

from cjdesigner.draw import fonts
from cjdesigner.draw.patterns import late

_SYMBOLS = ("CJ Sans Symbols", "CJ Sans Symbols 2", "CJ Sans Math")
_HAN = {"ja": "CJ Sans Japanese", "ko": "CJ Sans Korean", "zh": "CJ Sans Chinese"}

_KANA = late("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = late("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")

# Characters below U+1F000 that are pictures unless a text asks for the plain form (Unicode: Emoji_Presentation).
_PICTURES = late(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]"
)

_JOINERS = late("[\u200d\u20e3\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_TONE = "[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_PICTURE = f"[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]{_TONE}"
_SEQUENCE = late(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    f"|{_PICTURE}[\U000e0020-\U000e007f]*(?:\u200d{_PICTURE})*"
    "|.[\ufe00-\ufe0f]"
)
"""Flags, keycaps, people with tones and trades, and whatever a selector follows."""

INVISIBLE = late(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""Characters that steer shaping, breaking or direction, and never show."""


_BOX = "\uf8fe"


class Part(NamedTuple):
    """A stretch of text in one family; indexes count code points."""

    start: int
    end: int
    family: str


def offsets(text: str) -> list[int] | None:
    """For each UTF-16 index the index of its code point, ends included; ``None`` when both are the same."""
    if not text or max(text) < "\U00010000":
        return None
    out: list[int] = []
    for index, character in enumerate(text):
        out += (index, index) if character >= "\U00010000" else (index,)
    return [*out, len(text)]


def boundaries(text: str, kind: QTextBoundaryFinder.BoundaryType) -> list[int]:
    """Where a text may be parted (as graphemes, or into lines), as code point indexes; 0 left out, the end included."""
    finder = QTextBoundaryFinder(kind, text)
    out = []
    while (position := finder.toNextBoundary()) != -1:
        out.append(position)
    table = offsets(text)
    if table is not None:
        # Qt may part the two halves of an unassigned character.
        out = [end for end in dict.fromkeys(table[position] for position in out) if end]
    if not _JOINERS.search(text):
        return out
    # Beside an Indian script Qt takes the sequences of emoji apart.
    inside = {at for whole in _SEQUENCE.finditer(text) for at in range(whole.start() + 1, whole.end())}
    return [end for end in out if end not in inside]


def graphemes(text: str) -> list[str]:
    """What a reader takes for the characters of a text."""
    ends = boundaries(text, QTextBoundaryFinder.BoundaryType.Grapheme)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def parts(text: str) -> Iterator[Part]:
    """The text from left to right in logical order, as stretches of one family each."""
    han = _han(text)
    start = index = 0
    family = ""
    for grapheme in graphemes(text):
        chosen = _family(grapheme, han)
        if chosen != family:
            if index > start:
                yield Part(start, index, family)
            start, family = index, chosen
        index += len(grapheme)
    if index > start:
        yield Part(start, index, family)


def boxed(text: str, family: str) -> str:
    """The text with a private character, which is a box in every family, for each one that the family lacks.

    Left as they are they would be boxes too, but Qt warns about scripts that a font knows nothing of.
    """
    if all(map(functools.partial(fonts.covers, family), text)):
        return text
    return "".join(
        c if fonts.covers(family, c) or c.isspace() or INVISIBLE.match(c) else _BOX for c in text
    )  # fmt: skip


def _han(text: str) -> str:
    """The family for ideographs, which each of three languages writes its own way."""
    if _KANA.search(text):
        return _HAN["ja"]
    return _HAN["ko"] if _HANGUL.search(text) else _HAN["zh"]


@functools.lru_cache(maxsize=20_000)
def _family(grapheme: str, han: str) -> str:
    """The first family that covers the whole grapheme, or else its first character; the main one if none does."""
    seen = INVISIBLE.sub("", grapheme) or grapheme[:1]
    if _is_picture(grapheme) and fonts.covers(fonts.EMOJI, seen[0]):
        return fonts.EMOJI
    last = (*_SYMBOLS, *_HAN.values(), fonts.EMOJI)
    order = [*(name for name in fonts.families() if name not in last), han, *last]
    for wanted in (seen, seen[0]):
        for name in order:
            if all(fonts.covers(name, character) for character in wanted):
                return name
    return fonts.MAIN


def _is_picture(grapheme: str) -> bool:
    """Whether a grapheme asks for a colour picture: by itself, by a selector, a skin tone, a keycap or a flag."""
    if "\ufe0e" in grapheme:
        return False
    asked = "\ufe0f" in grapheme or "\u20e3" in grapheme
    return asked or grapheme[0] >= "\U0001f000" or bool(_PICTURES.match(grapheme))


def uncovered(text: str) -> tuple[str, ...]:
    """The characters that no bundled font has, each once, in the order of the text; they show as boxes."""
    return tuple(dict.fromkeys(c for c in text if not c.isspace() and not _is_covered(c)))


@functools.lru_cache(maxsize=20_000)
def _is_covered(character: str) -> bool:
    if INVISIBLE.match(character) or ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0:
        return True
    return any(fonts.covers(name, character) for name in fonts.families())
