"""Keeps Python's garbage collector from looking through large documents, over and over, for what nobody holds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 20_000
"""New objects from which on looking through them would be felt."""


@contextmanager
def paused() -> Iterator[None]:
    """No collection meanwhile, and none later of what was made, where it is much.

    A document of 10,000 cards and its drawing are a million objects that all stay: collecting among them while they
    are made doubles the time, and each full collection afterwards stops every thread for a quarter of a second. They
    hold each other in no circles, so that they go without a collection when they are let go of.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        if running:
            gc.enable()


def pass_over() -> None:
    """Look no more at anything that is there now."""
    gc.freeze()


def look_through() -> None:
    """Collect among everything, at once; what stays is passed over again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
