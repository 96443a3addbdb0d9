"""Rows in parts that are about equally long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.layout.evenly import evenly


@given(st.integers(0, 60), st.integers(1, 20))
def test_all_of_the_row_in_order_and_no_part_longer_by_more_than_one(length: int, count: int) -> None:
    parts = evenly(range(length), count)
    assert [one for part in parts for one in part] == list(range(length))
    assert len(parts) == count
    sizes = [len(part) for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] - sizes[-1] <= 1
