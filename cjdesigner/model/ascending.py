"""Which of a row stand in order already, so that the fewest are moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def ascending(places: Sequence[int]) -> list[int]:
    """The indices, in order, of a longest part of the places in which each is higher than the one before."""
    ends: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(ends, place)
        before.append(chain[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            chain.append(index)
        else:
            ends[at], chain[at] = place, index
    found = []
    index = chain[-1] if chain else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]
