"""The benchmark's rows of presenting: the frames of camera moves on projectors of three sizes."""

from __future__ import annotations

import statistics
import time

from bench_rows import Bench, Raw, Row, cpu
from PySide6.QtWidgets import QApplication

from cjdesigner.editor.session import Session
from cjdesigner.ui.presenting.presenter import Presenter

SIZES = ((1280, 720), (1920, 1080), (3840, 2160))
FRAMES = 25
"""Frames of a move: 420 ms at 60 a second."""
FRAME = 1000 / 60
"""Milliseconds that a frame may take."""


def presenting_rows(bench: Bench, size: int) -> list[Row]:
    """A row of the worst frame as a ratio to raw on a screen of the same size, and one of the usual frame, per size."""
    rows = []
    for wide, high in SIZES:
        raw = _raw_frame(bench, size, wide, high)
        frames = _frames(bench.app, Presenter(Session(bench.documents[size])), wide, high)
        worst, usual = max(frames), statistics.median(frames)
        ninth = sorted(frames)[len(frames) * 9 // 10]
        screen = f"{wide} x {high}, {size:,} cards"
        note = f"{usual:.1f} ms, nine of ten within {ninth:.1f}, worst {worst:.1f}; raw {raw:.1f}"
        rows.append(Row("4", f"presenting, {screen}: worst frame / raw", worst / raw, 2.0, note=note))
        rows.append(Row("4", f"presenting, {screen}: usual frame", usual, FRAME, "ms", f"60 a second: {FRAME:.1f} ms"))
    return rows


def _raw_frame(bench: Bench, size: int, wide: int, high: int) -> float:
    """A naive frame at 100 % on a screen of that size."""
    raw = Raw(bench.view(size).session.drawing(), wide, high)
    raw.show()
    bench.app.processEvents()
    frames = []
    for number in range(8):
        raw.look(1.0, 300 + number * 37, 400 + number * 23)
        frames.append(cpu(raw.repaint))
    raw.close()
    return statistics.median(frames)


def _frames(app: QApplication, presenter: Presenter, wide: int, high: int) -> list[float]:
    """CPU milliseconds of the frames of moves: to every stop of a phase, to a dip, to the decisions and back.

    Each frame counts with the better of two walks, since a pause of the machine is no frame of ours.
    """
    presenter.resize(wide, high)
    presenter.show()
    last = len(presenter.walk.stops) - 1
    walks: list[list[float]] = []
    for _ in range(2):
        frames: list[float] = []
        presenter.walk.go(0)
        presenter.picture.travel()
        presenter.picture.settle()
        for place in (1, 2, 3, 4, 5, 6, 7, 8, last - 1, last, 0):
            until = time.monotonic() + 6.0
            while not presenter.picture.ready and time.monotonic() < until:
                app.processEvents()  # a speaker stays for longer than this before going on
            presenter.walk.go(place)

            def move(time_now: float | None) -> None:
                if time_now is None:
                    presenter.picture.travel()
                else:
                    presenter.picture.set_time(time_now)
                presenter.repaint()

            frames.append(cpu(lambda: move(None)))
            frames.extend(cpu(lambda n=number: move(n / FRAMES)) for number in range(1, FRAMES + 1))  # type: ignore[misc]
        walks.append(frames)
    presenter.close()
    return [min(pair) for pair in zip(*walks, strict=True)]
