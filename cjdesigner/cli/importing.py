"""`cjdesigner import`: a project from a table, a diagram or data."""

from __future__ import annotations

import argparse

from cjdesigner import words
from cjdesigner.cli.opening import check_new
from cjdesigner.cli.output import complain
from cjdesigner.export.incoming import brought_in
from cjdesigner.files import project


def run(arguments: argparse.Namespace) -> int:
    """Write a project file; what is doubtful is said on stderr, a line each."""
    check_new(arguments.output, arguments.force)
    language = getattr(arguments, "language", None) or words.language()
    found = brought_in(arguments.file, flip=arguments.flip, language=language)
    project.save(found.document, arguments.output)
    for warning in found.warnings:
        complain(warning)
    return 0
