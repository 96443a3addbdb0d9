"""A small map under edit."""

from __future__ import annotations

import pytest

from cjdesigner.editor.session import Session
from tests.helpers.maps import Named


@pytest.fixture
def session(named: Named) -> Session:
    """The small map, without a window."""
    return Session(named.document)
