"""Writing whole or not at all: whatever breaks, and whenever, the old file or the new one is there."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from cjdesigner.files import atomic, project
from cjdesigner.files.atomic import write_atomically
from cjdesigner.files.errors import FileError
from cjdesigner.model.document import Document
from cjdesigner.model.records import Project

STEPS = ("open", "fsync", "fstat", "replace", "fchmod")


def writing(data: bytes) -> Callable[[BinaryIO], None]:
    def produce(stream: BinaryIO) -> None:
        stream.write(data)

    return produce


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "map.cjmap"
    path.write_bytes(b"old")
    return path


def only(path: Path) -> bytes:
    """The bytes of the one file in its folder: no temporary is left."""
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    return path.read_bytes()


@pytest.mark.parametrize("verify", [False, True])
def test_writes_and_replaces(target: Path, verify: bool) -> None:
    write_atomically(target, writing(b"new"), verify=verify)
    assert only(target) == b"new"


@pytest.mark.parametrize("verify", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("step", STEPS)
def test_an_error_at_any_step_changes_nothing(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, verify: bool
) -> None:
    real = getattr(os, step)

    def fails(*arguments: Any, **options: Any) -> Any:
        if step == "open" and arguments[1] & os.O_CREAT == 0:
            return real(*arguments, **options)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic.os, step, fails)
    if step == "fchmod":  # a file system without modes is no reason not to save
        write_atomically(target, writing(b"new"), verify=verify)
        assert only(target) == b"new"
        return
    with pytest.raises(OSError) as caught:
        write_atomically(target, writing(b"new"), verify=verify)
    assert caught.value.errno == number
    monkeypatch.undo()
    assert only(target) == b"old"
    write_atomically(target, writing(b"new"), verify=verify)
    assert only(target) == b"new"


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), ValueError("painter"), KeyboardInterrupt()])
@pytest.mark.parametrize("verify", [False, True])
def test_a_producer_that_fails_half_way_changes_nothing(target: Path, error: BaseException, verify: bool) -> None:
    def produce(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise error

    with pytest.raises(type(error)):
        write_atomically(target, produce, verify=verify)
    assert only(target) == b"old"


def test_a_disk_that_keeps_something_else_is_found_out(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def lies(descriptor: int) -> None:
        os.pwrite(descriptor, b"X", 1)
        real(descriptor)

    monkeypatch.setattr(atomic.os, "fsync", lies)
    with pytest.raises(OSError, match="did not keep"):
        write_atomically(target, writing(b"new"), verify=True)
    monkeypatch.undo()
    assert only(target) == b"old"


def test_a_disk_that_takes_only_a_part_is_found_out(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic.os, "fsync", lambda descriptor: os.ftruncate(descriptor, 2))
    with pytest.raises(OSError, match="only a part"):
        write_atomically(target, writing(b"new one"))
    monkeypatch.undo()
    assert only(target) == b"old"


def test_the_data_is_on_the_disk_before_the_name_and_the_name_after(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        steps.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")
        sync(descriptor)

    def replaced(*names: Any) -> None:
        steps.append("replace")
        replace(*names)

    monkeypatch.setattr(atomic.os, "fsync", synced)
    monkeypatch.setattr(atomic.os, "replace", replaced)
    write_atomically(target, writing(b"new"))
    assert steps == ["file", "replace", "folder"]


def test_mode_is_kept_and_a_new_file_gets_the_users_own(target: Path) -> None:
    target.chmod(0o640)
    write_atomically(target, writing(b"new"))
    assert target.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0o027)
    try:
        write_atomically(target.with_name("other"), writing(b"new"))
    finally:
        os.umask(mask)
    assert target.with_name("other").stat().st_mode & 0o777 == 0o640


def test_links_are_followed(target: Path) -> None:
    link = target.with_name("link.cjmap")
    link.symlink_to(target.name)
    write_atomically(link, writing(b"new"))
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_read_only_files_folders_and_devices_are_refused(target: Path) -> None:
    target.chmod(0o444)
    with pytest.raises(PermissionError):
        write_atomically(target, writing(b"new"))
    assert only(target) == b"old"
    with pytest.raises(IsADirectoryError):
        write_atomically(target.parent, writing(b"new"))
    with pytest.raises(OSError, match="not a plain file"):
        write_atomically(Path("/dev/null"), writing(b"new"))
    with pytest.raises(FileNotFoundError):
        write_atomically(target.parent / "gone" / "map.cjmap", writing(b"new"))


def test_a_read_only_folder_is_refused(target: Path) -> None:
    target.parent.chmod(0o555)
    if os.access(target.parent, os.W_OK):
        pytest.skip("the system lets an administrator write anywhere")
    try:
        with pytest.raises(PermissionError):
            write_atomically(target, writing(b"new"))
        assert only(target) == b"old"
    finally:
        target.parent.chmod(0o755)


def test_what_crashes_left_is_swept_but_nothing_else(target: Path) -> None:
    stale, fresh = (target.with_name(f".cjdesigner-{letter * 12}.tmp") for letter in "ab")
    others = target.with_name(".cjdesigner-notes.tmp")
    for path in (stale, fresh, others):
        path.write_bytes(b"x")
    long_ago = time.time() - 2 * atomic.STALE_AFTER
    os.utime(stale, (long_ago, long_ago))
    os.utime(others, (long_ago, long_ago))
    write_atomically(target, writing(b"new"))
    assert {path.name for path in target.parent.iterdir()} == {target.name, fresh.name, others.name}


def test_saving_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document(Project(id="p"))
    with pytest.raises(FileError, match="There is no folder “.*gone”"):
        project.save(document, tmp_path / "gone" / "map.cjmap")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(FileError, match="The disk is full") as caught:
        project.save(document, tmp_path / "map.cjmap")
    assert caught.value.path == tmp_path / "map.cjmap"
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


SAVER = """
import hashlib, sys
from pathlib import Path
from cjdesigner.files.atomic import write_atomically
path, number = Path(sys.argv[1]), int(sys.argv[2])
while True:
    number += 1
    body = str(number).encode() + b"\\n" + b"x" * (number * 7919 % 300_000)
    write_atomically(path, lambda stream: stream.write(hashlib.sha256(body).hexdigest().encode() + body), verify=True)
    print(number, flush=True)
