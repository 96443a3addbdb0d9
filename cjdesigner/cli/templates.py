"""`cjdesigner templates` and `cjdesigner new`: what to start from."""

from __future__ import annotations

import argparse

from cjdesigner import resources, words
from cjdesigner.cli.opening import check_new
from cjdesigner.cli.output import Refusal
from cjdesigner.files import project
from cjdesigner.files.errors import shown
from cjdesigner.files.fresh import fresh_copy
from cjdesigner.model.document import Document
from cjdesigner.model.records import copied
from cjdesigner.words import tr


def names() -> list[tuple[str, str]]:
    """Name and language of every template, sorted."""
    found = []
    for path in resources.path("templates").glob(f"*{project.SUFFIX}"):
        name, _, language = path.stem.rpartition(".")
        if name and language:
            found.append((name, language))
    return sorted(found)


def load(name: str, language: str) -> Document:
    """A template as it is stored. Raises Refusal where there is none of that name or language."""
    if (name, language) not in names():
        known = ", ".join(sorted({known for known, _ in names()}))
        raise Refusal(
            tr(
                "There is no template “{name}” in “{language}”; there are: {known}.",
                name=shown(name),
                language=language,
                known=known,
            )
        )
    return project.read(resources.path("templates", f"{name}.{language}{project.SUFFIX}"))


def listed(arguments: argparse.Namespace) -> int:
    """Print name, language and summary of every template."""
    for name, language in names():
        stored = load(name, language).project
        print(f"{name:<12} {language}  {stored.title}: {stored.notes}")
    return 0


def new(arguments: argparse.Namespace) -> int:
    """Make a project file from a template, with ids of its own."""
    document = started(load(arguments.template, getattr(arguments, "language", None) or words.language()))
    check_new(arguments.output, arguments.force)
    project.save(document, arguments.output)
    return 0


def started(template: Document) -> Document:
    """A project of one's own: named after its map, since the template's name and summary are about the template."""
    document = fresh_copy(template)
    journey = next(iter(document.maps.values()), None)
    title = journey.title if journey else ""
    return document.with_records([copied(document.project, title=title, notes="")])
