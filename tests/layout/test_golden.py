"""The drawings of shipped maps as short text, so that a change of layout is seen and wanted.

To remake the files after a change that is wanted: ``REMAKE_GOLDEN=1 pytest tests/layout/test_golden.py``; then read
the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjdesigner.draw.shapes import Drawing, Group, Text
from cjdesigner.layout.links import drawn_links
from cjdesigner.model.document import Document
from tests.helpers.driver import fresh_drawing
from tests.helpers.shipped import as_it_is, sample, template

GOLDEN = Path(__file__).parent / "golden"
MAPS = {
    "smartphone.en": lambda: sample("en"),
    "smartphone.nl": lambda: sample("nl"),
    "blueprint.en": lambda: template("blueprint"),
}


def told(document: Document, drawing: Drawing) -> Iterator[str]:
    """One line for each row and each group: what it is, where it stands, and its words."""
    yield f"sheet {drawing.width:.0f} × {drawing.height:.0f}"
    for row in drawing.rows:
        lane = document.lanes.get(row.id)
        yield f"{lane.type if lane else row.id} at {row.y:.0f}, {row.height:.0f} high"
        for group in row.groups:
            if group.meaning.role != "guide":
                yield f"  {box(group)}{words(group)}"
    for link_id, group in sorted(drawn_links(drawing).items(), key=lambda item: (item[1].width, item[1].height)):
        link = document.links[link_id]
        yield f"{link.kind} to {group.width:.0f}, {group.height:.0f}{words(group)}"


def box(group: Group) -> str:
    return f"{group.meaning.role} {group.x:.0f}, {group.y:.0f}, {group.width:.0f} × {group.height:.0f}"


def words(group: Group) -> str:
    lines = [line for each in group.shapes if isinstance(each, Text) for line in each.lines]
    return "".join(f" | {line}" for line in lines)


@pytest.mark.parametrize("name", MAPS)
def test_the_drawing_is_as_it_was(name: str) -> None:
    document = MAPS[name]()
    map_id = as_it_is(document)
    text = "\n".join(told(document, fresh_drawing(document, map_id))) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("REMAKE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()
