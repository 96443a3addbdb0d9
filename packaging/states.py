"""Pictures of every state of the hands, to be looked at: ``python3 packaging/states.py FOLDER [LANGUAGE SCHEME]``.

Each is the window in the middle of something: hovering, selecting, dragging, resizing, cropping. With QT_SCALE_FACTOR=2
they are twice as large.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> int:
    """Set up, then take the pictures without a display."""
    import environment

    python = environment.prepare()
    folder = Path(arguments[0] if arguments else "states").absolute()
    with tempfile.TemporaryDirectory() as home:
        stage = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "CJDESIGNER_STAGE": "states",
        }
        given = [str(python), __file__, str(folder), *arguments[1:]]
        return subprocess.call(given, env=stage, cwd=Path(__file__).resolve().parent.parent)


def take(folder: Path, language: str, scheme: str) -> int:
    """All states of one language and look."""
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cjdesigner.files.settings import Preferences
    from cjdesigner.layout import hits
    from cjdesigner.model import queries
    from cjdesigner.ui.app import open_window
    from cjdesigner.ui.canvas.overlay import handle_centre

    folder.mkdir(parents=True, exist_ok=True)
    preferences = Preferences()
    preferences.change(language=language, scheme=scheme, geometry="")
    window = open_window([], preferences)
    window.open_sample()
    window.resize(1440, 900)
    QApplication.processEvents()
    canvas, left, none = window.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    surface = canvas.viewport()
    shape = queries.structure(window.session.document, window.session.map_id)
    lanes = {lane.type: lane.id for lane in shape.lanes}
    steps = [step.id for step in shape.steps]

    def cards(key: str) -> list[str]:
        document = window.session.saved_document
        return [card.id for step in steps for card in queries.cell(document, lanes[key], step)]

    def box(record: str) -> hits.Box:
        found = hits.find(window.session.drawing(), record)
        assert found is not None
        return found

    def place(x: float, y: float) -> QPoint:
        return canvas.viewportTransform().map(QPointF(x, y)).toPoint()

    def middle(record: str) -> QPoint:
        canvas.reveal(box(record))
        return canvas.card_rect(box(record)).center()

    def move(where: QPoint, held: Qt.MouseButton = left, keys: Qt.KeyboardModifier = none) -> None:
        at, there = QPointF(where), QPointF(surface.mapToGlobal(where))
        event = QMouseEvent(QEvent.Type.MouseMove, at, there, Qt.MouseButton.NoButton, held, keys)
        QApplication.sendEvent(surface, event)

    def press(where: QPoint, keys: Qt.KeyboardModifier = none) -> None:
        move(where, Qt.MouseButton.NoButton)
        QTest.mousePress(surface, left, keys, where)

    def drag(start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = none) -> None:
        press(start, keys)
        for part in range(1, 9):
            move(start + (end - start) * part / 8, left, keys)

    def look(scale: float = 0.8, across: int = 0, down: int = 0) -> None:
        canvas.zoom_to(scale)
        canvas.scroll_by(-9000, -9000)
        canvas.scroll_by(150 * scale + across, 150 * scale + down)

    def hover() -> None:
        look(down=520)
        move(middle(cards("pains")[0]), Qt.MouseButton.NoButton)

    def hover_cell() -> None:
        look(down=420)
        free = next(step for step in steps if not queries.cell(window.session.document, lanes["pains"], step))
        column = shape.column[free]
        scene = window.session.scene()
        row = next(row for row in window.session.drawing().rows if row.id == lanes["pains"])
        move(place(scene.columns.centre(column), row.y + row.height / 2), Qt.MouseButton.NoButton)

    def selected() -> None:
        look(down=520)
        QTest.mouseClick(surface, left, none, middle(cards("pains")[0]))

    def many() -> None:
        look(down=420)
        window.session.select(cards("pains"))

    def marquee() -> None:
        look(down=420)
        row = next(row for row in window.session.drawing().rows if row.id == lanes["pains"])
        drag(place(row.groups[0].x + 196, row.y + row.height - 6), place(760, row.y + 24))

    def dragging() -> None:
        look(down=420)
        window.session.select(cards("pains")[:2])
        start = middle(cards("pains")[0])
        drag(start, start + QPoint(340, 8))

    def copying() -> None:
        look(down=420)
        start = middle(cards("pains")[0])
        drag(start, start + QPoint(340, 30), Qt.KeyboardModifier.ControlModifier)

    def refused() -> None:
        look()
        start = middle(cards("actions")[0])
        drag(start, QPoint(start.x() + 120, 30))

    def over_a_tab() -> None:
        look(down=420)
        start = middle(cards("pains")[0])
        bar = window.tabs.bar
        drag(start, surface.mapFromGlobal(bar.mapToGlobal(bar.tabRect(1).center())))

    def crossed() -> None:
        over_a_tab()
        window.tabs.bar.held.emit(1)
        move(QPoint(480, 520))
        move(QPoint(482, 522))

    def editing() -> None:
        look(down=420)
        canvas.edit_text(cards("pains")[0])

    def linking() -> None:
        look(down=420)
        card = cards("solutions")[0]
        move(middle(card), Qt.MouseButton.NoButton)
        grip = handle_centre(box(card), canvas.scale_now)
        end = canvas.card_rect(box(cards("pains")[0])).center()
        drag(place(*grip), end)

    def stretching() -> None:
        look(down=420)
        card = cards("pains")[0]
        QTest.mouseClick(surface, left, none, middle(card))
        edge = place(box(card).right, box(card).bottom - 6)
        drag(edge, edge + QPoint(180, 0))

    def border(step: int) -> QPoint:
        columns = window.session.scene().columns
        row = next(row for row in window.session.drawing().rows if row.id == "steps")
        return place(columns.left[step] + columns.width[step], row.y + row.height / 2)

    def hover_border() -> None:
        look()
        move(border(1), Qt.MouseButton.NoButton)

    def resizing() -> None:
        look()
        drag(border(1), border(1) + QPoint(48, 6))

    def resizing_equal() -> None:
        look()
        start = border(1)
        drag(start, start + QPoint(60, 0))
        QTest.mouseRelease(surface, left, none, start + QPoint(60, 0))
        drag(border(0), border(0) + QPoint(62, 4))

    def resizing_all() -> None:
        look()
        drag(border(0), border(0) + QPoint(20, 4), Qt.KeyboardModifier.ShiftModifier)

    def resizing_lane() -> None:
        look(0.6)
        rows = {row.id: row for row in window.session.drawing().rows}
        row, other = rows[lanes["actions"]], rows[lanes["pains"]]
        start = place(70, row.y + row.height)
        drag(start, place(70, row.y + other.height + 3))

    def resizing_pinned() -> None:
        look(0.9, down=500)
        scene = window.session.scene()
        x = place(scene.columns.left[1] + scene.columns.width[1], 0).x()
        drag(QPoint(x, 36), QPoint(x + 40, 60))

    def cropping() -> None:
        look(1.2)
        picture = next(one for one in cards("pictures"))
        canvas.crop_picture(picture)
        crop = canvas.crop
        assert crop is not None
        frame = crop.now.frame
        drag(place(frame.right, frame.bottom), place(frame.right - 60, frame.bottom - 40))

    def cropped() -> None:
        cropping()
        QTest.mouseRelease(surface, left, none, QPoint(0, 0))
        canvas.finish_text()

    def lane_menu() -> None:
        look(0.8, down=300)
        window.session.select([lanes["pains"]])

    states: tuple[Callable[[], None], ...] = (
        *(hover, hover_cell, selected, many, marquee, dragging, copying, refused, over_a_tab, crossed, editing),
        *(linking, stretching, hover_border, resizing, resizing_equal, resizing_all, resizing_lane, resizing_pinned),
        *(cropping, cropped, lane_menu),
    )
    only = os.environ.get("CJDESIGNER_STATES", "").split()
    for number, state in enumerate(states):
        name = state.__name__.replace("_", "-")
        if only and name not in only:
            continue
        window.session.select([])
        state()
        canvas.settle()
        for _ in range(8):
            QApplication.processEvents()
        path = folder / f"{number:02d}-{name}-{language}-{scheme}.png"
        window.grab().save(str(path))
        print(path)
        canvas.cancel_gesture()
        if canvas.crop:
            canvas.crop.cancel()
        if canvas.text:
            canvas.text.cancel()
        QTest.mouseRelease(surface, left, none, QPoint(0, 0))
        while window.session.undo():
            pass
        window.session.show_map(shape.map.id)
    sys.stdout.flush()
    os._exit(0)  # no need to take the application down in order


if __name__ == "__main__":
    if os.environ.get("CJDESIGNER_STAGE") == "states":
        sys.exit(take(Path(sys.argv[1]), *(sys.argv[2:4] or ("en", "light"))))
    import environment

    environment.run_or_explain(main)
