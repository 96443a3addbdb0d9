"""The templates that come with the program: what there is, and how one becomes a project of one's own."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner import resources
from cjdesigner.files import project
from cjdesigner.files.fresh import fresh_copy
from cjdesigner.model.document import Document
from cjdesigner.model.records import copied

BLANK = "blank"


class Template(NamedTuple):
    """One template in one language."""

    name: str
    language: str

    def load(self) -> Document:
        """The template as it is stored. Raises FileError."""
        return project.read(resources.path("templates", f"{self.name}.{self.language}{project.SUFFIX}"))


def templates(language: str) -> list[Template]:
    """Those in a language, the blank one first."""
    names = (path.stem.rpartition(".") for path in resources.path("templates").glob(f"*{project.SUFFIX}"))
    found = [Template(name, code) for name, _, code in names if name and code == language]
    return sorted(found, key=lambda one: (one.name != BLANK, one.name))


def started(template: Document) -> Document:
    """A project of one's own, named after its map: the template's name and summary are about the template."""
    document = fresh_copy(template)
    journey = next(iter(document.maps.values()), None)
    title = journey.title if journey else ""
    return document.with_records([copied(document.project, title=title, notes="")])
