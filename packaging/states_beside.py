"""What is beside the canvas or comes over it: menus, tooltips, drags from the panes, what is pasted."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtWidgets import QApplication
from state_stage import Stage
from states_canvas import hidden, hover_link

from cjdesigner.editor import folding


def menu_card(stage: Stage) -> None:
    stage.look(down=420)
    stage.menu(stage.middle(stage.cards("pains")[0]))


def menu_picture(stage: Stage) -> None:
    stage.look(down=100)
    stage.menu(stage.middle(stage.cards("pictures")[0]))


def menu_point(stage: Stage) -> None:
    stage.look(down=420)
    stage.menu(stage.middle(stage.cards("emotions")[0]))


def menu_cell(stage: Stage) -> None:
    stage.look(down=420)
    stage.menu(stage.free_cell("pains"))


def menu_curve_cell(stage: Stage) -> None:
    stage.look(down=420)
    box = stage.box(stage.cards("emotions")[0])
    stage.menu(stage.place(box.x + 130, box.y - 60))


def menu_step(stage: Stage) -> None:
    stage.look()
    stage.menu(stage.middle(stage.steps[1]))


def menu_phase(stage: Stage) -> None:
    stage.look()
    stage.menu(stage.middle(stage.shape.phases[0].id))


def menu_fold(stage: Stage) -> None:
    stage.look()
    folding.fold(stage.session, [stage.shape.phases[1].id])
    stage.menu(stage.middle(stage.shape.phases[1].id))


def menu_lane(stage: Stage) -> None:
    stage.look(down=200)
    row = next(row for row in stage.session.drawing().rows if row.id == stage.lanes["touchpoints"])
    stage.menu(stage.place(90, row.y + 30))


def menu_link(stage: Stage) -> None:
    hover_link(stage)
    box = stage.box(stage.cards("pains")[0])
    stage.menu(stage.place(box.x + box.width / 2, box.y - 12))


def menu_title(stage: Stage) -> None:
    stage.look()
    stage.menu(stage.place(60, 40))


def menu_sheet(stage: Stage) -> None:
    stage.look()
    stage.menu(stage.place(-40, 300))


def menu_tray(stage: Stage) -> None:
    chip = stage.window.tray.chips[0]
    stage.menu(chip.rect().center(), chip)


def menu_tab(stage: Stage) -> None:
    bar = stage.window.tabs.bar
    stage.window.tabs._menu_at(bar.tabRect(1).center())
    QApplication.processEvents()


def menu_block(stage: Stage) -> None:
    block = stage.window.palette_pane.blocks[2]
    stage.menu(block.rect().center(), block)


def menu_persona(stage: Stage) -> None:
    row = stage.window.palette_pane.rows[1]
    stage.menu(row.rect().center(), row)


def menu_of_bar(stage: Stage) -> None:
    bar = stage.window.menuBar()
    edit = bar.actions()[1]
    stage.window._menus["Edit"].popup(bar.mapToGlobal(bar.actionGeometry(edit).bottomLeft()))
    QApplication.processEvents()


def tip_undo(stage: Stage) -> None:
    stage.tip(stage.window.top._tools["add_step"])


def tip_export(stage: Stage) -> None:
    stage.tip(stage.window.top.export)


def tip_persona(stage: Stage) -> None:
    stage.tip(stage.window.palette_pane.rows[0])


def tip_parked(stage: Stage) -> None:
    stage.tip(stage.window.tray.chips[0])


def carrying_block(stage: Stage) -> None:
    stage.look(down=420)
    stage.carry(stage.window.palette_pane.blocks[4].drag(), stage.free_cell("pains"))


def carrying_block_elsewhere(stage: Stage) -> None:
    stage.look(0.6, down=200)
    stage.carry(stage.window.palette_pane.blocks[4].drag(), stage.free_cell("thoughts"))


def carrying_persona(stage: Stage) -> None:
    stage.look(down=420)
    stage.carry(stage.window.palette_pane.rows[1].drag(), QPoint(400, 300))


def carrying_new_persona(stage: Stage) -> None:
    stage.look(down=420)
    stage.window.palette_pane._in_map(stage.window.palette_pane.rows[1].persona_id, "takes_part", False)
    stage.carry(stage.window.palette_pane.rows[1].drag(), QPoint(400, 300))


def carrying_parked(stage: Stage) -> None:
    stage.look(down=420)
    stage.carry(stage.window.tray.chips[1].drag(), stage.free_cell("pains"))


def carrying_parked_nowhere(stage: Stage) -> None:
    stage.look()
    stage.carry(stage.window.tray.chips[1].drag(), QPoint(400, 60))


def carrying_text(stage: Stage) -> None:
    stage.look(down=420)
    data = QMimeData()
    data.setText("Calls the shop\nWaits in line\nHangs up")
    stage.carry_data(data, stage.free_cell("pains"))


def pasted_table(stage: Stage) -> None:
    stage.look(0.6, down=200)
    _paste(stage, "Calls\tWaits\tHangs up\nPhone\tMusic\tSilence\nAngry\tTired\tDone")


def pasted_wide_table(stage: Stage) -> None:
    stage.look(0.6, down=200)
    _paste(stage, "\n".join("\t".join(f"{row} · {column}" for column in range(400)) for row in range(8)))


def selected_parked(stage: Stage) -> None:
    stage.window.tray.chips[0].chosen.emit(False)


def selected_persona(stage: Stage) -> None:
    stage.session.select([stage.shape.map.personas[0]])


def editing_lens(stage: Stage) -> None:
    stage.look(1.0)
    stage.canvas.lens.open("goals")


def hover_hidden(stage: Stage) -> None:
    hidden(stage)
    mark = stage.canvas.overlay.hidden[0]
    stage.hover(stage.place(mark.x, mark.y))


def focus_field(stage: Stage) -> None:
    stage.look(down=420)
    stage.session.select([stage.cards("pains")[0]])
    stage.window.inspector.focus_first()
    stage.window.inspector.focusNextChild()


def _paste(stage: Stage, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    clipboard = QApplication.clipboard()
    clipboard.setMimeData(data)
    stage.session.select([], cell=(stage.lanes["actions"], stage.steps[-1]))
    stage.canvas.setFocus()
    stage.window.action("paste").trigger()
    QApplication.processEvents()


STATES = (
    *(menu_card, menu_picture, menu_point, menu_cell, menu_curve_cell, menu_step, menu_phase, menu_fold, menu_lane),
    *(menu_link, menu_title, menu_sheet, menu_tray, menu_tab, menu_block, menu_persona, menu_of_bar),
    *(tip_undo, tip_export, tip_persona, tip_parked),
    *(carrying_block, carrying_block_elsewhere, carrying_persona, carrying_new_persona, carrying_parked),
    *(carrying_parked_nowhere, carrying_text, pasted_table, pasted_wide_table, selected_parked, selected_persona),
    *(editing_lens, hover_hidden, focus_field),
)
