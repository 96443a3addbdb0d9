"""Lets the tests of the scripts in packaging/ import them the way Python does when they are run."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch):
    """Imports packaging/<name>.py; what it imported is forgotten after the test, so that `test` is the standard one."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    names = [path.stem for path in (ROOT / "packaging").glob("*.py")]
    kept = {name: sys.modules.pop(name) for name in names if name in sys.modules}

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    yield load
    for name in names:
        sys.modules.pop(name, None)
    sys.modules.update(kept)
