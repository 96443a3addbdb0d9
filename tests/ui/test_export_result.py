"""After an export: the notice opens the file, or asks the desktop's file manager to show it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cjdesigner.ui.exporting import result
from tests.ui.conftest import Hands

MANAGER = """
import sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection
@ClassInfo({"D-Bus Interface": "org.freedesktop.FileManager1"})
class Manager(QObject):
    @Slot("QStringList", str)
    def ShowItems(self, uris, startup):
        open(sys.argv[1], "w").write("\\n".join(uris))
app = QCoreApplication([])
bus = QDBusConnection.sessionBus()
manager = Manager()
all_slots = QDBusConnection.RegisterOption.ExportAllSlots
assert bus.registerObject("/org/freedesktop/FileManager1", manager, all_slots)
assert bus.registerService("org.freedesktop.FileManager1")
print("there", flush=True)
app.exec()
"""

ASKS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cjdesigner.ui.exporting.result import _asked_of_file_manager
app = QApplication([])
print(_asked_of_file_manager([Path(sys.argv[1]), Path(sys.argv[2])]), flush=True)
QTimer.singleShot(500, app.quit)
app.exec()
"""


def test_one_file_can_be_opened_and_shown(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    shown: list[list[Path]] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    monkeypatch.setattr(result, "_asked_of_file_manager", lambda paths: shown.append(paths) or True)
    path = tmp_path / "map.pdf"
    path.write_bytes(b"%PDF-")
    result.tell(hands.window, [path])
    first, second, *_ = hands.window.notice.buttons
    assert "map.pdf" in hands.window.notice.text.text()
    first.click()
    assert opened == [QUrl.fromLocalFile(str(path))]
    result.tell(hands.window, [path])
    hands.window.notice.buttons[1].click()
    assert shown == [[path]] and second.text() == "Show in folder"


def test_without_a_file_manager_the_folder_is_opened(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    monkeypatch.setattr(result, "_asked_of_file_manager", lambda paths: False)
    (tmp_path / "a.pdf").write_bytes(b"x")
    result.show_in_folder(hands.window, [tmp_path / "a.pdf"])
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_several_files_are_counted_and_shown_together(hands: Hands, tmp_path: Path) -> None:
    result.tell(hands.window, [tmp_path / "a.pdf", tmp_path / "b.png"])
    assert hands.window.notice.text.text().startswith("2 files")
    assert [button.text() for button in hands.window.notice.buttons] == ["Show in folder", "Close"]


def test_what_nobody_opens_or_what_is_gone_is_said(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    result.open_file(hands.window, tmp_path / "gone.pdf")
    assert "no longer there" in hands.window.notice.text.text()
    (tmp_path / "a.pdf").write_bytes(b"x")
    result.open_file(hands.window, tmp_path / "a.pdf")
    assert "No program opens" in hands.window.notice.text.text()


def test_nothing_written_is_not_announced(hands: Hands) -> None:
    hands.window.notice.hide()
    result.tell(hands.window, [])
    assert not hands.window.notice.isVisible()


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-run-session") is None,
    reason="dbus-run-session is not installed",
)
def test_a_file_manager_on_the_bus_is_asked_to_select_the_files(tmp_path: Path) -> None:
    told = tmp_path / "told"
    files = [tmp_path / "a b.pdf", tmp_path / "c.png"]
    script = f"""
    {sys.executable} -c "$MANAGER" {told} > {tmp_path}/out &
    manager=$!
    for i in $(seq 1000); do grep -q there {tmp_path}/out && break; sleep 0.05; done
    {sys.executable} -c "$ASKS" '{files[0]}' '{files[1]}'
    kill $manager
    """
    environ = {**os.environ, "MANAGER": MANAGER, "ASKS": ASKS, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script], env=environ, capture_output=True, text=True, timeout=120
    )
    until = time.monotonic() + 60
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert "True" in ended.stdout, ended.stderr
    assert told.read_text().splitlines() == [QUrl.fromLocalFile(str(path)).toString() for path in files]
