"""The PySide6 chosen in pyproject.toml does not lose references to None, which would end in an abort."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_a_thousand_void_calls_leave_none_alone():
    thing = QObject()
    before = sys.getrefcount(None)

    for _ in range(1000):
        thing.setObjectName("x")

    # On Python 3.12 and later None is immortal and its count stands still.
    assert abs(sys.getrefcount(None) - before) < 100
