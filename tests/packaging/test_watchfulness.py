"""What tests/conftest.py promises: no warning passes unseen, nothing is left open, nobody's folders are touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths

ROOT = Path(__file__).resolve().parents[2]

OFFENCES = {
    "a Python warning": "import warnings\ndef test(): warnings.warn('careless')",
    "a Qt warning": "from PySide6.QtCore import qWarning\ndef test(): qWarning('careless')",
    "a Qt warning while a window closes": """
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QWidget
class Grumpy(QWidget):
    def closeEvent(self, event): qWarning('careless')
windows = []
def test(qtbot):
    windows.append(Grumpy())
    qtbot.addWidget(windows[0])
    windows[0].show()
""",
    "a window left open": """
from PySide6.QtWidgets import QWidget
left = []
def test(qapp):
    left.append(QWidget(windowTitle='careless'))
    left[0].show()
""",
    "an exception in a slot": """
from PySide6.QtCore import QTimer
def test(qtbot):
    def slot(): raise RuntimeError('careless')
    QTimer.singleShot(0, slot)
    qtbot.wait(20)
""",
    "an unknown marker": "import pytest\n@pytest.mark.careless\ndef test(): pass",
}


def run_suite(folder, suite):
    for source in ("tests/conftest.py", "pyproject.toml"):
        (folder / Path(source).name).write_text((ROOT / source).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_sample.py").write_text(suite)
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environ.pop("CJDESIGNER_TALLY", None)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("offence", OFFENCES.values(), ids=OFFENCES.keys())
def test_carelessness_fails(tmp_path, offence):
    done = run_suite(tmp_path, offence)

    assert done.returncode != 0
    assert "careless" in done.stdout


def test_care_passes(tmp_path):
    done = run_suite(
        tmp_path,
        """
import pytest
from hypothesis import given, strategies
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QWidget
@pytest.mark.qt_log_ignore('expected')
def test_expected_warning(): qWarning('expected')
def test_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.setFixedSize(100, 100)
    window.show()
@given(strategies.text())
def test_property(text): assert text == text
""",
    )

    assert done.returncode == 0, done.stdout


def test_the_users_folders_are_the_tests_own(own_folders):
    for place in (
        QStandardPaths.StandardLocation.HomeLocation,
        QStandardPaths.StandardLocation.ConfigLocation,
        QStandardPaths.StandardLocation.AppDataLocation,
        QStandardPaths.StandardLocation.CacheLocation,
    ):
        assert Path(QStandardPaths.writableLocation(place)).is_relative_to(own_folders)
    assert Path.home() == own_folders


@pytest.mark.parametrize("turn", [1, 2])
def test_settings_do_not_reach_the_next_test(turn):
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cjdesigner", "cjdesigner")
    assert settings.value("turn") is None

    settings.setValue("turn", turn)
    settings.sync()
