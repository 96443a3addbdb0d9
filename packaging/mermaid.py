"""Fetches Mermaid, which some tests read our diagrams with, through npm: one file, kept in the environment."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import bounded

VERSION = "11.16.0"
DIGEST = "74d7c46dabca328c2294733910a8aa1ed0c37451776e8d5295da38a2b758fb9b"

FETCHING = 60.0
"""Seconds that npm gets: a network that hangs must not hang us."""


def place(python: Path) -> Path:
    """Where the file is kept: beside the environment's Python, so that it goes when that goes."""
    return python.parent.parent / "share" / "mermaid" / f"mermaid-{VERSION}.min.js"


def provide(python: Path) -> bool:
    """Whether the file is there, fetched now if need be and possible."""
    target = place(python)
    if target.exists():
        return True
    npm = shutil.which("npm")
    if npm is None:
        return False
    with tempfile.TemporaryDirectory(prefix="cjdesigner-mermaid-") as folder:
        command = [npm, "pack", f"mermaid@{VERSION}", "--pack-destination", folder, "--silent"]
        try:
            done = bounded.run(command, FETCHING, cwd=folder)
            packed = next(Path(folder).glob("*.tgz"), None)
            if done.returncode != 0 or packed is None:
                return False
            with tarfile.open(packed) as archive:
                member = archive.extractfile("package/dist/mermaid.min.js")
                data = member.read() if member else b""
        except (OSError, EOFError, KeyError, tarfile.TarError, subprocess.TimeoutExpired):
            return False
    if hashlib.sha256(data).hexdigest() != DIGEST:
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError:
        return False
    return True
