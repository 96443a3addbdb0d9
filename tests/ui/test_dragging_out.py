"""The map dragged out of the window into another program, on a real display: that program gets a file and a picture."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from cjdesigner.files.settings import Preferences
from cjdesigner.ui import appearance
from cjdesigner.ui.main_window import MainWindow
from tests.helpers.shipped import template
from tests.ui.conftest import Answers
from tests.ui.test_real_window import Outside

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

TARGET = """
import json, sys
from PySide6.QtWidgets import QApplication, QLabel
class Target(QLabel):
    def __init__(self):
        super().__init__("drop here")
        self.setAcceptDrops(True)
    def dragEnterEvent(self, event):
        event.acceptProposedAction()
    def dropEvent(self, event):
        data = event.mimeData()
        image = data.data("image/png")
        told = {"urls": [url.toLocalFile() for url in data.urls()], "picture": image.size()}
        event.acceptProposedAction()
        open(sys.argv[1], "w").write(json.dumps(told))
app = QApplication([])
target = Target()
target.setGeometry(920, 300, 300, 300)
target.show()
print("shown", flush=True)
app.exec()
"""


def test_the_map_is_dragged_into_another_program(qapp, tmp_path):
    appearance.apply(qapp, "light")
    told = tmp_path / "told.json"
    other = subprocess.Popen([sys.executable, "-c", TARGET, str(told)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None and other.stdout.readline() == "shown\n"
    window = MainWindow(Preferences(), Answers())
    try:
        window.files.new(template())
        window.move(0, 0)
        window.resize(900, 700)
        window.show()
        out = Outside(qapp)
        out.rest(1.0)
        button = window.top.export
        away = QPoint(1060, 450) - button.mapToGlobal(QPoint(0, 0))
        out.drag((button, button.rect().center()), (button, away))
        until = time.monotonic() + 60
        while not told.exists() and time.monotonic() < until:
            out.rest(0.05)
        got = json.loads(told.read_text())
        (path,) = got["urls"]
        image = QImage(path)
        assert path.endswith("From first look to second purchase.png") and image.width() > 1000
        assert got["picture"] > 10_000
    finally:
        other.terminate()
        other.wait(10)
        other.stdout.close()
        window.close()
        qapp.processEvents()
