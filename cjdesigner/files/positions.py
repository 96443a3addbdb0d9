"""Where in a JSON text something stands: slow, so only asked for once something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

MOST_TOKENS = 600_000
"""Beyond it a search would take seconds, and lines are left unnamed. A map of 10,000 cards has about 400,000."""

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)

Place = tuple[str | int, ...]


class Token(NamedTuple):
    """A value or a key of an object, with the line it starts on and the keys and indices that lead to it."""

    line: int
    place: Place
    text: str
    is_key: bool


class _Frame:
    """An array or object that is being read: the key or index within it, and whether a key comes next."""

    def __init__(self, is_object: bool) -> None:
        self.is_object = is_object
        self.at: str | int = "" if is_object else 0
        self.key_next = is_object


def tokens(text: str) -> Iterator[Token]:
    """Every key and every value of a JSON text in order, arrays and objects at their opening bracket.

    The text should be sound JSON (duplicate keys and NaN aside); of other text it finds what it can.
    """
    frames: list[_Frame] = []
    line, counted = 1, 0
    for match in islice(_TOKEN.finditer(text), MOST_TOKENS):
        found = match[0]
        top = frames[-1] if frames else None
        if found == "," and top:
            if top.is_object:
                top.key_next = True
            elif isinstance(top.at, int):
                top.at += 1
            continue
        if found in ":,":
            continue
        if found in "}]":
            if frames:
                frames.pop()
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if top and top.key_next and found[0] == '"':
            top.at, top.key_next = found[1:-1], False
            yield Token(line, tuple(frame.at for frame in frames), found, True)
            continue
        yield Token(line, tuple(frame.at for frame in frames), found, False)
        if found in "{[":
            frames.append(_Frame(found == "{"))


def line_of(text: str, place: Sequence[str | int]) -> int | None:
    """The line of the value at a place, or of the nearest thing around it; None where it cannot be told."""
    wanted = tuple(place)
    best: tuple[int, int] | None = None
    for token in tokens(text):
        depth = len(token.place)
        if depth <= len(wanted) and not token.is_key and token.place == wanted[:depth]:
            if best is None or depth > best[0]:
                best = (depth, token.line)
            if depth == len(wanted):
                break
    return best[1] if best else None


def duplicate_key(text: str) -> Token | None:
    """The first key that its object has had before."""
    seen: set[tuple[int, Place]] = set()
    opened = 0
    owner: dict[Place, int] = {}
    for token in tokens(text):
        if not token.is_key:
            if token.text == "{":
                opened += 1
                owner[token.place] = opened
            continue
        key = (owner.get(token.place[:-1], 0), token.place[-1:])
        if key in seen:
            return token
        seen.add(key)
    return None


def first_value(text: str, values: Sequence[str]) -> Token | None:
    """The first bare value that is one of these, such as NaN."""
    return next((token for token in tokens(text) if token.text in values and not token.is_key), None)
