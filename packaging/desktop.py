"""What the user's session offers: whether a window can appear, and which language they read."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

INVISIBLE_PLATFORMS = ("offscreen", "minimal", "minimalegl")
"""Qt platforms on which a window would open where nobody sees it."""

LANGUAGES = ("en", "nl")
"""The languages that there is a sample map in; the first is for everyone else."""


def has_display(
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    answers: Callable[[str, tuple[str, int] | str], bool] | None = None,
) -> bool:
    """Whether a window opened now would be seen.

    On Linux an X or Wayland server must answer: a DISPLAY left over from a closed session would end in an abort
    of Qt. macOS and Windows count as having a display.
    """
    chosen = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if chosen in INVISIBLE_PLATFORMS:
        return False
    if platform in ("darwin", "win32", "cygwin"):
        return True
    answers = answers or _answers
    addresses = []
    if chosen in ("", "wayland"):
        addresses += wayland_addresses(environ)
    if chosen in ("", "xcb"):
        addresses += x_addresses(environ.get("DISPLAY", ""))
    if chosen and chosen not in ("wayland", "xcb"):
        return True  # eglfs, vnc and the like were asked for by name: believe it
    return any(answers(kind, address) for kind, address in addresses)


def wayland_addresses(environ: Mapping[str, str]) -> list[tuple[str, tuple[str, int] | str]]:
    """Where the Wayland server of this session would listen."""
    name = environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return []
    if name.startswith("/"):
        return [("unix", name)]
    folder = environ.get("XDG_RUNTIME_DIR", "")
    return [("unix", f"{folder}/{name}")] if folder else []


def x_addresses(display: str) -> list[tuple[str, tuple[str, int] | str]]:
    """Where the X server of a DISPLAY (`:0`, `:1.0`, `localhost:10.0`, `unix:0`) would listen."""
    found = re.fullmatch(r"(?:\w+/)?(.*):(\d+)(?:\.\d+)?", display)
    if not found:
        return []
    host, number = found[1].strip("[]"), int(found[2])
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        return [("unix", path), ("unix", "\0" + path)]
    if host.startswith("/"):  # a socket by its path, as XQuartz has it
        return [("unix", f"{host}:{number}")]
    return [("tcp", (host, 6000 + number))]


def _answers(kind: str, address: tuple[str, int] | str) -> bool:
    family = getattr(socket, "AF_UNIX", None) if kind == "unix" else socket.AF_INET
    if family is None:
        return False
    try:
        if kind == "tcp":
            socket.create_connection(address, timeout=2).close()  # type: ignore[arg-type]
            return True
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            probe.connect(address)
            return True
    except (OSError, OverflowError):
        return False


def language(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The user's language as one of LANGUAGES: from the locale variables, else from macOS or Windows itself."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            locale = environ[variable]
            break
    else:
        locale = _system_locale(platform)
    preferred = [] if locale.partition(".")[0] in ("C", "POSIX") else environ.get("LANGUAGE", "").split(":")
    for wish in [*preferred, locale]:
        code = re.split(r"[_.@-]", wish, maxsplit=1)[0].lower()
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


def _system_locale(platform: str) -> str:
    if platform == "win32":
        import ctypes
        import locale

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined,unused-ignore]
        return locale.windows_locale.get(number, "")
    if platform == "darwin":
        try:
            answer = subprocess.run(
                ["defaults", "read", "-g", "AppleLanguages"], capture_output=True, text=True, check=False, timeout=5
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        first = re.search(r"[A-Za-z]{2,3}(?:-[A-Za-z]+)*", answer.stdout)
        return first[0] if first else ""
    return ""


def sample_map(examples: Path, code: str) -> Path:
    """The sample map in this language; the English one where there is none."""
    wished = examples / f"smartphone.{code}.cjmap"
    return wished if wished.is_file() else examples / f"smartphone.{LANGUAGES[0]}.cjmap"
