"""Random identities: never time-ordered, so that two people's new records do not land side by side in the file."""

from __future__ import annotations

from random import SystemRandom

ALPHABET = "0123456789abcdefghijkmnpqrstuvwxyz"
_LENGTH = 12
_IDS = len(ALPHABET) ** _LENGTH
_chance = SystemRandom()


def new_id() -> str:
    """Twelve characters, about 61 random bits: enough for files of 20,000 records that are merged for years."""
    # One number instead of twelve choices: pasting thousands of cards asks for as many ids.
    rest = _chance.randrange(_IDS)
    letters = []
    for _ in range(_LENGTH):
        rest, digit = divmod(rest, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)
