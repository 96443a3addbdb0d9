"""Feelings as people write them, in and out: a word, a value from −2 to +2, and whose it is."""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST = 300
"""Characters; what is longer is prose."""


class Feeling(NamedTuple):
    """What a cell of the emotions lane says."""

    word: str
    value: float | None
    """From −2 to +2 if ``scaled``, else on a scale that only the whole lane tells; None where no number is given."""
    scaled: bool = False
    persona: str = ""


_NUMBER = r"[+\-\u2212\u2013]?\s?\d{1,3}(?:[.,]\d{1,3})?"
_AT_END = re.compile(rf"^(.*?)\s*\(\s*({_NUMBER})\s*\)$", re.DOTALL)
_AT_START = re.compile(rf"^({_NUMBER})(?:\s*/\s*(5|10))?(?:\s+|\s*[:·\u2013\u2014,]\s*|$)(.*)$", re.DOTALL)
_LAST = re.compile(rf"^(.*?)[\s:·]+({_NUMBER})(?:\s*/\s*(5|10))?$", re.DOTALL)
_SIGNS = re.compile(r"^(.*?)\s*(\++|[\-\u2212\u2013]+|\+/[\-\u2212\u2013]|\u00b1)\s*$", re.DOTALL)
_PERSONA = re.compile(r"^([^:\n]{1,60}):\s+(\S.*)$", re.DOTALL)

_VERY_GOOD = (
    "very happy|delighted|thrilled|excited|ecstatic|very satisfied|very positive|love|loves|amazed|euphoric|proud|"
    "heel blij|zeer tevreden|verrukt|enthousiast|dolblij|opgetogen|zeer positief|trots|😍|🤩|😀|😁|😄"
)
_GOOD = (
    "happy|satisfied|positive|confident|relieved|hopeful|curious|interested|calm|glad|pleased|good|optimistic|inspired|"
    "blij|tevreden|positief|zelfverzekerd|opgelucht|hoopvol|nieuwsgierig|geïnteresseerd|rustig|goed|vertrouwd|"
    "🙂|😊|😃|👍"
)
_NEUTRAL = "neutral|ok|okay|indifferent|neutraal|gewoon|onverschillig|😐|😶"
_BAD = (
    "sad|unhappy|annoyed|worried|anxious|confused|unsure|uncertain|negative|disappointed|nervous|bored|impatient|"
    "overwhelmed|stressed|bad|doubtful|hesitant|verdrietig|geïrriteerd|bezorgd|onzeker|verward|negatief|teleurgesteld|"
    "zenuwachtig|ongeduldig|gestrest|slecht|twijfelend|🙁|😟|😕|😞|👎"
)
_VERY_BAD = (
    "angry|furious|frustrated|very unhappy|very dissatisfied|very negative|desperate|hate|hates|panicked|"
    "boos|woedend|gefrustreerd|zeer ontevreden|wanhopig|zeer negatief|😡|😠|🤬|😢|😭"
)
_WORDS = {
    word: value
    for value, words in ((2.0, _VERY_GOOD), (1.0, _GOOD), (0.0, _NEUTRAL), (-1.0, _BAD), (-2.0, _VERY_BAD))
    for word in words.split("|")
}


def said(word: str, value: float, persona: str = "") -> str:
    """A feeling for a cell: "relieved (+1.5)", "Anna: annoyed (−1)"."""
    number = f"{abs(value):g}"
    sign = "" if value == 0 else "+" if value > 0 else "\N{MINUS SIGN}"
    whole = f"{word} ({sign}{number})" if word else f"({sign}{number})"
    return f"{persona}: {whole}" if persona else whole


def heard(text: str) -> Feeling:
    """What a cell says; ``value`` is None where it tells no feeling that is known."""
    text = text.strip()
    if len(text) > _LONGEST:
        return Feeling(text, in_words(text), True)
    found = _AT_END.match(text)
    if found:
        persona, word = _persona(found[1])
        number = _number(found[2])
        return Feeling(word, number, _signed(found[2]), persona)
    persona, rest = _persona(text)
    for pattern, number_at, word_at, scale_at in ((_AT_START, 1, 3, 2), (_LAST, 2, 1, 3)):
        found = pattern.match(rest)
        if found:
            number = _number(found[number_at])
            if found[scale_at] == "10":
                return Feeling(found[word_at].strip(), max(-2.0, min(2.0, number / 2.5 - 2)), True, persona)
            if found[scale_at] == "5":
                return Feeling(found[word_at].strip(), max(-2.0, min(2.0, number - 3)), True, persona)
            return Feeling(found[word_at].strip(), number, _signed(found[number_at]), persona)
    found = _SIGNS.match(rest)
    if found and found[2]:
        signs = found[2]
        if "/" in signs or signs == "\u00b1":
            return Feeling(found[1].strip(), 0.0, True, persona)
        return Feeling(found[1].strip(), min(2.0, len(signs)) * (1.0 if signs[0] == "+" else -1.0), True, persona)
    return Feeling(rest, in_words(rest), True, persona)


def in_words(text: str) -> float | None:
    """The value of a feeling given in words, by the first word that is known; None where none is."""
    plain = text.casefold().strip(" .!?")
    if plain in _WORDS:
        return _WORDS[plain]
    for word in re.split(r"[\s,;/&+.!?]+", plain):
        if word in _WORDS:
            return _WORDS[word]
    return next((value for word, value in _WORDS.items() if not word[0].isascii() and word in plain), None)


def _persona(text: str) -> tuple[str, str]:
    found = _PERSONA.match(text)
    return (found[1].strip(), found[2].strip()) if found else ("", text.strip())


def _signed(number: str) -> bool:
    return number[0] in "+-\u2212\u2013"


def _number(text: str) -> float:
    plain = text.replace("\u2212", "-").replace("\u2013", "-").replace(",", ".").replace(" ", "")
    return float(plain)
