"""The whole map on a page of a report, as large as it allows; its phases lead to their pages."""

from __future__ import annotations

from cjdesigner.draw.shapes import Drawing, Row, Text
from cjdesigner.layout.fitted import placed
from cjdesigner.layout.leaf import RUNNING, Frame, Leaf, running
from cjdesigner.layout.report.flow import Subject
from cjdesigner.words import translate

_LARGEST = 1.25
"""A map of a few cards is not blown up further."""


def whole_page(subject: Subject) -> Drawing:
    """The page; among upright ones it lies the way the map lies."""
    drawing, box = subject.drawing, subject.frame
    long, short = max(box.width, box.height), min(box.width, box.height)
    wide = box.width > box.height or drawing.width > drawing.height * 1.05
    frame = Frame(long, short, box.edge) if wide else Frame(short, long, box.edge)
    title = translate("The whole map", subject.language)
    leaf = Leaf(frame, subject.scene.theme, subject.language, f"whole:{subject.scene.structure.map.id}")
    running(leaf, subject.title, "")
    words = Text(0.0, 14.0, (title,), RUNNING, subject.scene.theme.colours.secondary, align="right")
    right = frame.left + frame.room
    leaf.put((words,), "heading", title, at=(right, frame.edge - 8.0), size=(1.0, 20.0), level=2)
    rows = tuple(row for row in drawing.rows if row.id != "title")
    first = rows[0].y if rows else 0.0
    # The title stands above every page of the report: the map has the room.
    top = frame.top - 16.0
    margin = 28.0
    high = max(drawing.height - first - margin, 1.0)
    across = max(drawing.width - 2 * margin, 1.0)
    scale = min(frame.room / across, (frame.bottom - top) / high, _LARGEST)
    dx = frame.left + (frame.room - across * scale) / 2 - margin * scale
    dy = top - first * scale
    if wide:
        dy += max(0.0, (frame.bottom - top - high * scale) / 2)
    made = placed(drawing._replace(rows=rows), scale, dx, dy, (frame.width, frame.height))
    for row in made.rows:
        leaf.row(_leading_on(row))
    page = leaf.drawing(title, drawing, made.over)
    return page


def _leading_on(row: Row) -> Row:
    if row.id != "phases":
        return row
    return row._replace(
        groups=tuple(
            group._replace(meaning=group.meaning._replace(target=f"#phase:{group.meaning.id}")) for group in row.groups
        )
    )

