"""When Python's garbage collector looks through the program's memory: seldom, and not while anyone would feel it."""

from __future__ import annotations

import gc

from cjdesigner.model import collecting
from cjdesigner.paint import pictures


def free_memory() -> None:
    """Let go of what nobody needs any more: after a window or a project has been closed."""
    pictures.forget()
    collecting.look_through()
    quiet_collector()


def quiet_collector() -> None:
    """Keep the garbage collector from walking through the whole document in the middle of a drag.

    A map of 10,000 cards is half a million objects, all of them reachable: a full collection takes 0.1 to 0.2 s.
    """
    gc.set_threshold(50_000, 25, 100)
    collecting.pass_over()
    gc.enable()
