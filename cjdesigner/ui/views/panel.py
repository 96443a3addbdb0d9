"""The panel of saved views: all of a map at a glance, to look at, to order, to rename and to bring up to date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui import appearance
from cjdesigner.ui.plain import label
from cjdesigner.ui.views import commands
from cjdesigner.ui.views.rows import Rows
from cjdesigner.ui.views.shelf import Shelf
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_WIDE, _HIGH = 270, 420


class ViewsPanel(QFrame):
    """Over the canvas at the right, until it is closed. Clicks beside it leave it open: a view is made on the map."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.canvas.parentWidget())
        self.window_ = window
        self.setObjectName("ViewsPanel")
        self.session = window.session
        self.title = label(kind="heading", parent=self)
        self.add, self.shut = QToolButton(self), QToolButton(self)
        for button in (self.add, self.shut):
            button.setIconSize(QSize(15, 15))
        self.add.clicked.connect(partial(commands.save_view, window))
        self.shut.clicked.connect(self.close_)
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
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        head.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 7, 9)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        column.addWidget(self.update_)
        window.canvas.moved.connect(self._follow)
        self.session.listen(self._heard)
        self.hide()

    def set_session(self, session: Session) -> None:
        """The views of another project."""
        self.session.forget(self._heard)
        self.session = self.rows.session = session
        session.listen(self._heard)
        self.read()

    def retranslate(self) -> None:
        """The texts in the language in use, the icons in the look in use."""
        self.title.setText(tr("Views"))
        self.list.setAccessibleName(tr("Saved views"))
        self.list.setAccessibleDescription(
            tr("Enter shows a view, F2 renames it, Delete deletes it, Alt and the arrows move it.")
        )
        for button, icon, said in (
            (self.add, "plus", tr("Save what is shown as a view")), (self.shut, "x", tr("Close")),
        ):  # fmt: skip
            button.setIcon(appearance.icon(icon))
            button.setToolTip(said)
            button.setAccessibleName(said)
        self.update_.setText(tr("Update this view"))
        self.hint.setText(tr("Hide, fold or filter what you like, then save it here with +."))
        self.read()

    def toggle(self) -> None:
        """Show it with the keyboard on the view in use, or hide it."""
        if self.isVisible():
            self.close_()
            return
        self.show()
        self.raise_()
        self.read()
        self.list.choose(self.rows.shown)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_(self) -> None:
        """Hide it, and give the keyboard back to the canvas."""
        self.hide()
        self.window_.canvas.setFocus()
        self.window_.update_actions()

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
        area, bar, history = window.canvas.geometry(), window.made("find_bar"), window.made("history")
        top = bar.geometry().bottom() + 8 if bar is not None and bar.isVisible() else area.y() + 10
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

    def _follow(self) -> None:
        if self.isVisible():
            self.place()

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
