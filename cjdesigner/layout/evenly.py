"""A row in parts that are about equally long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def evenly(row: Sequence[T], count: int) -> list[Sequence[T]]:
    """The row in ``count`` parts, at least one; the first ones are longer by one where it does not come out even."""
    size, more = divmod(len(row), count)
    parts, at = [], 0
    for part in range(count):
        wide = size + (part < more)
        parts.append(row[at : at + wide])
        at += wide
    return parts
