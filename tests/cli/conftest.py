"""Running the program as people do, inside the test's own process where that is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from cjdesigner import resources, words
from cjdesigner.cli import main

SAMPLE = resources.path("examples", "smartphone.en.cjmap")


class Ended(NamedTuple):
    """What a run left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Call the program with these arguments, in an English environment unless another test says otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "CJDESIGNER_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    def call(*arguments: str | Path) -> Ended:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        found = capsys.readouterr()
        return Ended(status, found.out, found.err)

    yield call
    words.set_language("en")


@pytest.fixture
def refused(run: Run) -> Run:
    """The same for what cannot be done: exit status 2, nothing on stdout, one line on stderr."""

    def call(*arguments: str | Path) -> Ended:
        ended = run(*arguments)
        assert ended.status == 2
        assert ended.out == ""
        assert ended.err.startswith("cjdesigner: ")
        assert ended.err.count("\n") == 1
        assert ended.err.endswith("\n")
        return ended

    return call
