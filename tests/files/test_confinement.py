"""Opening hostile files in a process that may not look at other files, reach the network, or take much memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import importlib.util, resource, sys
spec = importlib.util.spec_from_file_location("corpus", sys.argv[1])
corpus = importlib.util.module_from_spec(spec)
spec.loader.exec_module(corpus)
from cjdesigner.files import project
from cjdesigner.files.errors import FileError

files = [data for data, _ in corpus.REFUSED.values()] + list(corpus.TAKEN.values())
project.prepare()
for data in corpus.TAKEN.values():
    project.parse(data)  # whatever is imported late is imported now

def watch(event, arguments):
    if event in ("open", "os.listdir", "os.scandir", "subprocess.Popen", "os.system") or event.startswith("socket."):
        raise SystemExit(f"{event} {arguments}")

held = sum(map(len, files))
resource.setrlimit(resource.RLIMIT_DATA, (500_000_000 + held, 500_000_000 + held))
sys.addaudithook(watch)
for data in files:
    try:
        project.parse(data)
    except FileError:
        pass
print("done")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit on memory is Linux's")
def test_opening_looks_nowhere_else_and_stays_small() -> None:
    corpus = Path(__file__).with_name("test_hostile.py")
    ended = subprocess.run([sys.executable, "-c", PROGRAM, str(corpus)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "done\n", "")
