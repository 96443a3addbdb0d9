"""Sets everything up and opens the editor on the sample map: `python3 packaging/run.py [arguments for cjdesigner]`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import desktop
import environment


def main(arguments: Sequence[str]) -> int:
    """Hands over to cjdesigner: with the arguments, with the sample map, or without a display to its exports."""
    python = environment.prepare()
    if arguments:
        return hand_over(python, arguments)
    sample = desktop.sample_map(environment.ROOT / "resources" / "examples", desktop.language())
    if desktop.has_display():
        return hand_over(python, [str(sample)])
    print("There is no display to open a window on: exporting the sample map instead.", flush=True)
    return export(python, sample, environment.ROOT / "out")


def command(python: Path, arguments: Sequence[str]) -> list[str]:
    """The command line of cjdesigner; -P keeps a `cjdesigner` in the current folder from being taken for ours."""
    return [str(python), "-P", "-m", "cjdesigner", *arguments]


def hand_over(python: Path, arguments: Sequence[str]) -> int:
    """Becomes cjdesigner, so that signals and the exit status are its own; on Windows waits for it."""
    sys.stdout.flush()
    if sys.platform == "win32":
        return subprocess.run(command(python, arguments)).returncode
    os.execv(python, command(python, arguments))


def export(python: Path, sample: Path, folder: Path) -> int:
    """Writes the sample map as PDF and PNG and prints the two paths."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise environment.SetupError(f"{folder} cannot be made: {error.strerror}") from None
    targets = [folder / f"smartphone.{ending}" for ending in ("pdf", "png")]
    for target in targets:
        done = subprocess.run(command(python, ["export", str(sample), "-o", str(target)]), env=environ)
        if done.returncode != 0:
            return done.returncode
    for target in targets:
        print(target)
    return 0


if __name__ == "__main__":
    environment.run_or_explain(main)
