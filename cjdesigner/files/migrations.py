"""The format's one version number, and how older files become newer ones: plain dict to dict, one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

FORMAT = "cjdesigner/map"
VERSION = 1

Tree = dict[str, Any]
Migration = Callable[[Tree], Tree]

MIGRATIONS: Mapping[int, Migration] = {}
"""From the version that is the key to the next. Without gaps from 1 to VERSION."""


def migrate(tree: Tree, version: int, migrations: Mapping[int, Migration] = MIGRATIONS, to: int = VERSION) -> Tree:
    """The tree in the form of version ``to``; KeyError where a step is missing."""
    while version < to:
        tree = migrations[version](tree)
        version += 1
        tree["version"] = version
    return tree
