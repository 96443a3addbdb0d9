"""Another program for drag-and-drop tests: a window that drags something out, or writes down what is dropped on it.

    python other_program.py source FOLDER KIND      KIND: text, table, html, image, files
    python other_program.py target FOLDER

It stands at the right of the screen. ``ready`` appears in FOLDER once it is shown; ``dropped.json`` once something was
let go on it; what is to be dragged lies there as ``text``, ``table``, ``html``, ``image.png`` or ``files`` (paths).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Drags what it was given, from wherever it is pressed."""

    def __init__(self, data: QMimeData) -> None:
        super().__init__("drag me")
        self.data = data
        self.start = QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.start = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (event.position().toPoint() - self.start).manhattanLength() > 5:
            drag = QDrag(self)
            drag.setMimeData(self.data)
            drag.exec(Qt.DropAction.CopyAction)


class Target(QLabel):
    """Takes anything and writes down what it was."""

    def __init__(self, folder: Path) -> None:
        super().__init__("drop here")
        self.folder = folder
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        image = data.imageData() if data.hasImage() else None
        found = {
            "formats": data.formats(),
            "text": data.text(),
            "html": data.html(),
            "table": bytes(data.data("text/tab-separated-values").data()).decode(),
            "files": [url.toLocalFile() for url in data.urls()],
            "image": [image.width(), image.height()] if isinstance(image, QImage) else [],
            "action": event.proposedAction().name,
        }
        event.acceptProposedAction()
        (self.folder / "part").write_text(json.dumps(found))
        (self.folder / "part").rename(self.folder / "dropped.json")


def offered(folder: Path, kind: str) -> QMimeData:
    data = QMimeData()
    if kind == "image":
        data.setImageData(QImage(str(folder / "image.png")))
    elif kind == "files":
        data.setUrls([QUrl.fromLocalFile(line) for line in (folder / "files").read_text().splitlines()])
    elif kind == "html":
        data.setHtml((folder / "html").read_text())
        data.setText((folder / "text").read_text())
    elif kind == "table":
        data.setData("text/tab-separated-values", (folder / "table").read_bytes())
        data.setText((folder / "table").read_text())
    else:
        data.setText((folder / "text").read_text())
    return data


def main() -> int:
    app = QApplication([])
    role, folder = sys.argv[1], Path(sys.argv[2])
    window = Source(offered(folder, sys.argv[3])) if role == "source" else Target(folder)
    window.setGeometry(1500, 200, 360, 300)
    window.show()
    QTimer.singleShot(400, lambda: (folder / "ready").touch())
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
