"""Chance that repeats itself: ids and order keys are random, and a test that fails must fail again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Stands in for the system's randomness, as far as ids and order keys use it."""

    def __init__(self) -> None:
        self._random = random.Random(0)

    def again(self) -> None:
        """From the start: the same ids in the same order."""
        self._random.seed(0)

    def choice(self, sequence: Sequence[T]) -> T:
        return self._random.choice(sequence)

    def randrange(self, limit: int) -> int:
        return self._random.randrange(limit)


chance = Chance()
"""The one that tests/conftest.py puts in place."""
