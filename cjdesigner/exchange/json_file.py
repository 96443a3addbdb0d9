"""Maps as nested JSON: for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO

from cjdesigner.exchange.nested import nested
from cjdesigner.model.document import Document


def write(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    """Write the project with these maps, as ``nested`` gives it."""
    whole = nested(document)
    places = {map_id: place for place, map_id in enumerate(map_ids)}
    chosen = [each for each in whole["maps"] if each["id"] in places]
    whole["maps"] = sorted(chosen, key=lambda each: places[each["id"]])
    text = json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)
    file.write(text.encode("utf-8", "replace") + b"\n")
