"""The rows of the benchmark: each goal, its limit, and what was measured.

"Raw" is a bare QPainter that draws only the visible cards on the same surface with the same font, a rounded rectangle
and its lines by ``drawText``, without any cache. Times are CPU milliseconds of this process, medians unless said.
"""

from __future__ import annotations

import gc
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import bench_maps
import pydantic_core
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Drawing, Text
from cjdesigner.edit import cards
from cjdesigner.editor import gestures
from cjdesigner.editor.gestures import Pointer
from cjdesigner.editor.session import Session
from cjdesigner.files import project
from cjdesigner.layout.engine import Engine
from cjdesigner.model import collecting, queries
from cjdesigner.model.document import Document
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance, collector
from cjdesigner.ui.canvas.view import MapView

WIDTH, HEIGHT = 1920, 1080


class Row(NamedTuple):
    """One line of the table; ``limit`` and ``value`` are ratios unless ``unit`` says milliseconds."""

    goal: str
    what: str
    value: float
    limit: float
    unit: str = "×"
    note: str = ""


def cpu(run: Callable[[], object]) -> float:
    """CPU milliseconds of one call."""
    started = time.process_time()
    run()
    return (time.process_time() - started) * 1000


def median(run: Callable[[int], object], times: int) -> float:
    """The median CPU milliseconds of several calls, each told its number."""
    return statistics.median(cpu(lambda n=n: run(n)) for n in range(times))  # type: ignore[misc]


class Raw(QWidget):
    """The naive painter."""

    def __init__(self, drawing: Drawing, wide: int = WIDTH, high: int = HEIGHT) -> None:
        super().__init__()
        self.resize(wide, high)
        self.scale_now, self.left, self.top = 1.0, 0.0, 0.0
        fonts.raw_font("CJSans-Regular", 16.0)
        self.body = QFont(fonts.face("CJSans-Regular").family)
        self.body.setPixelSize(13)
        self.cards: list[tuple[QRectF, list[tuple[QPointF, str]]]] = []
        for row in drawing.rows:
            for group in row.groups:
                if group.meaning.role not in ("card", "point"):
                    continue
                x, y = group.x, group.y + row.y
                lines = [
                    (QPointF(x + shape.x, y + shape.baseline + number * shape.leading), line)
                    for shape in group.shapes
                    if isinstance(shape, Text)
                    for number, line in enumerate(shape.lines)
                ]
                self.cards.append((QRectF(x, y, group.width, group.height), lines))
        self.visible = self.cards

    def look(self, scale: float, left: float, top: float) -> None:
        """Choose what is in sight."""
        self.scale_now, self.left, self.top = scale, left, top
        area = QRectF(left, top, self.width() / scale, self.height() / scale)
        self.visible = [card for card in self.cards if card[0].intersects(area)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor("#F4F5F7"))
        painter.scale(self.scale_now, self.scale_now)
        painter.translate(-self.left, -self.top)
        painter.setFont(self.body)
        edge, fill, ink = QPen(QColor("#DDE1E7")), QColor("#FFFFFF"), QPen(QColor("#1F2933"))
        for box, lines in self.visible:
            painter.setPen(edge)
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 8, 8)
            painter.setPen(ink)
            for place, line in lines:
                painter.drawText(place, line)
        painter.end()


class Bench:
    """The maps and windows that the rows share."""

    def __init__(self, sizes: list[int]) -> None:
        made = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(made, QApplication)
        self.app = made
        collector.watch(made)
        appearance.apply(made, "light")
        self.sizes = sizes
        self.documents = {size: bench_maps.build(size) for size in sizes}
        self.views: dict[int, MapView] = {}
        self.raws: dict[int, Raw] = {}

    def view(self, size: int) -> MapView:
        """A shown canvas with the map of that size."""
        if size not in self.views:
            view = MapView(Session(self.documents[size]))
            view.resize(WIDTH, HEIGHT)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.show()
            self.app.processEvents()
            collecting.pass_over()  # as the program does once a project is open
            self.views[size] = view
        return self.views[size]

    def raw(self, size: int) -> Raw:
        """A shown naive painter with the map of that size."""
        if size not in self.raws:
            raw = Raw(self.view(size).session.drawing())
            raw.show()
            self.app.processEvents()
            self.raws[size] = raw
        return self.raws[size]

    def raw_frame(self, size: int, scale: float | None = None) -> float:
        """A full naive frame at a scale, or with the whole map in sight."""
        raw = self.raw(size)
        if scale is None:
            drawing = self.view(size).session.drawing()
            raw.look(min(WIDTH / drawing.width, HEIGHT / drawing.height), 0, 0)
            return median(lambda n: raw.repaint(), 3)
        frames = []
        for number in range(8):
            raw.look(scale, 300 + number * 37, 400 + number * 23)
            frames.append(cpu(raw.repaint))
        return statistics.median(frames)

    def rest(self, view: MapView) -> None:
        """What the program does when the user pauses for a moment: it paints beyond what is in sight."""
        until = time.monotonic() + 4.0
        while time.monotonic() < until:
            self.app.processEvents()
            if not view.preparing:
                break
            time.sleep(0.005)

    def finish(self, view: MapView, most: float = 4.0) -> list[float]:
        """Let the canvas paint what is missing; CPU milliseconds of each frame."""
        frames = []
        until = time.monotonic() + most
        while time.monotonic() < until:
            spent = cpu(self.app.processEvents)
            if spent < 0.3:
                break
            frames.append(spent)
        return frames


