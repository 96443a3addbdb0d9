"""Maps as nested JSON: for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.nested import nested
from cjdesigner.exchange.unnested import unnested
from cjdesigner.model.document import Document
from cjdesigner.words import tr


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
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise ExchangeError(tr("It is not UTF-8 text.")) from error
    except json.JSONDecodeError as error:
        raise ExchangeError(tr("It is not JSON."), error.lineno) from error
    except ValueError as error:
        raise ExchangeError(tr("It holds a number that is none.")) from error
    if not isinstance(found, dict) or not isinstance(found.get("maps"), list):
        raise ExchangeError(tr("It is JSON, but no journey map that was exported from here."))
    if found.get("format"):
        raise ExchangeError(tr("It is a project file: open it instead."))
    return unnested(found)


def _no_number(name: str) -> float:
    raise ValueError(name)
