"""Parts of the window that most starts do not show: each is imported and made when it is first asked for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from cjdesigner.editor import telling
from cjdesigner.ui import actions

if TYPE_CHECKING:
    from cjdesigner.ui.carried import Carried
    from cjdesigner.ui.command_search import CommandSearch
    from cjdesigner.ui.find_bar import FindBar
    from cjdesigner.ui.history_panel import HistoryPanel
    from cjdesigner.ui.outline.pane import Outline
    from cjdesigner.ui.recovering import Recovering
    from cjdesigner.ui.table.pane import TablePane


class LateParts:
    """What the main window is besides its visible parts."""

    def made(self, name: str) -> Any:
        """The part of that name; None while nobody has asked for it, so that there is nothing in it either."""
        return vars(self).get(name)

    def made_of(self, *names: str) -> list[Any]:
        """Those of the parts that are made."""
        return [part for name in names if (part := self.made(name)) is not None]

    @cached_property
    def find_bar(self: Any) -> FindBar:
        """Find and replace, over the canvas."""
        from cjdesigner.ui.find_bar import FindBar

        return FindBar(self)

    @cached_property
    def history(self: Any) -> HistoryPanel:
        """The list of steps, over the canvas."""
        from cjdesigner.ui.history_panel import HistoryPanel

        panel = HistoryPanel(self)
        panel.retranslate()
        return panel

    @cached_property
    def command_search(self: Any) -> CommandSearch:
        """The search over commands, maps and cards."""
        from cjdesigner.ui.command_search import CommandSearch

        return CommandSearch(self)

    @cached_property
    def carried(self: Any) -> Carried:
        """What is dragged off the canvas, below the pointer."""
        from cjdesigner.ui.carried import Carried

        return Carried(self)

    @cached_property
    def recovering(self: Any) -> Recovering:
        """The offer of what was not saved last time."""
        from cjdesigner.ui.recovering import Recovering

        return Recovering(self)

    @cached_property
    def table(self: Any) -> TablePane:
        """The table below the canvas, hidden at first."""
        from cjdesigner.ui.pane_commands import toggle_table
        from cjdesigner.ui.table.pane import TablePane

        table = TablePane(self.session)
        table.grid.addActions([self.action(key) for key in actions.ON_CANVAS])
        table.grid.menu_asked.connect(self.menu_in_pane)
        table.grid.walked.connect(self.canvas.reveal_selection)
        table.grid.head_reached.connect(lambda one: self.announcer.say(telling.name(self.session.document, one)))
        table.closed.connect(partial(toggle_table, self))
        self.panes.add_table(table)
        return table

    @cached_property
    def outline(self: Any) -> Outline:
        """The map as a list, behind the building blocks at first."""
        from cjdesigner.ui.map_commands import add_card
        from cjdesigner.ui.outline.pane import Outline

        outline = Outline(self.session)
        outline.tree.addActions([self.action(key) for key in actions.ON_CANVAS])
        if self.preferences.settings.panes.get("outline_by_lane", False):
            outline.set_order("lanes")
        outline.order_chosen.connect(lambda order: self.panes.remember("outline_by_lane", order == "lanes"))
        outline.tree.menu_asked.connect(lambda kind, one, at: self.menu_in_pane(kind, one, "", at))
        outline.tree.add_asked.connect(partial(add_card, self))
        outline.tree.walked.connect(self.canvas.reveal_selection)
        self.left_pane.add_outline(outline)
        return outline
