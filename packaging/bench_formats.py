"""Time and peak memory of an export in each format, for maps of 100, 1,000 and 10,000 cards.

Each is measured in a process of its own, from the open document to the file on the disk: what the formats import and
the layout of the map are part of the time. Memory is what was in use at most, beyond the open document.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (100, 1_000, 10_000)


def measure(cards: int, ending: str) -> dict[str, float]:
    """CPU and wall seconds, MiB at most and MiB of the file; on Linux only."""
    import bench_maps

    from cjdesigner.draw import fonts
    from cjdesigner.export.batch import carry_out
    from cjdesigner.export.order import Order
    from cjdesigner.model import queries

    fonts.application()
    document = bench_maps.build(cards)
    map_id = queries.maps(document)[0].id
    # At 96 dots per inch the largest map would be wider than a picture can be.
    width = 16_384 if cards == 10_000 else None
    told: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"map.{ending}"
        before = _most_memory(reset=True)
        cpu, wall = time.process_time(), time.perf_counter()
        carry_out(document, Order((map_id,), (ending,), width=width), path, told.append)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        most = _most_memory() - before
        size = path.stat().st_size / 2**20
    return {"cpu": cpu, "wall": wall, "memory": most, "size": size, "told": len(told)}


def _most_memory(reset: bool = False) -> float:
    """MiB that the process held at most since the last reset."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def main(arguments: list[str]) -> int:
    """Print the table; with a number and an ending measure just that, as JSON."""
    if len(arguments) == 2:
        print(json.dumps(measure(int(arguments[0]), arguments[1])))
        return 0
    from cjdesigner.export.formats import FORMATS

    print(f"{'':<6}" + "".join(f"{f'{cards:,} cards':>36}" for cards in SIZES))
    print(f"{'':<6}" + f"{'CPU s':>9}{'wall s':>9}{'MiB':>7}{'file MiB':>11}" * len(SIZES))
    for form in FORMATS:
        line = f"{form.ending:<6}"
        for cards in SIZES:
            done = subprocess.run(
                [sys.executable, __file__, str(cards), form.ending],
                stdout=subprocess.PIPE,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            )
            if done.returncode != 0:
                line += f"{'failed':>36}"
                continue
            found = json.loads(done.stdout)
            line += f"{found['cpu']:>9.2f}{found['wall']:>9.2f}{found['memory']:>7.0f}{found['size']:>11.2f}"
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
