"""Runs other people's programs no longer than allowed, with all that they have started; standard library only."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

GRACE = 5.0
"""Seconds that a program gets to end by itself when its time is up."""


def run(
    command: Sequence[str],
    seconds: float,
    *,
    shown: bool = False,
    cwd: str | Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs a program that is asked nothing, and gives its status with what it said on both its outputs.

    Args:
        seconds: after which it is ended, and whatever it has started.
        shown: lets it speak for itself; nothing of what it says is given then.

    Raises:
        subprocess.TimeoutExpired: where it took longer.
        OSError: where it does not start.
    """
    # A file and no pipe: a pipe stays open for as long as any grandchild lives.
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=None if shown else said,
            stderr=None if shown else subprocess.STDOUT,
            start_new_session=True,  # so that all of it can be ended at once
        )
        try:
            status = process.wait(seconds)
        except BaseException:
            _end(process)
            raise
        said.seek(0)
        return subprocess.CompletedProcess(command, status, said.read().decode(errors="replace"))


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        try:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, number)
            else:
                process.terminate()
        except ProcessLookupError:
            pass
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue
