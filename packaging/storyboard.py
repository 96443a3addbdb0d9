"""Redraws the storyboard of the sample maps and puts it into both of them.

    python packaging/storyboard.py [FOLDER]

With FOLDER the pictures are only written there as PNG files, to be looked at. The same drawing gives the same bytes, so
that a sample changes only where its picture does. Lengths are pixels of a picture of 752 × 470.
"""

from __future__ import annotations

import base64
import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from storyboard_frame import HEIGHT, WIDTH, Frame
from storyboard_scenes import SCENES

from cjdesigner.files import project
from cjdesigner.model.document import Document
from cjdesigner.model.records import Record, copied

EXAMPLES = Path(__file__).resolve().parent.parent / "resources" / "examples"


def drawn(name: str) -> bytes:
    """The scene of that name as a PNG file."""
    frame = Frame()
    SCENES[name](frame)
    return frame.png()


def redrawn(document: Document) -> Document:
    """The document with each picture that is named after a scene drawn anew, and its cards showing the new one."""
    records: list[Record] = []
    outdated: list[Record] = []
    for asset in document.assets.values():
        name = asset.name.removesuffix(".png")
        if name not in SCENES:
            continue
        data = drawn(name)
        key = hashlib.sha256(data).hexdigest()
        if key == asset.id:
            continue
        encoded = base64.b64encode(data).decode("ascii")
        records.append(copied(asset, id=key, width=WIDTH, height=HEIGHT, data=encoded))
        for card in document.cards.values():
            if getattr(card.payload, "asset", "") == asset.id:
                records.append(copied(card, payload=card.payload.model_copy(update={"asset": key})))
        outdated.append(asset)
    return document.with_records(records, outdated)


def main(arguments: list[str]) -> int:
    if arguments:
        folder = Path(arguments[0])
        folder.mkdir(parents=True, exist_ok=True)
        for name in SCENES:
            (folder / f"{name}.png").write_bytes(drawn(name))
        return 0
    for path in sorted(EXAMPLES.glob(f"*{project.SUFFIX}")):
        project.save(redrawn(project.read(path)), path)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    sys.exit(main(sys.argv[1:]))
