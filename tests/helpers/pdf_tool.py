"""Tools of others that read PDF files: qpdf and poppler's."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def run(tool: str, data: bytes, folder: Path, *arguments: str) -> str:
    """What a PDF tool says about a file; ``{}`` in an argument stands for it."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    path = folder / "made.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        [tool, *(each.replace("{}", str(path)) for each in arguments)], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
