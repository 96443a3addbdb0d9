"""Places among siblings: moving to one, and its order keys, mended on the way where they are equal or broken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cjdesigner.model import order
from cjdesigner.model.document import Document
from cjdesigner.model.queries import by_order
from cjdesigner.model.records import copied


def stays(siblings: Sequence[Any], index: int, moved: Sequence[Any]) -> bool:
    """Whether the moved records already stand in this order at an index among their other siblings."""
    index = max(0, min(index, len(siblings)))
    row = [*siblings[max(index - 1, 0) : index], *moved, *siblings[index : index + 1]]
    places = [by_order(one) for one in row]
    return places == sorted(places) and all(order.is_key(one.order) for one in moved)


def keys_at(siblings: Sequence[Any], index: int, count: int) -> tuple[list[str], list[Any]]:
    """``count`` keys for new siblings at an index, and those siblings that had to be given a new key themselves.

    ``siblings`` are in order and do not hold what is being placed.
    """
    index = max(0, min(index, len(siblings)))
    low = siblings[index - 1].order if index else None
    high = siblings[index].order if index < len(siblings) else None
    sound = all(key is None or order.is_key(key) for key in (low, high))
    if sound and (low is None or high is None or low < high):
        return order.spread(count, low, high), []
    keys = order.spread(len(siblings) + count)
    kept = [*keys[:index], *keys[index + count :]]
    return keys[index : index + count], [copied(one, order=key) for one, key in zip(siblings, kept, strict=True)]


def moved(document: Document, row: Sequence[Any], chosen: Sequence[Any], index: int) -> Document:
    """The chosen records of a row, in the order given, at an index among the others of it.

    ``row`` is in order. The document is the same where they stand there already.
    """
    ids = {one.id for one in chosen}
    siblings = [one for one in row if one.id not in ids]
    if stays(siblings, index, chosen):
        return document
    keys, mended = keys_at(siblings, index, len(chosen))
    return document.with_records([*mended, *(copied(one, order=key) for one, key in zip(chosen, keys, strict=True))])