def start_rows(bench: Bench) -> list[Row]:
    """Goal 1: from spawning the process to the painted sample."""
    empty = (
        "from PySide6.QtWidgets import QApplication, QMainWindow\n"
        "app = QApplication([])\nwindow = QMainWindow()\nwindow.resize(1440, 900)\nwindow.show()\n"
        "app.processEvents()\nimport os\nos._exit(0)\n"
    )
    # The command itself, up to where it would wait for the user; then every part of the sample in sight is painted.
    ours = (
        "import importlib, os\n"
        "known = importlib.import_module\n"
        "def imported(name, package=None):\n"
        "    module = known(name, package)\n"
        "    if name == 'cjdesigner.ui.app':\n"
        "        module.QApplication.exec = lambda *_: painted(module)\n"
        "    return module\n"
        "def painted(app):\n"
        "    app.QApplication.processEvents()\n"
        "    canvas = app.starting.windows[0].canvas\n"
        "    canvas.settle()\n"
        "    canvas.viewport().repaint()\n"
        "    os._exit(0)\n"
        "importlib.import_module = imported\n"
        "from cjdesigner.cli import main\n"
        "main([])\n"
        "os._exit(1)\n"
    )
    with tempfile.TemporaryDirectory() as home:
        # Compiled once, as where the program is installed, also where this machine forbids it.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        stage = {**kept, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}

        def spawned(code: str) -> float:
            """CPU milliseconds of a process: those of the clock tell what else the machine does."""
            import resource  # not on Windows

            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], env=stage, check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000

        # In turns, so that both meet the same machine; the first of each compiles.
        pairs = [(spawned(empty), spawned(ours)) for _ in range(9)][1:]
        base, whole = (min(times) for times in zip(*pairs, strict=True))
    return [Row("1", "cold start to the sample / empty window", whole / base, 2.0, note=f"{whole:.0f} / {base:.0f} ms")]


