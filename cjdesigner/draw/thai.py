"""Where Thai, which writes no spaces between words, may be broken into lines.

Qt breaks Thai only on machines that have a certain library, so its answer is not used: the words come from a list of
our own and lines break alike everywhere.
"""

from __future__ import annotations

import functools
import re

from cjdesigner import resources

PRESENT = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")
"""A stretch of Thai letters, vowels and tone marks."""

_LONGEST = 20
_NEVER_FIRST = re.compile("[\u0e2f\u0e30-\u0e3a\u0e45-\u0e4e]")
"""Vowels and marks that belong to the consonant before them, and the signs of abbreviation and repetition."""
_NEVER_LAST = re.compile("[\u0e40-\u0e44]")
"""Vowels written before the consonant they follow in speech."""


@functools.cache
def _words() -> frozenset[str]:
    try:
        return frozenset(resources.path("fonts", "thai", "words.txt").read_text(encoding="utf-8").split())
    except OSError:
        return frozenset()


def mend(text: str, ends: list[int]) -> list[int]:
    """The places to break a text, given those of Qt: the ones inside Thai are replaced by ends of words."""
    found = set(ends)
    for stretch in PRESENT.finditer(text):
        first, last = stretch.span()
        found -= set(range(first + 1, last))
        at = first
        for word in split(stretch.group()):
            at += len(word)
            if at < last:
                found.add(at)
    return sorted(found)


@functools.lru_cache(maxsize=2_000)
def split(stretch: str) -> tuple[str, ...]:
    """A stretch of Thai as words: the fewest unknown characters, then the fewest words, then the longest first word."""
    words = _words()
    length = len(stretch)
    # best[i]: cost of the rest from i on, and where the word at i ends.
    best: list[tuple[tuple[int, int], int]] = [((0, 0), length)] * (length + 1)
    for start in range(length - 1, -1, -1):
        choice: tuple[tuple[int, int], int] | None = None
        for end in range(min(length, start + _LONGEST), start, -1):
            if end < length and not _may_part(stretch, end):
                continue
            known = stretch[start:end] in words
            (unknown, count), _ = best[end]
            cost = (unknown + (0 if known else end - start), count + 1)
            if choice is None or cost < choice[0]:
                choice = cost, end
        best[start] = choice or ((length - start, 1), length)
    out = []
    at = 0
    while at < length:
        end = best[at][1]
        out.append(stretch[at:end])
        at = end
    return tuple(out)


def _may_part(stretch: str, end: int) -> bool:
    return not (_NEVER_FIRST.match(stretch, end) or _NEVER_LAST.match(stretch, end - 1))
