"""Makes `.venv` and checks that Qt can start, for run.py, test.py and bench.py; standard library only.

The door is `prepare(extras)`, which gives the path of a Python in which `import cjdesigner` works. The file must
parse on a Python as old as 3.7, so that the person who has one is told what to do.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
STAMP = "cjdesigner-setup.json"
UNFINISHED = "cjdesigner-setup.unfinished"

# What must import after a set-up, and by which a missing system library shows that our list does not know.
PROOF = "import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtNetwork, pydantic, reportlab, fontTools, cjdesigner"


class SetupError(Exception):
    """Something that only the user can mend; the message says what and how."""


def prepare(extras: Iterable[str] = (), root: Path = ROOT) -> Path:
    """Sets the environment up where needed and gives its Python.

    Args:
        extras: optional dependencies of pyproject.toml, such as "test". Extras asked for earlier stay.
        root: the checkout.

    Raises:
        SetupError: with one message that says what the user has to do.
    """
    check_python()
    folder = venv_folder(root)
    wanted = frozenset(extras)
    current = is_current(folder, root, wanted)
    require_system(makes_environment=not current and (not folder.exists() or must_start_over(folder, root)))
    if not current:
        with alone(root):
            # Somebody else may have done it while we waited.
            if not is_current(folder, root, wanted):
                set_up(folder, root, wanted)
    return venv_python(folder)


def run_or_explain(main: Callable[[Sequence[str]], int]) -> None:
    """Runs a script's main with the command line and exits: set-up errors become one message and status 1."""
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as error:
        print(f"\ncjdesigner: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\ncjdesigner: interrupted. Run the same command again to go on.", file=sys.stderr)
        sys.exit(130)


