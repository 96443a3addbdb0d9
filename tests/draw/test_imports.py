"""Modules are imported without Qt's bindings reading their source."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import builtins
import {module}
import PySide6.QtCore
assert builtins.__import__.__name__ != "__feature_import__"
"""


@pytest.mark.parametrize("module", ["cjdesigner.draw.fonts", "cjdesigner.ui"])
def test_the_import_statement_looks_for_no_features(module: str) -> None:
    program = PROGRAM.format(module=module)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