"""


def _killed_saver(target: Path, number: int, wait: float) -> int:
    """Let a process save until it is killed; the number of the last save it said was done."""
    command = [sys.executable, "-c", SAVER, str(target), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as saver:
        assert saver.stdout is not None
        said = saver.stdout.readline()
        time.sleep(wait)
        saver.send_signal(signal.SIGKILL)
        said += saver.stdout.read()
    whole = [line for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return int(whole[-1])


def _kill_again_and_again(target: Path, kills: int, saves: int) -> None:
    chance = random.Random(5)
    promised = 0
    rounds = 0
    while rounds < kills or promised < saves:
        promised = _killed_saver(target, promised, chance.random() * 0.05)
        data = target.read_bytes()
        assert hashlib.sha256(data[64:]).hexdigest().encode() == data[:64], "a torn file"
        found = int(data[64:].partition(b"\n")[0])
        assert found >= promised, "a save that was reported as done is gone"
        promised = found
        rounds += 1


def test_a_killed_save_never_tears_the_file(tmp_path: Path) -> None:
    _kill_again_and_again(tmp_path / "map.cjmap", kills=30, saves=30)


@pytest.mark.soak
def test_a_killed_save_never_tears_the_file_for_long(tmp_path: Path) -> None:
    _kill_again_and_again(tmp_path / "map.cjmap", kills=100, saves=1_000)


def test_files_that_belong_together_are_placed_once_all_are_prepared(tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]
    for path in paths:
        path.write_bytes(b"old")
    ready = [atomic.prepare(path, writing(b"new")) for path in paths]
    assert [path.read_bytes() for path in paths] == [b"old", b"old"]
    atomic.place(ready)
    assert [path.read_bytes() for path in paths] == [b"new", b"new"]
    atomic.drop([atomic.prepare(paths[0], writing(b"new"))])
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "b"]
