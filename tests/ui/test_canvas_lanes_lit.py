"""What is outlined and lit of a lane, and where its pinned name ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import sizes
from cjdesigner.model import queries
from cjdesigner.ui.canvas import pinned


def _lane(hands, key):
    lanes = queries.structure(hands.document, hands.window.session.map_id).lanes
    return next(one.id for one in lanes if one.type == key)


def _row(hands, lane_id):
    return next(row for row in hands.window.session.drawing().rows if row.id == lane_id)


def test_the_outline_of_a_lane_and_what_is_lit_of_it_end_with_its_sheet(hands):
    session, columns = hands.window.session, hands.window.session.scene().columns
    lane = _lane(hands, "pains")
    session.select([lane])
    [(selected, box)] = hands.canvas.overlay.selected
    assert selected == lane
    assert 0 < columns.track_left - box.x == box.right - columns.track_right < 4

    card = next(one for one in hands.document.cards.values() if one.lane == lane)
    start = hands.at(card.id)
    hands.drag(start, start + QPoint(12, 4), drop=False)
    lit = hands.canvas.overlay.feedback.target
    assert lit is not None and (lit.x, lit.right) == (box.x, box.right)


def test_the_outline_of_the_title_stands_as_far_from_its_words_at_both_ends(hands):
    session, columns = hands.window.session, hands.window.session.scene().columns
    session.select([session.map_id])
    [(_, box)] = hands.canvas.overlay.selected
    assert 4 < columns.track_left - box.x == box.right - columns.track_right < columns.track_left


def test_no_lane_is_named_or_pressed_in_the_corner_of_the_pinned_strips(hands):
    document = hands.document
    for lane in queries.structure(document, hands.window.session.map_id).lanes:
        document = sizes.heighten(document, [lane.id], 600.0)
    hands.window.session.commit(document, "High")
    hands.window.resize(900, 700)
    canvas = hands.canvas
    hands.action("zoom_100")
    row = _row(hands, _lane(hands, "actions"))
    scene = hands.window.session.scene()
    view, scale = canvas.visible_area(), canvas.scale_now
    canvas.scroll_by((scene.columns.left[1] - view.left()) * scale, (row.y + 100 - view.top()) * scale)
    QApplication.processEvents()
    view = canvas.visible_area()
    assert pinned.rail_shown(scene, view) and pinned.header_shown(hands.window.session.drawing(), view)
    high = int(pinned.header_high(scene, scale))
    surface = canvas.viewport()
    picture = surface.grab().toImage()
    bar = picture.pixelColor(QPointF(2, high + 20).toPoint())
    assert bar == scene.theme.lane("actions", "")
    assert all(picture.pixelColor(2, y) != bar for y in range(2, high - 2))
    hands.click(QPoint(20, high // 2))
    assert hands.window.session.selection == ()
    hands.click(QPoint(20, high + 20))
    assert hands.window.session.selection == (row.id,)
