"""What is to be said of an export before it is made: text too small, characters without a letterform, what is lost."""

from __future__ import annotations

from collections.abc import Iterable

from cjdesigner.draw.shapes import Drawing
from cjdesigner.draw.uncovered import Uncovered, uncovered
from cjdesigner.exchange.base import ContentFormat
from cjdesigner.export import formats
from cjdesigner.export.order import Order
from cjdesigner.layout.printing import Advice, Printer
from cjdesigner.words import ntr, tr

_NAMED = 8
"""Characters that are named."""

ON_PAPER = ("pdf",)
"""Endings of what is likely to be printed."""


def advice(printers: Iterable[Printer], order: Order) -> Advice | None:
    """What the print planner says of the maps in this order, the worst of them; None where there is nothing to say."""
    if not any(ending in ON_PAPER for ending in order.endings):
        return None
    found = [one for one in (printer.advice(order.pages) for printer in printers) if one is not None and one.body]
    return min(found, key=lambda one: one.body, default=None)


def boxes(drawings: Iterable[Drawing]) -> str:
    """A sentence about characters that no bundled font has, and what is done with them; "" where there are none."""
    return boxes_of(uncovered(drawings))


def boxes_of(found: Iterable[Uncovered]) -> str:
    """The same for characters that were found before."""
    found = list(found)
    if not found:
        return ""
    names = ", ".join(f"{one.code} {one.name.capitalize()}".strip() for one in found[:_NAMED])
    if len(found) > _NAMED:
        names += " …"
    return ntr(
        "{count} character is in none of the fonts and is drawn as a box; the text keeps it: {names}.",
        "{count} characters are in none of the fonts and are drawn as boxes; the text keeps them: {names}.",
        len(found),
        names=names,
    )


def losses(endings: Iterable[str]) -> list[str]:
    """What each format cannot hold, one sentence a format, each format by its name where there are several."""
    forms = [form for form in map(formats.find, endings) if isinstance(form, ContentFormat)]
    said: dict[str, list[str]] = {}
    for form in forms:
        said.setdefault(tr(form.loses), []).append(tr(form.name))
    if len(said) == 1:
        return list(said)
    return [f"{', '.join(names)}: {sentence}" for sentence, names in said.items()]
