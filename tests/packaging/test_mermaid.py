"""Mermaid comes through npm, as the one file that it is known to be, or not at all."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def mermaid(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("mermaid")


def packed(data: bytes) -> Callable[..., subprocess.CompletedProcess[str]]:
    """An npm that packs these bytes."""

    def run(command: list[str], seconds: float, cwd: str) -> subprocess.CompletedProcess[str]:
        with tarfile.open(Path(cwd) / "mermaid.tgz", "w:gz") as archive:
            member = tarfile.TarInfo("package/dist/mermaid.min.js")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        return subprocess.CompletedProcess(command, 0, "")

    return run


def test_another_file_than_the_known_one_is_not_kept(
    mermaid: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    monkeypatch.setattr(mermaid.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(mermaid.bounded, "run", packed(b"something else"))
    assert mermaid.provide(python) is False
    assert not mermaid.place(python).exists()
    monkeypatch.setattr(mermaid, "DIGEST", mermaid.hashlib.sha256(b"something else").hexdigest())
    assert mermaid.provide(python) is True
    assert mermaid.place(python).read_bytes() == b"something else"


def test_without_npm_it_is_told_to_be_missing(
    mermaid: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mermaid.shutil, "which", lambda name: None)
    assert mermaid.provide(tmp_path / "bin" / "python") is False


def late(command: list[str], seconds: float, cwd: str) -> subprocess.CompletedProcess[str]:
    raise subprocess.TimeoutExpired(command, seconds)


def torn(command: list[str], seconds: float, cwd: str) -> subprocess.CompletedProcess[str]:
    (Path(cwd) / "mermaid.tgz").write_bytes(b"half of it")
    return subprocess.CompletedProcess(command, 0, "")


@pytest.mark.parametrize("npm", [late, torn])
def test_what_does_not_arrive_is_missing(
    mermaid: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, npm: Callable[..., object]
) -> None:
    monkeypatch.setattr(mermaid.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(mermaid.bounded, "run", npm)
    assert mermaid.provide(tmp_path / "bin" / "python") is False
    assert not mermaid.place(tmp_path / "bin" / "python").exists()
