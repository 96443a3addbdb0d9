"""Measures how fast the editor is, as ratios to baselines of the same run: ``python3 packaging/bench.py [CARDS…]``.

``python3 packaging/bench.py formats`` gives time and memory of an export in each format instead.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

import environment


def main(arguments: Sequence[str]) -> int:
    """Set up, then run the rows without a window on the screen."""
    python = environment.prepare(("test",))
    formats = list(arguments[:1]) == ["formats"]
    rows = environment.ROOT / "packaging" / ("bench_formats.py" if formats else "bench_rows.py")
    arguments = arguments[1:] if formats else arguments
    stage = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.call([str(python), str(rows), *arguments], env=stage, cwd=environment.ROOT)


if __name__ == "__main__":
    environment.run_or_explain(main)
