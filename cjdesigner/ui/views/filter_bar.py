"""The filter bar: which tags, owners, severities, personas and types stay lit, with live counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.lanes.fields import LEVELS
from cjdesigner.layout.filtering import FACETS, Sifted, sifted
from cjdesigner.model.looks import Look
from cjdesigner.ui import appearance
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label
from cjdesigner.ui.views.facet import Chip, FacetButton
from cjdesigner.ui.views.flow import Flow
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_PAUSE = 150
"""Milliseconds that the counts may lag behind the document."""
_INLINE = 4
"""Values beyond which a part of the filter shows only those that are chosen."""
_ALWAYS = ("severities", "personas")


class FilterBar(QFrame):
    """A line above the canvas. Each part of the filter is a button with a menu, and chips for what is chosen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.setObjectName("FilterBar")
        self._session: Session | None = None
        self._counts: Sifted | None = None
        self._basis: tuple[object, ...] = ()
        self._chips: dict[tuple[str, Any], Chip] = {}
        self._later = pause(self, _PAUSE, self.count)
        self._chooser = QWidget(self)
        self._flow = Flow(self._chooser)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.buttons = {facet: FacetButton(self._choosing(facet), self._chooser) for facet in FACETS}
        self._heads = {facet: label("", "quiet", self._chooser) for facet in _ALWAYS}
        self.said = label("", "quiet", self)
        self.save, self.clear = QPushButton(self), QPushButton(self)
        for button in (self.save, self.clear):
            button.setProperty("kind", "quiet")
        self.shut = QToolButton(self)
        self.shut.setIconSize(QSize(16, 16))
        for one in (self.save, self.clear, self.shut):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save.clicked.connect(lambda: window.action("save_view").trigger())
        self.clear.clicked.connect(self.clear_all)
        self.shut.clicked.connect(self.close_)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self._chooser, 1)
        for widget in (self.said, self.clear, self.save, self.shut):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        for head in (self.said, self.save, self.clear, *self._heads.values()):  # level with the chips beside them
            head.setMinimumHeight(28)
        self.hide()

    def _choosing(self, facet: str) -> Callable[[Any], None]:
        return lambda value: self.toggle(facet, value)

    def set_session(self, session: Session) -> None:
        """Filter another project."""
        if self._session is not None:
            self._session.forget(self._heard)
        self._session = session
        session.listen(self._heard)
        self._basis = ()
        self.count()

    def retranslate(self) -> None:
        """The texts in the language in use, the icons in the look in use."""
        self.save.setText(tr("Save view…"))
        self.clear.setText(tr("Clear"))
        self.clear.setToolTip(tr("Light all cards again"))
        self.shut.setIcon(appearance.icon("x"))
        self.shut.setToolTip(tr("Close the bar; the filter stays"))
        self.shut.setAccessibleName(tr("Close"))
        self.setAccessibleName(tr("Filter"))
        self._basis = ()
        self.count()

    # --- showing --------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show it, with the keyboard in it."""
        self.show()
        self.count()
        first = next((button for button in self.buttons.values() if not button.isHidden()), self.shut)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_(self) -> None:
        """Hide it; what it filters stays filtered."""
        self.hide()
        self.window_.canvas.setFocus()
        self.window_._update_actions()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it; the arrows go along the chips."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    # --- filtering ------------------------------------------------------------------------------------------------

    def toggle(self, facet: str, value: Any) -> None:
        """Let a value through, or no longer."""
        if self._session is not None:
            self._session.set_look(self._session.look.toggled(facet, value))

    def clear_all(self) -> None:
        """Light every card again."""
        if self._session is not None:
            self._session.set_look(self._session.look.unfiltered)

    def _heard(self, aspect: Aspect) -> None:
        if self.isVisible() and aspect in ("document", "map", "look"):
            if aspect == "document":
                self._later.start()
            else:
                self.count()

    def count(self) -> None:
        """Count again where something has changed, and show it."""
        session = self._session
        if session is None or self.isHidden() or session.map_id not in session.document.maps:
            return
        self._later.stop()
        document, map_id, look = session.document, session.map_id, session.look
        kept = session.looking.kept(map_id)
        basis = (document, map_id, look, kept)
        if len(self._basis) == 4 and all(a is b for a, b in zip(basis, self._basis, strict=True)):
            return
        self._basis = basis
        self._counts = sifted(document, map_id, look, kept)
        self._show(self._counts, look)

    def _show(self, counts: Sifted, look: Look) -> None:
        wanted: list[QWidget] = []
        shown: set[tuple[str, Any]] = set()
        for facet in FACETS:
            values = self._values(facet, counts, look)
            name = _name(facet)
            self.buttons[facet].show_values(name, values)
            wanted.append(self.buttons[facet])
            inline = facet in _ALWAYS and len(values) <= _INLINE
            self.buttons[facet].setVisible(bool(values) and not inline)
            if facet in self._heads:
                self._heads[facet].setText(name)
                self._heads[facet].setVisible(inline and bool(values))
                wanted.append(self._heads[facet])
            for value, text, count, on in values:
                if on or inline:
                    chip = self._chips.get((facet, value))
                    if chip is None:
                        chip = self._chips[facet, value] = Chip(self._toggling(facet, value), self._chooser)
                    chip.show_value(text, count, on, name)
                    chip.show()
                    wanted.append(chip)
                    shown.add((facet, value))
        self._set_in_order(wanted, shown)
        self.said.setText(
            ntr("{lit} of {count} card", "{lit} of {count} cards", counts.all, lit=counts.lit)
            if look.filters
            else ntr("{count} card", "{count} cards", counts.all)
        )
        self.clear.setEnabled(look.filters)
        self.window_.canvas.setAccessibleDescription(self.said.text() if look.filters else "")

    def _toggling(self, facet: str, value: Any) -> Callable[[], None]:
        return lambda: self.toggle(facet, value)

    def _set_in_order(self, wanted: list[QWidget], shown: set[tuple[str, Any]]) -> None:
        """The chips behind their buttons; those of values that are gone go, but not while they have the keyboard."""
        for key in [key for key in self._chips if key not in shown]:
            chip = self._chips.pop(key)
            if chip.hasFocus():
                self.buttons[key[0]].setFocus()
            chip.hide()
            chip.deleteLater()
        if [self._flow.itemAt(i).widget() for i in range(self._flow.count())] != wanted:
            while self._flow.count():
                self._flow.takeAt(0)
            for before, widget in zip([None, *wanted], wanted, strict=False):
                self._flow.addWidget(widget)
                if before is not None:
                    QWidget.setTabOrder(before, widget)
        self._flow.invalidate()
        self._chooser.updateGeometry()

    def _values(self, facet: str, counts: Sifted, look: Look) -> list[tuple[Any, str, int, bool]]:
        """Value, name, count and whether it is chosen, in the order in which they are offered."""
        found = counts.values[facet]
        if facet == "owners" and set(found) == {""} and not look.owners:
            return []
        chosen = getattr(look, facet)
        names = self._names(facet, found)
        return [(value, text, found.get(value, 0), value in chosen) for value, text in names]

    def _names(self, facet: str, found: dict[Any, int]) -> list[tuple[Any, str]]:
        session = self._session
        assert session is not None
        document = session.document
        if facet == "severities":
            return [(int(level), tr(name)) for level, name in LEVELS] if found else []
        if facet == "personas":
            people = document.maps[session.map_id].personas
            return [(one, document.personas[one].name) for one in people if one in document.personas]
        if facet == "types":
            return [(kind.key, tr(kind.name)) for kind in LANE_TYPES if kind.key in found]
        ordered = sorted(found, key=lambda value: (value == "", str(value).casefold()))
        return [(value, str(value) or tr("No owner")) for value in ordered]


def _name(facet: str) -> str:
    return {
        "tags": tr("Tags"),
        "owners": tr("Owner"),
        "severities": tr("Severity"),
        "personas": tr("Persona"),
        "types": tr("Type"),
    }[facet]
