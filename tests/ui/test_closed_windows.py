"""What a closed window held is freed while others stay open."""

from __future__ import annotations

import gc
import time
import weakref

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.files.settings import Preferences
from cjdesigner.paint import pictures
from cjdesigner.ui import app, appearance, pasted_pictures, starting


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_closed_window_leaves_nothing_behind(qapp):
    appearance.apply(qapp, "light")
    kept = app.another_window(Preferences())
    other = app.another_window(kept.preferences)
    try:
        other.show()
        other.open_sample()
        settle()
        other.canvas.settle()
        held = [weakref.ref(one) for one in (other, other.canvas, other.session, other.session.engine)]
        other.session.history.mark_saved()
        other.close()
        del other
        until = time.monotonic() + 60
        while any(one() is not None for one in held) and time.monotonic() < until:
            settle()
            gc.collect()
            QTest.qWait(10)
        assert [one() for one in held if one() is not None] == []
        assert starting.windows == [kept]
    finally:
        starting.windows.clear()
        kept.close()
        kept.deleteLater()
        settle()


def test_pixels_that_are_let_go_are_read_again():
    import base64

    image = QImage(8, 4, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    data = base64.b64decode(pasted_pictures.from_image(image).data)
    first = pictures.image(data)
    assert pictures.image(data).cacheKey() == first.cacheKey()
    pictures.forget()
    again = pictures.image(data)
    assert again.cacheKey() != first.cacheKey() and again == first
