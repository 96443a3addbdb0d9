"""What the command line says: results on stdout in UTF-8, one line about what is wrong on stderr."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable


class Refusal(Exception):
    """What was asked cannot be done; the message is one sentence for the user."""


def prepare_streams() -> None:
    """Say everything in UTF-8, whatever the terminal is set to: a pipe must not lose a name."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def complain(sentence: str) -> None:
    """One line on stderr; what it quotes cannot break it into more."""
    line = "".join(character if character.isprintable() else " " for character in sentence)
    try:
        wipe = "\r\x1b[K" if sys.stderr.isatty() else ""  # what was told of the progress
        print(f"{wipe}cjdesigner: {line}", file=sys.stderr, flush=True)
    except (OSError, ValueError, AttributeError):
        pass  # nobody is there to read it


def told_on_terminal(name: str) -> Callable[[float], None] | None:
    """A progress that shows how far the work is, for whoever looks on; None where nobody does.

    Shown only after a second, and wiped out at the end.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    began = time.monotonic()
    shown = "".join(character if character.isprintable() else " " for character in name)[:60]
    seen = -1

    def told(share: float) -> None:
        nonlocal seen
        percent = round(100 * share)
        if percent == seen or time.monotonic() - began < 1.0:
            return
        line = "" if share >= 1.0 else f"{shown}  {percent} %"
        if line or seen >= 0:
            with contextlib.suppress(OSError, ValueError):
                print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
        seen = percent

    return told


def muted() -> None:
    """Send the rest of stdout nowhere: Python would complain about a closed pipe while it ends."""
    try:
        descriptor = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass
