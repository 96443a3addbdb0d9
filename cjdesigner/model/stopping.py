"""Stopping long work from outside: whoever begins it says how to ask, and the long loops ask on their way.

Documents are values, so that work which is stopped half-way leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_asked: ContextVar[Callable[[], bool] | None] = ContextVar("asked", default=None)


class Stopped(Exception):
    """The work is not wanted any more."""


@contextmanager
def when(asked: Callable[[], bool]) -> Iterator[None]:
    """``check`` raises Stopped inside, on this thread, from when ``asked`` says so."""
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def check() -> None:
    """Go on, unless the work is asked to stop: cheap enough for once a record. Raises Stopped."""
    asked = _asked.get()
    if asked is not None and asked():
        raise Stopped
