"""What the hands do on the canvas, each up to the moment of its picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from state_stage import Stage

from cjdesigner.edit import cards, maps
from cjdesigner.editor import folding
from cjdesigner.model import queries

ARABIC = "الطرد يتأخر ولا أحد يخبرني بذلك"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def hover(stage: Stage) -> None:
    stage.look(down=520)
    stage.hover(stage.middle(stage.cards("pains")[0]))


def hover_cell(stage: Stage) -> None:
    stage.look(down=420)
    stage.hover(stage.free_cell("pains"))


def hover_curve(stage: Stage) -> None:
    stage.look(down=420)
    cards = stage.cards("emotions")
    first, last = stage.box(cards[0]), stage.box(cards[-1])
    row = next(row for row in stage.session.drawing().rows if row.id == stage.lanes["emotions"])
    for x in range(int(first.right) + 20, int(last.x), 15):
        for y in range(int(row.y) + 8, int(row.y + row.height) - 8, 3):
            stage.hover(stage.place(x, y))
            if stage.canvas.overlay.spot:
                return


def hover_phase(stage: Stage) -> None:
    stage.look()
    stage.hover(stage.middle(stage.shape.phases[0].id))


def hover_link(stage: Stage) -> None:
    stage.look(down=420)
    box = stage.box(stage.cards("pains")[0])
    stage.hover(stage.place(box.x + box.width / 2, box.y - 12))


def selected(stage: Stage) -> None:
    stage.look(down=520)
    stage.click(stage.middle(stage.cards("pains")[0]))


def selected_step(stage: Stage) -> None:
    stage.look()
    stage.click(stage.middle(stage.steps[1]))


def selected_phase(stage: Stage) -> None:
    stage.look()
    stage.click(stage.middle(stage.shape.phases[0].id))


def selected_lane(stage: Stage) -> None:
    stage.look(0.8, down=420)
    stage.session.select([stage.lanes["pains"]])


def selected_link(stage: Stage) -> None:
    stage.look(down=420)
    box = stage.box(stage.cards("pains")[0])
    stage.click(stage.place(box.x + box.width / 2, box.y - 12))


def selected_cell(stage: Stage) -> None:
    stage.look(down=420)
    stage.click(stage.free_cell("pains"))


def many(stage: Stage) -> None:
    stage.look(down=420)
    stage.session.select(stage.cards("pains"))


def mixed(stage: Stage) -> None:
    stage.look(0.6, down=300)
    stage.session.select([*stage.cards("pains")[:2], *stage.cards("solutions")[:2], *stage.cards("thoughts")[:1]])


def marquee(stage: Stage) -> None:
    stage.look(down=420)
    row = next(row for row in stage.session.drawing().rows if row.id == stage.lanes["pains"])
    stage.drag(stage.place(row.groups[0].x + 196, row.y + row.height - 6), stage.place(760, row.y + 24))


def dragging(stage: Stage) -> None:
    stage.look(down=420)
    stage.session.select(stage.cards("pains")[:2])
    start = stage.middle(stage.cards("pains")[0])
    stage.drag(start, start + QPoint(340, 8))


def dragging_between(stage: Stage) -> None:
    stage.look(down=420)
    two = next(step for step in stage.steps if len(queries.cell(stage.session.document, stage.lanes["actions"], step)))
    start = stage.middle(stage.cards("actions")[-1])
    goal = stage.middle(queries.cell(stage.session.document, stage.lanes["actions"], two)[0].id)
    stage.drag(start, goal + QPoint(20, 14))


def copying(stage: Stage) -> None:
    stage.look(down=420)
    start = stage.middle(stage.cards("pains")[0])
    stage.drag(start, start + QPoint(340, 30), CTRL)


def copying_many(stage: Stage) -> None:
    stage.look(0.6, down=300)
    stage.session.select(stage.cards("pains")[:4])
    start = stage.middle(stage.cards("pains")[0])
    stage.drag(start, start + QPoint(150, 40), CTRL)


def refused(stage: Stage) -> None:
    stage.look()
    start = stage.middle(stage.cards("actions")[0])
    stage.drag(start, QPoint(start.x() + 120, 30))


def over_a_tab(stage: Stage) -> None:
    stage.look(down=420)
    start = stage.middle(stage.cards("pains")[0])
    bar = stage.window.tabs.bar
    stage.drag(start, stage.surface.mapFromGlobal(bar.mapToGlobal(bar.tabRect(1).center())))


def over_the_tray(stage: Stage) -> None:
    stage.look(down=420)
    start = stage.middle(stage.cards("pains")[0])
    tray = stage.window.tray
    stage.drag(start, stage.surface.mapFromGlobal(tray.mapToGlobal(tray.rect().center())))


def crossed(stage: Stage) -> None:
    over_a_tab(stage)
    stage.window.tabs.bar.held.emit(1)
    stage.move(QPoint(480, 520))
    stage.move(QPoint(482, 522))


def curving(stage: Stage) -> None:
    stage.look(down=420)
    start = stage.middle(stage.cards("emotions")[0])
    stage.drag(start, start + QPoint(4, -70))


def moving_step(stage: Stage) -> None:
    stage.look()
    start = stage.middle(stage.steps[1])
    stage.drag(start, start + QPoint(420, 16))


def moving_phase(stage: Stage) -> None:
    stage.look(0.5)
    start = stage.middle(stage.shape.phases[0].id)
    stage.drag(start, start + QPoint(460, 20))


def moving_lane(stage: Stage) -> None:
    stage.look(0.6)
    row = next(row for row in stage.session.drawing().rows if row.id == stage.lanes["touchpoints"])
    start = stage.place(70, row.y + row.height / 2)
    stage.drag(start, start + QPoint(10, 190))


def editing(stage: Stage) -> None:
    stage.look(down=420)
    stage.double_click(stage.middle(stage.cards("pains")[0]))


def typing(stage: Stage) -> None:
    editing(stage)
    _type(stage, "No free hour to find out, and the shop closes before the children sleep")


def editing_quote(stage: Stage) -> None:
    stage.look(1.0, down=420)
    stage.double_click(stage.middle(stage.cards("thoughts")[1]))


def editing_large(stage: Stage) -> None:
    stage.look(2.0, down=900)
    stage.double_click(stage.middle(stage.cards("pains")[0]))


def editing_small(stage: Stage) -> None:
    stage.look(0.35)
    stage.double_click(stage.middle(stage.cards("pains")[0]))


def editing_step(stage: Stage) -> None:
    stage.look(1.0)
    stage.double_click(stage.middle(stage.steps[2]))


def editing_phase(stage: Stage) -> None:
    stage.look(1.0)
    stage.double_click(stage.middle(stage.shape.phases[0].id) - QPoint(60, 8))


def editing_lane(stage: Stage) -> None:
    stage.look(1.0, down=200)
    stage.canvas.edit_text(stage.lanes["touchpoints"])


def editing_title(stage: Stage) -> None:
    stage.look(1.0)
    stage.canvas.edit_text(stage.shape.map.id)


def editing_chip(stage: Stage) -> None:
    stage.look(1.0, down=200)
    stage.double_click(stage.middle(stage.cards("touchpoints")[1]))


def editing_feeling(stage: Stage) -> None:
    stage.look(1.0, down=420)
    stage.double_click(stage.middle(stage.cards("emotions")[0]))


def editing_link(stage: Stage) -> None:
    stage.look(1.0)
    drawn = {group.meaning.id for group in stage.session.drawing().over}
    named = next(link for link in stage.session.document.links.values() if link.label and link.id in drawn)
    stage.session.select([named.id])
    stage.canvas.edit_text(named.id)


def editing_arabic(stage: Stage) -> None:
    _with_text(stage, ARABIC)


def editing_emoji(stage: Stage) -> None:
    _with_text(stage, "👩‍👧 Nobody called 📦🚚 … and 日本語 too")


def long_words(stage: Stage) -> None:
    _with_text(stage, "Arbeidsongeschiktheidsverzekeringsmaatschappij donaudampfschifffahrtsgesellschaft")


def new_card(stage: Stage) -> None:
    stage.look(down=420)
    stage.double_click(stage.free_cell("pains"))


def linking(stage: Stage) -> None:
    stage.look(down=420)
    card = stage.cards("solutions")[0]
    grip = stage.handle(card)
    stage.drag(grip, stage.canvas.card_rect(stage.box(stage.cards("pains")[0])).center())


def linking_nowhere(stage: Stage) -> None:
    linking(stage)
    stage.move(stage.free_cell("pains"))


def linking_refused(stage: Stage) -> None:
    stage.look(down=420)
    card = stage.cards("solutions")[0]
    grip = stage.handle(card)
    there = next(link.target for link in stage.session.document.links.values() if link.source == card)
    stage.drag(grip, stage.canvas.card_rect(stage.box(there)).center())


def linking_by_key(stage: Stage) -> None:
    stage.look(down=420)
    stage.session.select([stage.cards("pains")[0]])
    stage.canvas.begin_linking()


def stretching(stage: Stage) -> None:
    stage.look(down=420)
    card = stage.cards("pains")[0]
    stage.click(stage.middle(card))
    edge = stage.place(stage.box(card).right, stage.box(card).bottom - 6)
    stage.drag(edge, edge + QPoint(180, 0))


def hover_border(stage: Stage) -> None:
    stage.look()
    stage.hover(stage.border(1))


def hover_lane_border(stage: Stage) -> None:
    stage.look(down=200)
    row = next(row for row in stage.session.drawing().rows if row.id == stage.lanes["touchpoints"])
    stage.hover(stage.place(90, row.y + row.height))


def resizing(stage: Stage) -> None:
    stage.look()
    stage.drag(stage.border(1), stage.border(1) + QPoint(48, 6))


def resizing_equal(stage: Stage) -> None:
    stage.look()
    start = stage.border(1)
    stage.drag(start, start + QPoint(60, 0))
    stage.let_go(start + QPoint(60, 0))
    stage.drag(stage.border(0), stage.border(0) + QPoint(62, 4))


def resizing_all(stage: Stage) -> None:
    stage.look()
    stage.drag(stage.border(0), stage.border(0) + QPoint(20, 4), SHIFT)


def resizing_lane(stage: Stage) -> None:
    stage.look(0.6)
    rows = {row.id: row for row in stage.session.drawing().rows}
    row, other = rows[stage.lanes["actions"]], rows[stage.lanes["pains"]]
    stage.drag(stage.place(70, row.y + row.height), stage.place(70, row.y + other.height + 3))


def resizing_pinned(stage: Stage) -> None:
    stage.look(0.9, down=500)
    columns = stage.session.scene().columns
    x = stage.place(columns.left[1] + columns.width[1], 0).x()
    stage.drag(QPoint(x, 36), QPoint(x + 40, 60))


def cropping(stage: Stage) -> None:
    stage.look(1.2)
    stage.canvas.crop_picture(stage.cards("pictures")[0])
    crop = stage.canvas.crop
    assert crop is not None
    frame = crop.now.frame
    stage.drag(stage.place(frame.right, frame.bottom), stage.place(frame.right - 60, frame.bottom - 40))


def cropped(stage: Stage) -> None:
    cropping(stage)
    stage.let_go(QPoint(0, 0))
    stage.canvas.finish_text()


def folded(stage: Stage) -> None:
    stage.look(0.8)
    folding.fold(stage.session, [stage.shape.phases[1].id])


def hidden(stage: Stage) -> None:
    stage.look(0.8)
    folding.hide_steps(stage.session, stage.steps[1:2])
    folding.hide_lanes(stage.session, [stage.lanes["touchpoints"]])


def hidden_persona(stage: Stage) -> None:
    stage.look(0.8, down=420)
    folding.hide_personas(stage.session, [stage.shape.map.personas[0]])


def notice(stage: Stage) -> None:
    stage.look(0.8, down=420)
    stage.session.say("3 links to cards that stayed behind are gone. Undo brings them back.")


def empty(stage: Stage) -> None:
    stage.look(0.8)
    document, made = maps.add_blank(stage.session.saved_document)
    stage.session.commit(document, "New map")
    stage.session.show_map(made)


def _type(stage: Stage, text: str) -> None:
    field = stage.canvas.text.field if stage.canvas.text else None
    assert field is not None
    for character in text:
        QTest.keyClicks(field, character)


def _with_text(stage: Stage, text: str) -> None:
    """A card with a text that is not easily set, open for editing, with the cursor behind it."""
    stage.look(1.0, down=520)
    session, card = stage.session, stage.cards("pains")[0]
    session.commit(cards.change(session.saved_document, [card], text=text), "Edit text")
    stage.double_click(stage.middle(card))
    field = stage.canvas.text.field if stage.canvas.text else None
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_End, CTRL)


STATES = (
    *(hover, hover_cell, hover_curve, hover_phase, hover_link, hover_border, hover_lane_border),
    *(selected, selected_step, selected_phase, selected_lane, selected_link, selected_cell, many, mixed, marquee),
    *(dragging, dragging_between, copying, copying_many, refused, over_a_tab, over_the_tray, crossed, curving),
    *(moving_step, moving_phase, moving_lane, editing, typing, editing_quote, editing_large, editing_small),
    *(editing_step, editing_phase, editing_lane, editing_title, editing_chip, editing_feeling, editing_link),
    *(editing_arabic, editing_emoji, long_words, new_card, linking, linking_nowhere, linking_refused, linking_by_key),
    *(stretching, resizing, resizing_equal, resizing_all, resizing_lane, resizing_pinned, cropping, cropped),
    *(folded, hidden, hidden_persona, notice, empty),
)
