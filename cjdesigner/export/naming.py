"""The names of exported files, where every map gets one of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from cjdesigner import words
from cjdesigner.files.names import file_name
from cjdesigner.model.document import Document
from cjdesigner.words import translate

FIELDS = ("map", "number", "project", "audience", "date")
"""What stands between braces in a pattern."""
USUAL = "{map}"

_FIELD = re.compile(r"\{([^{}]*)\}")


def field_name(field: str, language: str) -> str:
    """A field as people of that language write it."""
    named = {
        "map": translate("map", language),
        "number": translate("number", language),
        "project": translate("project", language),
        "audience": translate("audience", language),
        "date": translate("date", language),
    }
    return named.get(field, field)


def localised(pattern: str, language: str) -> str:
    """A pattern with its fields as people of that language write them."""
    return _FIELD.sub(lambda found: "{" + field_name(_known(found[1]) or found[1], language) + "}", pattern)


def plain(pattern: str) -> str:
    """A pattern with its fields by their own names, whatever language they are written in."""
    return _FIELD.sub(lambda found: "{" + (_known(found[1]) or found[1]) + "}", pattern)


def is_pattern(name: str) -> bool:
    """Whether a name has a field to be filled."""
    return any(_known(found) for found in _FIELD.findall(name))


def unknown(pattern: str) -> list[str]:
    """What stands between braces in a pattern and is no field."""
    return [found for found in _FIELD.findall(pattern) if not _known(found)]


def names(pattern: str, document: Document, map_ids: tuple[str, ...], audience: str = "") -> list[str]:
    """A name without an ending for each map, no two alike."""
    found: list[str] = []
    taken: set[str] = set()
    for number, map_id in enumerate(map_ids, 1):
        values = {
            "map": document.maps[map_id].title,
            "number": f"{number:0{len(str(len(map_ids)))}d}",
            "project": document.project.title,
            "audience": audience,
            "date": date.today().isoformat(),
        }
        name = base = file_name(_filled(pattern, values))
        more = 2
        while name.casefold() in taken:
            name, more = f"{base} ({more})", more + 1
        taken.add(name.casefold())
        found.append(name)
    return found


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: values.get(_known(found[1]), found[0]), pattern)


def _known(name: str) -> str:
    """The field of a name in any language; "" where there is none."""
    wanted = name.strip().casefold()
    for field in FIELDS:
        if wanted == field or any(wanted == field_name(field, code).casefold() for code in words.LANGUAGES):
            return field
    return ""
