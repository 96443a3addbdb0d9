"""Snapshots of unsaved work: what a crash leaves, and what is made of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cjdesigner.edit import maps
from cjdesigner.files import project, recovery
from cjdesigner.files.errors import FileError
from cjdesigner.files.recovery import KEPT, Snapshots, fingerprint, leftovers
from cjdesigner.model.document import Document
from tests.helpers.maps import titled


@pytest.fixture
def document() -> Document:
    return titled(maps.blank_document("en"), "Bakery")


def crashed(place: Path, document: Document, path: Path | None = None, base: str = "", states: int = 1) -> str:
    """A slot whose process is gone; its name."""
    snapshots = Snapshots(place)
    for number in range(states):
        snapshots.write(titled(document, f"{document.project.title} {number}") if states > 1 else document, path, base)
    snapshots.close()
    return snapshots.slot


def test_untitled_work_is_found_after_a_crash(tmp_path: Path, document: Document) -> None:
    crashed(tmp_path, document)
    (found,) = leftovers(tmp_path)
    assert found.document == document
    assert (found.title, found.path, found.base) == ("Bakery", None, "")


def test_nothing_is_found_where_nothing_was(tmp_path: Path) -> None:
    assert leftovers(tmp_path / "never") == []


def test_work_under_edit_is_nobodys_leftover(tmp_path: Path, document: Document) -> None:
    snapshots = Snapshots(tmp_path)
    snapshots.write(document, None)
    assert leftovers(tmp_path) == []
    snapshots.clear()
    snapshots.close()
    assert leftovers(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_killed_process_leaves_its_last_state(tmp_path: Path, document: Document) -> None:
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from cjdesigner.files import project\n"
        "from cjdesigner.files.recovery import Snapshots\n"
        "snapshots = Snapshots(Path(sys.argv[1]))\n"
        "snapshots.write(project.read(Path(sys.argv[2])), None)\n"
        "print('written', flush=True)\n"
        "signal.pause()\n"
    )
    source = tmp_path / "source.cjmap"
    project.save(document, source)
    place = tmp_path / "recovery"
    run = subprocess.Popen([sys.executable, "-c", program, str(place), str(source)], stdout=subprocess.PIPE)
    try:
        assert run.stdout is not None
        run.stdout.readline()
        assert leftovers(place) == []
    finally:
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
    (found,) = leftovers(place)
    assert found.document == document


def test_only_the_last_states_are_kept(tmp_path: Path, document: Document) -> None:
    crashed(tmp_path, document, states=KEPT + 4)
    assert len(list(tmp_path.glob("*.cjmap"))) == KEPT
    (found,) = leftovers(tmp_path)
    assert found.title == f"Bakery {KEPT + 3}"


@pytest.mark.parametrize("damage", [b"", b"{", b"\0" * 400])
def test_a_damaged_state_gives_way_to_the_one_before(tmp_path: Path, document: Document, damage: bytes) -> None:
    slot = crashed(tmp_path, document, states=2)
    (tmp_path / f"{slot}.2.cjmap").write_bytes(damage)
    (found,) = leftovers(tmp_path)
    assert found.title == "Bakery 0"


def test_work_that_cannot_be_read_is_told_and_not_deleted(tmp_path: Path, document: Document) -> None:
    slot = crashed(tmp_path, document)
    (tmp_path / f"{slot}.1.cjmap").write_bytes(b"{")
    (found,) = leftovers(tmp_path)
    assert found.document is None
    assert found.problem
    assert found.title == "Bakery"
    assert (tmp_path / f"{slot}.1.cjmap").exists()


def test_work_of_a_newer_program_is_told_and_not_deleted(tmp_path: Path, document: Document) -> None:
    slot = crashed(tmp_path, document)
    state = tmp_path / f"{slot}.1.cjmap"
    state.write_bytes(state.read_bytes().replace(b'"version": 1', b'"version": 999'))
    (found,) = leftovers(tmp_path)
    assert found.document is None
    assert "999" in found.problem


@pytest.mark.parametrize("about", [b"", b"[]", b'{"path": 3}', b"\xff", b'{"path": "a\\u0000b"}'])
def test_a_damaged_origin_only_costs_the_path(tmp_path: Path, document: Document, about: bytes) -> None:
    slot = crashed(tmp_path, document, tmp_path / "map.cjmap")
    (tmp_path / f"{slot}.about").write_bytes(about)
    (found,) = leftovers(tmp_path)
    assert found.document == document
    assert found.path is None


def test_what_the_file_holds_is_not_offered(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "map.cjmap"
    project.save(document, path)
    place = tmp_path / "recovery"
    crashed(place, document, path)
    assert leftovers(place) == []
    assert list(place.iterdir()) == []


def test_it_is_offered_by_content_whatever_the_clock_says(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "map.cjmap"
    project.save(document, path)
    place = tmp_path / "recovery"
    crashed(place, titled(document, "Bakery and cake shop"), path, fingerprint(path.read_bytes()))
    for old in place.iterdir():
        os.utime(old, (0, 0))
    (found,) = leftovers(place)
    assert found.path == path
    assert found.base == fingerprint(path.read_bytes())
    path.unlink()
    assert [one.title for one in leftovers(place)] == ["Bakery and cake shop"]


def test_foreign_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("notes.txt", "map.cjmap", "zzzzzzzzzzzz.cjmap", ".cjdesigner-aaaaaaaaaaaa.tmp"):
        (tmp_path / name).write_text("mine")
    assert leftovers(tmp_path) == []
    assert len(list(tmp_path.iterdir())) == 4


def test_discarded_work_stays_on_a_shelf_of_three(tmp_path: Path, document: Document) -> None:
    for number in range(KEPT + 2):
        crashed(tmp_path, titled(document, f"Shop {number}"))
        (found,) = leftovers(tmp_path)
        recovery.finish(found)
        assert leftovers(tmp_path) == []
    shelf = {project.read(path).project.title for path in (tmp_path / "discarded").iterdir()}
    assert shelf == {f"Shop {number}" for number in range(2, KEPT + 2)}


def test_a_second_crash_keeps_both(tmp_path: Path, document: Document) -> None:
    crashed(tmp_path, titled(document, "first"))
    crashed(tmp_path, titled(document, "second"))
    assert {one.title for one in leftovers(tmp_path)} == {"first", "second"}


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, document: Document) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError):
        Snapshots(tmp_path / "file" / "recovery").write(document, None)
