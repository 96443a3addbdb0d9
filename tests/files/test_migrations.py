"""Migrations: dict to dict, one version at a time, none left out."""

from __future__ import annotations

import pytest

from cjdesigner.files.migrations import MIGRATIONS, VERSION, Tree, migrate


def test_there_is_a_step_from_every_version_to_the_next() -> None:
    assert sorted(MIGRATIONS) == list(range(1, VERSION))


def test_steps_are_taken_in_order_up_to_the_version_wanted() -> None:
    def renamed(tree: Tree) -> Tree:
        tree["maps"] = tree.pop("boards")
        return tree

    def doubled(tree: Tree) -> Tree:
        return {**tree, "maps": tree["maps"] * 2}

    steps = {1: renamed, 2: doubled}
    assert migrate({"version": 1, "boards": [1]}, 1, steps, to=3) == {"version": 3, "maps": [1, 1]}
    assert migrate({"version": 2, "maps": [1]}, 2, steps, to=3) == {"version": 3, "maps": [1, 1]}
    assert migrate({"version": 3, "maps": [1]}, 3, steps, to=3) == {"version": 3, "maps": [1]}


def test_a_gap_is_an_error() -> None:
    with pytest.raises(KeyError):
        migrate({"version": 1}, 1, {2: dict}, to=3)
