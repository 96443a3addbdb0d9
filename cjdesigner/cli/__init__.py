"""The entry point: `cjdesigner` opens the editor, or does one thing and ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from cjdesigner import words
from cjdesigner.cli.output import complain, muted, prepare_streams
from cjdesigner.words import tr

BAD = 2
"""Exit status when what was asked cannot be done; the reason is one line on stderr."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks. Returns the exit status: 0, 1 for findings, 2 for what cannot be done."""
    given = list(sys.argv[1:] if argv is None else argv)
    prepare_streams()
    _speak(_language(given))
    return _safely(lambda: _run(given))


def _run(given: list[str]) -> int:
    from cjdesigner.cli.arguments import parse

    arguments = parse(given)
    run: Callable[..., int] = arguments.run
    return run(arguments)


def _safely(run: Callable[[], int]) -> int:
    """Whatever goes wrong becomes one line and an exit status, never a traceback."""
    try:
        status = run()
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except SystemExit as ended:  # the argument parser's way to end, after --help too
        return _flushed(ended.code if isinstance(ended.code, int) else BAD)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        muted()
        return 0
    except Exception as error:
        if os.environ.get("CJDESIGNER_DEBUG"):
            raise
        complain(_sentence(error))
        muted()
        return BAD


def _flushed(status: int) -> int:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        muted()
    return status


def _sentence(error: Exception) -> str:
    # Imported here: the editor starts without ever needing them.
    from cjdesigner.cli.output import Refusal
    from cjdesigner.files.errors import FileError, explained

    if isinstance(error, (FileError, Refusal)):
        return str(error)
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return name + explained(error)
    if isinstance(error, MemoryError):
        return tr("There is not enough memory.")
    return tr("Something went wrong inside the program ({error}).", error=f"{type(error).__name__}: {error}"[:300])


def _speak(language: str) -> None:
    words.set_language(language)
    try:
        words.catalogue(words.language())
    except (OSError, ValueError):  # an incomplete installation: English needs no catalogue
        words.set_language("en")


def _language(given: list[str]) -> str:
    """The language of the messages: asked for, or the user's own. Known before anything can be said."""
    for place, argument in enumerate(given):
        if argument == "--language" and place + 1 < len(given):
            return given[place + 1]
        if argument.startswith("--language="):
            return argument.partition("=")[2]
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return "en"
