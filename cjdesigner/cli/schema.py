"""`cjdesigner schema`: what a project file looks like, for other programs."""

from __future__ import annotations

import argparse

from cjdesigner.files.schema import schema_text


def run(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema."""
    print(schema_text(), end="")
    return 0
