"""What the pointer is on: records, and the small grips that the overlay shows or the drawing implies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPathStroker

from cjdesigner.draw.shapes import Drawing, Group, Path
from cjdesigner.editor import mending
from cjdesigner.editor.cropping import cropped, has_picture
from cjdesigner.editor.curving import Spot, spot_at
from cjdesigner.editor.gestures import Pointer
from cjdesigner.lanes import tally
from cjdesigner.lanes.pictures import PictureCard, frame_height
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box, Hit
from cjdesigner.layout.links import drawn_links, label_ink, shown_label
from cjdesigner.model import queries
from cjdesigner.paint.canvas import TEXT_FROM
from cjdesigner.paint.raster import path
from cjdesigner.ui.canvas import hidden_marks, pinned
from cjdesigner.ui.canvas.hidden_marks import HiddenMark
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView


def _on_label(link: Group, pointer: Pointer) -> bool:
    label = label_ink(link)
    return label is not None and label.holds(pointer.x, pointer.y)


def _near(shaft: Path, x: float, y: float, reach: float) -> bool:
    """Whether a point lies within reach of the box around a line: most links are told apart by that alone."""
    xs = [value for _, values in shaft.commands for value in values[::2]]
    ys = [value for _, values in shaft.commands for value in values[1::2]]
    return min(xs) - reach <= x <= max(xs) + reach and min(ys) - reach <= y <= max(ys) + reach


class Targets:
    """Answers for one canvas, at its present zoom."""

    def __init__(self, view: MapView) -> None:
        self.view = view

    def under(self, pointer: Pointer) -> Hit | None:
        """The record or cell below the pointer; the pinned strips lie over the map."""
        drawing = self.view.overlay.drawing
        if drawing is None:
            return None
        pinned_hit = self._on_strip(drawing, pointer)
        if pinned_hit is not False:
            return pinned_hit
        return hits.hit(drawing, self.view.session.scene(), pointer.x, pointer.y)

    def _on_strip(self, drawing: Drawing, pointer: Pointer) -> Hit | None | Literal[False]:
        """The lane, phase or step whose pinned name is below the pointer; False beside the strips."""
        view, scene, scale = self.view.visible_area(), self.view.session.scene(), self.view.scale_now
        x, y = (pointer.x - view.left()) * scale, (pointer.y - view.top()) * scale
        rail = pinned.rail_shown(scene, view)
        high = pinned.header_high(scene, scale) if pinned.header_shown(drawing, view) else 0.0
        if rail and x < pinned.rail_width(scale):
            if y < high:
                return None  # the corner, where neither strip has a name
            row = hits.row_at(drawing, pointer.y)
            lanes = {lane.id for lane in scene.structure.lanes}
            return Hit("lane", row.id, Box(pointer.x, row.y, 1.0, row.height)) if row and row.id in lanes else None
        if y >= high:
            return False
        if y >= pinned.PHASES_HIGH:
            column = scene.columns.at(pointer.x)
            if column is None:
                return None
            step = scene.structure.steps[column]
            return Hit("step", step.id, Box(scene.columns.left[column], pointer.y, scene.columns.width[column], 1.0))
        for (left, wide), phase in zip(scene.columns.phases, scene.structure.phases, strict=True):
            if left <= pointer.x < left + wide:
                return Hit("phase", phase.id, Box(left, pointer.y, wide, 1.0))
        return None

    def on_strip(self, pointer: Pointer) -> bool:
        """Whether a strip of pinned names is below the pointer, over the map."""
        drawing = self.view.overlay.drawing
        return drawing is not None and self._on_strip(drawing, pointer) is not False

    def on_handle(self, pointer: Pointer) -> bool:
        """Whether the pointer is on the round handle that links are drawn from."""
        handle = self.view.overlay.handle
        return handle is not None and handle.holds(pointer.x, pointer.y, self.view.scale_now)

    def hidden_at(self, pointer: Pointer) -> HiddenMark | None:
        """The sign of something hidden that is under the pointer."""
        scale, font = self.view.scale_now, self.view.font()
        for mark in self.view.overlay.hidden:
            if hidden_marks.box_of(mark, scale, font).holds(pointer.x, pointer.y):
                return mark
        return None

    def fold_sign(self, under: Hit | None) -> tuple[str, Box] | None:
        """The phase under the pointer with the place of the button that folds it; None for a folded one."""
        if under is None or under.role != "phase" or under.box.height < 2.0:
            return None
        session = self.view.session
        if under.id in session.look.folded or not session.scene().structure.steps_of[under.id]:
            return None
        size = hidden_marks.FOLD / self.view.scale_now
        if size > under.box.height or under.box.width < 3 * size:
            return None
        box = under.box
        return under.id, Box(box.right - size - 14.0, box.y + (box.height - size) / 2, size, size)

    def border_at(self, pointer: Pointer) -> str:
        """The step whose right border is under the pointer, in the row of step names or in the pinned one."""
        drawing = self.view.overlay.drawing
        if drawing is None:
            return ""
        view, scene, scale = self.view.visible_area(), self.view.session.scene(), self.view.scale_now
        x, y = (pointer.x - view.left()) * scale, (pointer.y - view.top()) * scale
        if pinned.rail_shown(scene, view) and x < pinned.rail_width(scale):
            return ""
        high = pinned.header_high(scene, scale) if pinned.header_shown(drawing, view) else 0.0
        if y < high:
            if y < pinned.PHASES_HIGH:
                return ""
        else:
            row = hits.row_at(drawing, pointer.y)
            if row is None or row.id != "steps":
                return ""
        columns, reach = scene.columns, max(5.0, 4.0 / scale)
        for step, left, wide in zip(scene.structure.steps, columns.left, columns.width, strict=True):
            if abs(pointer.x - left - wide) <= min(reach, wide / 4):
                return step.id
        return ""

    def lane_border_at(self, pointer: Pointer) -> str:
        """The lane whose lower border is under the pointer, in the rail of lane names or in the pinned one."""
        drawing = self.view.overlay.drawing
        if drawing is None:
            return ""
        view, scene, scale = self.view.visible_area(), self.view.session.scene(), self.view.scale_now
        x, y = (pointer.x - view.left()) * scale, (pointer.y - view.top()) * scale
        if pinned.rail_shown(scene, view):
            if x >= pinned.rail_width(scale):
                return ""
        elif not scene.columns.track_left <= pointer.x < scene.columns.track_left + scene.columns.rail:
            return ""
        if pinned.header_shown(drawing, view) and y < pinned.header_high(scene, scale):
            return ""
        reach = max(4.0, 4.0 / scale)
        row = hits.row_at(drawing, pointer.y - reach) or hits.row_at(drawing, pointer.y)
        if row is None or row.id not in self.view.session.document.lanes:
            return ""
        return row.id if abs(pointer.y - row.y - row.height) <= min(reach, row.height / 4) else ""

    def border_line(self, pointer: Pointer) -> Box | None:
        """The border under the pointer that can be dragged, as long as the map: a line without width or height."""
        drawing, columns = self.view.overlay.drawing, self.view.session.scene().columns
        step, lane = self.border_at(pointer), self.lane_border_at(pointer)
        if drawing is None or not (step or lane):
            return None
        lanes = self.view.session.document.lanes
        rows = [row for row in drawing.rows if row.id == "steps" or row.id in lanes]
        if step:
            place = self.view.session.scene().structure.column[step]
            x = columns.left[place] + columns.width[place]
            return Box(x, rows[0].y, 0.0, rows[-1].y + rows[-1].height - rows[0].y)
        row = next(row for row in rows if row.id == lane)
        return Box(columns.track_left, row.y + row.height, columns.track_right - columns.track_left, 0.0)

    def stretches(self, record_id: str) -> bool:
        """Whether a record is a card that can be stretched over several steps."""
        card = self.view.session.document.cards.get(record_id)
        return card is not None and card.type not in ("emotions", "touchpoints")

    def edge_at(self, pointer: Pointer) -> tuple[str, bool] | None:
        """The selected card whose right or left edge is under the pointer, and whether it is the left one."""
        if len(self.view.overlay.selected) != 1:
            return None
        record, box = self.view.overlay.selected[0]
        if not self.stretches(record) or not box.y <= pointer.y <= box.bottom:
            return None
        reach = 4.0 / self.view.scale_now
        if abs(pointer.x - box.right) <= reach:
            return record, False
        return (record, True) if abs(pointer.x - box.x) <= reach else None

    def picture_at(self, under: Hit, pointer: Pointer) -> bool:
        """Whether the pointer is on the picture of a card, rather than on its caption."""
        drawing = self.view.overlay.drawing
        if under.role != "card" or drawing is None or not has_picture(self.view.session.document, under.id):
            return False
        found = cropped(drawing, under.id)
        return found is not None and found.frame.holds(pointer.x, pointer.y)

    def empty_frame_at(self, under: Hit, pointer: Pointer) -> bool:
        """Whether the pointer is where the picture of a card will be that has none yet."""
        card = self.view.session.document.cards.get(under.id)
        if card is None or not isinstance(card.payload, PictureCard) or card.payload.asset:
            return False
        return pointer.y <= under.box.y + frame_height(card.payload, under.box.width)

    def told_at(self, pointer: Pointer, under: Hit | None) -> tuple[str, ...]:
        """The pain points that the chip of a solution below the pointer counts, or the solutions that a pain's does."""
        drawing = self.view.overlay.drawing
        if drawing is None or under is None or under.role != "card" or self.view.scale_now < TEXT_FROM:
            return ()
        row = hits.row_at(drawing, pointer.y)
        shown = next((one for one in row.groups if one.meaning.id == under.id), None) if row else None
        chip = tally.found(shown.shapes) if shown else None
        if chip is None or not Box(under.box.x + chip.x, under.box.y + chip.y, chip.width, chip.height).holds(
            pointer.x, pointer.y
        ):
            return ()
        return mending.others(self.view.session.document, under.id)

    def spot_at(self, pointer: Pointer, under: Hit | None) -> Spot | None:
        """The place on a curve under the pointer where a point may be set."""
        drawing, session = self.view.overlay.drawing, self.view.session
        if drawing is None or under is None or under.role != "cell":
            return None
        lane = session.document.lanes.get(under.id)
        if lane is None or lane.type != "emotions":
            return None
        reach = max(4.0, 5.0 / self.view.scale_now)
        return spot_at(session.document, drawing, session.scene(), pointer.x, pointer.y, reach)

    def link_at(self, pointer: Pointer) -> str:
        """The link that runs within a few pixels of the pointer, or whose label is under it."""
        drawing = self.view.overlay.drawing
        if drawing is None:
            return ""
        stroker = QPainterPathStroker()
        stroker.setWidth(10.0 / self.view.scale_now)
        reach = 5.0 / self.view.scale_now
        for link_id, group in drawn_links(drawing).items():
            around = Box(group.x - reach, group.y - reach, group.width + 2 * reach, group.height + 2 * reach)
            if not around.holds(pointer.x, pointer.y):
                continue  # the pointer rests on the map all the time, and there may be thousands of links
            if _on_label(group, pointer):
                return link_id
            shaft = next((shape for shape in group.shapes if isinstance(shape, Path) and shape.stroke), None)
            if shaft is not None and _near(shaft, pointer.x - group.x, pointer.y - group.y, 5.0 / self.view.scale_now):
                near = stroker.createStroke(path(shaft.commands))
                if near.contains(QPointF(pointer.x - group.x, pointer.y - group.y)):
                    return link_id
        return ""

    def label_at(self, pointer: Pointer, link_id: str) -> bool:
        """Whether the pointer is on the label of a link."""
        drawing = self.view.overlay.drawing
        group = drawn_links(drawing).get(link_id) if drawing is not None else None
        return group is not None and _on_label(group, pointer)

    def _link_hint(self, link: Group, pointer: Pointer) -> str:
        """What the mouse would do with a link, after what its label says where not all of that is drawn."""
        does = tr("Click to select the link · double-click goes along it · right-click for more")
        if _on_label(link, pointer):
            does = tr("Click to select the link · double-click to change its label · right-click for more")
        record = self.view.session.document.links.get(link.meaning.id)
        words = " ".join(record.label.split()) if record else ""
        return f"“{words[:80]}” · {does}" if words and words != shown_label(link) else does

    def empty_ground(self, under: Hit) -> Box | None:
        """Where the quiet "+" of an empty cell goes."""
        document = self.view.session.document
        if queries.cell(document, under.id, under.step):
            return None
        return under.box

    def hint(self, under: Hit | None, pointer: Pointer | None = None) -> str:
        """What the mouse would do there; while a text is open, what the keys do."""
        if self.view.text:
            return self.view.text.hint
        if pointer is not None:
            if self.border_at(pointer):
                return tr("Drag to make the step wider or narrower · double-click fits it to its content")
            if self.lane_border_at(pointer):
                return tr("Drag to make the lane higher or lower · double-click fits it to its content")
            if self.edge_at(pointer):
                return tr("Drag to stretch the card over more steps")
            if self.view.overlay.spot:
                return tr("Click to set a point here · drag it to its value")
            if self.view.overlay.hover_link:
                return self._link_hint(self.view.overlay.hover_link, pointer)
            if under is not None and self.picture_at(under, pointer):
                return tr("Double-click to crop the picture · drag to move it")
            if under is not None and self.empty_frame_at(under, pointer):
                return tr("Double-click to choose a picture · drag to move the card")
        if under is None:
            return tr("Drag to select · hold Space to pan · Ctrl and wheel to zoom") if self.view.underMouse() else ""
        return {
            "cell": tr("Double-click to add a card · drag to select"),
            "card": tr("Drag to move · double-click to edit · drag the round handle to link"),
            "point": tr("Drag to change the feeling · double-click to name it"),
            "step": tr("Double-click to rename · drag to move · the right border resizes · the round handle links"),
            "phase": tr("Double-click to rename · drag to move the phase"),
            "lane": tr("Double-click to rename · drag to move the lane"),
            "title": tr("Double-click to rename the map"),
            "fold": tr("Click to unfold the phase"),
        }.get(under.role, "")
