"""The right pane: the fields of what is selected, or of the map and the project when nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cjdesigner.draw import fonts
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui import appearance, large_edit
from cjdesigner.ui.pause import pause
from cjdesigner.ui.scrolling import scroll_area
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.inspector_form import Form
    from cjdesigner.ui.inspector_subjects import Subject

WIDTH = 284
"""Pixels, as it comes."""
_FIRST, _SOON = 20, 150
"""Milliseconds after the first sight of the pane until its first form is built, and what stands below it."""
_FILLED = 0.8
"""Part of the pane that a form takes before its texts are wrapped, where in the end it takes all of it."""


class Inspector(QWidget):
    """Forms are made once per kind of thing and kept, so that going from card to card builds no widgets."""

    left = Signal()
    """The keyboard is to go back to the map."""

    def __init__(self, session: Session | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(264)
        for weight in ("SemiBold", "Bold"):
            fonts.load(f"CJSans-{weight}")
        self.session: Session | None = None
        self._forms: dict[str, Form] = {}
        self._shown: tuple[Form, ...] = ()
        self._stale = True
        self._look = appearance.current()
        self._soon = pause(self, 0, self.ready)
        self.area = scroll_area(self, takes_keyboard=False)
        inside = QWidget(self.area)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 0, 0, 0)
        box.addWidget(self.area)
        self.retranslate()
        self.set_session(session)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 640)

    def set_session(self, session: Session | None) -> None:
        """Show another document."""
        self.settle()
        if self.session is not None:
            self.session.forget(self._heard)
        self.session = session
        if session is not None:
            session.listen(self._heard)
        self._update()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setAccessibleName(tr("Inspector"))
        for form in self._forms.values():
            form.retranslate()
        self._update()

    def settle(self) -> None:
        """Keep what is being typed, as if the focus left the field: before saving, undoing or closing."""
        for form in self._shown:
            form.settle()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.ready()
        if self._shown and self._shown[0].rows:
            next(iter(self._shown[0].rows.values())).editor.setFocus(Qt.FocusReason.TabFocusReason)

    def name_first(self) -> None:
        """Put the keyboard into the first field, with what stands there selected: typing takes its place."""
        self.focus_first()
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit) and self.isAncestorOf(field):
            field.selectAll()

    def ready(self) -> None:
        """Show what is selected now, where that was to wait."""
        if self._stale:
            self._update()

    def form(self) -> Form | None:
        """The form of what is selected."""
        self.ready()
        return self._shown[0] if self._shown else None

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("selection", "map"):
            self.settle()
        if aspect not in ("selection", "map", "document"):
            return
        if self.session is not None and len(self.session.selection) > large_edit.LARGE:
            self._stale = True  # what thousands have in common is looked for when the map is shown, and only once
            self._soon.start()
        else:
            self._update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no field has a use for it, gives the keyboard back to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and not self._forms:
            # At the start the map comes first: the fields follow when it is painted.
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(_FIRST, self, self.ready))
        elif self._stale:
            self._update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and appearance.current() is not self._look:
            self._look = appearance.current()
            self.retranslate()

    def _update(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        from cjdesigner.ui.inspector_subjects import subjects

        self._stale = False
        session = self.session
        wanted = subjects(session) if session is not None else ()
        if session is not None and not self._forms and len(wanted) > 1:
            # At the start: what stands below the edge of the window is built once the map is painted.
            first = self._form(wanted[0])
            first.bind(session, wanted[0])
            if first.sizeHint().height() > _FILLED * self.area.viewport().height():
                wanted = wanted[:1]
                QTimer.singleShot(_SOON, self, self._update)
        forms = tuple(self._form(subject) for subject in wanted)
        if forms != self._shown:
            for form in self._shown:
                if form not in forms:
                    form.hide()
            for place, form in enumerate(forms):
                self._column.insertWidget(place, form)
                form.show()
            self._shown = forms
            self.area.verticalScrollBar().setValue(0)
        if session is not None:
            for form, subject in zip(forms, wanted, strict=True):
                form.bind(session, subject)

    def _form(self, subject: Subject) -> Form:
        known = self._forms.get(subject.shape)
        if known is None:
            from cjdesigner.ui.inspector_form import Form

            known = Form(subject)
            known.picked.connect(self._follow)
            self._forms[subject.shape] = known
        return known

    def _follow(self, record_id: str) -> None:
        if self.session is not None:
            self.session.select([record_id])
