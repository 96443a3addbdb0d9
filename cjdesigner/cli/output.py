"""What the command line says: results on stdout in UTF-8, one line about what is wrong on stderr."""

from __future__ import annotations

import os
import sys


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
        print(f"cjdesigner: {line}", file=sys.stderr, flush=True)
    except (OSError, ValueError):
        pass  # nobody is there to read it


def muted() -> None:
    """Send the rest of stdout nowhere: Python would complain about a closed pipe while it ends."""
    try:
        descriptor = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass
