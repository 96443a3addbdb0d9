"""`cjdesigner show`: a project for people, or for programs."""

from __future__ import annotations

import argparse
import json
import sys

from cjdesigner.cli.opening import opened
from cjdesigner.exchange.nested import nested, outline


def run(arguments: argparse.Namespace) -> int:
    """Print the project as an outline, or as nested JSON."""
    document = opened(arguments.file)
    if arguments.json:
        json.dump(nested(document), sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
        print()
    else:
        print(outline(document), end="")
    return 0
