"""Presenting with two screens: the map on the one, the speaker's view on the other, and a screen that is unplugged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCREENS = {
    "screens": [
        {"name": "desk", "x": 0, "y": 0, "width": 1440, "height": 900},
        {"name": "wall", "x": 1440, "y": 0, "width": 1920, "height": 1080},
    ]
}
SCRIPT = """
import json
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from cjdesigner.files.settings import Preferences
from cjdesigner.ui import app
from cjdesigner.ui.presenting.presenter import Presenter

preferences = Preferences()
preferences.change(language="en", scheme="light", reduced_motion=True)
window = app.open_window([], preferences)
application = app.application()
application.processEvents()
desk, wall = application.screens()
found = {}
window.action("present").trigger()
application.processEvents()
presenter = next(one for one in application.topLevelWidgets() if isinstance(one, Presenter))
found["map on"] = presenter.screen().name()
found["speaker on"] = presenter.speaker.screen().name()
QTest.keyClick(presenter.speaker, Qt.Key.Key_PageDown)
found["place"] = presenter.walk.place
found["told"] = presenter.speaker.notes.title.text() == presenter.walk.stop.title
found["pictures"] = [not presenter.speaker.now.pixmap().isNull(), not presenter.speaker.then.pixmap().isNull()]
presenter.swap_screens()
application.processEvents()
found["swapped to"] = [presenter.screen().name(), presenter.speaker.screen().name()]
presenter.swap_screens()
application.processEvents()
QTest.keyClick(presenter, Qt.Key.Key_C)
application.processEvents()
application.screenRemoved.emit(wall)
application.processEvents()
found["field is still open"] = presenter.capture_panel.isVisible()
presenter.capture_panel.leave()
found["place after unplugging"] = presenter.walk.place
found["fills"] = presenter.geometry() == desk.geometry()
found["after unplugging"] = [presenter.screen().name(), presenter.speaker is None, presenter.isVisible()]
QTest.keyClick(presenter, Qt.Key.Key_N)
found["overlay on one screen"] = presenter.notes_panel.isVisible()
QTest.keyClick(presenter, Qt.Key.Key_N)
presenter.swap_screens()
application.processEvents()
found["plugged in again"] = [presenter.screen().name(), presenter.speaker.screen().name()]
QTest.keyClick(presenter.speaker, Qt.Key.Key_Escape)
application.processEvents()
found["left"] = [type(one).__name__ for one in application.topLevelWidgets() if one.isVisible()]
print(json.dumps(found), flush=True)
window.files.close()
import os
os._exit(0)
"""


def test_the_speaker_has_a_screen_of_their_own(tmp_path: Path) -> None:
    stage = tmp_path / "screens.json"
    for screen in SCREENS["screens"]:
        screen.update(logicalDpi=96, logicalBaseDpi=96, dpr=1)
    stage.write_text(json.dumps(SCREENS), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={stage}"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found == {
        "map on": "wall",
        "speaker on": "desk",
        "place": 1,
        "told": True,
        "pictures": [True, True],
        "swapped to": ["desk", "wall"],
        "field is still open": True,
        "place after unplugging": 1,
        "fills": True,
        "after unplugging": ["desk", True, True],
        "overlay on one screen": True,
        "plugged in again": ["wall", "desk"],
        "left": ["MainWindow"],
    }
