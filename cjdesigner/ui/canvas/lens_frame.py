"""One field of the lens over the canvas, with its editor of the inspector; made when the first is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from cjdesigner.ui.canvas.lens_editing import FIELDS
from cjdesigner.ui.inspector_form import Form
from cjdesigner.ui.inspector_subjects import Subject

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.lens_editing import Lens


class Frame(QFrame):
    """One field over the canvas."""

    def __init__(self, lens: Lens, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("LensFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lens, self.name = lens, name
        session = lens.view.session
        subject = Subject(f"lens {name}", (session.map_id,), (FIELDS[name],), "")
        self.form = _One(subject, self)
        self.form.bind(session, subject)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 10)
        box.addWidget(self.form)

    @property
    def editor(self) -> QWidget:
        """The editor of the field."""
        return self.form.rows[self.name].editor

    def stops(self) -> list[QWidget]:
        """What the keyboard can stand on, in order."""
        inside = self.findChildren(QWidget)
        return [one for one in inside if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
                and one.isEnabled() and one.focusProxy() is None]  # fmt: skip

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the field, and from its end to the next field."""
        if self.lens.frame is not self:  # it is going away, and Qt looks for who has the keyboard next
            return super().focusNextPrevChild(next)
        stops = self.stops()
        focus = QApplication.focusWidget()
        place = stops.index(focus) if focus in stops else -1
        place += 1 if next else -1
        if 0 <= place < len(stops):
            stops[place].setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        else:
            self.lens.go_on(-1 if not next else 1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.lens.finish()
            self.lens.view.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lens.finish()
            self.lens.view.setFocus()
        # Nothing else goes on to the canvas: it would begin a card.


class _One(Form):
    """A single field with its name."""

    def arrange(self) -> None:
        self.header.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for row in self.rows.values():
            box.addWidget(row)
