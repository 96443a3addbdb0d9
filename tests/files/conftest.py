"""Files to read: the sample that ships, and small ones written by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cjdesigner import resources

SAMPLE = resources.path("examples", "smartphone.en.cjmap")


@pytest.fixture(scope="session")
def sample() -> bytes:
    """The bytes of the English sample map."""
    return SAMPLE.read_bytes()


@pytest.fixture
def written() -> Callable[..., bytes]:
    """A small file with these top-level fields beside format, version and project."""

    def make(**fields: Any) -> bytes:
        tree = {"format": "cjdesigner/map", "version": 1, "project": {"id": "p"}} | fields
        return json.dumps(tree, indent=2, ensure_ascii=False).encode()

    return make
