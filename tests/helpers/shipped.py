"""The projects that ship with the program, read once: a document does not change."""

from __future__ import annotations

from functools import cache

from cjdesigner import resources
from cjdesigner.files import project
from cjdesigner.model import queries
from cjdesigner.model.document import Document


@cache
def sample(language: str = "en") -> Document:
    """The sample project in a language."""
    return project.read(resources.path("examples", f"smartphone.{language}.cjmap"))


@cache
def template(name: str = "loyalty", language: str = "en") -> Document:
    """A template in a language, the smallest one unless told otherwise."""
    return project.read(resources.path("templates", f"{name}.{language}.cjmap"))


def as_it_is(document: Document) -> str:
    """The id of the first map of how things are now."""
    return next(one.id for one in queries.maps(document) if one.state == "current")
