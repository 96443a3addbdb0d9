"""Text layout needs its application object; ids and order keys repeat themselves from test to test."""

from __future__ import annotations

import pytest

from cjdesigner.draw import fonts
from cjdesigner.model import ids, order
from tests.helpers.chance import chance


@pytest.fixture(scope="session", autouse=True)
def application() -> None:
    fonts.application()


@pytest.fixture(autouse=True)
def repeated_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    chance.again()
    for module in (ids, order):
        monkeypatch.setattr(module, "secrets", chance)
