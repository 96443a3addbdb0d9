"""Every format on disks that fail, real ones where the system lets us make them: a message, the old file, no rest."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjdesigner.export.batch import carry_out
from cjdesigner.export.formats import FORMATS
from cjdesigner.export.job import ExportError
from cjdesigner.export.order import Order
from cjdesigner.model import queries
from cjdesigner.model.document import Document

OLD = b"what was there before"
ENDINGS = [form.ending for form in FORMATS]
NOBODY = 65_534


@contextlib.contextmanager
def disk(size: str) -> Iterator[Path]:
    """A disk of its own in memory."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root can make a disk here")
    with tempfile.TemporaryDirectory(prefix="cjdesigner-disk-") as folder:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
        if made.returncode != 0:
            pytest.skip("no disk can be made here")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


@pytest.fixture(scope="module")
def full() -> Iterator[Path]:
    with disk("64k") as folder:
        yield folder


@pytest.fixture(scope="module")
def locked() -> Iterator[Path]:
    with disk("1m") as folder:
        for ending in ENDINGS:
            (folder / f"map.{ending}").write_bytes(OLD)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield folder


def refused(document: Document, path: Path, ending: str) -> str:
    """The message of an export that cannot be."""
    order = Order((queries.maps(document)[0].id,), (ending,))
    with pytest.raises(ExportError) as error:
        carry_out(document, order, path)
    return str(error.value)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk(sample: Document, full: Path, ending: str) -> None:
    target = full / f"map.{ending}"
    target.write_bytes(OLD)
    filler = full / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    try:
        assert refused(sample, target, ending) == f"“map.{ending}” cannot be written. The disk is full."
        assert target.read_bytes() == OLD
        assert sorted(os.listdir(full)) == ["filler", target.name]
    finally:
        filler.unlink()
        target.unlink()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_read_only_disk(sample: Document, locked: Path, ending: str) -> None:
    target = locked / f"map.{ending}"
    assert "cannot be written" in refused(sample, target, ending)
    assert target.read_bytes() == OLD
    assert len(os.listdir(locked)) == len(ENDINGS)


@pytest.mark.skipif(not hasattr(os, "seteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_of_somebody_else(sample: Document, ending: str) -> None:
    with tempfile.TemporaryDirectory(prefix="cjdesigner-folder-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        target = folder / f"map.{ending}"
        target.write_bytes(OLD)
        target.chmod(0o666)
        os.seteuid(NOBODY)
        try:
            said = refused(sample, target, ending)
        finally:
            os.seteuid(0)
        assert said == f"“map.{ending}” cannot be written. There is no permission for it."
        assert target.read_bytes() == OLD and os.listdir(folder) == [target.name]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_another_program_holds(
    sample: Document, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"map.{ending}"
    target.write_bytes(OLD)

    def busy(*names: object, **more: object) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(os, "replace", busy)
    assert refused(sample, target, ending) == f"“map.{ending}” cannot be written. Another program has it open."
    assert target.read_bytes() == OLD and os.listdir(tmp_path) == [target.name]
