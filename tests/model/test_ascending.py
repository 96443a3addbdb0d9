"""A longest ascending part of a row."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.model.ascending import ascending


@given(st.lists(st.integers(0, 9), max_size=9))
def test_it_ascends_and_none_is_longer(places: list[int]) -> None:
    kept = ascending(places)
    assert all(low < high for low, high in pairwise(kept))
    assert all(places[low] < places[high] for low, high in pairwise(kept))
    for longer in combinations(places, len(kept) + 1):
        assert any(low >= high for low, high in pairwise(longer))
