"""`cjdesigner import`: a project from a table, a diagram or data."""

from __future__ import annotations

import argparse
import os

from cjdesigner import words
from cjdesigner.cli.output import complain
from cjdesigner.export.incoming import brought_in
from cjdesigner.files import project
from cjdesigner.files.errors import FileError
from cjdesigner.words import tr


def run(arguments: argparse.Namespace) -> int:
    """Write a project file; what is doubtful is said on stderr, a line each."""
    if os.path.lexists(arguments.output) and not arguments.force:
        raise FileError(tr("It is there already; --force replaces it."), path=arguments.output)
    language = getattr(arguments, "language", None) or words.language()
    found = brought_in(arguments.file, flip=arguments.flip, language=language)
    project.save(found.document, arguments.output)
    for warning in found.warnings:
        complain(warning)
    return 0
