"""Text layout needs its application object."""

from __future__ import annotations

import pytest

from cjdesigner.draw import fonts


@pytest.fixture(scope="session", autouse=True)
def application() -> None:
    fonts.application()
