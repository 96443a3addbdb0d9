"""Maps as nested JSON: for other programs."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, BinaryIO

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.nested import nested
from cjdesigner.exchange.unnested import unnested
from cjdesigner.model.document import Document
from cjdesigner.words import tr

MOST_VALUES = 1_500_000
"""About: the smallest of them takes some hundred bytes of memory."""
MOST_DEPTH = 60
_MOST_DIGITS = 300


def write(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    """Write the project with these maps, as ``nested`` gives it."""
    whole = nested(document)
    places = {map_id: place for place, map_id in enumerate(map_ids)}
    chosen = [each for each in whole["maps"] if each["id"] in places]
    whole["maps"] = sorted(chosen, key=lambda each: places[each["id"]])
    text = json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)
    file.write(text.encode("utf-8", "replace") + b"\n")


def parse(data: bytes) -> Document:
    """The project in what ``write`` wrote. Raises ExchangeError."""
    if data.count(b",") + data.count(b"[") + data.count(b"{") > MOST_VALUES:
        raise ExchangeError(tr("The file holds more values than this program opens."))
    try:
        found = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_float=_finite,
            parse_int=_whole,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as error:
        raise ExchangeError(tr("It is not UTF-8 text.")) from error
    except json.JSONDecodeError as error:
        raise ExchangeError(tr("It is not JSON."), error.lineno) from error
    if not isinstance(found, dict) or not isinstance(found.get("maps"), list):
        raise ExchangeError(tr("It is JSON, but no journey map that was exported from here."))
    if found.get("format"):
        raise ExchangeError(tr("It is a project file: open it instead."))
    _check_depth(found)
    return unnested(found)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ExchangeError(tr("The field “{name}” is there twice.", name=twice[:40]))
    return found


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_number(text)


def _whole(text: str) -> int:
    return int(text) if len(text) <= _MOST_DIGITS else int(_no_number(text))


def _no_number(name: str) -> float:
    raise ExchangeError(tr("{value} is not a number that can be kept.", value=name[:40]))


def _check_depth(found: Any) -> None:
    """Refuse what could be saved no more: a project file is not nested deeper either."""
    level = [found]
    for _ in range(MOST_DEPTH):
        inside = (inner for outer in level for inner in (outer.values() if isinstance(outer, dict) else outer))
        level = [inner for inner in inside if isinstance(inner, (dict, list))]
        if not level:
            return
    raise ExchangeError(tr("It is nested too deeply."))
