"""Pictures of every state of the hands: ``python3 packaging/states.py FOLDER [LANGUAGE SCHEME [STATE …]]``.

Each is the window in the middle of something: hovering, dragging, typing, with a menu open. A STATE is the name of one
or its beginning (``editing``). With QT_SCALE_FACTOR=2 they are twice as large.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_SCREEN = {"name": "stage", "x": 0, "y": 0, "width": 5760, "height": 3600, "logicalDpi": 96, "dpr": 1}
"""Large enough for any density: menus move away from the edges of a screen."""


def main(arguments: Sequence[str]) -> int:
    """Set up, then take the pictures without a display."""
    import environment

    if arguments and arguments[0].startswith("-"):
        print(__doc__)
        return 0
    python = environment.prepare()
    folder = Path(arguments[0] if arguments else "states").absolute()
    with tempfile.TemporaryDirectory() as home:
        screens = Path(home) / "screens.json"
        screens.write_text(json.dumps({"screens": [_SCREEN]}))
        stage = {
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "CJDESIGNER_STAGE": "states",
        }
        given = [str(python), __file__, str(folder), *arguments[1:]]
        return subprocess.call(given, env=stage, cwd=Path(__file__).resolve().parent.parent)


def take(folder: Path, language: str, scheme: str, wanted: Sequence[str]) -> int:
    """The wanted states, or all of them, in one language and look."""
    import states_beside
    import states_canvas
    from PySide6.QtTest import QTest
    from state_stage import Stage

    from cjdesigner.files.settings import Preferences
    from cjdesigner.ui.app import open_window

    folder.mkdir(parents=True, exist_ok=True)
    preferences = Preferences()
    preferences.change(language=language, scheme=scheme, geometry="")
    window = open_window([], preferences)
    window.open_sample()
    window.resize(1440, 900)
    QTest.qWait(600)  # what follows a new project a moment later
    stage = Stage(window)
    for state in (*states_canvas.STATES, *states_beside.STATES):
        name = state.__name__.replace("_", "-")
        if wanted and not any(name.startswith(one) for one in wanted):
            continue
        state(stage)
        stage.shoot(folder / f"{name}-{language}-{scheme}.png")
        stage.tidy()
    sys.stdout.flush()
    os._exit(0)  # no need to take the application down in order


if __name__ == "__main__":
    if os.environ.get("CJDESIGNER_STAGE") == "states":
        language, scheme = sys.argv[2:4] or ("en", "light")
        sys.exit(take(Path(sys.argv[1]), language, scheme, sys.argv[4:]))
    import environment

    environment.run_or_explain(main)
