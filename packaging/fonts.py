"""Rebuilds resources/fonts from the published fonts: renamed, thinned out, with a table of what each one covers.

    python packaging/fonts.py DOWNLOADS

DOWNLOADS is a folder for the packages named in ``SOURCES``; what is not there yet is fetched with ``npm pack`` and
``apt-get download``. Needs fontTools and brotli. The same sources give the same bytes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables as ot
from fontTools.ttLib.tables._n_a_m_e import table__n_a_m_e

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

FEATURES = ["ccmp", "kern", "mark", "mkmk"]
# Without Inter's contextual alternates the width of a line is the sum of its words, and "->" stays two characters.
# Without localised forms ("locl") the language of the machine, which Qt passes to its shaper, changes nothing.

INDIC = "nukt akhn rphf rkrf pref blwf abvf half pstf vatu cjct init pres abvs blws psts haln dist abvm blwm calt liga"
ARABIC = "isol init medi fina rlig calt liga curs mset"
HANGUL = "ljmo vjmo tjmo"

ALWAYS = {0x20, 0xA0, 0x200C, 0x200D, 0x25CC}
"""Kept in every fallback: shaping looks for the space, the joiners and the dotted circle in the font itself."""


class Face(NamedTuple):
    """One file to make: what it is called and what it is made from."""

    key: str
    family: str
    weight: int
    italic: bool
    folder: str
    package: str
    member: str
    licence: str
    features: str = ""
    keep: tuple[tuple[int, int], ...] = ((0, 0x10FFFF),)
    """Ranges of code points to keep, after those that the main family covers have gone."""


THAI_WORDS = "pythainlp==5.4.0"
NPM = "@expo-google-fonts/"
DEBIAN_NOTO = "fonts-noto-core=20201225-1"
VERSIONS = {
    "inter": "0.4.2", "noto-sans-hebrew": "0.4.1", "noto-sans-devanagari": "0.4.1", "noto-sans-thai": "0.4.2",
    "noto-sans-symbols": "0.4.1", "noto-sans-symbols-2": "0.4.1", "noto-sans-math": "0.4.2",
    "noto-sans-sc": "0.4.3", "noto-sans-jp": "0.4.3", "noto-sans-kr": "0.4.3",
}  # fmt: skip


def _npm(name: str) -> str:
    return f"{NPM}{name}@{VERSIONS[name]}"


def _inter(key: str, weight: int, italic: bool, member: str) -> Face:
    return Face(f"CJSans-{key}", "CJ Sans", weight, italic, "main", _npm("inter"),
                f"{member}/Inter_{member}.ttf", "LICENSE_FONT")  # fmt: skip


def _noto(script: str, weight: int, name: str, folder: str, features: str = "",
          keep: tuple[tuple[int, int], ...] = ((0, 0x10FFFF),)) -> Face:  # fmt: skip
    style = {400: "Regular", 700: "Bold"}[weight]
    stem = "NotoSans" + "".join(p.upper() if p in ("sc", "jp", "kr") else p.title() for p in name.split("-")[2:])
    member = f"{weight}{style}/{stem}_{weight}{style}.ttf"
    return Face(f"CJSans{script.replace(' ', '')}-{style}", f"CJ Sans {script}", weight, False, folder, _npm(name),
                member, "LICENSE_FONT", features, keep)  # fmt: skip


def _arabic(weight: int, style: str) -> Face:
    # 2.005, not the later ones of the other source: those draw dots apart from their letters, which spoils
    # the text that can be taken out of a PDF.
    return Face(f"CJSansArabic-{style}", "CJ Sans Arabic", weight, False, "arabic", DEBIAN_NOTO,
                f"usr/share/fonts/truetype/noto/NotoSansArabic-{style}.ttf", "", ARABIC)  # fmt: skip


SYMBOLS = ((0x2000, 0x2BFF), (0x1F000, 0x1FAFF))
HAN = ((0x2000, 0x2E7F), (0x3000, 0x303F), (0x3100, 0x312F), (0x31A0, 0x31EF), (0x3400, 0x9FFF), (0xFB00, 0xFFFF))
"""Without kana, radicals and compatibility forms (Japanese has them) and what lies beyond the first plane: < 10 MB."""
MATHEMATICS = ((0x2000, 0x2BFF), (0x1D400, 0x1D7FF))

FACES = (
    _inter("Regular", 400, False, "400Regular"),
    _inter("Italic", 400, True, "400Regular_Italic"),
    _inter("SemiBold", 600, False, "600SemiBold"),
    _inter("Bold", 700, False, "700Bold"),
    _inter("BoldItalic", 700, True, "700Bold_Italic"),
    Face("CJSansEmoji-Regular", "CJ Sans Emoji", 400, False, "emoji", "twemoji-colr-font@15.0.3",
         "twemoji.woff2", "LICENSE", "liga"),
    _noto("Hebrew", 400, "noto-sans-hebrew", "hebrew"),
    _noto("Hebrew", 700, "noto-sans-hebrew", "hebrew"),
    _arabic(400, "Regular"),
    _arabic(700, "Bold"),
    _noto("Devanagari", 400, "noto-sans-devanagari", "devanagari", INDIC),
    _noto("Devanagari", 700, "noto-sans-devanagari", "devanagari", INDIC),
    _noto("Thai", 400, "noto-sans-thai", "thai"),
    _noto("Thai", 700, "noto-sans-thai", "thai"),
    _noto("Symbols", 400, "noto-sans-symbols", "symbols", "", SYMBOLS),
    _noto("Symbols 2", 400, "noto-sans-symbols-2", "symbols", "", SYMBOLS),
    _noto("Math", 400, "noto-sans-math", "symbols", "", MATHEMATICS),
    _noto("Japanese", 400, "noto-sans-jp", "japanese"),
    _noto("Korean", 400, "noto-sans-kr", "korean", HANGUL),
    _noto("Chinese", 400, "noto-sans-sc", "chinese", "", HAN),
)  # fmt: skip


def fetch(package: str, downloads: Path) -> Path:
    """The folder with the unpacked package, fetched if it is not there yet."""
    folder = downloads / package.replace("/", "-").replace("@", "_")
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    if "=" in package:
        subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
        subprocess.run(["dpkg-deb", "-x", next(folder.glob("*.deb")).name, "."], cwd=folder, check=True)
        return folder
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
    subprocess.run(["tar", "xzf", next(folder.glob("*.tgz")).name, "--strip-components=1"], cwd=folder, check=True)
    return folder


def covered(face: Face, downloads: Path) -> set[int]:
    """The code points that the source of the face has."""
    return set(TTFont(fetch(face.package, downloads) / face.member, lazy=True).getBestCmap())


def thin(font: TTFont, face: Face, wanted: set[int]) -> TTFont:
    """Keeps the wanted code points and the layout features that are on by default; drops hints and vertical metrics."""
    options = subset.Options()
    options.layout_features = FEATURES + face.features.split()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["vhea", "vmtx", "BASE", "STAT", "DSIG", "MATH", "gasp", "VORG"]
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    return font


def without_selectors(font: TTFont) -> None:
    """Adds every emoji sequence once more without its variation selectors, which Qt takes out before shaping."""
    selector = font.getBestCmap()[0xFE0F]
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for sequences in getattr(table, "ligatures", {}).values():
                known = {tuple(one.Component) for one in sequences}
                for one in list(sequences):
                    short = tuple(name for name in one.Component if name != selector)
                    if short and short not in known:
                        known.add(short)
                        added = ot.Ligature()
                        added.Component, added.LigGlyph = list(short), one.LigGlyph
                        added.CompCount = len(short) + 1
                        sequences.append(added)
                sequences.sort(key=lambda one: -len(one.Component))


def without_space_kerning(font: TTFont) -> None:
    """Takes the pairs with a space (a full stop in bold) out of the kerning, so that words can be measured alone."""
    spaces = {font.getBestCmap()[0x20], font.getBestCmap()[0xA0]}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 2 and table.Format == 1:
                for first, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
                    kept = [one for one in pairs.PairValueRecord if not {first, one.SecondGlyph} & spaces]
                    pairs.PairValueRecord, pairs.PairValueCount = kept, len(kept)


def neighbour(font: TTFont) -> None:
    """Says that the font knows Devanagari, without any feature for it.

    A digit, a space or an emoji within Hindi counts as Devanagari to Qt, which warns on every font that has no word
    about that script.
    """
    if "GSUB" not in font:
        table = font["GSUB"] = newTable("GSUB")
        table.table = ot.GSUB()
        table.table.Version = 0x00010000
        table.table.ScriptList, table.table.FeatureList, table.table.LookupList = (
            ot.ScriptList(), ot.FeatureList(), ot.LookupList(),
        )  # fmt: skip
        table.table.ScriptList.ScriptRecord = []
        table.table.FeatureList.FeatureRecord = []
        table.table.LookupList.Lookup = []
    records = font["GSUB"].table.ScriptList.ScriptRecord
    if any(record.ScriptTag == "dev2" for record in records):
        return
    default = next((record.Script for record in records if record.ScriptTag == "DFLT"), None)
    if default is None:
        default = ot.Script()
        default.DefaultLangSys = ot.DefaultLangSys()
        default.DefaultLangSys.ReqFeatureIndex = 0xFFFF
        default.DefaultLangSys.FeatureIndex = []
        default.LangSysRecord = []
    added = ot.ScriptRecord()
    added.ScriptTag, added.Script = "dev2", default
    records.append(added)
    records.sort(key=lambda record: record.ScriptTag)


def rename(font: TTFont, face: Face) -> None:
    """Gives every record that can name the font the new name, and leaves copyright, version and licence."""
    old: table__n_a_m_e = font["name"]
    kept = {number: old.getDebugName(number) for number in (0, 5, 13, 14)}
    style = face.key.rsplit("-", 1)[1]
    spoken = {"BoldItalic": "Bold Italic", "SemiBold": "SemiBold"}.get(style, style)
    linked = spoken in ("Regular", "Italic", "Bold", "Bold Italic")
    names = kept | {
        1: face.family if linked else f"{face.family} {spoken}",
        2: spoken if linked else "Regular",
        3: f"cjdesigner;{face.key};{kept[5]}",
        4: f"{face.family} {spoken}",
        6: face.key,
        16: face.family,
        17: spoken,
    }
    table = font["name"] = table__n_a_m_e()
    table.names = []
    for number, text in sorted(names.items()):
        if text:
            table.setName(text, number, 3, 1, 0x409)
    system, head = font["OS/2"], font["head"]
    system.usWeightClass = face.weight
    system.fsType = 0
    bold, italic = face.weight == 700, face.italic
    system.fsSelection = (system.fsSelection & 0x80) | (0x20 if bold else 0) | (1 if italic else 0)
    if not bold and not italic:
        system.fsSelection |= 0x40
    head.macStyle = (1 if bold else 0) | (2 if italic else 0)


def ranges(points: Iterable[int]) -> str:
    """Code points as hexadecimal ranges: "20-7E A0"."""
    out: list[list[int]] = []
    for point in sorted(points):
        if out and out[-1][1] == point - 1:
            out[-1][1] = point
        else:
            out.append([point, point])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in out)


def licence(face: Face, source: Path) -> str:
    """The licence text that goes beside the font."""
    if face.licence:
        return (source / face.licence).read_text(encoding="utf-8").replace("\r\n", "\n")
    # Debian keeps one notice for the whole collection; the text of the licence is that of the other Noto fonts.
    text = (FONTS / "hebrew" / "LICENSE.txt").read_text(encoding="utf-8")
    return "Copyright 2015-2020 Google LLC. All Rights Reserved.\n" + text.split("\n", 1)[1]


def thai_words(downloads: Path) -> None:
    """Writes the list of Thai words for breaking lines: those of at least two and at most twenty Thai characters."""
    folder = downloads / THAI_WORDS.replace("==", "-")
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-d", folder, THAI_WORDS], check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        lines = wheel.read("pythainlp/corpus/words_th.txt").decode("utf-8").split()
    words = sorted({line for line in lines if 2 <= len(line) <= 20 and all("\u0e01" <= c <= "\u0e4e" for c in line)})
    (FONTS / "thai" / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")


def build(downloads: Path) -> None:
    """Writes every face, its licence and coverage.json."""
    main = set.intersection(*(covered(face, downloads) for face in FACES if face.folder == "main"))
    table = []
    for face in FACES:
        source = fetch(face.package, downloads)
        font = TTFont(source / face.member, recalcTimestamp=False)
        font.flavor = None
        wanted = set(font.getBestCmap())
        if face.folder == "main":
            wanted = main  # the same in every weight, so that a change of weight never changes the family
        elif face.folder != "emoji":
            wanted = {p for p in wanted - main if any(a <= p <= b for a, b in face.keep)} | (wanted & ALWAYS)
        else:
            wanted -= set(range(0x20))
        if face.folder == "emoji":
            without_selectors(font)
        thin(font, face, wanted)
        if face.folder == "main":
            without_space_kerning(font)
        neighbour(font)
        rename(font, face)
        folder = FONTS / face.folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "LICENSE.txt").write_text(licence(face, source), encoding="utf-8")
        file = f"{face.folder}/{face.key}.ttf"
        font.save(FONTS / file, reorderTables=True)
        cover = set(font.getBestCmap())
        print(f"{file}: {(FONTS / file).stat().st_size:,} bytes, {len(cover)} code points", flush=True)
        table.append({"key": face.key, "family": face.family, "weight": face.weight, "italic": face.italic,
                      "file": file, "coverage": ranges(cover)})  # fmt: skip
    (FONTS / "coverage.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not shutil.which("npm"):
        sys.exit("npm is needed to fetch the fonts")
    build(Path(sys.argv[1]))
    thai_words(Path(sys.argv[1]))
