"""The canvas: shows the map of a session, and hands mouse and keyboard to what knows them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from cjdesigner.draw.shapes import Drawing
from cjdesigner.editor import growing
from cjdesigner.editor.following import Trail
from cjdesigner.editor.gestures import Pointer
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.lanes.base import Scene
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box, Hit
from cjdesigner.layout.links import drawn_links
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui.appearance import current
from cjdesigner.ui.canvas import drops, hidden_marks, pinned
from cjdesigner.ui.canvas.anchoring import anchor
from cjdesigner.ui.canvas.arrows import arrows_of
from cjdesigner.ui.canvas.camera import Camera
from cjdesigner.ui.canvas.crop_session import CropSession
from cjdesigner.ui.canvas.dropping import Dropping
from cjdesigner.ui.canvas.keys import Keys
from cjdesigner.ui.canvas.lens_editing import Lens
from cjdesigner.ui.canvas.linking import Linking
from cjdesigner.ui.canvas.overlay import Overlay
from cjdesigner.ui.canvas.pointing import Pointing
from cjdesigner.ui.canvas.targets import Targets
from cjdesigner.ui.canvas.text_session import TextSession
from cjdesigner.ui.canvas.tiles import Tiles, opaque
from cjdesigner.words import tr

_FRAME = 0.001
"""Seconds that one frame may spend on tiles that are missing."""
_AT_ONCE = 0.08
"""Seconds that the frame may take in which another look is shown: less than anyone notices after a click."""
_AHEAD = 0.004
"""Seconds at a time for what is painted ahead."""
_PAUSE = 120
"""Milliseconds without any movement before the canvas works ahead."""
_PAD = 160.0
"""Scene units of empty canvas around the sheet."""
_BESIDE_TITLE = 8.0
"""Scene units between the words of the title and the outline around them."""


class MapView(Camera):
    """The map, with everything that is done on it directly."""

    hinted = Signal(str)
    menu_requested = Signal(object, QPoint)
    """What was clicked (a Hit or None), and where on the screen."""
    overview_changed = Signal()
    """The small picture of the whole map was painted anew."""
    files_dropped = Signal(list)
    foreign_dropped = Signal(object, str, str, int)
    """Text, a table or a picture of another program (QMimeData); the lane and step it was let go over, "" beside all
    cells; and before how many cards of that cell, −1 for none."""
    text_beside = Signal(str)
    """The text of a selected record is to be edited that does not stand on the map: parked, or not shown. With what is
    typed already the next one is to begin."""
    crop_changed = Signal()
    """Cropping a picture in place has begun or ended."""
    picture_asked = Signal()
    """The selected card shows an empty frame, which was pressed twice."""
    cards_carried_out = Signal(QPoint)
    """Selected cards were let go beside the canvas, at a point of the screen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = QGraphicsScene(self)
        self.setScene(self._stage)
        self.overlay = Overlay()
        self._stage.addItem(self.overlay)
        self.tiles = Tiles(current().canvas)
        self.session = session
        self.targets = Targets(self)
        self.pointing = Pointing(self)
        self.keys = Keys(self)
        self.text: TextSession | None = None
        self.lens = Lens(self)
        self._clicked_at: QPoint | None = None
        self._scene_shown: Scene | None = None
        self._at_once = False
        self.linking: Linking | None = None
        self.trail = Trail()
        """How the keyboard came along links to what is selected."""
        self._crop: CropSession | None = None
        self.dropping = Dropping(self)
        self.carried_over: Callable[[QPoint | None], bool] = _nowhere
        """Told where on the screen cards are dragged, None when no more; whether that is a target beside the canvas."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_PAUSE)
        self._idle.timeout.connect(self._prepare)
        self.setAccessibleName(tr("Journey map"))
        self.moved.connect(self._keep_up)
        session.listen(self._changed)
        self._refresh()

    @property
    def crop(self) -> CropSession | None:
        """The picture that is being cropped in place."""
        return self._crop

    @crop.setter
    def crop(self, crop: CropSession | None) -> None:
        self._crop = crop
        self.overlay.over = crop.paint if crop is not None else None
        self.crop_changed.emit()

    def set_session(self, session: Session) -> None:
        """Show another project."""
        self.finish_text()
        self.cancel_gesture()
        self.session.forget(self._changed)
        self.session = session
        session.listen(self._changed)
        self.dropping.out = ()  # cards that are being dragged are another project's now: they land here as copies
        self.tiles.clear()
        self.pointing.hit = None
        self._refresh()
        self.fit()

    def _changed(self, aspect: Aspect) -> None:
        if aspect in ("map", "document"):
            self.pointing.document_changed()
            if self.text:
                self.text.document_changed()
            if self.crop:
                self.crop.document_changed()
            if self.linking:
                self.linking.document_changed()
        if aspect == "map":
            if not self.pointing.crossing:
                self.cancel_gesture()
            self.finish_text()
            self.tiles.clear()
            self._refresh()
            if not self.pointing.crossing:
                self.fit()
        elif aspect in ("document", "look"):
            if aspect == "look":
                self._look_changed()
            else:
                self._refresh()
                self.lens.document_changed()
        elif aspect == "selection":
            self.decorate()
            self.viewport().update()

    def _refresh(self) -> None:
        """Take the drawing of the session as it is now."""
        if self.session.map_id not in self.session.document.maps:
            self._show_nothing()
            return
        drawing = self.session.drawing()
        self._scene_shown = self.session.scene()
        self.tiles.show(drawing)
        self.tiles.set_dim(self.session.dim)
        self.overlay.hidden = hidden_marks.hidden_marks(self.session, drawing)
        if self.overlay.drawing is None or (self.overlay.drawing.width, self.overlay.drawing.height) != (
            drawing.width,
            drawing.height,
        ):
            self.overlay.prepareGeometryChange()
            self._stage.setSceneRect(QRectF(-_PAD, -_PAD, drawing.width + 2 * _PAD, drawing.height + 2 * _PAD))
        self.sheet = Box(0, 0, drawing.width, drawing.height)
        self.overlay.drawing = drawing
        self.overlay.forget_hover()
        self.decorate()
        if self.text:
            self.text.place()
        self._idle.start(_PAUSE)
        self.viewport().update()

    def _look_changed(self) -> None:
        """The same map, otherwise arranged or dimmed: what is in sight stays where it is, and is painted at once."""
        if not self.pointing.crossing:
            self.cancel_gesture()
        self.finish_text()
        kept = anchor(self.overlay.drawing, self._scene_shown, self.visible_area()) if self._scene_shown else None
        self._refresh()
        if kept is not None and self.overlay.drawing is not None:
            dx, dy = kept.moved(self.overlay.drawing, self.session.scene())
            self.scroll_by(dx * self.scale_now, dy * self.scale_now)
        self._at_once = True

    def _show_nothing(self) -> None:
        """There is no map: neither is there anything to point at."""
        self.overlay.prepareGeometryChange()
        self.overlay.drawing = None
        self.overlay.selected, self.overlay.cell, self.overlay.lit_links, self.overlay.joined = [], None, [], []
        self.overlay.hidden = []
        self.overlay.forget_hover()
        self.tiles.show_nothing()
        self.sheet = Box(0, 0, 1, 1)
        self._stage.setSceneRect(QRectF(0, 0, 1, 1))
        self.viewport().update()

    def decorate(self) -> None:
        """Put selection, cell and links of the selection into the overlay."""
        overlay, session = self.overlay, self.session
        drawing = overlay.drawing
        if drawing is None:
            return
        boxes = _boxes(drawing, set(session.selection), session.scene())
        overlay.selected = [(one, boxes[one]) for one in session.selection if one in boxes]
        phases = [one for one, _ in overlay.selected if one in session.document.phases] if boxes else []
        overlay.arrows = arrows_of(drawing, phases) if phases else {}
        overlay.cell = self._cell_box() if session.cell else None
        overlay.lit_links, overlay.joined = [], []
        if session.selection and session.document.links:
            chosen = set(session.selection)
            shown = drawn_links(drawing)
            ends: set[str] = set()
            for link in session.document.links.values():
                if (chosen & {link.id, link.source, link.target}) and link.id in shown:
                    overlay.lit_links.append(shown[link.id])
                    ends |= {link.source, link.target}
            overlay.joined = list(_boxes(drawing, ends - chosen, session.scene()).values())

    def _cell_box(self) -> Box | None:
        lane_id, step_id = self.session.cell or ("", "")
        drawing = self.overlay.drawing
        row = next((row for row in drawing.rows if row.id == lane_id), None) if drawing else None
        scene = self.session.scene()
        column = scene.structure.column.get(step_id)
        if row is None or column is None:
            return None
        x, wide = scene.columns.box(column, column)
        return Box(x, row.y + 6, wide, row.height - 12)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The drawing itself, from tiles, in device pixels."""
        self._paint_tiles(painter, _AT_ONCE if self._at_once else _FRAME)
        self._at_once = False

    def _paint_tiles(self, painter: QPainter, budget: float) -> None:
        ratio = self.devicePixelRatioF()
        origin, width, height, scale = self._surface()
        painter.save()
        painter.resetTransform()
        painter.scale(1 / ratio, 1 / ratio)
        # At 150 % the viewport may begin between two pixels of the window: tiles put there would leave gaps.
        place = painter.deviceTransform()
        painter.translate(round(place.dx()) - place.dx(), round(place.dy()) - place.dy())
        opaque(painter)
        painter.setClipRect(self._beside_strips(ratio))
        self.tiles.set_around(current().canvas)
        if not self.tiles.draw(painter, origin, width + 1, height + 1, scale, budget):
            QTimer.singleShot(0, self.viewport(), self.viewport().update)
        painter.restore()

    def _beside_strips(self, ratio: float) -> QRectF:
        """The viewport in device pixels without the pinned strips, which would cover what is painted below them."""
        size = self.viewport().size() * ratio
        left = top = 0
        drawing = self.overlay.drawing
        if drawing is not None:
            scene, view, scale = self.session.scene(), self.visible_area(), self.scale_now
            if pinned.rail_shown(scene, view):
                left = int(pinned.rail_width(scale) * ratio)
            if pinned.header_shown(drawing, view):
                top = int(pinned.header_high(scene, scale) * ratio)
        return QRectF(left, top, size.width() + 1 - left, size.height() + 1 - top)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The pinned phases and lane names."""
        drawing = self.overlay.drawing
        if drawing is None:
            return
        self.overlay.scale_now = self.scale_now
        painter.save()
        painter.resetTransform()
        scene, lit = self.session.scene(), self.overlay.feedback.end
        pinned.paint(painter, drawing, scene, self.visible_area(), self.scale_now, current(), self.font(), lit)
        painter.restore()
        self.lens.paint(painter)

    def settle(self, budget: float = 60.0) -> None:
        """Paint every tile in sight now, for so many seconds: for the first frame, and for pictures of the window."""
        throwaway = QImage(8, 8, QImage.Format.Format_RGB32)
        painter = QPainter(throwaway)
        self.tiles.draw(painter, *self._surface(), budget=budget)
        painter.end()
        self.viewport().update()

    def _prepare(self) -> None:
        """When nothing happens: the overview picture for the next zoom, and the tiles around for the next pan."""
        if self.pointing.gesture is not None or not self.isVisible():
            return
        origin, width, height, scale = self._surface()
        before = self.tiles.overview
        ready = self.tiles.prepare_overview(_AHEAD)
        if self.tiles.overview is not before:
            self.overview_changed.emit()
        ready = ready and self.tiles.prepare_around(origin, width, height, scale, _AHEAD)
        if not ready:
            self._idle.start(0)

    @property
    def preparing(self) -> bool:
        """Whether there is something left to paint ahead."""
        return self._idle.isActive()

    def _surface(self) -> tuple[QPointF, int, int, float]:
        """The viewport in device pixels: where the scene's origin stands, width and height, and pixels per unit."""
        ratio = self.devicePixelRatioF()
        origin = self.viewportTransform().map(QPointF(0, 0)) * ratio
        size = self.viewport().size() * ratio
        return QPointF(round(origin.x()), round(origin.y())), size.width(), size.height(), self.scale_now * ratio

    def _keep_up(self) -> None:
        """What lies over the map moves with it."""
        self.overlay.scale_now = self.scale_now
        self._idle.start(_PAUSE)
        if self.text:
            self.text.place()
        self.lens.place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, begin a gesture, or pan."""
        bare = event.button() == Qt.MouseButton.LeftButton and not event.modifiers() and not self.pointing.space
        self._clicked_at = event.position().toPoint() if bare else None
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what is under the pointer."""
        self.pointing.move(event)
        where = event.position().toPoint()
        if not event.buttons() and self.lens.hover(where if self._on_title(where) else None):
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            self.hinted.emit(tr("Click to edit the lens of the map · Tab goes on to the next field"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture; a click on a field of the lens opens it."""
        self.pointing.release(event)
        pressed, self._clicked_at = self._clicked_at, None
        where = event.position().toPoint()
        if pressed is not None and (pressed - where).manhattanLength() < 4 and self._on_title(where):
            name = self.lens.at(where)
            if name:
                self.lens.open(name)

    def _on_title(self, where: QPoint) -> bool:
        """Whether a point of the viewport is on the title block, and not on a strip that lies over it."""
        under = self.targets.under(self.pointing.pointer(QPointF(where), Qt.KeyboardModifier.NoModifier))
        return under is not None and under.role == "title"

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is there, or add a card where nothing is."""
        self.pointing.double_click(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the hover when the pointer leaves."""
        if event.type() == QEvent.Type.Leave and self.isVisible():  # not while it is being taken down
            self.pointing.hover(None)
        return super().viewportEvent(event)

    def carries_cards(self) -> bool:
        """Whether the gesture under way drags cards, rather than a step, a lane or a point."""
        ghosts = self.overlay.feedback.ghosts
        return bool(ghosts) and all(one in self.session.document.cards for one in ghosts)

    def cancel_gesture(self) -> bool:
        """Drop what is being dragged or linked: nothing has changed. Whether something was dragged."""
        if self.linking:
            self.linking.close()
        dragging = self.pointing.gesture is not None
        self.pointing.cancel()
        return dragging

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, edit, type; what is left goes to the window's shortcuts."""
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys that write, or make a link, are no shortcuts meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride and self.crop and isinstance(event, QKeyEvent):
            if self.crop.wants(event):  # Backspace shows the whole picture, and deletes no card
                event.accept()
                return True
        if event.type() == QEvent.Type.ShortcutOverride and self.linking and isinstance(event, QKeyEvent):
            if self.linking.takes(event):
                event.accept()
                return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keys.takes(event):
            event.accept()
            return True
        return super().event(event)

    def begin_linking(self) -> bool:
        """Look for the other end of a link from what is selected, by key. False where nothing can be linked."""
        self.cancel_gesture()
        self.finish_text()
        drawn = {one for one, _ in self.overlay.selected}
        document = self.session.document
        sources = tuple(
            one for one in self.session.selection if one in drawn and (one in document.cards or one in document.steps)
        )
        if sources:
            self.setFocus()
            self.linking = Linking(self, sources)
        return bool(sources)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks the cells; F6 leaves the canvas."""
        return False

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the hand."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.pointing.space = False
            self.pointing.cursor()
        self.keys.release(event)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key released elsewhere is released."""
        self.pointing.space = False
        elsewhere = event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self.linking and elsewhere:
            self.linking.close()
        super().focusOutEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed text begins a card like a typed key."""
        if event.commitString() and self.text is None and not self.pointing.busy:
            self.keys.type_text(event.commitString())
            event.accept()
        else:
            super().inputMethodEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for what is under the pointer, or for the selection when called by key."""
        if self.pointing.busy:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            pointer = self.pointing.pointer(QPointF(event.pos()), event.modifiers())
            under = self.targets.under(pointer)
            link = self.targets.link_at(pointer) if under is None or under.role == "cell" else ""
            if link:
                self.session.select([link])
                under = Hit("link", link, Box(pointer.x, pointer.y, 1, 1))
            elif under and under.role == "cell":
                self.session.select([], cell=(under.id, under.step))
            elif under and under.id not in self.session.selection:
                self.session.select([under.id])
            self.menu_requested.emit(under, event.globalPos())
            return
        self.keys.ask_menu()

    def show_changed(self, ids: tuple[str, ...]) -> None:
        """Bring one of these records into sight where none of them is: what is undone must be seen."""
        drawing = self.overlay.drawing
        boxes = list(_boxes(drawing, set(ids), self.session.scene()).values()) if drawing is not None else []
        seen = self.visible_area()
        area = Box(seen.left(), seen.top(), seen.width(), seen.height())
        if boxes and not any(box.meets(area) for box in boxes):
            self.reveal(boxes[0])

    def reveal_selection(self) -> None:
        """Bring what the keyboard selected into sight."""
        box = self.overlay.selected[-1][1] if self.overlay.selected else self.overlay.cell
        if box:
            self.reveal(box)

    def add_card(
        self, lane_id: str, step_id: str, pointer: Pointer | None = None, start: str = "", index: int | None = None
    ) -> None:
        """A new card in a cell, open for typing; leaving it empty takes it back."""
        self.finish_text()
        document = self.session.saved_document
        new, card_id = drops.new_card(self.session, lane_id, step_id, self.overlay.drawing, pointer, index)
        self.session.preview(new)
        self.session.select([card_id])
        self.text = TextSession.open(self, card_id, before=document, start=start, is_new=True)
        if self.text is None:
            self.session.preview(None)  # a hidden lane: what cannot be seen cannot be typed
            self.session.select([])

    def edit_text(self, record_id: str, start: str = "") -> None:
        """Open the text of a record where it stands; ``start`` takes the place of what it was."""
        self.cancel_gesture()
        self.finish_text()
        self.text = TextSession.open(self, record_id, before=self.session.saved_document, start=start)
        if self.text is None and record_id in self.session.document.cards:
            self.text_beside.emit("")

    def crop_picture(self, card_id: str) -> bool:
        """Crop the picture of a card where it stands; False where it shows none."""
        self.cancel_gesture()
        self.finish_text()
        self.setFocus()
        return CropSession.open(self, card_id) is not None

    def finish_text(self) -> None:
        """Keep what is being typed, or cropped."""
        if self.crop:
            self.crop.finish()
        if self.text:
            self.text.finish("focus")
        self.lens.finish()

    def drag_out(self, card_ids: tuple[str, ...]) -> None:
        """Go on dragging the cards as what other programs understand; back on this canvas they move after all."""
        self.dropping.drag_out(card_ids)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can land here."""
        self.dropping.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would land."""
        self.dropping.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget where it would have landed."""
        self.dropping.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Land it."""
        self.dropping.land(event)

    def place_block(self, key: str) -> None:
        """A card of a type at the selected cell or card, or in the first step: for a double-click in the palette."""
        session, drawing = self.session, self.overlay.drawing
        shape = queries.structure(session.document, session.map_id)
        chosen = session.selected_cards()
        lane_id, step_id = session.cell or ("", "")
        if chosen:
            card = session.document.cards[chosen[-1]]
            lane_id, step_id = card.lane, card.start
        if step_id not in shape.column and shape.steps:
            step_id = shape.steps[0].id
        lanes = [lane.id for lane in shape.lanes]
        if lane_id not in lanes and lanes:
            lane_id = lanes[-1]
        if not shape.steps or not lanes:
            session.say(tr("Add a step and a lane first."))
            return
        self.finish_text()
        made = drops.place_block(session, key, lane_id, step_id, drawing, None)
        if made:
            self.open_new(*made)

    def open_new(self, document: Document, record_id: str, start: str = "", keep_empty: bool = True) -> None:
        """Show a new card, step or phase and open it for typing; with ``keep_empty`` it stays even without a text."""
        self.finish_text()
        before = self.session.saved_document
        self.session.preview(document)
        self.session.select([record_id])
        self.text = TextSession.open(
            self, record_id, before=before, start=start, is_new=True, keep_empty=keep_empty
        )
        if self.text is None:
            self.session.commit(document, growing.label(document, record_id), select=[record_id])


def _nowhere(place: QPoint | None) -> bool:
    return False


def _boxes(drawing: Drawing, wanted: set[str], scene: Scene) -> dict[str, Box]:
    """The boxes of the wanted records: a lane as far as its sheet, and the title as far as the lanes."""
    found: dict[str, Box] = {}
    if not wanted:
        return found
    for row in drawing.rows:
        if row.id in wanted:
            found[row.id] = hits.lane_box(drawing, scene, row.id) or Box(0.0, row.y, drawing.width, row.height)
        for group in row.groups:
            if group.meaning.id in wanted and group.meaning.role in ("card", "point", "step", "phase", "title"):
                found[group.meaning.id] = hits.box_of(row, group)
                if group.meaning.role == "title":
                    left, right = scene.columns.track_left - _BESIDE_TITLE, scene.columns.track_right + _BESIDE_TITLE
                    found[group.meaning.id] = Box(left, row.y, right - left, row.height)
    return found
