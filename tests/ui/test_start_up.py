"""The start: what is left for later is there as soon as it is asked for, and looks as if it had always been."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys, tempfile, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
from cjdesigner.files.settings import Preferences
from cjdesigner.ui import app

def seen(window):
    # Not the canvas, which is painted piece by piece.
    parts = (window.menuBar(), window.top, window.tabs, window.left_pane, window.inspector, window.tray, window.status)
    return [part.grab().toImage() for part in parts]

waited = {waited}
preferences = Preferences(Path(tempfile.mkdtemp()) / "settings.json")
first = app.open_window([], preferences)  # its style sheet comes after its widgets
second = app.another_window(preferences)
second.open_sample()
second.show()
for one in (first, second):  # on the small screen of the tests they are maximised
    one.showNormal()
    one.resize(1440, 900)
ended = time.monotonic() + 60
while time.monotonic() < ended and min(len(one.inspector._shown) for one in (first, second)) < waited:
    QApplication.processEvents()
for _ in range(40 if waited else 0):  # fields take their height from their text in a few rounds
    QApplication.processEvents()
    time.sleep(0.01)
{check}
import os
os._exit(0)
"""


def ran(check: str, waited: int = 0) -> None:
    """Run the program in a process of its own, since a style sheet and a module come only once.

    The check is made once the inspectors show so many forms.
    """
    program = PROGRAM.replace("{check}", check).replace("{waited}", str(waited))
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_the_first_window_looks_like_any_other() -> None:
    ran("assert seen(first) == seen(second)", waited=2)


def test_what_no_start_shows_is_made_when_asked_for_and_not_before() -> None:
    ran(
        "late = ('find_bar', 'history', 'command_search', 'table', 'outline')\n"
        "assert first.made_of(*late) == []\n"
        "names = ['pydantic', 'reportlab']\n"
        "own = ('clipboard', 'table.view', 'map_commands', 'views.zooming', 'recovering', 'canvas.typing_on')\n"
        "names += ['cjdesigner.ui.' + one for one in own]\n"
        "assert not [name for name in names if name in sys.modules]\n"
        "for key in ('find', 'history', 'search', 'table', 'outline'):\n"
        "    first.action(key).trigger()\n"
        "    QApplication.processEvents()\n"
        "assert [part.isVisible() for part in first.made_of('find_bar', 'history', 'table', 'outline')] == [True] * 4\n"
        "assert first.history.title.text() and first.find_bar.text.placeholderText() and first.table.title.text()\n"
    )


def test_the_fields_of_the_map_follow_its_first_picture() -> None:
    ran(
        "ended = time.monotonic() + 60\n"
        "while not first.inspector.findChildren(QLineEdit) and time.monotonic() < ended:\n"
        "    QApplication.processEvents()\n"
        "while len(first.inspector._shown) < 2 and time.monotonic() < ended:\n"
        "    QApplication.processEvents()\n"
        "assert [bool(form.rows) for form in first.inspector._shown] == [True, True]\n"
        "assert second.inspector.form().rows['title'].editor.isVisible()\n"
    )
