"""What every test may count on: no display, folders of its own, English, and no warning left unseen."""

from __future__ import annotations

import atexit
import faulthandler
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LANE = os.environ.get("CJDESIGNER_LANE", "offscreen")

# Before Qt is first imported: it reads these once.
if LANE != "xvfb":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _name in ("QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_LOGGING_RULES"):
    os.environ.pop(_name, None)
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="en")
if "XDG_RUNTIME_DIR" not in os.environ:
    # Qt warns where it has no such folder, also between tests.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="cjdesigner-run-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
_PIP_CACHE = os.environ.get("PIP_CACHE_DIR") or str(
    Path(os.environ.get("XDG_CACHE_HOME") or Path(os.path.expanduser("~"), ".cache")) / "pip"
)

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402
from PySide6.QtCore import QCoreApplication, QSettings, QtMsgType, qInstallMessageHandler  # noqa: E402
from pytestqt.qtbot import QtBot  # noqa: E402

from cjdesigner import words  # noqa: E402
from cjdesigner.model import ids, order  # noqa: E402
from cjdesigner.model.document import Document  # noqa: E402
from tests.helpers import shipped  # noqa: E402
from tests.helpers.chance import chance  # noqa: E402
from tests.helpers.maps import Named, small_map  # noqa: E402

_TESTS = Path(__file__).parent
_REPEATED = ("edit", "editor", "lanes", "layout")

# No deadlines: a busy machine is not a bug. In CI the examples are the same each time, so that a change is judged by
# what it changes; elsewhere they differ, and `-m soak` looks long.
_common = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("default", max_examples=40, **_common)
settings.register_profile("ci", max_examples=40, derandomize=True, **_common)
settings.register_profile("soak", max_examples=2000, **_common)

_PATIENCE = 60_000
"""Milliseconds that something may take to come about: five seconds, as pytest-qt has it, is short on a busy machine."""

_WARNINGS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


def pytest_configure(config: pytest.Config) -> None:
    faulthandler.enable()
    profile = "soak" if _asks_for_soak(config) else "ci" if os.environ.get("CI") else "default"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or profile)
    for waiting in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitCallback):
        waiting.__kwdefaults__["timeout"] = _PATIENCE


def _asks_for_soak(config: pytest.Config) -> bool:
    return bool(re.search(r"\bsoak\b", config.option.markexpr or ""))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps each lane to its own tests, and the long ones for those who ask for them."""

    def belongs(item: pytest.Item) -> bool:
        in_lane = (item.get_closest_marker("xvfb") is not None) == (LANE == "xvfb")
        return in_lane and (item.get_closest_marker("soak") is None or _asks_for_soak(config))

    others = [item for item in items if not belongs(item)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if belongs(item)]


def pytest_terminal_summary(terminalreporter: object) -> None:
    """Tells packaging/test.py how many tests ended how, for its total over the lanes."""
    tally = os.environ.get("CJDESIGNER_TALLY")
    if tally:
        stats = terminalreporter.stats  # type: ignore[attr-defined]
        counts = {outcome: len(stats.get(outcome, ())) for outcome in ("passed", "failed", "error", "skipped")}
        Path(tally).write_text(json.dumps(counts), encoding="utf-8")


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QCoreApplication) -> None:
    """Made before text alone could ask for a lesser one, a QGuiApplication, on which windows would crash."""


@pytest.fixture
def named() -> Named:
    """A small map with a name for everything in it."""
    return small_map()


@pytest.fixture(scope="session")
def sample() -> Document:
    """The English sample."""
    return shipped.sample()


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of its own for each test: settings, data, caches and snapshots of the user are never seen or touched."""
    home = tmp_path_factory.mktemp("home")
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    # Tests that build or install something may use what was fetched before.
    monkeypatch.setenv("PIP_CACHE_DIR", _PIP_CACHE)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name, part in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("APPDATA", "config"),
        ("LOCALAPPDATA", "data"),
        ("XDG_RUNTIME_DIR", "run"),
    ):
        monkeypatch.setenv(name, str(home / part))
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(home / "config"))
        QSettings.setPath(form, QSettings.Scope.SystemScope, str(home / "system"))
    yield home


@pytest.fixture(autouse=True)
def repeated_chance(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids and order keys repeat themselves from test to test in the rooms whose tests make most of them."""
    if request.path.relative_to(_TESTS).parts[0] in _REPEATED:
        chance.again()
        for module in (ids, order):
            monkeypatch.setattr(module, "_chance", chance)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test starts in English, whatever the one before it chose."""
    words.set_language("en")
    yield
    words.set_language("en")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Fails a test on what its end brings: a Qt warning while windows close, or a window left open.

    pytest-qt watches over the set-up and the test itself.
    """
    messages: list[str] = []

    def listen(kind: QtMsgType, context: object, text: str) -> None:
        if kind in _WARNINGS:
            messages.append(text)

    previous = qInstallMessageHandler(listen)
    try:
        result = yield
        left = _close_left_windows()
    finally:
        qInstallMessageHandler(previous)
    ignored = list(item.config.getini("qt_log_ignore"))
    marker = item.get_closest_marker("qt_log_ignore")
    ignored += marker.args if marker else ()
    unexpected = [text for text in messages if not any(re.search(pattern, text) for pattern in ignored)]
    if unexpected:
        pytest.fail("Qt warned while the test was torn down:\n" + "\n".join(unexpected), pytrace=False)
    if left:
        pytest.fail("the test left windows open: " + ", ".join(left), pytrace=False)
    return result


def _close_left_windows() -> list[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return []
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in left]
    for widget in left:
        widget.hide()
        widget.deleteLater()
    return names
