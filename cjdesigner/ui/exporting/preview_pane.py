"""The left side of the dialogs for export and print: the page in view, its measures, and all pages below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cjdesigner.exchange.base import content_format
from cjdesigner.export import formats
from cjdesigner.export.order import Order
from cjdesigner.model.document import Document
from cjdesigner.ui import appearance
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs.content_preview import ContentPreview, Prepared
from cjdesigner.ui.exporting.page_preview import PagePreview
from cjdesigner.ui.exporting.page_strip import PageStrip
from cjdesigner.ui.exporting.planning import Planned, planning_task
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_MOST_TITLE = 60


class PreviewPane(QWidget):
    """Lays out the pages of an order in a worker and shows them; while the order changes, those of before."""

    planned_anew = Signal()
    """``planned`` is that of the order in hand."""
    failed = Signal(object)
    """The exception that kept the pages from being laid out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.planned: Planned | None = None
        self._wanted: tuple[Document, Order, str] | None = None
        self._made: tuple[object, ...] | None = None
        self._making: tuple[object, ...] | None = None
        self._task: Task | None = None
        self._content: Prepared | None = None
        self._place = 0
        self._measures = ""
        self.preview = PagePreview()
        self.content = ContentPreview()
        self.content.hide()
        self.strip = PageStrip()
        self.strip.hide()
        self.caption = label("", "quiet")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = self._pager("arrow-left", tr("Previous page"), -1)
        self.forth = self._pager("arrow-right", tr("Next page"), 1)
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addWidget(self.caption, 1)
        line.addWidget(self.forth)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.preview, 1)
        column.addWidget(self.content, 1)
        column.addWidget(self.strip)
        column.addLayout(line)
        self._pause = pause(self, 30, self._begin)
        self._slow = pause(self, 250, self._wait)
        self.preview.turned.connect(self.turn)
        self.strip.page_chosen.connect(self._show_number)

    def show_order(self, document: Document, order: Order, ending: str) -> None:
        """Show what this order comes to in that format."""
        self._wanted = (document, order, ending)
        if self._key() != self._made or self._task is not None:
            if self._task is not None:
                self._task.cancel()
            self._pause.start()
        self._show()

    def is_settled(self) -> bool:
        """Whether the pages of the order in hand are there, and the one in view is painted."""
        return self.is_planned() and (not self.preview.isVisible() or self.preview.is_current())

    def is_planned(self) -> bool:
        """Whether ``planned`` is that of the order in hand."""
        return self._task is None and not self._pause.isActive() and self._key() == self._made

    def place(self) -> int:
        """The page in view, from 0."""
        return self._place

    def count(self) -> int:
        """How many pages, or maps of a format of content, can be turned through."""
        if self.planned is None:
            return 0
        return len(self.planned.contents or self.planned.pages)

    def turn(self, step: int) -> None:
        """So many pages on."""
        self._show_number(self._place + step)

    def say(self, measures: str) -> None:
        """What is said of the page in view besides its number and name."""
        self._measures = measures
        self._caption()

    def stop(self) -> None:
        """Nobody looks any longer."""
        self._pause.stop()
        self._slow.stop()
        self.preview.stop()
        self.strip.stop()
        if self._task is not None:
            self._task.cancel()

    def _pager(self, icon: str, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(appearance.icon(icon))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.turn(step))
        return button

    def _key(self) -> tuple[object, ...] | None:
        """What the pages depend on: not on pixels, names and other formats."""
        if self._wanted is None:
            return None
        document, order, ending = self._wanted
        kind = formats.page_kind(ending, order.pages.pages) if formats.page_kinds(ending) else ""
        plan = order.pages._replace(paper="", orientation="") if kind in ("map", "tour", "") else order.pages
        form = ending if not kind else ""
        people = (order.audience, order.view, order.screen, order.lanes, order.personas)
        return (id(document), order.map_ids, *people, form, kind, plan._replace(pages=kind))

    def _begin(self) -> None:
        if self._task is not None or self._wanted is None:
            return  # the task that runs will call again
        document, order, ending = self._wanted
        self._making = self._key()
        self._task = planning_task(document, order, ending)
        self._task.told.connect(self._told)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._done)
        self._slow.start()
        self._task.begin()

    def _wait(self) -> None:
        self.preview.show_waiting(0.0)

    def _told(self, share: float) -> None:
        if not self._slow.isActive():
            self.preview.show_waiting(share)

    def _done(self, made: Planned | BaseException | None) -> None:
        self._task, key = None, self._making
        self._slow.stop()
        self.preview.show_waiting(None)
        if key != self._key():
            self._begin()
            return
        self._made = key
        if isinstance(made, BaseException):
            self.planned = None
            self.failed.emit(made)
        elif made is not None:
            self.planned = made
        self._show()
        self.planned_anew.emit()

    def _show_number(self, number: int) -> None:
        self._place = max(0, min(number, self.count() - 1))
        self._show()
        self.planned_anew.emit()

    def _show(self) -> None:
        """The page in view of what was planned last; a table at once, since it is made on the way."""
        planned = self.planned
        wanted = self._wanted[2] if self._wanted is not None else ""
        form = content_format(wanted)
        self._place = max(0, min(self._place, self.count() - 1))
        nothing = self._wanted is not None and not self._wanted[1].map_ids
        self.preview.setVisible(form is None)
        self.content.setVisible(form is not None and not nothing)
        fits = planned is not None and (planned.ending == wanted if form is not None else bool(planned.printers))
        if planned is None or not fits or nothing:
            self.preview.show_page(None)
            self.strip.show_pages((), -1)
        elif form is not None:
            self.strip.show_pages((), -1)
            made = planned.contents[self._place] if self._place < len(planned.contents) else None
            if made is not None and made is not self._content:
                self._content = made
                self.content.show_prepared(made)
        else:
            transparent = self._wanted is not None and self._wanted[1].transparent and wanted == "png"
            self.preview.show_page(planned.pages[self._place] if planned.pages else None, transparent)
            self.strip.show_pages(planned.pages, self._place)
        several = self.count() > 1 and not nothing
        for button in (self.back, self.forth):
            button.setVisible(several)
        self.back.setEnabled(self._place > 0)
        self.forth.setEnabled(self._place < self.count() - 1)
        self._caption()

    def _caption(self) -> None:
        if self._wanted is not None and not self._wanted[1].map_ids:
            self.caption.setText(tr("No map is chosen."))
            return
        said = []
        if self.count() > 1 and self.planned is not None:
            said.append(tr("{number} of {count}", number=self._place + 1, count=self.count()))
            if self._place < len(self.planned.pages):
                name = " ".join(self.planned.pages[self._place].title.split())
                said.append(name if len(name) <= _MOST_TITLE else name[: _MOST_TITLE - 1] + "…")
        said.append(self._measures)
        self.caption.setText("  ·  ".join(part for part in said if part))
