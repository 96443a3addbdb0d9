"""Merging versions on the command line, and by Git itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjdesigner.files import project
from cjdesigner.model.document import Document
from cjdesigner.model.records import copied
from tests.helpers.maps import small_map

Run = Callable[..., Any]


@pytest.fixture
def three(tmp_path: Path) -> tuple[Path, Path, Path]:
    """What two people began with, and a file for each of them with the same in it."""
    paths = tmp_path / "base.cjmap", tmp_path / "ours.cjmap", tmp_path / "theirs.cjmap"
    for path in paths:
        project.save(small_map_once(), path)
    return paths


_made: list[Document] = []


def small_map_once() -> Document:
    if not _made:
        _made.append(small_map().document)
    return _made[0]


def write(path: Path, place: int, **fields: Any) -> None:
    """Change the fields of one card of the file."""
    document = project.read(path)
    card = sorted(document.cards)[place]
    project.save(document.with_records([copied(document.cards[card], **fields)]), path)


def texts(path: Path) -> list[str]:
    document = project.read(path)
    return [document.cards[card].text for card in sorted(document.cards)][:2]


def test_both_sides_are_in_ours(run: Run, three: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = three
    write(ours, 0, text="mine")
    write(theirs, 1, text="other")
    assert run("merge", base, ours, theirs) == (0, "", "")
    assert texts(ours) == ["mine", "other"]


def test_what_is_in_dispute_is_told_and_kept(run: Run, three: tuple[Path, Path, Path], tmp_path: Path) -> None:
    base, ours, theirs = three
    write(ours, 0, text="mine")
    write(theirs, 0, text="other")
    out = tmp_path / "out.cjmap"
    ended = run("merge", base, ours, theirs, "-o", out)
    assert ended.status == 1
    assert 'text was changed on both sides: "mine" is kept, the other has "other".' in ended.out
    assert texts(out)[0] == texts(ours)[0] == "mine"
    checked = run("check", out)
    assert checked.status == 1
    assert ended.out in checked.out


def test_nothing_is_written_where_one_cannot_be_read(refused: Run, three: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = three
    before = ours.read_bytes()
    theirs.write_bytes(b"<<<<<<< HEAD\n")
    assert "theirs.cjmap" in refused("merge", base, ours, theirs).err
    assert ours.read_bytes() == before
    assert "BASE" in refused("merge").err


def test_files_that_began_as_nothing(run: Run, three: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = three
    base.write_bytes(b"")
    write(ours, 0, text="mine")
    ended = run("merge", base, ours, theirs)
    assert ended.status == 1
    assert "text was changed on both sides" in ended.out


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")
def test_git_merges_by_it(tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main")
        return subprocess.run(
            ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False
        )

    path = folder / "map.cjmap"
    git("init")
    git("config", "merge.cjmap.driver", f"'{sys.executable}' -m cjdesigner merge %O %A %B -o %A")
    (folder / ".gitattributes").write_text("*.cjmap merge=cjmap\n", encoding="utf-8")
    project.save(small_map_once(), path)
    git("add", ".")
    assert git("commit", "-m", "base").returncode == 0
    git("checkout", "-b", "theirs")
    write(path, 0, text="two", notes="theirs")
    git("commit", "-am", "theirs")
    git("checkout", "main")
    write(path, 0, text="two", owner="Ann")
    git("commit", "-am", "ours")
    ended = git("merge", "theirs", "-m", "both")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    document = project.read(path)
    card = document.cards[sorted(document.cards)[0]]
    assert (card.text, card.notes, card.owner) == ("two", "theirs", "Ann")

    git("checkout", "theirs")
    write(path, 0, text="three")
    git("commit", "-am", "three")
    git("checkout", "main")
    write(path, 0, text="four")
    git("commit", "-am", "four")
    ended = git("merge", "theirs")
    assert ended.returncode == 1
    assert "CONFLICT" in ended.stdout
    merged = project.read(path)
    assert merged.cards[card.id].text == "four"
    assert [(one.record, one.theirs) for one in merged.conflicts.values()] == [(card.id, '"three"')]
