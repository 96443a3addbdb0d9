"""`cjdesigner check`: whether a project file is sound, and what in it is not."""

from __future__ import annotations

import argparse

from cjdesigner.files import project
from cjdesigner.files.findings import all_findings

SOUND, WITH_FINDINGS = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """One line per finding. Returns 0 for a sound file, 1 for one with findings; raises FileError for no project."""
    opened = project.open_file(arguments.file)
    found = False
    for sentence in all_findings(opened):
        found = True
        print("".join(character if character.isprintable() else " " for character in sentence))
    return WITH_FINDINGS if found else SOUND
