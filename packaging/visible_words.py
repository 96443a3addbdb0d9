"""Finds every text that the program shows, for translators and for the test that Dutch is complete.

``python packaging/visible_words.py`` prints those without a Dutch translation.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CALLS = {"tr": 1, "ntr": 2, "translate": 1, "N_": 1}
"""Functions that translate, and how many of their first arguments are texts."""


def in_code() -> Iterator[str]:
    """The literal texts given to a translating function anywhere in the program."""
    for path in sorted((ROOT / "cjdesigner").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
                for argument in node.args[: _CALLS[node.func.id]]:
                    yield from _literals(argument)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def in_tables() -> Iterator[str]:
    """The texts that stand in tables: lane types, fields, actions, months and the words of the lens."""
    from cjdesigner.lanes import LANE_TYPES, channels, dates, solutions
    from cjdesigner.layout import heading, links
    from cjdesigner.ui import actions

    for lane in LANE_TYPES:
        yield from (lane.name, lane.card_name, lane.hint)
        for field in lane.fields:
            yield from (field.label, *(name for _, name in field.choices))
            if field.hint:
                yield field.hint
    yield from (spec.title for spec in actions.ACTIONS if spec.title)
    yield from actions.MENUS
    yield from dates.MONTHS
    yield from channels.NAMES.values()
    yield from solutions.ON_CARD.values()
    yield from heading.STATE.values()
    yield from heading.SEGMENT.values()
    yield from links.KINDS.values()
    yield from ("{count} solution", "{count} solutions")


def every() -> set[str]:
    """All texts that need a translation."""
    return {text for text in (*in_code(), *in_tables()) if text.strip()}


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from cjdesigner.words import catalogue

    for text in sorted(every() - catalogue("nl").keys()):
        print(repr(text))
