"""Order keys: strings that sort between any two others, so that moving one record changes one record.

A key is a fraction written in base 62 without its "0.". New keys carry jitter, so that two people who insert at the
same place get different keys; equal keys (possible after a merge) are ordered by id.
"""

from __future__ import annotations

from random import SystemRandom

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}
_LENGTH = 5
"""Digits of a usual key. Appending steps by about 62², so some 100,000 appends fit before keys grow."""
_STEP = BASE**2
_chance = SystemRandom()


def is_key(text: str) -> bool:
    """Whether the text can serve as an order key: base 62 digits, not ending in the digit 0."""
    return bool(text) and text[-1] != "0" and all(character in _VALUE for character in text)


def between(low: str | None, high: str | None) -> str:
    """A new key after ``low`` and before ``high``; None means the start or the end.

    Raises ValueError when ``low`` does not sort before ``high``, or either is no key.
    """
    for key in (low, high):
        if key is not None and not is_key(key):
            raise ValueError(f"not an order key: {key!r}")
    if low is not None and high is not None and low >= high:
        raise ValueError(f"no key sorts between {low!r} and {high!r}")
    length = max(len(low or ""), len(high or ""), _LENGTH)
    while True:
        floor = _number(low or "", length)
        ceiling = _number(high, length) if high else BASE**length
        start, end = floor + 1, ceiling - 1
        if length == _LENGTH and low is None and high is None:
            start = BASE**length // 2
            end = start + _STEP
        elif length == _LENGTH and high is None:
            start, end = floor + _STEP // 2, min(end, floor + 2 * _STEP)
        elif length == _LENGTH and low is None:
            start, end = max(start, ceiling - 2 * _STEP), ceiling - _STEP // 2
        else:
            room = end - start
            start, end = start + room // 3, end - room // 3
        if end - start >= BASE:
            number = start + _chance.randrange(end - start + 1)
            if number % BASE == 0:
                number += 1
            return _text(number, length)
        length += 1


def spread(count: int, low: str | None = None, high: str | None = None) -> list[str]:
    """``count`` new ascending keys between the two."""
    if count <= 0:
        return []
    if high is None:
        keys: list[str] = []
        for _ in range(count):
            low = between(low, None)
            keys.append(low)
        return keys
    middle = between(low, high)
    before = count // 2
    return [*spread(before, low, middle), middle, *spread(count - before - 1, middle, high)]


def _number(key: str, length: int) -> int:
    number = 0
    for digit in key.ljust(length, "0"):
        number = number * BASE + _VALUE[digit]
    return number


def _text(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, rest = divmod(number, BASE)
        digits.append(DIGITS[rest])
    return "".join(reversed(digits))
