"""Rewrites the tables of steps beside the main fonts, which spare a start the measuring of words it could know.

    python packaging/font_steps.py

Run it after ``packaging/fonts.py``. A table holds, for the characters of most European texts, the glyph and the advance
of each in font units, and by how much a pair stands closer or wider than the advance of its first character.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cjdesigner.draw import fonts
from cjdesigner.draw.shaping import MainFace

CHARACTERS = "".join(map(chr, range(0x21, 0x7F))) + "’‘“”–—…·•→€×ëïèüöäçñáíóúàâêîôûåøæßÄÖÜÉ"


def table(key: str) -> dict[str, Any]:
    """The table of one face, from each character and each pair alone, as Qt shapes them."""
    face = MainFace(key, known=False)
    known = {character: face.word(character) for character in CHARACTERS}
    advances = {character: word.width for character, word in known.items() if word is not None}
    closer: dict[str, float] = {}
    for first in advances:
        for second in advances:
            pair = face._whole(first + second)
            if pair.clusters != (0, 1) or any(pair.ys):
                raise ValueError(f"{key}: {first + second!r} is more than its two characters")
            kerning = pair.xs[1] - pair.xs[0] - advances[first]
            if kerning:
                closer[first + second] = kerning
    glyphs = {character: word.glyphs[0] for character, word in known.items() if word is not None}
    return {"space": face.space, "blank": face.blank, "glyphs": glyphs, "advances": advances, "kerning": closer}


def whole(value: Any) -> Any:
    """Numbers without a fraction as they are shorter to read."""
    if isinstance(value, dict):
        return {name: whole(one) for name, one in value.items()}
    return int(value) if value == int(value) else value


def main() -> None:
    """Write a table for each face of the main family."""
    fonts.application()
    for face in fonts.faces().values():
        if face.family == fonts.MAIN:
            path = Path(face.file).with_suffix(".steps.json")
            text = json.dumps(whole(table(face.key)), ensure_ascii=False, separators=(",", ":"))
            path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
