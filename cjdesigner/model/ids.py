"""Random identities: never time-ordered, so that two people's new records do not land side by side in the file."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789abcdefghijkmnpqrstuvwxyz"


def new_id() -> str:
    """Twelve characters, about 61 random bits: enough for files of 20,000 records that are merged for years."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
