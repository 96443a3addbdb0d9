"""Starts the program: application, language, look and the window with what was asked for."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from cjdesigner import resources
from cjdesigner.files import project
from cjdesigner.files.settings import Preferences, WindowOfSession
from cjdesigner.model import collecting
from cjdesigner.ui import appearance, background, collector, mishaps, starting, window_place
from cjdesigner.ui.main_window import MainWindow
from cjdesigner.ui.speech import speak

_IDLE = 2500
"""Milliseconds from the start until nobody waits for it any more."""
_PAUSE = 400
"""Milliseconds after a project was opened, closed or brought into view until that is written down."""


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
    # Set here, the style costs nothing; set later, all that styles can draw would be made known to Python.
    made = QApplication([*(sys.argv[:1] or ["cjdesigner"]), "-style", appearance.STYLE])
    made.setProperty(appearance.STYLED, True)
    # Programs that are started from here are none of its business.
    if asked is None:
        os.environ.pop("QT_SCALE_FACTOR", None)
    else:
        os.environ["QT_SCALE_FACTOR"] = asked
    made.setApplicationName("cjdesigner")
    made.setApplicationDisplayName("cjdesigner")
    made.setDesktopFileName("cjdesigner")
    collector.watch(made)
    return made


def begin(files: Sequence[str | Path], preferences: Preferences, language: str = "") -> MainWindow:
    """What a start shows: these files, in tabs or windows as the user prefers; without any, what was open last time.

    The first window.
    """
    paths = [Path(one) for one in files]
    last = [] if paths else _last_session(preferences)
    if last:
        return [_open_again(one, preferences, language) for one in last][0]
    together = preferences.settings.projects == "tabs"
    groups = [paths] if together or not paths else [[path] for path in paths]
    return [open_window(group, preferences, language) for group in groups][0]


def open_window(
    paths: Sequence[Path], preferences: Preferences | None = None, language: str = "", current: int = -1
) -> MainWindow:
    """A window with the files, the one at place ``current`` in view; without any, with what a start opens.

    Where none of the files opens it is the sample, so that there is something to see.
    """
    preferences = preferences or Preferences(later=background.later)
    made = application(preferences.settings.scale)
    speak(made, language or preferences.settings.language or QLocale.system().name())
    scheme = preferences.settings.scheme
    first = not made.styleSheet()
    appearance.apply(made, appearance.system_scheme() if scheme == "system" else scheme, dressed=not first)
    window = another_window(preferences)
    appearance.dress(made)
    for path in paths:
        if _is_bundled(path):
            # A sample is a start: saving asks for a name, and the bundled file stays as it is.
            window.files.new(project.read(path))
        else:
            window.files.open(path, behind=True)
    projects = window.files.projects
    if projects:
        wanted = window.files.project_of(paths[current])
        window.files.show_project(wanted or projects[-1])
    elif not paths and _wants_start_page(preferences):
        starting.show_start(window)
    else:
        window.open_sample()
    window.show()
    if preferences.notice:
        window.notify(preferences.notice)
    return window


def _open_again(last: WindowOfSession, preferences: Preferences, language: str) -> MainWindow:
    """A window of the last session, with those of its files that are still there."""
    paths = [Path(one) for one in last.files]
    there = [path for path in paths if path.is_file()]
    seen = paths[last.current] if last.current < len(paths) else paths[0]
    window = open_window(there, preferences, language, there.index(seen) if seen in there else 0)
    if last.geometry:
        window.restoreGeometry(QByteArray.fromBase64(last.geometry.encode("ascii")))
    return window


def another_window(preferences: Preferences) -> MainWindow:
    """A window of this program with an empty project, not shown yet; it lives until it is closed."""
    window = MainWindow(preferences)
    if not preferences.settings.geometry:
        window_place.begin(window)
    window.files.show_elsewhere = lambda path: _raise_other(window, path)
    window.files.elsewhere = lambda: starting.beside(window).files
    window.files.session_closed.connect(starting.note_closed)
    soon = QTimer(window)
    soon.setSingleShot(True)
    soon.setInterval(_PAUSE)
    soon.timeout.connect(lambda: starting.remember(window) if window.isVisible() else None)
    window.files.projects_changed.connect(soon.start)  # what is open comes back after a crash too
    window.files.session_added.connect(lambda _: QTimer.singleShot(1000, collecting.pass_over))
    starting.windows.append(window)
    return window


def _wants_start_page(preferences: Preferences) -> bool:
    """Whether a start without a file shows the start page: not the very first one, which shows what a map is."""
    settings = preferences.settings
    return settings.start == "page" or (settings.start == "session" and bool(settings.recent))


def _last_session(preferences: Preferences) -> list[WindowOfSession]:
    """The windows of the last session that have a file which is still there."""
    settings = preferences.settings
    if settings.start != "session":
        return []
    known = {path for one in settings.windows for path in one.files}
    last: tuple[WindowOfSession, ...] = settings.windows
    if not known.issuperset(settings.session) or not settings.session:  # the last one was of an older version
        groups = [settings.session] if settings.projects == "tabs" else [(path,) for path in settings.session]
        last = tuple(WindowOfSession(files=group) for group in groups)
    return [one for one in last if any(Path(path).is_file() for path in one.files)]


def _is_bundled(path: Path) -> bool:
    """Whether the file is one of the program's own samples or templates."""
    folders = {resources.path(name).resolve() for name in ("examples", "templates")}
    return path.is_file() and path.resolve().parent in folders


def _raise_other(window: MainWindow, path: Path) -> bool:
    """Bring the window to the front that has the file open already; whether there is one."""
    for other in starting.others(window):
        if other.files.show_file(path):
            starting.hide_start(other)
            other.raise_()
            other.activateWindow()
            return True
    return False


def run(files: list[str] | list[Path], language: str = "") -> int:
    """Open the editor with these files and stay until all windows are closed; the exit code of the program."""
    import locale

    locale.setlocale(locale.LC_NUMERIC, "C")
    preferences = Preferences(later=background.later)
    made = application(preferences.settings.scale)
    mishaps.watch()
    first = begin(files, preferences, language)
    first.files.look_for_leftovers()
    QTimer.singleShot(1000, collecting.pass_over)
    # The start did without what checks any file: the first save is not to wait for it.
    QTimer.singleShot(_IDLE, lambda: background.later(project.prepare))
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
    made.exit(0)  # quit() would ask every window first, and wait for answers