def moving_rows(bench: Bench, size: int) -> list[Row]:
    """Goals 2 to 4: pan, zoom, and the worst frame."""
    view = bench.view(size)
    raw_100, raw_fit = bench.raw_frame(size, 1.0), bench.raw_frame(size)
    view.zoom_to(1.0)
    view.settle()
    bench.finish(view)
    worst = 0.0

    def pan(number: int) -> None:
        view.scroll_by(-48 if number // 20 % 2 else 48, 22 if number // 20 % 2 else -22)
        view.viewport().repaint()

    view.scroll_by(600, 700)
    view.settle()
    bench.rest(view)
    pans = [cpu(lambda n=n: pan(n)) for n in range(60)]  # type: ignore[misc]
    worst = max(worst, *pans)
    rows = [Row("2", f"pan at 100 %, {size:,} cards / raw", statistics.median(pans) / raw_100, 0.3)]

    def zoom_frames(scale: float, steps: int) -> list[float]:
        nonlocal worst
        view.zoom_to(scale)
        view.settle()
        bench.finish(view)
        frames = []
        for number in range(steps):

            def step(number: int = number) -> None:
                view.zoom_to(view.scale_now * (1.04 if number % 8 < 4 else 1 / 1.04))
                view.viewport().repaint()

            frames.append(cpu(step))
        worst = max(worst, *frames, *bench.finish(view))
        return frames

    at_100 = zoom_frames(1.0, 24)
    rows.append(
        Row("3", f"zoom step at 100 %, {size:,} cards / raw at 100 %", statistics.median(at_100) / raw_100, 0.9)
    )
    view.tiles.prepare_overview(60.0)
    drawing = view.session.drawing()
    fit = max(0.08, min(WIDTH / drawing.width, HEIGHT / drawing.height))
    at_fit = zoom_frames(fit, 24)
    rows.append(
        Row("3", f"zoom step at fit-all, {size:,} cards / raw at fit-all", statistics.median(at_fit) / raw_fit, 0.05)
    )
    for scale in (0.12, 0.2, 0.24, 0.3, 0.4, 0.47, 0.7, 1.5, 2.5, 4.0):
        zoom_frames(scale, 6)
        worst = max(worst, *(cpu(lambda n=n: pan(n)) for n in range(12)))  # type: ignore[misc]
    rows.append(Row("4", f"worst frame from 8 % to 400 %, {size:,} cards / raw at 100 %", worst / raw_100, 2.0))
    rows[-1] = rows[-1]._replace(note=f"raw: {raw_100:.1f} ms at 100 %, {raw_fit:.0f} ms at fit-all")
    return rows


def _drag_frame(bench: Bench, size: int) -> tuple[float, float]:
    """CPU milliseconds of a drag frame within one target, and of one in which the target changes."""
    view = bench.view(size)
    session = view.session
    view.zoom_to(1.0)
    view.horizontalScrollBar().setValue(0)
    view.verticalScrollBar().setValue(0)
    view.settle()
    bench.finish(view)
    row = next(row for row in session.drawing().rows if row.groups[0].meaning.role == "lane")
    group = next(group for group in row.groups if group.meaning.role == "card")
    session.select([group.meaning.id])
    start = Pointer(group.x + 20, row.y + group.y + 10)
    gesture = gestures.drag_cards(session, start)
    view.pointing.begin(gesture, start)
    view.pointing.send(Pointer(start.x + 30, start.y + 4))

    def small(number: int) -> None:
        view.pointing.send(Pointer(start.x + 30 + number % 5, start.y + 4))
        view.viewport().repaint()

    frame = median(small, 30)

    def jump(number: int) -> None:
        view.pointing.send(Pointer(start.x + 210 + 200 * (number % 3), start.y + 4))
        view.viewport().repaint()

    jump(0)
    change = median(jump, 15)
    view.cancel_gesture()
    return frame, change


def drag_rows(bench: Bench, sizes: list[int]) -> list[Row]:
    """Goal 5."""
    measured = {size: _drag_frame(bench, size) for size in sizes}
    rows = []
    if 10_000 in measured:
        raw_fit = bench.raw_frame(10_000)
        rows.append(Row("5", "drag frame, 10,000 cards / raw at fit-all", measured[10_000][0] / raw_fit, 0.08))
        if 100 in measured:
            rows.append(Row("5", "drag frame, 10,000 / 100 cards", measured[10_000][0] / measured[100][0], 1.5))
    if 1_000 in measured:
        rows.append(Row("5", "reflow when the target changes, 1,000 cards", measured[1_000][1], 16.7, "ms"))
    return rows


def _edit(bench: Bench, size: int) -> float:
    """CPU milliseconds from an edit to its paint: a card moved to the next step and back."""
    view = bench.view(size)
    session = view.session
    session.select([])
    view.zoom_to(1.0)
    view.settle()
    bench.finish(view)
    shape = queries.structure(session.document, session.map_id)
    card = next(card for card in session.document.cards.values() if card.lane == shape.lanes[0].id)
    steps = (shape.steps[1].id, shape.steps[2].id)

    def edit(number: int) -> None:
        document = session.saved_document
        if number % 2:
            document = cards.move(document, [card.id], card.lane, steps[number // 2 % 2])
        else:
            document = cards.change(document, [card.id], text=f"{card.text} {number}")
        session.commit(document, "bench")
        view.viewport().repaint()

    return median(edit, 20)


def edit_rows(bench: Bench, sizes: list[int]) -> list[Row]:
    """Goal 6."""
    measured = {size: _edit(bench, size) for size in sizes}
    rows = []
    if 10_000 in measured and 100 in measured:
        rows.append(Row("6", "edit to paint, 10,000 / 100 cards", measured[10_000] / measured[100], 5.0))
    if 1_000 in measured:
        rows.append(Row("6", "edit to paint, 1,000 cards", measured[1_000], 16.7, "ms"))
    return rows


def file_rows(bench: Bench, size: int) -> list[Row]:
    """Goals 7 and 8: open to first paint, and durable save."""
    document = bench.documents[size]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.cjmap"
        project.save(document, path)
        data = path.read_bytes()
        parse = median(lambda n: pydantic_core.from_json(data), 5)

        def open_it(number: int) -> None:
            view = MapView(Session(project.read(path)))
            view.resize(WIDTH, HEIGHT)
            view.show()
            view.settle()
            view.viewport().repaint()
            opened.append(view)

        opened: list[MapView] = []
        gc.collect()
        spent = median(open_it, 3)
        for view in opened:
            view.close()
            view.deleteLater()
        bench.app.processEvents()
        rows.append(Row("7", f"open {size:,} cards to paint / from_json", spent / parse, 20.0, note=f"{spent:.0f} ms"))
        dump = _dump_time(document)

        def save(number: int) -> None:
            project.save(document, path)

        wall = []
        for _ in range(5):
            started = time.perf_counter()
            save(0)
            wall.append((time.perf_counter() - started) * 1000)
        saved = statistics.median(wall)
        rows.append(
            Row("8", f"durable save of {size:,} cards / model_dump_json", saved / dump, 2.0, note=f"{saved:.0f} ms")
        )
    return rows


def memory_rows(bench: Bench, size: int) -> list[Row]:
    """Goal 11: a window with the map open and at rest, over one with an empty map, each in a process of its own."""
    code = """
import gc, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from cjdesigner.edit import maps
from cjdesigner.files import project
from cjdesigner.files.settings import Preferences
from cjdesigner.ui.app import open_window
window = open_window([], Preferences())
path = sys.argv[1]
project.prepare()  # what checks files is made ready in an idle moment, with any map
window.files.new(project.read(Path(path)) if path else maps.blank_document("en"))
window.resize(1920, 1080)
application = QApplication.instance()
application.processEvents()
window.canvas.zoom_to(1.0)
window.canvas.settle()
until = time.monotonic() + 10
while time.monotonic() < until and (window.canvas.preparing or time.monotonic() < until - 8):
    application.processEvents()
    time.sleep(0.002)
gc.collect()
tiles = window.canvas.tiles
mib = 1 / 1024 ** 2
caches = sum(image.sizeInBytes() for image in tiles._tiles.values()) * mib
caches += tiles.overview.sizeInBytes() * mib if tiles.overview is not None else 0.0
held = next(line for line in open("/proc/self/status") if line.startswith("VmRSS"))
print(int(held.split()[1]) / 1024, caches)
import os
sys.stdout.flush()
os._exit(0)
"""
    if not Path("/proc/self/status").exists():
        return []
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "bench.cjmap"
        project.save(bench.documents[size], path)
        stage = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}

        def held(given: str) -> tuple[float, float]:
            done = subprocess.run(
                [sys.executable, "-c", code, given], env=stage, check=True, capture_output=True, text=True
            )
            whole, caches = map(float, done.stdout.split()[-2:])
            return whole - caches, caches

        empty, (full, caches) = held("")[0], held(str(path))
    note = f"{full:.0f} / {empty:.0f} MiB, and {caches:.0f} MiB of tiles"
    return [Row("11", f"memory: {size:,} cards open over an empty map", full - empty, 60.0, "MiB", note=note)]


def _dump_time(document: Document) -> float:
    """Wall milliseconds of pydantic's own indented JSON of the same records in the same order: that of the file."""
    from pydantic import TypeAdapter

    from cjdesigner.model.records import KINDS

    adapters = {name: TypeAdapter(list[kind]) for name, kind in KINDS.items()}  # type: ignore[valid-type]
    lists = [
        (adapter, [record for _, record in sorted(document.collection(name).items())])
        for name, adapter in adapters.items()
    ]
    wall = []
    for _ in range(5):
        started = time.perf_counter()
        for adapter, records in lists:
            adapter.dump_json(records, indent=2)
        wall.append((time.perf_counter() - started) * 1000)
    return statistics.median(wall)


def pdf_rows(bench: Bench, size: int) -> list[Row]:
    """Goal 10: text-exact PDF against naive reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from cjdesigner.paint.base import Options
    from cjdesigner.paint.pdf import write_drawings

    document = bench.documents[size]
    drawing = Engine(tokens.load("paper")).layout(document, queries.maps(document)[0].id)
    pdfmetrics.registerFont(TTFont("Bench", str(fonts.face("CJSans-Regular").file)))

    def naive(number: int) -> None:
        canvas = Canvas(io.BytesIO(), pagesize=(drawing.width, drawing.height))
        for row in drawing.rows:
            for group in row.groups:
                x, y = group.x, drawing.height - row.y - group.y
                canvas.setStrokeColorRGB(0.8, 0.8, 0.8)
                canvas.setFillColorRGB(1, 1, 1)
                canvas.roundRect(x, y - group.height, group.width, group.height, 8, fill=1)
                for shape in group.shapes:
                    if isinstance(shape, Text):
                        canvas.setFont("Bench", shape.style.size)
                        canvas.setFillColorRGB(0, 0, 0)
                        for place, line in enumerate(shape.lines):
                            canvas.drawString(x + shape.x, y - shape.baseline - place * shape.leading, line)
        canvas.save()

    base = median(naive, 2)
    ours = median(lambda n: write_drawings([drawing], io.BytesIO(), Options()), 2)
    return [Row("10", f"PDF of {size:,} cards / naive reportlab", ours / base, 1.0, note=f"{ours:.0f} / {base:.0f} ms")]


def png_rows(bench: Bench) -> list[Row]:
    """Goal 9: a picture 8192 by 4096 pixels of the map of 1,000 cards, against the same render saved by Qt."""
    from cjdesigner.paint.png import write_png
    from cjdesigner.paint.raster import colour, paint_drawing

    document = bench_maps.build(1_000)
    drawing = Engine(tokens.load("paper")).layout(document, queries.maps(document)[0].id)
    drawing = drawing._replace(height=drawing.width / 2)
    files = (io.BytesIO(), io.BytesIO())

    def by_qt(number: int) -> None:
        picture = QImage(8192, 4096, QImage.Format.Format_RGB32)
        picture.fill(colour(drawing.background).rgb())
        painter = QPainter(picture)
        painter.scale(8192 / drawing.width, 8192 / drawing.width)
        paint_drawing(painter, drawing, background=False)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]
        files[0].seek(0)
        files[0].write(buffer.data().data())

    def ours(number: int) -> None:
        files[1].seek(0)
        write_png(drawing, files[1], width=8192)

    by_qt(0)  # what is compiled once, from shapes to paths and glyph runs, serves both
    base, spent = median(by_qt, 3), median(ours, 5)
    theirs, own = (len(file.getvalue()) for file in files)
    return [
        Row("9", "PNG 8192 x 4096 / the same by QImage.save", spent / base, 0.25, note=f"{spent:.0f} / {base:.0f} ms"),
        Row("9", "its size / that of QImage.save", own / theirs, 1.1, note=f"{own:,} / {theirs:,} bytes"),
    ]


def table(rows: list[Row]) -> str:
    """The rows as text."""
    lines = [f"{'goal':<5}{'what':<62}{'measured':>10}{'limit':>9}   "]
    for row in rows:
        met = "met" if row.value <= row.limit else "short"
        lines.append(
            f"{row.goal:<5}{row.what:<62}{row.value:>8.2f} {row.unit:<3}{row.limit:>7.2f}   {met:<6}{row.note}"
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the table for the sizes given (100, 1,000 and 10,000 by default)."""
    sizes = [int(one.replace(",", "")) for one in arguments] or [100, 1_000, 10_000]
    from bench_presenting import presenting_rows  # it takes the bench from here

    bench = Bench(sizes)
    largest = max(sizes)
    parts: list[tuple[Callable[..., list[Row]], tuple[Any, ...]]] = [
        (start_rows, (bench,)),
        (moving_rows, (bench, largest)),
        (presenting_rows, (bench, 1_000 if 1_000 in sizes else largest)),
        (drag_rows, (bench, sizes)),
        (edit_rows, (bench, sizes)),
        (file_rows, (bench, largest)),
        (png_rows, (bench,)),
        (pdf_rows, (bench, largest)),
        (memory_rows, (bench, largest)),
    ]
    rows: list[Row] = []
    for measure, given in parts:
        try:
            rows.extend(measure(*given))
        except Exception as fault:  # one broken row must not hide the others
            print(f"{measure.__name__}: {type(fault).__name__}: {fault}", file=sys.stderr)
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
