"""Starts the program: application, language, look and the window with what was asked for."""

from __future__ import annotations

import locale
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from cjdesigner import words
from cjdesigner.files.settings import Preferences
from cjdesigner.ui import appearance, background
from cjdesigner.ui.collector import quiet_collector
from cjdesigner.ui.main_window import MainWindow


def application() -> QApplication:
    """The one application, made where there is none yet."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    made = QApplication(sys.argv[:1])
    made.setApplicationName("cjdesigner")
    made.setApplicationDisplayName("cjdesigner")
    made.setDesktopFileName("cjdesigner")
    return made


def speak(preferences: Preferences) -> None:
    """The language that was chosen, else that of the system."""
    words.set_language(preferences.settings.language or QLocale.system().name())


def _translate_qt(made: QApplication) -> None:
    """Qt's own texts, such as those of file dialogs."""
    translator = QTranslator(made)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(words.language()), "qtbase", "_", folder):
        made.installTranslator(translator)


def open_window(paths: list[Path], preferences: Preferences | None = None) -> MainWindow:
    """A window with the file, or with the sample where none is named."""
    made = application()
    preferences = preferences or Preferences(later=background.later)
    speak(preferences)
    _translate_qt(made)
    scheme = preferences.settings.scheme
    appearance.apply(made, appearance.system_scheme() if scheme == "system" else scheme)
    window = MainWindow(preferences)
    if not paths or not window.files.open(paths[0]):
        window.open_sample()
    window.show()
    return window


def run(files: list[str] | list[Path]) -> int:
    """Open the editor and stay until it is closed; the exit code of the program."""
    locale.setlocale(locale.LC_NUMERIC, "C")
    made = application()
    window = open_window([Path(one) for one in files])
    others = [open_window([Path(one)]) for one in files[1:]]
    window.files.look_for_leftovers()
    window.files.session_opened.connect(lambda _: QTimer.singleShot(1000, quiet_collector))
    QTimer.singleShot(1000, quiet_collector)
    signal.signal(signal.SIGTERM, lambda *_: _stop(window, made))
    signal.signal(signal.SIGINT, lambda *_: _stop(window, made))
    # Python sees signals only between its own instructions: give it some.
    beat = QTimer(made)
    beat.timeout.connect(lambda: None)
    beat.start(500)
    code = made.exec()
    del others
    return code


def _stop(window: MainWindow, made: QApplication) -> None:
    """Asked to end from outside: what is unsaved goes into a snapshot first."""
    window.files.snapshot_now()
    made.quit()
