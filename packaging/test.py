"""Sets everything up and runs the whole suite, offscreen and under Xvfb: `python3 packaging/test.py [for pytest]`."""

from __future__ import annotations

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

import environment
import mermaid
import system_packages as system

NO_TESTS = 5
"""pytest's exit status where it found no test to run: no failure for a lane."""

DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(arguments: Sequence[str]) -> int:
    """Runs both lanes, prints the total, and gives the first status that is not success."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that Xvfb is not left behind
    python = environment.prepare(["test"])
    missing = provide_programs() + provide_validators(python)
    environ = {name: value for name, value in os.environ.items() if name not in DISPLAY_VARIABLES}
    total: Counter[str] = Counter()

    title("Offscreen")
    statuses = [run_lane(python, arguments or spread(), {**environ, "QT_QPA_PLATFORM": "offscreen"}, total)]

    title("Under Xvfb")
    if "Xvfb" in missing:
        print(f"skipped: {why_no_xvfb()}", flush=True)
    elif statuses[0] in (0, 1, NO_TESTS):
        with xvfb() as display:
            lane = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "CJDESIGNER_LANE": "xvfb"}
            statuses.append(run_lane(python, arguments, {**environ, **lane}, total))
    else:
        print("skipped: the first lane was interrupted or could not start", flush=True)

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


def run_lane(python: Path, arguments: Sequence[str], environ: Mapping[str, str], total: Counter[str]) -> int:
    """Runs pytest once, adds its outcomes to the total and gives its exit status."""
    with tempfile.TemporaryDirectory(prefix="cjdesigner-test-") as folder:
        tally = Path(folder) / "tally.json"
        status = subprocess.run(
            [str(python), "-P", "-m", "pytest", *arguments],
            cwd=environment.ROOT,
            env={**environ, "CJDESIGNER_TALLY": str(tally)},
            stdin=subprocess.DEVNULL if not sys.stdin or not sys.stdin.isatty() else None,
        ).returncode
        if tally.exists():
            total.update(json.loads(tally.read_text(encoding="utf-8")))
    return status


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
