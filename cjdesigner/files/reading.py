"""From the bytes of a file to plain lists and dicts: everything that JSON allows and a project file does not."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from cjdesigner.files import positions
from cjdesigner.files.errors import FileError, shown
from cjdesigner.files.positions import Place
from cjdesigner.words import tr

MAX_BYTES = 50_000_000
MAX_DEPTH = 60
MAX_VALUES = 1_500_000
"""Values in one file, about: memory for the smallest of them is some hundred bytes each."""

_BOM = b"\xef\xbb\xbf"
_MARKERS = re.compile(r"^(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?= |$)", re.MULTILINE)
_SURROGATE = re.compile(r"\\u[dD][89abABcdefCDEF]")


class _Duplicate(ValueError):
    """An object has the same key twice."""


class _NotFinite(ValueError):
    """A number is NaN, infinite, or too big to be told from infinity."""


def tree(data: bytes) -> tuple[dict[str, Any], str]:
    """The object that a file holds, and its text for `positions`. Raises FileError."""
    text = _text(data)
    try:
        found = json.loads(
            text, object_pairs_hook=_object, parse_float=_finite, parse_constant=_constant, parse_int=_whole
        )
    except _Duplicate as error:
        token = positions.duplicate_key(text)
        raise FileError(
            tr("The field “{name}” is there twice.", name=shown(str(error))),
            line=token.line if token else None,
            where=path_of(token.place) if token else "",
        ) from None
    except _NotFinite as error:
        token = positions.first_value(text, [str(error)])
        raise FileError(
            tr("{value} is not a number that can be kept.", value=shown(str(error))),
            line=token.line if token else None,
            where=path_of(token.place) if token else "",
        ) from None
    except json.JSONDecodeError as error:
        raise _broken(text, error) from None
    except (RecursionError, MemoryError):
        raise _too_deep() from None
    if not isinstance(found, dict):
        raise FileError(tr("This is not a cjdesigner project: it holds no JSON object."))
    if "\\" in text and _SURROGATE.search(text):
        _refuse_halves(found, text)
    return found, text


def is_too_much(data: bytes) -> bool:
    """Whether a file is so large, or holds so many values, that it is not opened."""
    # A short file cannot hold so many, whatever is in it: "[]," is the most per byte, two in three.
    many = len(data) > MAX_VALUES * 3 // 2 and data.count(b",") + data.count(b"[") + data.count(b"{") > MAX_VALUES
    return many or len(data) > MAX_BYTES


def check_depth(value: Any, depth: int) -> None:
    """Refuse what is nested deeper than a file may be; ``value`` itself stands at ``depth``. Raises FileError."""
    level = [value]
    while level:
        level = [inner for outer in level for inner in _inside(outer) if isinstance(inner, (dict, list))]
        depth += 1
        if depth > MAX_DEPTH and level:
            raise _too_deep()


def path_of(place: Place) -> str:
    """A place as people write it: ``cards[3].payload.severity``."""
    parts: list[str] = []
    for step in place:
        parts.append(f"[{step}]" if isinstance(step, int) else f".{shown(step)}" if parts else shown(step))
    return "".join(parts)


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise FileError(tr("The file is larger than {limit} MB.", limit=MAX_BYTES // 1_000_000))
    if data.startswith(_BOM):
        data = data[len(_BOM) :]
    if not data or data.isspace():
        raise FileError(tr("The file is empty."))
    if b"\0" in data:
        raise FileError(tr("This is not a cjdesigner project: it is not a text file."))
    if is_too_much(data):
        raise FileError(tr("The file holds more values than this program opens."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(tr("This is not UTF-8 text."), line=line) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        raise _Duplicate(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _NotFinite(text)
    return value


def _constant(text: str) -> float:
    raise _NotFinite(text)


def _whole(text: str) -> int:
    if len(text) > 300:
        raise _NotFinite(text)
    return int(text)


def _broken(text: str, error: json.JSONDecodeError) -> FileError:
    marker = _MARKERS.search(text)
    if marker:
        return FileError(
            tr("Git has left its conflict marks in the file ({mark}): merge the two versions first.", mark=marker[0]),
            line=text.count("\n", 0, marker.start()) + 1,
        )
    if not text.lstrip().startswith("{"):
        return FileError(tr("This is not a cjdesigner project: it is not JSON."), line=error.lineno)
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return FileError(tr("The file ends too early: the rest of it is missing."), line=error.lineno)
    return FileError(tr("This is not valid JSON (column {column}).", column=str(error.colno)), line=error.lineno)


def _too_deep() -> FileError:
    return FileError(tr("The file is nested deeper than {limit} levels.", limit=MAX_DEPTH))


def _inside(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


def _refuse_halves(found: Any, text: str) -> None:
    try:
        json.dumps(found, ensure_ascii=False).encode()
        return
    except UnicodeEncodeError:
        pass
    for token in positions.tokens(text):
        if "\\" in token.text and _is_half(json.loads(token.text)):
            raise FileError(_half(), line=token.line, where=path_of(token.place))
    raise FileError(_half())


def _is_half(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)


def _half() -> str:
    return tr("The text holds half a character (a lone surrogate).")
