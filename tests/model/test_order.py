"""Order keys: there is always room for one more, and the order of keys is the order of things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.model import order

keys = st.text(order.DIGITS, min_size=1, max_size=8).filter(order.is_key)


@given(keys, keys)
def test_between_two_keys(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low == high:
        with pytest.raises(ValueError, match="no key sorts between"):
            order.between(low, high)
        return
    found = order.between(low, high)
    assert order.is_key(found)
    assert low < found < high


@given(keys)
def test_before_and_after_a_key(key: str) -> None:
    before, after = order.between(None, key), order.between(key, None)
    assert before < key < after
    assert order.is_key(before)
    assert order.is_key(after)


@given(st.lists(st.integers(0, 40), max_size=60))
def test_inserting_anywhere_keeps_the_order(places: list[int]) -> None:
    listed: list[str] = []
    for place in places:
        place = min(place, len(listed))
        low = listed[place - 1] if place else None
        high = listed[place] if place < len(listed) else None
        listed.insert(place, order.between(low, high))
        assert listed == sorted(set(listed))


@given(st.integers(0, 50), st.none() | keys, st.none() | keys)
def test_spread(count: int, one: str | None, other: str | None) -> None:
    low, high = (one, other) if one is None or other is None or one < other else (other, one)
    if low is not None and low == high:
        return
    found = order.spread(count, low, high)
    assert len(found) == count
    assert found == sorted(set(found))
    assert all((low is None or low < key) and (high is None or key < high) for key in found)


def test_two_people_get_two_keys() -> None:
    found = {order.between("A", "B") for _ in range(200)}
    assert len(found) > 190
    assert len({order.between(None, None) for _ in range(200)}) > 150


def test_appending_and_squeezing_do_not_let_keys_grow_without_bound() -> None:
    last = order.between(None, None)
    for _ in range(5_000):
        last = order.between(last, None)
    assert len(last) <= 6
    low, high = "A", "B"
    for _ in range(300):
        high = order.between(low, high)
    assert len(high) < 300


@pytest.mark.parametrize("text", ["", "0", "A0", "a b", "é", "A-B"])
def test_what_is_no_key_is_refused(text: str) -> None:
    assert not order.is_key(text)
    with pytest.raises(ValueError, match="not an order key"):
        order.between(text, None)
    with pytest.raises(ValueError, match="not an order key"):
        order.between(None, text)