def check_python(
    version: Sequence[int] = sys.version_info[:3], find: Callable[[str], str | None] = shutil.which
) -> None:
    """Raises SetupError where this Python is too old, naming a newer one if there is one on the PATH."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return
    message = (
        f"this is Python {'.'.join(map(str, version[:3]))}; cjdesigner needs "
        f"{'.'.join(map(str, OLDEST_PYTHON))} or later."
    )
    newer = [name for name in (f"python3.{minor}" for minor in range(14, 10, -1)) if find(name)]
    if newer:
        raise SetupError(f"{message}\nThere is a newer one here; run\n    {newer[0]} {' '.join(sys.argv)}")
    raise SetupError(f"{message}\nInstall a newer Python (python.org, or your system's packages) and run this with it.")


def require_system(makes_environment: bool) -> None:
    """Sees to it that Qt's libraries load and, where one is to be made, that this Python can make an environment.

    Installs what is missing where we may, else raises SetupError with the line that does.
    """
    import system_packages as system

    missing = missing_from_system(makes_environment)
    if not missing:
        return
    release, user = system.os_release(), system.current_user()
    if system.can_install(release, user) and system.apt_install(missing.values()):
        importlib.invalidate_caches()
        missing = missing_from_system(makes_environment)
        if not missing:
            return
    libraries = [name for name in missing if name in system.QT_LIBRARIES]
    line = system.install_line(missing.values(), libraries, release, user)
    raise SetupError(f"this is missing from the system: {', '.join(missing)}.\nRun\n    {line}\nand then this again.")


def missing_from_system(makes_environment: bool) -> dict[str, str]:
    """What is not here -> the Debian package that holds it."""
    import system_packages as system

    missing = {name: system.QT_LIBRARIES[name] for name in system.missing_libraries()}
    # Debian and Ubuntu keep the part of Python that fills an environment in a package of its own.
    if makes_environment and not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        missing["Python's venv module"] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return missing


def venv_folder(root: Path = ROOT) -> Path:
    """Where the environment is: `.venv` in the checkout, or the folder that CJDESIGNER_VENV names."""
    chosen = os.environ.get("CJDESIGNER_VENV")
    return Path(chosen).expanduser().absolute() if chosen else root / ".venv"


def venv_python(folder: Path, platform: str = sys.platform) -> Path:
    """The Python inside an environment."""
    return folder / "Scripts" / "python.exe" if platform == "win32" else folder / "bin" / "python"


def fingerprint(folder: Path, root: Path) -> str:
    """Changes with all that a set-up depends on: pyproject.toml, the checkout's place and the Python underneath."""
    digest = hashlib.sha256((root / "pyproject.toml").read_bytes())
    for path in (root, venv_python(folder)):
        digest.update(b"\0" + os.path.realpath(path).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def installed_extras(folder: Path) -> frozenset[str]:
    """The extras of the last finished set-up, also where it is out of date; none where there was no set-up."""
    return frozenset(_stamp(folder).get("extras", ()))


def is_current(folder: Path, root: Path, extras: Iterable[str]) -> bool:
    """Whether the last set-up ended well, with these extras, and nothing has changed since."""
    if (folder / UNFINISHED).exists() or not _is_intact(folder):
        return False
    stamp = _stamp(folder)
    return stamp.get("fingerprint") == fingerprint(folder, root) and frozenset(extras) <= installed_extras(folder)


def must_start_over(folder: Path, root: Path) -> bool:
    """Whether the folder cannot be built upon: interrupted half-way, moved, or its Python gone or changed."""
    if not folder.exists():
        return False
    stamp = _stamp(folder)
    elsewhere = bool(stamp) and (
        stamp.get("root") != os.path.realpath(root) or stamp.get("python") != os.path.realpath(venv_python(folder))
    )
    return (folder / UNFINISHED).exists() or not _is_intact(folder) or elsewhere


def _is_intact(folder: Path) -> bool:
    """Whether the environment's Python and the Python it was made from are still there."""
    if not venv_python(folder).exists():
        return False
    try:
        lines = (folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    fields = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return Path(fields.get("home", "")).is_dir()


def _stamp(folder: Path) -> dict:
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def set_up(folder: Path, root: Path, extras: frozenset[str]) -> None:
    """Makes or refreshes the environment and stamps it; an interruption leaves a mark to start over by."""
    began = time.monotonic()
    fresh = not folder.exists()
    extras |= installed_extras(folder)
    _refuse_others(folder, root)
    if must_start_over(folder, root):
        print(f"The environment in {folder} is unfinished or was moved: making it anew.", flush=True)
        _discard(folder)
        fresh = True
    if fresh:
        print(f"Making the environment in {folder}: once, some minutes, about 100 MB to fetch.", flush=True)
        _create(folder)
    else:
        print(f"Bringing the environment in {folder} up to date.", flush=True)
        (folder / STAMP).unlink(missing_ok=True)
        _write(folder / UNFINISHED, "")
    python = venv_python(folder)
    status = _pip(python, ["install", "--editable", f".[{','.join(sorted(extras))}]" if extras else "."], root)
    if status != 0:
        if not fresh and status > 0:
            # A pip that ends by itself puts back what it had taken away: what was there is worth keeping.
            (folder / UNFINISHED).unlink(missing_ok=True)
        raise SetupError(
            "pip could not install what cjdesigner needs; its own message stands above.\n"
            "Check the network (or the proxy and the PIP_ variables) and the space on the disk, and run this again."
        )
    _prove(python)
    stamp = {
        "fingerprint": fingerprint(folder, root),
        "extras": sorted(extras),
        "root": os.path.realpath(root),
        "python": os.path.realpath(python),
    }
    _write(folder / STAMP, json.dumps(stamp, indent=2) + "\n")
    (folder / UNFINISHED).unlink(missing_ok=True)
    print(f"Ready after {time.monotonic() - began:.0f} s.", flush=True)


def _create(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise _unwritable(folder, error) from None
    _write(folder / UNFINISHED, "")
    made = _run([sys.executable, "-I", "-m", "venv", str(folder)], 300)
    if made.returncode != 0:
        raise SetupError(f"Python could not make the environment in {folder}:\n{made.stdout}".rstrip())


def _pip(python: Path, arguments: Sequence[str], root: Path) -> int:
    # PIP_USER in somebody's configuration makes pip refuse to install into an environment at all.
    environ = {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    command = [str(python), "-I", "-m", "pip", "--no-input", *quiet, *arguments]
    return _run(command, fetching_limit(), shown=True, cwd=root, env=environ).returncode


def fetching_limit() -> float:
    """Seconds that pip gets: somebody at a slow line may wait, a machine that only tests must come to an end."""
    return 420 if os.environ.get("CI") else 3600


def _run(command: Sequence[str], seconds: float, **more: Any) -> subprocess.CompletedProcess[str]:
    """One program, for so long at most; one that was stopped has the status of a killed one."""
    import bounded

    try:
        return bounded.run(command, seconds, **more)
    except subprocess.TimeoutExpired:
        late = f"stopped, as it took longer than {seconds:g} s: {' '.join(command[:6])}"
        print(late, file=sys.stderr, flush=True)
        return subprocess.CompletedProcess(command, -int(signal.SIGTERM), late)


def _prove(python: Path) -> None:
    tried = _run([str(python), "-I", "-c", PROOF], 120)
    if tried.returncode != 0:
        last = (tried.stdout.strip().splitlines() or [f"exit status {tried.returncode}"])[-1]
        raise SetupError(
            f"everything is installed, yet it does not load: {last}\n"
            "Where that names a library (lib….so), install the system package that holds it and run this again."
        )


def _refuse_others(folder: Path, root: Path) -> None:
    """An environment outside this checkout that another one uses, which is still there, is left to that."""
    own, other = os.path.realpath(root), str(_stamp(folder).get("root", ""))
    inside = os.path.realpath(folder).startswith(own + os.sep)
    if other and other != own and not inside and os.path.exists(os.path.join(other, "pyproject.toml")):
        raise SetupError(
            f"the environment in {folder} belongs to the checkout in {other}.\n"
            "Choose another place for this one's:\n"
            "    CJDESIGNER_VENV=/some/folder of yours"
        )


def _discard(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        raise SetupError(f"{folder} is in the way: move it elsewhere and run this again.")
    if any(folder.iterdir()) and not ((folder / "pyvenv.cfg").exists() or (folder / UNFINISHED).exists()):
        raise SetupError(f"{folder} holds other things than an environment: move it elsewhere and run this again.")
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise SetupError(f"{folder} cannot be removed ({error.strerror}): remove it and run this again.") from None


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> SetupError:
    return SetupError(
        f"{path} cannot be written ({error.strerror}).\n"
        "Copy the checkout to a folder of your own, or choose another place for the environment:\n"
        "    CJDESIGNER_VENV=/some/folder of yours"
    )


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Lets one set-up at a time through; where the system has no such lock (Windows) everyone passes."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(root / "pyproject.toml", "rb") as gate:
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is busy here: waiting for it.", flush=True)
            fcntl.flock(gate, fcntl.LOCK_EX)
        except OSError:
            pass  # a network folder without locks
        yield
