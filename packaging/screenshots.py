"""Remakes the pictures of the README from the program itself: ``python3 packaging/screenshots.py``."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def main(arguments: Sequence[str]) -> int:
    """Set up, then take the pictures without a display."""
    import environment

    python = environment.prepare()
    with tempfile.TemporaryDirectory() as home:
        stage = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "CJDESIGNER_STAGE": "pictures",
        }
        return subprocess.call([str(python), __file__, *arguments], env=stage, cwd=FOLDER.parent.parent)


def take() -> int:
    """The window on the English and the Dutch sample, light and dark."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cjdesigner.files.settings import Preferences
    from cjdesigner.model import queries
    from cjdesigner.ui.app import open_window

    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, language, scheme in (("window", "en", "light"), ("window-dark", "nl", "dark")):
        preferences = Preferences()
        preferences.change(language=language, scheme=scheme, geometry="")
        window = open_window([], preferences)
        window.resize(1440, 900)
        QApplication.processEvents()
        window.canvas.fit_width()
        if scheme == "dark":
            session = window.session
            shown = queries.structure(session.document, session.map_id)
            lane = next(lane for lane in shown.lanes if lane.type == "pains")
            worst = max(
                (card for card in session.document.cards.values() if card.lane == lane.id),
                key=lambda card: getattr(card.payload, "severity", 0),
            )
            session.select([worst.id])
            window.canvas.zoom_to(0.8)
            window.canvas.reveal_selection()
            window.canvas.scroll_by(120, 220)
        QTest.qWait(1500)  # the overview in the corner is drawn when nothing else is to be done
        window.canvas.settle()
        for _ in range(4):
            QApplication.processEvents()
        path = FOLDER / f"{name}.png"
        window.grab().save(str(path))
        print(path)
        window.session.history.mark_saved()
        window.close()
    sys.stdout.flush()
    os._exit(0)  # no need to take the application down in order


if __name__ == "__main__":
    if os.environ.get("CJDESIGNER_STAGE") == "pictures":
        sys.exit(take())
    import environment

    environment.run_or_explain(main)
