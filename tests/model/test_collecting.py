"""What was made while collecting was paused is not looked through again, until somebody asks for it."""

from __future__ import annotations

import gc
import weakref

import pytest

from cjdesigner.model import collecting


class Circle:
    """An object that holds itself, as nothing in a document does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before():
    yield
    gc.unfreeze()
    assert gc.isenabled()


def test_much_that_was_made_is_passed_over() -> None:
    with collecting.paused():
        assert not gc.isenabled()
        made = [[number] for number in range(50_000)]
    assert gc.isenabled() and gc.get_freeze_count() >= len(made)


def test_circles_that_were_passed_over_are_found_when_all_is_looked_through() -> None:
    one = Circle()
    gone = weakref.ref(one)
    collecting.pass_over()
    del one
    gc.collect()
    assert gone() is not None
    collecting.look_through()
    assert gone() is None


def test_within_another_pause_it_stays_paused() -> None:
    with collecting.paused():
        with collecting.paused():
            pass
        assert not gc.isenabled()


def test_an_error_ends_the_pause() -> None:
    with pytest.raises(KeyError), collecting.paused():
        raise KeyError
    assert gc.isenabled()
