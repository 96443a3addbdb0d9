"""The bundled fonts: complete, renamed, covering what they say, and never replaced by another."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from cjdesigner import resources
from cjdesigner.draw import fonts

FACES = sorted(fonts.faces())


@pytest.mark.parametrize("key", FACES)
def test_a_face_carries_our_name_in_every_record_and_its_licence_beside_it(key: str) -> None:
    face = fonts.face(key)
    with TTFont(face.file, lazy=True) as font:
        names = {record.nameID: str(record) for record in font["name"].names}
        weight, may_embed = font["OS/2"].usWeightClass, font["OS/2"].fsType
    assert all(
        names[number].startswith("CJ") or number in (2, 17) for number in names if number in (1, 2, 4, 6, 16, 17)
    )
    assert names[6] == key and names[16] == face.family and names[3].startswith("cjdesigner;")
    assert not any("Noto" in names[number] or "Inter" in names[number] for number in (1, 2, 3, 4, 6, 16, 17))
    assert weight == face.weight and may_embed == 0
    folder = resources.path("fonts", face.file.replace("\\", "/").rsplit("/", 2)[1])
    assert "SIL OPEN FONT LICENSE" in (folder / "LICENSE.txt").read_text(encoding="utf-8").upper()


@pytest.mark.parametrize("key", FACES)
def test_the_table_tells_what_the_file_covers(key: str) -> None:
    face = fonts.face(key)
    with TTFont(face.file, lazy=True) as font:
        inside = set(font.getBestCmap())
    told = {point for point in range(0x20000) if fonts.covers(face.family, chr(point))}
    assert told == {point for point in inside if point < 0x20000}


@pytest.mark.parametrize("key", FACES)
def test_qt_finds_exactly_the_face_that_was_asked_for(key: str) -> None:
    face = fonts.face(key)
    raw = fonts.raw_font(key, 13.37)
    assert raw.isValid() and raw.familyName() == face.family and raw.weight() == face.weight
    assert raw.pixelSize() == pytest.approx(13.37)
    with TTFont(face.file, lazy=True) as font:
        assert raw.unitsPerEm() == font["head"].unitsPerEm
        sample = min(point for point in font.getBestCmap() if point > 0x200)
        assert list(raw.glyphIndexesForString(chr(sample))) == [font.getGlyphID(font.getBestCmap()[sample])]


def test_the_files_stay_small_enough_to_ship() -> None:
    sizes = [path.stat().st_size for path in resources.path("fonts").rglob("*") if path.is_file()]
    assert max(sizes) < 10_000_000 and sum(sizes) < 30_000_000


@pytest.mark.parametrize(
    ("family", "weight", "italic", "key", "synthetic"),
    [
        (fonts.MAIN, 400, False, "CJSans-Regular", False),
        (fonts.MAIN, 400, True, "CJSans-Italic", False),
        (fonts.MAIN, 600, False, "CJSans-SemiBold", False),
        (fonts.MAIN, 700, False, "CJSans-Bold", False),
        (fonts.MAIN, 700, True, "CJSans-BoldItalic", False),
        ("CJ Sans Hebrew", 600, False, "CJSansHebrew-Bold", False),
        ("CJ Sans Hebrew", 400, True, "CJSansHebrew-Regular", False),
        ("CJ Sans Japanese", 700, False, "CJSansJapanese-Regular", True),
        (fonts.EMOJI, 700, False, "CJSansEmoji-Regular", False),
    ],
)
def test_the_nearest_face_is_chosen(family: str, weight: int, italic: bool, key: str, synthetic: bool) -> None:
    assert fonts.face_for(family, weight, italic) == (key, synthetic)


def test_an_existing_application_is_kept(qapp: object) -> None:
    assert fonts.application() is qapp
