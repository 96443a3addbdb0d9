"""Small signs where something is hidden: steps and lanes between those that are shown, curves in their lane.

A click on one shows again what it stands for. They lie over the map, so that no export has them.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from cjdesigner.draw.shapes import Drawing
from cjdesigner.editor import folding
from cjdesigner.editor.session import Session
from cjdesigner.lanes.track import RAIL_PADDING
from cjdesigner.layout.hits import Box
from cjdesigner.model import queries
from cjdesigner.words import ntr, tr

HIGH = 18.0
"""Logical pixels of a sign."""
_FOOT = 15.0
"""Scene units from the foot of a lane to the middle of the sign of its hidden curves."""
FOLD = 22.0
"""Logical pixels of the button that folds a phase."""
_ACCENT = "#2F5BEA"
_MOST = 1.5
"""Scene units per logical pixel beyond which signs shrink with the map."""


class HiddenMark(NamedTuple):
    """Neighbours that are hidden at one place."""

    kind: str
    """"steps", "lanes" or "curves"."""
    ids: tuple[str, ...]
    """What is hidden; of curves the lane and then the personas."""
    x: float
    y: float
    """Where its middle is, in scene units; of curves the left end of that line."""
    text: str
    says: str
    """What is hidden, for the hint."""


def hidden_marks(session: Session, drawing: Drawing) -> list[HiddenMark]:
    """The signs of the map in view."""
    scene = session.scene()
    shape = scene.structure
    full = queries.structure(session.document, session.map_id)
    marks: list[HiddenMark] = []
    if len(shape.steps) < len(full.steps):
        marks += _steps(session, drawing, full)
    if any(lane.hidden for lane in shape.lanes):
        marks += _lanes(session, drawing)
    if session.look.hidden_personas or any(lane.hidden_curves for lane in shape.lanes):
        marks += _curves(session, drawing)
    return marks


def _curves(session: Session, drawing: Drawing) -> list[HiddenMark]:
    """At the foot of the lane's name, below the curves that it lists."""
    document, scene = session.document, session.scene()
    rows = {row.id: row for row in drawing.rows}
    marks = []
    for lane in scene.structure.lanes:
        row = rows.get(lane.id)
        away = folding.hidden_curves(session, lane.id) if row is not None and lane.type == "emotions" else ()
        if row is None or not away:
            continue
        text = ntr("{count} curve hidden", "{count} curves hidden", len(away))
        says = ntr(
            "{count} curve hidden: {names}. Click to show.",
            "{count} curves hidden: {names}. Click to show.",
            len(away),
            names=", ".join(" ".join(document.personas[one].name.split()) or tr("No name") for one in away),
        )
        x = scene.columns.track_left + RAIL_PADDING
        marks.append(HiddenMark("curves", (lane.id, *away), x, row.y + row.height - _FOOT, text, says))
    return marks


def _steps(session: Session, drawing: Drawing, full: queries.Structure) -> list[HiddenMark]:
    scene = session.scene()
    row = next((row for row in drawing.rows if row.id == "steps"), None)
    if row is None:
        return []
    marks = []
    hidden = session.look.hidden_steps
    for (left, _), phase in zip(scene.columns.phases, full.phases, strict=True):
        if phase.id in scene.folds:
            continue
        x, run = left, []
        for step in (*full.steps_of[phase.id], None):
            if step is not None and step.id in hidden:
                run.append(step)
                continue
            if run:
                names = ", ".join(" ".join(one.name.split()) for one in run)
                says = ntr(
                    "{count} step hidden: {names}. Click to show.",
                    "{count} steps hidden: {names}. Click to show.",
                    len(run),
                    names=names,
                )
                ids = tuple(one.id for one in run)
                marks.append(HiddenMark("steps", ids, x, row.y - 2.0, f"+{len(run)}", says))
                run = []
            if step is not None:
                column = scene.structure.column[step.id]
                x = scene.columns.left[column] + scene.columns.width[column]
    return marks


def _lanes(session: Session, drawing: Drawing) -> list[HiddenMark]:
    scene = session.scene()
    rows = {row.id: row for row in drawing.rows}
    top = next((row for row in reversed(drawing.rows) if row.id in ("title", "phases", "path", "steps")), None)
    y = top.y + top.height + 4.0 if top else 0.0
    marks = []
    run: list[str] = []
    names: list[str] = []
    x = scene.columns.track_left + scene.columns.rail / 2
    for lane in (*scene.structure.lanes, None):
        if lane is not None and lane.hidden:
            run.append(lane.id)
            names.append(" ".join(lane.name.split()))
            continue
        if run:
            text = ntr("{count} lane hidden", "{count} lanes hidden", len(run))
            says = ntr(
                "{count} lane hidden: {names}. Click to show.",
                "{count} lanes hidden: {names}. Click to show.",
                len(run),
                names=", ".join(names),
            )
            marks.append(HiddenMark("lanes", tuple(run), x, y, text, says))
            run, names = [], []
        if lane is not None and lane.id in rows:
            y = rows[lane.id].y + rows[lane.id].height + scene.theme.sizes.lane_gap / 2
    return marks


def _font(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(11)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def box_of(mark: HiddenMark, scale: float, font: QFont) -> Box:
    """Where a sign is, in scene units, at a scale of logical pixels per unit."""
    pixel = min(1.0 / scale, _MOST)
    wide = QFontMetricsF(_font(font)).horizontalAdvance(mark.text) + 16.0
    left = mark.x if mark.kind == "curves" else mark.x - wide * pixel / 2
    return Box(left, mark.y - HIGH * pixel / 2, wide * pixel, HIGH * pixel)


def paint(painter: QPainter, marks: list[HiddenMark], scale: float, font: QFont, lit: HiddenMark | None) -> None:
    """The signs, with the painter in scene coordinates; they lie on the sheet, which is light in every look."""
    pixel = min(1.0 / scale, _MOST)
    for mark in marks:
        box = box_of(mark, scale, font)
        painter.save()
        painter.translate(box.x, box.y)
        painter.scale(pixel, pixel)
        area = QRectF(0.5, 0.5, box.width / pixel - 1.0, HIGH - 1.0)
        on = mark == lit
        painter.setPen(QPen(QColor(_ACCENT), 1.25))
        painter.setBrush(QColor(_ACCENT if on else "#E8EEFD"))
        if mark.kind == "steps":
            # As where columns of a table are hidden: a double line.
            for x in (area.center().x() - 1.5, area.center().x() + 1.5):
                painter.drawLine(QPointF(x, -6.0), QPointF(x, HIGH + 6.0))
        painter.drawRoundedRect(area, HIGH / 2 - 0.5, HIGH / 2 - 0.5)
        painter.setFont(_font(font))
        painter.setPen(QColor("#FFFFFF" if on else "#1E3FA8"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), mark.text)
        painter.restore()


def paint_fold(painter: QPainter, box: Box, pixel: float) -> None:
    """The button in a phase that folds it: two arrows towards each other."""
    painter.save()
    painter.translate(box.x + box.width / 2, box.y + box.height / 2)
    painter.scale(pixel, pixel)
    ground = QColor("#FFFFFF")
    ground.setAlpha(235)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(QPointF(0.0, 0.0), FOLD / 2, FOLD / 2)
    painter.setPen(QPen(QColor("#1F2933"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for side in (-1.0, 1.0):
        painter.drawLine(QPointF(side * 2.2, 0.0), QPointF(side * 5.4, -3.4))
        painter.drawLine(QPointF(side * 2.2, 0.0), QPointF(side * 5.4, 3.4))
    painter.restore()
