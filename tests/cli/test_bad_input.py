"""Whatever is wrong is one line that says what and where, with exit status 2."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjdesigner import resources
from cjdesigner.cli import editor

SAMPLE = resources.path("examples", "smartphone.en.cjmap")
Run = Callable[..., Any]

FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file is empty."),
    "torn": (SAMPLE.read_bytes()[:5000], f"line {SAMPLE.read_bytes()[:5000].count(10) + 1}: The file ends too early"),
    "junk": (b"\x7fELF\0\0\0", "it is not a text file"),
    "prose": (b"hello\n", "line 1: This is not a cjdesigner project: it is not JSON."),
    "other": (b'{"format": "x"}', "format: This is not a cjdesigner project"),
    "newer": (
        SAMPLE.read_bytes().replace(b'"version": 1', b'"version": 9'),
        "The file has format version 9; this program knows versions up to 1.",
    ),
    "fault": (
        SAMPLE.read_bytes().replace(b'"severity": 3', b'"severity": "3\\n\\u001b[31m"', 1),
        "severity: It must be a whole number.",
    ),
}


@pytest.mark.parametrize("command", ["show", "check", "export"])
@pytest.mark.parametrize("name", FILES)
def test_bad_files(refused: Run, tmp_path: Path, command: str, name: str) -> None:
    data, expected = FILES[name]
    path = tmp_path / "map.cjmap"
    path.write_bytes(data)
    output = tmp_path / "out.pdf"
    ended = refused(command, path, *(["-o", output] if command == "export" else []))
    assert f"cjdesigner: {path}: " in ended.err
    assert expected in ended.err
    assert not output.exists()


def test_no_file_a_folder_a_pipe(refused: Run, tmp_path: Path) -> None:
    assert "There is no such file or folder." in refused("show", tmp_path / "none.cjmap").err
    assert "It is a folder, not a file." in refused("check", tmp_path).err
    os.mkfifo(tmp_path / "pipe")
    assert "It is not a plain file." in refused("check", tmp_path / "pipe").err
    assert "Part of its path is not a folder." in refused("check", SAMPLE / "x").err
    assert "There is no such file or folder." in refused(tmp_path / "none.cjmap").err


def test_no_permission(refused: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.cjmap"
    path.write_bytes(SAMPLE.read_bytes())
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the system lets an administrator read anything")
    assert "There is no permission for it." in refused("check", path).err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["show"], "FILE"),
        (["show", "--nonsense", "x"], "--nonsense"),
        (["show", "a", "b"], "b"),
        (["export", "x"], "-o/--output"),
        (["export", SAMPLE, "-o", "x.pdf", "--dpi", "many"], "--dpi"),
        (["export", SAMPLE, "-o", "x.pdf", "--dpi", "-1"], "--dpi"),
        (["export", SAMPLE, "-o", "x.pdf", "--dpi", "nan"], "--dpi"),
        (["export", SAMPLE, "-o", "x.pdf", "--width", "0"], "--width"),
        (["export", SAMPLE, "-o", "x.pdf", "--orientation", "up"], "--orientation"),
        (["--language", "xx", "show", SAMPLE], "--language"),
        (["--language"], "--language"),
        (["new"], "OUT.cjmap"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_mistakes_on_the_command_line(refused: Run, arguments: list[Any], expected: str) -> None:
    ended = refused(*arguments)
    assert expected in ended.err
    assert "--help)" in ended.err


def test_unknown_names_are_answered_with_the_known_ones(refused: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert "advocacy, b2b, blank" in refused("new", tmp_path / "n.cjmap", "--template", "nope\n").err
    assert "fit, A" in refused("export", SAMPLE, "-o", out, "--page", "A99").err
    assert "“Buying a new smartphone”" in refused("export", SAMPLE, "-o", out, "--map", "nope").err
    assert ".pdf, .png" in refused("export", SAMPLE, "-o", tmp_path / "out.doc").err
    assert ".pdf, .png" in refused("export", SAMPLE, "-o", tmp_path / "out").err
    assert list(tmp_path.iterdir()) == []


def test_output_that_cannot_be_written(refused: Run, tmp_path: Path) -> None:
    for ended in (
        refused("export", SAMPLE, "-o", tmp_path / "gone" / "out.png"),
        refused("new", tmp_path / "gone" / "n.cjmap"),
    ):
        assert f"There is no folder “{tmp_path / 'gone'}”." in ended.err
    assert "n.txt: Its name must end in one of: .cjmap." in refused("new", tmp_path / "n.txt").err
    os.mkfifo(tmp_path / "pipe.cjmap")
    assert "It is not a plain file." in refused("new", tmp_path / "pipe.cjmap", "--force").err
    (tmp_path / "pipe.cjmap").unlink()
    (tmp_path / "folder.pdf").mkdir()
    assert "It is a folder" in refused("export", SAMPLE, "-o", tmp_path / "folder.pdf").err
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(b"mine")
    locked.chmod(stat.S_IRUSR)
    assert "no permission" in refused("export", SAMPLE, "-o", locked).err
    assert locked.read_bytes() == b"mine"
    assert {entry.name for entry in tmp_path.iterdir()} == {"folder.pdf", "locked.pdf"}


def test_an_export_never_replaces_the_project(refused: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(SAMPLE.read_bytes())
    assert "map.json: It is the project itself" in refused("export", path, "-o", tmp_path / "." / "map.json").err
    assert path.read_bytes() == SAMPLE.read_bytes()


def test_an_empty_name_is_no_name(refused: Run, tmp_path: Path) -> None:
    """Such as a variable that a script has not filled in: never is more shown than was meant."""
    for option in ("profile", "view", "lanes", "personas", "map", "preset"):
        assert "“”" in refused("export", SAMPLE, "-o", tmp_path / "out.svg", f"--{option}", "").err
    assert list(tmp_path.iterdir()) == []


def test_new_does_not_replace_unless_forced(run: Run, refused: Run, tmp_path: Path) -> None:
    path = tmp_path / "n.cjmap"
    path.write_bytes(b"mine")
    assert "--force" in refused("new", path).err
    assert path.read_bytes() == b"mine"
    assert run("new", path, "--force").status == 0
    assert run("check", path).status == 0


def test_no_display(refused: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert "There is no display" in refused().err
    assert "There is no display" in refused(SAMPLE).err


def test_what_counts_as_a_display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert editor.has_display({"QT_QPA_PLATFORM": "offscreen"})
    left = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not editor.has_display(left)
    for gone in ("", "x", ":98765", "no.invalid:0", "localhost:99999"):
        assert not editor.has_display({"DISPLAY": gone})
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        monkeypatch.chdir(tmp_path)  # the whole path may be longer than a socket's can be
        server.bind("wayland-9")
        assert not editor.has_display(left | {"XDG_RUNTIME_DIR": "."}), "its file is there, but nobody answers"
        server.listen()
        assert editor.has_display(left | {"XDG_RUNTIME_DIR": "."})
        assert not editor.has_display(left | {"XDG_RUNTIME_DIR": ".", "QT_QPA_PLATFORM": "xcb"})
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1] - 6000
        assert editor.has_display({"DISPLAY": f"localhost:{number}.0"})
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("\0/tmp/.X11-unix/X98766")
        server.listen()
        assert editor.has_display({"DISPLAY": ":98766.0"})


def test_a_fault_of_our_own_is_one_line_too(refused: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("cjdesigner.cli.show.outline", breaks)
    assert "RuntimeError: two lines" in refused("show", SAMPLE).err


def test_dutch(run: Run, refused: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue is the lead's to fill; here its one entry stands for all."""
    from cjdesigner import words

    sentence = "There is no such file or folder."
    monkeypatch.setattr(words, "catalogue", {"nl": {sentence: "Er is geen bestand of map met die naam."}, "en": {}}.get)
    assert "Er is geen bestand" in refused("--language", "nl", "check", "none").err
    assert "Er is geen bestand" in refused("check", "--language=nl", "none").err
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert "Er is geen bestand" in refused("check", "none").err
    assert sentence in refused("check", "none", "--language", "en").err
