"""The panel of saved views: all of a map at a glance, to look at, to order, to rename and to bring up to date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui import appearance
from cjdesigner.ui.canvas_panel import CanvasPanel
from cjdesigner.ui.plain import label
from cjdesigner.ui.views import commands
from cjdesigner.ui.views.rows import Rows
from cjdesigner.ui.views.shelf import Shelf
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_WIDE, _HIGH = 270, 420


class ViewsPanel(CanvasPanel):
    """The views of the map in view. It stays open while one is made on the map."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "ViewsPanel")
        self.add = self.button()
        self.add.clicked.connect(partial(commands.save_view, window))
        self.rows = Rows(self.session)
        self.list = Shelf(self.rows, self)
        self.list.opened.connect(partial(commands.open_view, window))
        self.list.moved.connect(self._move)
        self.list.stepped.connect(partial(self._move, held=True))
        self.list.deleted.connect(partial(commands.delete_one, window))
        self.list.menu_asked.connect(self._menu)
        self.list.left.connect(self.close_)
        self.hint = label(kind="quiet", parent=self)
        self.hint.setWordWrap(True)
        self.update_ = QPushButton(self)
        self.update_.clicked.connect(partial(commands.update_view, window))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 7, 9)
        column.setSpacing(5)
        column.addLayout(self.head(self.add))
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        column.addWidget(self.update_)
        self.session.listen(self._heard)

    def set_session(self, session: Session) -> None:
        """The views of another project."""
        self.rows.session = session
        super().set_session(session)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(tr("Views"))
        self.list.setAccessibleName(tr("Saved views"))
        self.list.setAccessibleDescription(
            tr("Enter shows a view, F2 renames it, Delete deletes it, Alt and the arrows move it.")
        )
        self.add.setIcon(appearance.icon("plus"))
        self.add.setToolTip(tr("Save what is shown as a view"))
        self.add.setAccessibleName(tr("Save what is shown as a view"))
        self.update_.setText(tr("Update this view"))
        self.hint.setText(tr("Hide, fold or filter what you like, then save it here with +."))
        self.read()

    def take_keyboard(self) -> None:
        """On the view in use."""
        self.list.choose(self.rows.shown)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def read(self) -> None:
        """Bring the list up to date."""
        if not self.isVisible():
            return
        before = self.list.chosen()
        anew = self.rows.read()
        self.update_.setVisible(self.rows.changed)
        self.hint.setVisible(not self.rows.views)
        if anew:
            known = any(one == before for one, _ in self.rows.views)
            self.list.choose(before if known else self.rows.shown)
        self.place()

    def place(self) -> None:
        """At the right of the canvas, below the find bar, beside the history where that is open."""
        window = self.window_
        area, top, history = window.canvas.geometry(), self.top(), window.made("history")
        right = history.x() - 8 if history is not None and history.isVisible() else area.right() - 22
        rows = self.rows.rowCount() * max(self.list.sizeHintForRow(0), 20) + 6
        wide = min(_WIDE, area.width() - 30)
        beside = self.title.sizeHint().height() + 30
        if self.hint.isVisibleTo(self):
            beside += self.hint.heightForWidth(wide - 17) + 5
        if self.update_.isVisibleTo(self):
            beside += self.update_.sizeHint().height() + 5
        self.resize(wide, max(110, min(rows + beside, _HIGH, area.bottom() - top - 76)))
        self.move(max(area.x(), right - wide), top)

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("document", "look", "map"):
            self.read()

    def _move(self, view_id: str, index: int, held: bool = False) -> None:
        commands.move_view(self.window_, view_id, index, held)
        self.list.choose(view_id)

    def _menu(self, view_id: str, at: QPoint) -> None:
        """What can be done with a view; of the whole map only looking at it."""
        window, menu = self.window_, QMenu(self)
        menu.addAction(tr("Show this view"), partial(commands.open_view, window, view_id))
        if view_id:
            place, last = self.rows.row(view_id) - 1, len(self.rows.views) - 1
            update = menu.addAction(tr("Update this view"), partial(commands.update_one, window, view_id))
            update.setEnabled(commands.can_update_one(window, view_id))
            menu.addAction(tr("Rename this view…"), partial(self.list.rename, view_id))
            menu.addSeparator()
            for name, by in ((tr("Move up"), -1), (tr("Move down"), 1)):
                action = menu.addAction(name, partial(self._move, view_id, place + by))
                action.setEnabled(0 <= place + by <= last)
            menu.addSeparator()
            menu.addAction(tr("Delete this view"), partial(commands.delete_one, window, view_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
