"""Starts the program: application, language, look and the window with what was asked for."""

from __future__ import annotations

import locale
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from cjdesigner import resources
from cjdesigner.files import project
from cjdesigner.files.settings import Preferences
from cjdesigner.ui import appearance, background, mishaps, starting
from cjdesigner.ui.collector import quiet_collector
from cjdesigner.ui.main_window import MainWindow
from cjdesigner.ui.speech import speak


def application(scale: int = 100) -> QApplication:
    """The one application, made where there is none yet; ``scale`` is the size of its windows in percent."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    asked = os.environ.get("QT_SCALE_FACTOR")
    if scale != 100:
        # Qt reads it once, when the application is made: a new size counts from the next start on.
        os.environ["QT_SCALE_FACTOR"] = str(round(float(asked or 1.0) * scale / 100, 4))
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    made = QApplication(sys.argv[:1])
    # Programs that are started from here are none of its business.
    if asked is None:
        os.environ.pop("QT_SCALE_FACTOR", None)
    else:
        os.environ["QT_SCALE_FACTOR"] = asked
    made.setApplicationName("cjdesigner")
    made.setApplicationDisplayName("cjdesigner")
    made.setDesktopFileName("cjdesigner")
    return made


def open_window(paths: list[Path], preferences: Preferences | None = None, language: str = "") -> MainWindow:
    """A window with the file; without one, with what the preferences say a start opens.

    Where the file does not open it is the sample, so that there is something to see.
    """
    preferences = preferences or Preferences(later=background.later)
    made = application(preferences.settings.scale)
    speak(made, language or preferences.settings.language or QLocale.system().name())
    scheme = preferences.settings.scheme
    appearance.apply(made, appearance.system_scheme() if scheme == "system" else scheme)
    window = another_window(preferences)
    if paths and _is_bundled(paths[0]):
        # A sample is a start: saving asks for a name, and the bundled file stays as it is.
        window.files.new(project.read(paths[0]))
    elif paths and window.files.open(paths[0]):
        pass
    elif not paths and _wants_start_page(preferences):
        starting.show_start(window)
    else:
        window.open_sample()
    window.show()
    if preferences.notice:
        window.notify(preferences.notice)
    return window


def another_window(preferences: Preferences) -> MainWindow:
    """A window of this program with an empty project, not shown yet; it lives until it is closed."""
    window = MainWindow(preferences)
    window.files.show_elsewhere = lambda path: _raise_other(window, path)
    window.files.session_opened.connect(lambda _: QTimer.singleShot(1000, quiet_collector))
    starting.windows.append(window)
    return window


def _wants_start_page(preferences: Preferences) -> bool:
    """Whether a start without a file shows the start page: not the very first one, which shows what a map is."""
    settings = preferences.settings
    return settings.start == "page" or (settings.start == "session" and bool(settings.recent))


def _last_session(preferences: Preferences) -> list[Path]:
    """The files of the last session that are still there."""
    if preferences.settings.start != "session":
        return []
    return [path for path in map(Path, preferences.settings.session) if path.is_file()]


def _is_bundled(path: Path) -> bool:
    """Whether the file is one of the program's own samples or templates."""
    folders = {resources.path(name).resolve() for name in ("examples", "templates")}
    return path.is_file() and path.resolve().parent in folders


def _raise_other(window: MainWindow, path: Path) -> bool:
    """Bring the window to the front that has the file open already; whether there is one."""
    for other in QApplication.topLevelWidgets():
        if isinstance(other, MainWindow) and other is not window and other.isVisible():
            known = other.session.path
            if known is not None and known.exists() and path.exists() and known.samefile(path):
                other.raise_()
                other.activateWindow()
                return True
    return False


def run(files: list[str] | list[Path], language: str = "") -> int:
    """Open the editor, a window for each file, and stay until all are closed; the exit code of the program."""
    locale.setlocale(locale.LC_NUMERIC, "C")
    preferences = Preferences(later=background.later)
    made = application(preferences.settings.scale)
    mishaps.watch()
    wanted = [Path(one) for one in files] or _last_session(preferences)
    first = open_window(wanted[:1], preferences, language)
    for path in wanted[1:]:
        open_window([path], preferences, language)
    first.files.look_for_leftovers()
    QTimer.singleShot(1000, quiet_collector)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(made))
    # Python sees signals only between its own instructions: give it some.
    beat = QTimer(made)
    beat.timeout.connect(lambda: None)
    beat.start(500)
    return made.exec()


def _stop(made: QApplication) -> None:
    """Asked to end from outside: what is unsaved goes into a snapshot first."""
    for window in starting.windows:
        window.files.snapshot_now()
    made.quit()
