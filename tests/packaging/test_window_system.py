"""The Xvfb lane shows windows on a real X server."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel


@pytest.mark.xvfb
def test_a_window_appears_on_the_x_server(qtbot):
    assert QGuiApplication.platformName() == "xcb"
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed")
    window = QLabel("seen")
    window.setWindowTitle("cjdesigner lane check")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)

    found = subprocess.run(["xdotool", "search", "--name", "cjdesigner lane check"], capture_output=True, text=True)

    assert str(int(window.winId())) in found.stdout.split()


def test_other_tests_have_no_display(qapp):
    assert QGuiApplication.platformName() == "offscreen"
