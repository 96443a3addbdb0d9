"""What comes in from other programs' files can be saved, and opened again."""

from __future__ import annotations

import base64
import json
import os
import struct
from pathlib import Path
from typing import Any

import pytest

from cjdesigner.export.incoming import interpreted
from cjdesigner.files import project
from cjdesigner.files.errors import FileError


def come_in(path: Path, **fields: Any) -> project.Document:
    return interpreted(json.dumps({"maps": [{"id": "m"}], **fields}).encode(), path).document


def test_what_could_not_be_opened_again_does_not_come_in(tmp_path: Path) -> None:
    header = struct.pack(">II5B", 20_000, 20_000, 8, 6, 0, 0, 0)
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + header + b"\0\0\0\0").decode()
    path = tmp_path / "map.json"
    with pytest.raises(FileError, match=r"map\.json: The picture has more than 40 million pixels"):
        come_in(path, assets=[{"id": "a", "data": picture}])
    with pytest.raises(FileError, match="The id “m” is there twice"):
        come_in(path, id="m")


def test_what_no_other_program_knows_comes_in_and_is_saved(tmp_path: Path) -> None:
    document = come_in(tmp_path / "map.json", id="p", whatever={"deep": [[[1.5]]]})
    assert b'"whatever"' in project.dump(document)
    assert project.parse(project.dump(document)) == document


def test_a_file_whose_name_is_no_text_comes_in(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.csv")
    found = interpreted(b"Phase,One\nActions,Look\n", path).document
    assert [one.title for one in found.maps.values()] == ["caf\ufffd"]
