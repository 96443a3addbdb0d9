"""Where a window stands: on a small screen too, all of it is in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from cjdesigner.files.settings import Preferences
from cjdesigner.ui import app, starting, window_place
from tests.helpers.windows import end

LAPTOP = QRect(0, 0, 1366, 728)
SECOND = QRect(1366, 0, 1920, 1040)


@pytest.mark.parametrize("room", [LAPTOP, SECOND])
@pytest.mark.parametrize("corner", [QPoint(-300, -90), QPoint(40, 40), QPoint(1300, 700), QPoint(9000, 9000)])
@pytest.mark.parametrize("size", [QSize(600, 400), QSize(1440, 900), QSize(5000, 3000)])
def test_a_window_lies_on_its_screen_with_the_frame_round_it(room, corner, size):
    found = window_place.within(QRect(corner, size), room)
    assert room.contains(found)
    assert found.bottom() + 30 <= room.bottom()
    if size.width() <= room.width() and size.height() + 40 <= room.height():
        assert found.size() == size


def test_what_lies_on_the_screen_stays_where_it_is():
    wanted = QRect(100, 60, 800, 500)
    assert window_place.within(wanted, LAPTOP) == wanted


@pytest.fixture
def first(qapp, tmp_path):
    window = app.another_window(Preferences(tmp_path / "settings.json"))
    yield window
    for one in list(starting.windows):
        end(one)


def test_a_first_window_fills_a_screen_that_is_smaller_than_it(first, qapp):
    """It came up larger than a laptop's screen: its right and lower edge were out of reach."""
    assert qapp.primaryScreen().availableGeometry().width() < 1440, "the screen of the tests is a small one"
    assert first.isMaximized()


def test_a_window_beside_another_has_its_size_and_is_not_the_whole_screen(first):
    second = starting.beside(first)
    assert not second.isMaximized() and second.pos() != first.pos()
