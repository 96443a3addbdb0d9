"""Which names a typed query means: by the beginnings of words, without accents, and with typing errors forgiven."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_FEW = 8
"""Matches below which typing errors are looked for."""
_ALIKE = 80.0
"""Percent of the query that must be found again in a name."""
_SHORT = 4
"""Letters below which a word is too short to have a typing error in it."""


def folded(text: str) -> str:
    """The text without accents and without the difference of large and small letters."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def matches(query: str, names: Sequence[str], most: int = 60) -> list[tuple[float, int]]:
    """(score, place) of the names that match, best first; equal scores keep their order. Names are ``folded``."""
    words = folded(query).split()
    if not words:
        return []
    whole = " ".join(words)
    found = [(score, place) for place, name in enumerate(names) if (score := _score(whole, words, name))]
    if len(found) < _FEW and len(whole) >= 3:
        found += _alike(whole, names, {place for _, place in found})
    found.sort(key=lambda one: (-one[0], one[1]))
    return found[:most]


def _score(whole: str, words: list[str], name: str) -> float:
    if name.startswith(whole):
        return 100.0
    if not all(word in name for word in words):
        return 0.0
    spaced = f" {name}"
    if all(f" {word}" in spaced for word in words):
        return 90.0
    return 75.0


def _alike(whole: str, names: Sequence[str], known: set[int]) -> list[tuple[float, int]]:
    # Imported at the first typing error: it takes some milliseconds that a start should not cost.
    from rapidfuzz import fuzz, process

    found = process.extract(whole, names, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE, limit=40)
    # A name shorter than the query is found inside it whatever else was typed.
    alike = {place: score for name, score, place in found if place not in known and len(name) >= len(whole) - 1}
    words = whole.split()
    if len(words) > 1:
        alike = _each_alike(words, names, known) | alike
    return [(score * 0.7, place) for place, score in alike.items()]


def _each_alike(words: Sequence[str], names: Sequence[str], known: set[int]) -> dict[int, float]:
    """The score of each name in which every word is found again, in whatever order; short words to the letter."""
    from rapidfuzz import fuzz, process

    left = {place: name for place, name in enumerate(names) if place not in known}
    scores: dict[int, float] = {}
    for word in sorted(words, key=len, reverse=True):
        if len(word) < _SHORT:
            found = {place: 100.0 for place, name in left.items() if f" {word}" in f" {name}"}
        else:
            matched = process.extract(word, left, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE, limit=None)
            found = {place: score for name, score, place in matched if len(name) >= len(word) - 1}
        scores = {place: min(score, scores.get(place, 100.0)) for place, score in found.items()}
        left = {place: left[place] for place in scores}
    return dict(sorted(scores.items(), key=lambda one: -one[1])[:40])
