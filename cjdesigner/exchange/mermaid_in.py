"""Reads a Mermaid journey, leniently: what Mermaid itself would refuse is skipped with a warning that says where."""

from __future__ import annotations

import html
import math
import re

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.building import Builder, MapBuilder
from cjdesigner.exchange.mermaid_file import NO_NAME
from cjdesigner.words import tr, translate

_ENTITY = re.compile(r"#(\d{1,7}|[A-Za-z]\w{0,30});")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:[ \t]*(.*)$", re.MULTILINE)
_WORD = re.compile(r"(title|section|acctitle|accdescr)(?=[\s:{]|$)(.*)", re.IGNORECASE | re.DOTALL)
_HIDDEN = 0xF0000
"""Where characters written as entities wait, so that none of them is taken for syntax."""
_MOST_WARNINGS = 100
_LONGEST = 100_000
"""Characters in a line."""


def parse(text: str, builder: Builder) -> list[str]:
    """Add the diagram's map; sentences about what is doubtful. Raises ExchangeError where it is no journey."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    title = ""
    if front:
        told = _FRONT_TITLE.search(front[1])
        title = told[1].strip().strip("\"'") if told else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _ENTITY.sub(_hide, _without_directives(text))
    return _Reader(builder, title).read(text.split("\n"))


def _without_directives(text: str) -> str:
    """The text without ``%%{…}%%``, all lines where they were."""
    kept = []
    at = 0
    while (start := text.find("%%{", at)) >= 0 and (end := text.find("}%%", start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join(kept) + text[at:]


def _hide(found: re.Match[str]) -> str:
    code = int(found[1]) if found[1].isdigit() else None
    try:
        letter = chr(code) if code is not None else html.unescape(f"&{found[1]};")
    except (ValueError, OverflowError):
        return found[0]
    if len(letter) != 1 or 0xD800 <= ord(letter) < 0xE000:
        return letter if not letter.startswith("&") else "".join(chr(_HIDDEN + ord(c)) for c in found[0])
    return chr(_HIDDEN + ord(letter)) if ord(letter) < 0x80 else letter


def _shown(text: str) -> str:
    return "".join(chr(ord(c) - _HIDDEN) if _HIDDEN <= ord(c) < _HIDDEN + 0x80 else c for c in text).strip()


class _Reader:
    """Goes through the lines of one diagram."""

    def __init__(self, builder: Builder, title: str) -> None:
        self._map: MapBuilder = builder.map("")
        self._title = title
        self._lane = self._map.lane(translate("Emotions", builder.project.language), "emotions")
        self._in_section = False
        self._warnings: list[str] = []

    def read(self, lines: list[str]) -> list[str]:
        number = self._header(lines)
        while number < len(lines):
            line = lines[number].strip()
            word = _WORD.match(line)
            if word and word[1].casefold() == "accdescr" and word[2].lstrip().startswith("{"):
                while number < len(lines) and "}" not in lines[number]:
                    number += 1
            elif line and not line.startswith("%%"):
                self._line(line, word, number + 1)
            number += 1
        self._map.title = self._title
        return self._warnings

    def _header(self, lines: list[str]) -> int:
        for number, line in enumerate(lines):
            plain = line.strip()
            if plain and not plain.startswith("%%"):
                if plain.split("#")[0].strip() != "journey":
                    raise ExchangeError(tr("A Mermaid journey begins with the word “journey”."), number + 1)
                return number + 1
        raise ExchangeError(tr("A Mermaid journey begins with the word “journey”."))

    def _line(self, line: str, word: re.Match[str] | None, number: int) -> None:
        if word and word[1].casefold().startswith("acc"):
            return
        if len(line) > _LONGEST:
            raise ExchangeError(
                tr("A text in it has {count} characters; at most {most} are possible.", count=len(line), most=_LONGEST),
                number,
            )
        line = line.split("#")[0]
        for statement in line.split(";"):
            plain = statement.strip()
            if plain:
                self._statement(plain, number)
        if ";" in line:
            self._warn(number, tr("a semicolon parts a line in two"))

    def _statement(self, text: str, number: int) -> None:
        word = _WORD.match(text)
        if word and word[1].casefold() == "title":
            self._title = _shown(word[2])[:1000]
        elif word and word[1].casefold() == "section":
            name, colon, _ = word[2].partition(":")
            if colon:
                self._warn(number, tr("what follows the colon in a section’s name is left out"))
            self._map.phase(_shown(name))
            self._in_section = True
        elif ":" not in text:
            self._warn(number, tr("“{line}” is no task and is left out", line=_shown(text)[:60]))
        else:
            self._task(text, number)

    def _task(self, text: str, number: int) -> None:
        name, score, *rest = (part.strip() for part in text.split(":"))
        if len(rest) > 1:
            self._warn(number, tr("what follows the third colon is left out"))
        if not self._in_section:
            self._map.phase("")
            self._in_section = True
        shown = _shown(name)
        raw = _shown(score)
        value = number_of(raw)
        told = tr("Score in the file: {score}", score=raw)
        valid = not math.isnan(value) and raw != ""
        step = self._map.step("" if shown == NO_NAME else shown, "" if valid or not raw else told)
        if not valid:
            if raw:
                self._warn(number, tr("the score “{score}” is no number", score=raw[:40]))
            else:
                self._warn(number, tr("the task has no score"))
            return
        notes = ""
        if not 1 <= value <= 5:
            notes = told
            self._warn(number, tr("the score {score} is not from 1 to 5", score=raw[:40]))
        actors = [_shown(one) for one in (rest[0].split(",") if rest else [])]
        for actor in dict.fromkeys(actor for actor in actors if actor) or [""]:
            self._map.feeling(self._lane, step, max(1.0, min(5.0, value)) - 3, "", actor, notes)

    def _warn(self, number: int, reason: str) -> None:
        if len(self._warnings) < _MOST_WARNINGS:
            self._warnings.append(tr("Line {line}: {reason}.", line=str(number), reason=reason))


def number_of(text: str) -> float:
    """What JavaScript's ``Number`` makes of a text; NaN where that is none."""
    plain = text.strip()
    if not plain:
        return 0.0
    whole = re.fullmatch(r"0([xX][0-9a-fA-F]{1,12}|[oO][0-7]{1,16}|[bB][01]{1,40})", plain)
    if whole:
        return float(int(plain, 0))
    if re.fullmatch(r"[+-]?(?:[0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?", plain):
        return float(plain)
    return math.copysign(math.inf, -1 if plain[0] == "-" else 1) if plain.lstrip("+-") == "Infinity" else math.nan
