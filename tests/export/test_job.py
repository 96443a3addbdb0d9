"""An export ends with the whole file, or with a reason and everything as it was."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest

from cjdesigner import words
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Rect, Row, Style, Text
from cjdesigner.export.job import ExportCancelled, ExportError, export
from cjdesigner.files import atomic
from cjdesigner.paint import base
from cjdesigner.paint.base import DRAWN_FORMATS, DrawnFormat, Options, format_for

OLD = b"what was there before"


def drawing(name: str = "One") -> Drawing:
    shapes = (Rect(0, 0, 80, 40, 8, fill="#F1FAFB"), Text(8, 24, (name,), Style(), "#1F2933"))
    row = Row("a", 10, 40, (Group(10, 0, 80, 40, shapes, Meaning("card", "c", name)),))
    return Drawing(100, 60, "#FFFFFF", (row,), (), name, "Ada", "en", {})


@pytest.mark.parametrize("target", DRAWN_FORMATS, ids=lambda target: target.ending)
def test_every_format_writes_its_file_and_nothing_else(target: DrawnFormat, tmp_path: Path) -> None:
    path = tmp_path / f"map.{target.ending}"
    assert export([drawing()], path) == [path]
    assert path.stat().st_size > 100
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("name", ["MAP.PDF", "weird name – ünï.Pdf"])
def test_the_ending_decides_in_any_case(name: str, tmp_path: Path) -> None:
    export([drawing()], tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(b"%PDF-")


def test_several_drawings_are_pages_or_numbered_files(tmp_path: Path) -> None:
    both = [drawing("One"), drawing("Two")]
    assert export(both, tmp_path / "map.pdf") == [tmp_path / "map.pdf"]
    assert len(re.findall(rb"/Type /Page\b", (tmp_path / "map.pdf").read_bytes())) == 2
    assert export(both, tmp_path / "map.png") == [tmp_path / "map-1.png", tmp_path / "map-2.png"]
    assert (tmp_path / "map-1.png").read_bytes() != (tmp_path / "map-2.png").read_bytes()
    assert not (tmp_path / "map.png").exists()


def test_options_reach_the_painter(tmp_path: Path) -> None:
    export([drawing()], tmp_path / "a.png", Options(width=250))
    assert (tmp_path / "a.png").read_bytes()[16:24] == bytes((0, 0, 0, 250, 0, 0, 0, 150))


def test_progress_rises_to_one(tmp_path: Path) -> None:
    told: list[float] = []
    export([drawing(), drawing("Two")], tmp_path / "a.png", progress=told.append)
    assert told == sorted(told)
    assert told[0] == 0.0 and told[-1] == 1.0
    assert told.count(1.0) == 1


@pytest.mark.parametrize("ending", ["pdf", "png"])
@pytest.mark.parametrize("asked", [1, 2])
def test_a_cancelled_export_leaves_the_old_file(ending: str, asked: int, tmp_path: Path) -> None:
    path = tmp_path / f"map.{ending}"
    path.write_bytes(OLD)
    answers = iter([*[False] * (asked - 1), True])
    with pytest.raises(ExportCancelled):
        export([drawing()], path, cancelled=lambda: next(answers))
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == [path.name]


def test_cancelling_the_second_of_two_files_leaves_both_old_ones(tmp_path: Path) -> None:
    old = [tmp_path / "map-1.png", tmp_path / "map-2.png"]
    for path in old:
        path.write_bytes(OLD)
    shares: list[float] = []
    with pytest.raises(ExportCancelled):
        export(
            [drawing(), drawing("Two")], tmp_path / "map.png", None, shares.append, lambda: max(shares, default=0) > 0.4
        )
    assert [path.read_bytes() for path in old] == [OLD, OLD]
    assert len(os.listdir(tmp_path)) == 2


Fault = Callable[[pytest.MonkeyPatch], None]


def painter_fails(patch: pytest.MonkeyPatch) -> None:
    def write(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: base.Progress) -> None:
        file.write(b"half a file")
        raise MemoryError

    patch.setattr(base, "DRAWN_FORMATS", (DrawnFormat("pdf", "PDF", True, write),))


def disk_is_full(patch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr(atomic, "_to_disk", refuse)


def replace_fails(patch: pytest.MonkeyPatch) -> None:
    def refuse(*names: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    patch.setattr(os, "replace", refuse)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(painter_fails, "not enough memory"), (disk_is_full, "The disk is full"), (replace_fails, "no permission")],
)
def test_a_failed_export_leaves_the_old_file_and_says_why(
    fault: Fault, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(OLD)
    fault(monkeypatch)
    with pytest.raises(ExportError, match=reason):
        export([drawing()], path)
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == [path.name]


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "map.pdf").mkdir()
    with pytest.raises(ExportError, match=r"“map.pdf” cannot be written. It is a folder"):
        export([drawing()], tmp_path / "map.pdf")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"“map.pdf” cannot be written. There is no folder “.*gone”"):
        export([drawing()], tmp_path / "gone" / "map.pdf")


def test_a_read_only_file_is_respected(tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(OLD)
    path.chmod(0o444)
    with pytest.raises(ExportError, match="no permission"):
        export([drawing()], path)
    assert path.read_bytes() == OLD


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system lets root write anywhere")
def test_a_read_only_folder_is_respected(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(ExportError, match="no permission"):
            export([drawing()], tmp_path / "map.pdf")
    finally:
        tmp_path.chmod(0o755)


def test_a_picture_too_large_is_refused_with_its_size(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="20,000 by 12,000 pixels; at most 16,384"):
        export([drawing()], tmp_path / "map.png", Options(width=20_000))
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["map.docx", "map", ".pdf"])
def test_a_name_without_a_known_ending_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"must end in one of \.pdf, \.png"):
        export([drawing()], tmp_path / name)


def test_nothing_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing to export"):
        export([], tmp_path / "map.pdf")


def test_reasons_are_told_in_the_language_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "catalogue", lambda code: {"There is nothing to export.": "Er is niets te exporteren."})
    words.set_language("nl")
    with pytest.raises(ExportError, match="Er is niets"):
        export([], tmp_path / "map.pdf")


def test_formats_have_endings_of_their_own() -> None:
    endings = [target.ending for target in DRAWN_FORMATS]
    assert len(set(endings)) == len(endings)
    assert all(
        format_for(f".{ending.upper()}") is target for ending, target in zip(endings, DRAWN_FORMATS, strict=True)
    )
    assert format_for("docx") is None
