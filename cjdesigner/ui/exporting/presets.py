"""Choices of an export under a name: taken, kept, renamed and deleted from one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QToolButton, QWidget

from cjdesigner.files.settings import ExportChoices, ExportPreset, Preferences
from cjdesigner.ui import appearance
from cjdesigner.ui.map_tabs import NameLine
from cjdesigner.ui.plain import caption
from cjdesigner.words import tr

_LONGEST = 60


class PresetBar(QStackedWidget):
    """A button with a menu; while a preset gets a name, a line in its place."""

    taken = Signal(object)
    """The ExportPreset that the user took."""

    def __init__(
        self, preferences: Preferences, choices: Callable[[], ExportChoices], parent: QWidget | None = None
    ) -> None:
        """``choices`` gives what is chosen now."""
        super().__init__(parent)
        self._preferences = preferences
        self._choices = choices
        self._name = ""
        self._renaming = False
        self.button = QToolButton()
        self.button.setProperty("kind", "button")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self.menu)
        self.line = NameLine()
        self.line.setMaxLength(200)
        self.line.setAccessibleName(tr("Name of the preset"))
        self.line.setPlaceholderText(tr("Name of the preset"))
        self.line.done.connect(self._named)
        self.addWidget(self.button)
        self.addWidget(self.line)
        self.setFixedHeight(max(self.button.sizeHint().height(), self.line.sizeHint().height()))
        self.setMinimumWidth(170)
        self.show_state()

    def current(self) -> ExportPreset | None:
        """The preset that was taken last, as it is kept."""
        return next((one for one in self._presets() if one.name == self._name), None)

    def show_state(self) -> None:
        """Say which preset is in use, and whether something else was chosen since."""
        found = self.current()
        if found is None:
            text = tr("Presets")
        elif self._is_changed(found):
            text = tr("{name}, changed", name=_short(found.name))
        else:
            text = _short(found.name)
        self.button.setIcon(appearance.icon("chevron-down", appearance.current().secondary))
        self.button.setText(caption(text))
        self.button.setAccessibleName(tr("Preset: {name}", name=text))
        self.button.setToolTip(tr("Choices under a name, to be taken again"))

    def fill(self) -> None:
        """The menu as it is now."""
        self.menu.clear()
        found = self.current()
        for one in self._presets():
            action = self.menu.addAction(caption(_short(one.name)))
            action.setCheckable(True)
            action.setChecked(found is not None and one.name == found.name)
            action.triggered.connect(lambda _=False, one=one: self.take(one.name))
        if self._presets():
            self.menu.addSeparator()
        self.menu.addAction(tr("Save as a preset…")).triggered.connect(self.save_as)
        if found is not None:
            name = caption(_short(found.name))
            update = self.menu.addAction(tr("Update “{name}”", name=name))
            update.setEnabled(self._is_changed(found))
            update.triggered.connect(self.update_current)
            self.menu.addAction(tr("Rename…")).triggered.connect(self.rename)
            self.menu.addAction(tr("Delete “{name}”", name=name)).triggered.connect(self.delete)

    def take(self, name: str) -> None:
        """Choose what the preset of that name says."""
        self._name = name
        found = self.current()
        if found is not None:
            self.taken.emit(found)
        self.show_state()

    def save_as(self) -> None:
        """Ask for a name in place of the button."""
        self._ask("", renaming=False)

    def rename(self) -> None:
        """Ask for another name in place of the button."""
        self._ask(self._name, renaming=True)

    def update_current(self) -> None:
        """Keep what is chosen now under the preset's name."""
        self._keep(self._name, self._name)

    def delete(self) -> None:
        """Forget the preset; what is chosen stays chosen."""
        self._preferences.change(presets=tuple(one for one in self._presets() if one.name != self._name))
        self._name = ""
        self.show_state()

    def _ask(self, name: str, renaming: bool) -> None:
        self._renaming = renaming
        self.line.setText(name)
        self.setCurrentWidget(self.line)
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self, keep: bool) -> None:
        if self.currentWidget() is not self.line:
            return
        name = " ".join(self.line.text().split())
        self.setCurrentWidget(self.button)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep and name:
            self._keep(name, self._name if self._renaming else "", self.current() if self._renaming else None)

    def _keep(self, name: str, old: str, choices: ExportChoices | None = None) -> None:
        """Keep choices under a name, in the place of the old one; another preset of that name gives way."""
        fields = {**dict(choices or self._choices()), "name": name, "folder": ""}
        made = ExportPreset(**fields)
        kept = [made if one.name == (old or name) else one for one in self._presets()]
        if made not in kept:
            kept.append(made)
        kept = [one for one in kept if one is made or one.name != name]
        self._preferences.change(presets=tuple(kept))
        self._name = name
        self.show_state()

    def _presets(self) -> tuple[ExportPreset, ...]:
        return self._preferences.settings.presets

    def _is_changed(self, preset: ExportPreset) -> bool:
        now = dict(self._choices())
        return any(now[field] != getattr(preset, field) for field in ExportChoices.model_fields if field != "folder")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
