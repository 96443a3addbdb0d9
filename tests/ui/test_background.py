"""Tasks live for as long as they work, whoever lets go of them."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from cjdesigner.ui import background
from cjdesigner.ui.background import Task


def test_a_task_that_is_not_waited_for_to_its_end_lives_on(qtbot: QtBot) -> None:
    go_on = threading.Event()
    task = Task(lambda _: go_on.wait(30)).begin()
    background.finish_all(0.01)
    assert task in background._running and task.cancelled()
    del task  # with the last name it went, and the program with it: the thread was still running
    go_on.set()
    qtbot.waitUntil(lambda: not background._running)
    background.finish_all()
    assert not background._running
