"""The system libraries and programs we need from outside Python: which are missing, and how to get them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import bounded

# What the Qt wheel loads but does not bring: file name of the library -> Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    # QtNetwork, for raising the first window when a file is opened twice.
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    # The Wayland platform; without it Qt would fall back to an X server that may not be there.
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# What some tests run beside Python: program -> Debian package.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "pdftoppm": "poppler-utils",
    "qpdf": "qpdf",
    "java": "default-jre-headless",
}

# The validator of PDF/A and what it loads: file -> Debian package.
TEST_FILES = {
    "/usr/share/java/preflight.jar": "libpdfbox2-java",
    "/usr/share/java/javax.activation.jar": "libactivation-java",
    "/usr/share/java/jaxb-api.jar": "libjaxb-api-java",
}

# Other people's readers, which some tests hold our exports against: program -> Debian packages. Where a system has no
# such package, its tests are skipped.
VALIDATORS = {
    "soffice": ("libreoffice-impress", "libreoffice-calc"),
    "chromium": ("chromium-headless-shell",),
}
# Seconds that apt-get gets for each step. A network that hangs must not hang us.
UPDATING, FETCHING, UNPACKING = 60.0, 150.0, 300.0
APT_OPTIONS = ("-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=60") + tuple(
    part for scheme in ("http", "https") for part in ("-o", f"Acquire::{scheme}::Timeout=20")
)

_updated: list[bool] = []
"""Filled once the lists of packages were asked for: once in a run is enough."""
_late: list[bool] = []
"""Filled once a step took too long: the next one would as well."""

ALSO = {"chromium": ("chromium-headless-shell", "chromium-browser", "google-chrome")}
"""Other names under which a program is known."""


def missing_libraries(load: Callable[[str], object] = ctypes.CDLL, platform: str = sys.platform) -> list[str]:
    """The libraries of QT_LIBRARIES that do not load; none outside Linux, where the wheel brings all it needs."""
    if not platform.startswith("linux"):
        return []
    missing = []
    for name in QT_LIBRARIES:
        try:
            load(name)
        except OSError:
            missing.append(name)
    return missing


def missing_programs(find: Callable[[str], str | None] = shutil.which) -> list[str]:
    """The programs of TEST_PROGRAMS that are not on the PATH."""
    return [program for program in TEST_PROGRAMS if find(program) is None]


def missing_files(exists: Callable[[str], bool] = os.path.exists) -> list[str]:
    """The files of TEST_FILES that are not there."""
    return [name for name in TEST_FILES if not exists(name)]


def missing_validators(find: Callable[[str], str | None] = shutil.which) -> list[str]:
    """The programs of VALIDATORS that are not on the PATH under any name."""
    return [program for program in VALIDATORS if not any(map(find, (program, *ALSO.get(program, ()))))]


def os_release(text: str | None = None) -> dict[str, str]:
    """The fields of /etc/os-release (or of the text given), unquoted; empty where there is none."""
    if text is None:
        try:
            text = Path("/etc/os-release").read_text(encoding="utf-8")
        except OSError:
            text = ""
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, value in pairs}


def is_debian(release: Mapping[str, str]) -> bool:
    """Whether this is Debian, Ubuntu or one of their descendants."""
    families = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return "debian" in families or "ubuntu" in families


def can_install(release: Mapping[str, str], user: int, find: Callable[[str], str | None] = shutil.which) -> bool:
    """Whether we may call apt-get ourselves: as root, on Debian or Ubuntu."""
    return user == 0 and is_debian(release) and find("apt-get") is not None


def apt_line(packages: Iterable[str], *, sudo: bool) -> str:
    """The line that installs these Debian packages, ready to be pasted into a terminal."""
    prefix = "sudo " if sudo else ""
    wanted = " ".join(sorted(set(packages)))
    return f"{prefix}apt-get update && {prefix}apt-get install -y --no-install-recommends {wanted}"


def install_line(
    packages: Iterable[str],
    libraries: Iterable[str],
    release: Mapping[str, str],
    user: int,
    find: Callable[[str], str | None] = shutil.which,
) -> str:
    """What a person has to run to get these packages here: libraries are named for the systems that install by them."""
    sudo = user != 0
    if is_debian(release):
        return apt_line(packages, sudo=sudo)
    libraries = list(libraries)
    for installer in ("dnf", "zypper"):
        if libraries and find(installer):
            by_library = " ".join(f"'{name}()(64bit)'" for name in libraries)
            return f"{'sudo ' if sudo else ''}{installer} install {by_library}"
    wanted = ", ".join(libraries or sorted(set(packages)))  # their names differ from system to system
    return f"(with your system's package manager) install what holds: {wanted}"


def apt_install(packages: Iterable[str]) -> bool:
    """Installs Debian packages and says so; False where apt-get fails or takes too long, with its own words printed."""
    wanted = sorted(set(packages))
    if _late:
        return False
    print("Installing with apt-get: " + " ".join(wanted), flush=True)
    install = ["install", "-y", "--no-install-recommends"]
    done = None
    # Fetching is a step of its own: it may be stopped anywhere, unpacking may not.
    for arguments, seconds in (
        (["update"], UPDATING),
        ([*install, "--download-only", *wanted], FETCHING),
        ([*install, *wanted], UNPACKING),
    ):
        if arguments == ["update"]:
            if _updated:
                continue
            _updated.append(True)
        try:
            done = bounded.run(["apt-get", *arguments, *APT_OPTIONS], seconds, env=_asking_nothing())
        except OSError as error:
            print(f"apt-get does not start: {error}", file=sys.stderr)
            return False
        except subprocess.TimeoutExpired:
            print(f"apt-get took longer than {seconds:g} s and was stopped: going on without.", file=sys.stderr)
            _late.append(True)
            return False
        # A failing update need not matter: the lists that are there may do, and the installation speaks for itself.
        if done.returncode != 0 and arguments != ["update"]:
            sys.stderr.write(done.stdout)
            return False
    return True


def _asking_nothing() -> dict[str, str]:
    return {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def current_user() -> int:
    """The effective user's number; -1 on Windows, where nobody is root in this sense."""
    return os.geteuid() if hasattr(os, "geteuid") else -1
