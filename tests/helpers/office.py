"""LibreOffice without a window: what another office program makes of our files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def program() -> str | None:
    """LibreOffice on this machine; None where there is none."""
    return shutil.which("soffice")


def converted(source: Path, kind: str, folder: Path, read_as: str = "") -> Path:
    """The file as LibreOffice saves it in another format, such as "pdf". Raises AssertionError with its own words."""
    path = program()
    assert path is not None
    command = [
        path, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        *([f"--infilter={read_as}"] if read_as else []), "--convert-to", kind, "--outdir", str(folder), str(source),
    ]  # fmt: skip
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180)
    # It adds the name of a sheet to that of the file.
    made = sorted(folder.glob(f"{source.stem}*.{kind.partition(':')[0]}"))
    assert done.returncode == 0 and made, done.stdout + done.stderr
    return made[0]
