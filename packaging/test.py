"""Sets everything up and runs the whole suite, offscreen and under Xvfb: `python3 packaging/test.py [for pytest]`."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import environment
import mermaid
import system_packages as system

NO_TESTS = 5
"""pytest's exit status where it found no test to run: no failure for a lane."""

DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def main(arguments: Sequence[str]) -> int:
    """Runs both lanes, prints the total, and gives the first status that is not success."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that Xvfb is not left behind
    python = environment.prepare(["test"])
    missing = provide_programs() + provide_validators(python)
    environ = {name: value for name, value in os.environ.items() if name not in DISPLAY_VARIABLES}
    total: Counter[str] = Counter()

    if arguments or "Xvfb" in missing:
        statuses = in_turn(python, arguments or spread(), environ, total, with_xvfb="Xvfb" not in missing)
    else:
        statuses = side_by_side(python, environ, total)

    title("Together")
    if missing:
        print(f"Not here, so the tests that use them were skipped: {', '.join(missing)}")
    print(summary(total), flush=True)
    return overall(statuses)


def provide_programs() -> list[str]:
    """Installs what the tests run beside Python where we may; gives what is still missing."""
    wanted = {**system.TEST_PROGRAMS, **system.TEST_FILES}

    def missing() -> list[str]:
        on_linux = sys.platform.startswith("linux")
        return [*system.missing_programs(), *system.missing_files()] if on_linux else list(wanted)

    here = missing()
    if here and system.can_install(system.os_release(), system.current_user()):
        system.apt_install(wanted[name] for name in here)
        here = missing()
    return here


def provide_validators(python: Path) -> list[str]:
    """The same for other people's readers of our exports; one that cannot be had costs no other."""
    missing = system.missing_validators()
    if sys.platform.startswith("linux") and system.can_install(system.os_release(), system.current_user()):
        for name in missing:
            system.apt_install(system.VALIDATORS[name])
        missing = system.missing_validators()
    return missing + ([] if mermaid.provide(python) else ["mermaid"])


def why_no_xvfb() -> str:
    """The reason for skipping the Xvfb lane, and what would mend it."""
    if not sys.platform.startswith("linux"):
        return "Xvfb is for Linux; here the offscreen lane has to do"
    packages = [system.TEST_PROGRAMS["Xvfb"]]
    return "Xvfb is not installed; run\n    " + system.install_line(
        packages, [], system.os_release(), system.current_user()
    )


def spread() -> list[str]:
    """Arguments that spread a whole run over the cores; a run of a few chosen tests stays in one process."""
    return ["-n", "auto", "--dist", "worksteal"] if (os.cpu_count() or 1) > 1 else []


def in_turn(
    python: Path, arguments: Sequence[str], environ: Mapping[str, str], total: Counter[str], with_xvfb: bool
) -> list[int]:
    """Runs the lanes one after the other, both in sight: a few chosen tests, maybe with a debugger."""
    title("Offscreen")
    with lane(python, arguments, {**environ, **OFFSCREEN}, total) as first:
        statuses = [first.wait()]

    title("Under Xvfb")
    if not with_xvfb:
        print(f"skipped: {why_no_xvfb()}", flush=True)
    elif statuses[0] in (0, 1, NO_TESTS):
        with xvfb() as display, lane(python, arguments, {**environ, **on(display)}, total) as second:
            statuses.append(second.wait())
    else:
        print("skipped: the first lane was interrupted or could not start", flush=True)
    return statuses


def side_by_side(python: Path, environ: Mapping[str, str], total: Counter[str]) -> list[int]:
    """Runs the whole of both lanes at once, and shows what the one under Xvfb said when the other has ended.

    A mouse on a real display mostly waits. The other lane takes what that leaves of the processors and stands back
    where both want one, so that nobody at that mouse sees a slow machine.
    """
    title("Offscreen, with the lane under Xvfb beside it")
    with (
        tempfile.TemporaryFile() as said,
        xvfb() as display,
        lane(python, (), {**environ, **on(display)}, total, stdout=said, stderr=subprocess.STDOUT) as beside,
        lane(python, spread(), {**environ, **OFFSCREEN}, total, preexec_fn=stand_back) as first,
    ):
        statuses = [first.wait()]
        title("Under Xvfb")
        if beside.poll() is None:
            print("still busy …", flush=True)
        statuses.append(beside.wait())
        said.seek(0)
        print(said.read().decode(errors="replace"), flush=True)
    return statuses


def on(display: str) -> dict[str, str]:
    """What tells a run of pytest that it is the lane under Xvfb."""
    return {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "CJDESIGNER_LANE": "xvfb"}


def stand_back() -> None:
    """Lets others go before this process."""
    with contextlib.suppress(OSError):
        os.nice(10)


@contextmanager
def lane(
    python: Path, arguments: Sequence[str], environ: Mapping[str, str], total: Counter[str], **more: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """One run of pytest, whose outcomes are in the total when the block has been left; one still busy is ended."""
    with tempfile.TemporaryDirectory(prefix="cjdesigner-test-") as folder:
        tally = Path(folder) / "tally.json"
        process = subprocess.Popen(
            [str(python), "-P", "-m", "pytest", *arguments],
            cwd=environment.ROOT,
            env={**environ, "CJDESIGNER_TALLY": str(tally)},
            stdin=subprocess.DEVNULL if more or not sys.stdin or not sys.stdin.isatty() else None,
            **more,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
        if tally.exists():
            total.update(json.loads(tally.read_text(encoding="utf-8")))


def overall(statuses: Sequence[int]) -> int:
    """Success where a lane ran tests and none failed; a lane without tests of its own is no failure."""
    failed = [status for status in statuses if status not in (0, NO_TESTS)]
    return failed[0] if failed else min(statuses)


def summary(total: Mapping[str, int]) -> str:
    """One line for both lanes: `N passed, N failed, N skipped`."""
    failed = total.get("failed", 0) + total.get("error", 0)
    return f"{total.get('passed', 0)} passed, {failed} failed, {total.get('skipped', 0)} skipped"


@contextmanager
def xvfb() -> Iterator[str]:
    """An X server of our own for as long as the block lasts; gives its DISPLAY. It picks a free number itself."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            display = number.readline().strip()
        if not display:
            raise environment.SetupError(
                f"Xvfb does not start (exit status {server.wait()}): try `{shutil.which('Xvfb')} :99` by hand."
            )
        yield f":{display}"
    finally:
        server.terminate()
        server.wait()


def title(text: str) -> None:
    """A heading between the lanes' outputs."""
    print(f"\n## {text}", flush=True)


if __name__ == "__main__":
    environment.run_or_explain(main)
