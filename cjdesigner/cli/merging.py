"""`cjdesigner merge`: two versions of a project and what they began as become one; Git's merge driver as well."""

from __future__ import annotations

import argparse
from pathlib import Path

from cjdesigner.cli.opening import opened
from cjdesigner.edit.merging import merge
from cjdesigner.files import project
from cjdesigner.files.findings import disputed, still_there
from cjdesigner.model.document import Document

CLEAN, WITH_CONFLICTS = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """Write the merged project over ours, or elsewhere. Returns 1 where values are in dispute, each told in a line."""
    merged = merge(_base(arguments.base), opened(arguments.ours), opened(arguments.theirs))
    project.save(merged.document, arguments.output or arguments.ours)
    for record in merged.kept:
        print(still_there(record))
    for conflict in merged.conflicts:
        print(disputed(conflict))
    return WITH_CONFLICTS if merged.conflicts else CLEAN


def _base(path: Path) -> Document | None:
    """What both began as; Git gives an empty file where there was nothing."""
    return opened(path) if project.read_bytes(path) else None
