"""What every editor of a field is: it shows a value, and says when the user drafts, finishes or gives up another."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from cjdesigner.lanes.fields import Field
from cjdesigner.model.document import Document
from cjdesigner.words import tr


class Around(NamedTuple):
    """What an editor may know beside its own value."""

    document: Document
    map_id: str
    ids: tuple[str, ...]


class Editor(QWidget):
    """One field. It never touches the document: the form it stands in does."""

    drafted = Signal(object)
    """The user is at it; the value may be shown but is not kept yet."""
    finished = Signal(object)
    """The user is done: keep the value."""
    restored = Signal()
    """The user gave up: what was drafted goes."""
    refused = Signal(str)
    """What was typed is no value, and why; "" when it is one again."""
    picked = Signal(str)
    """The id of another record that the user wants to see."""
    removed = Signal(str)
    """The id of a link that the user wants gone."""

    inline = False
    """Whether the field's name stands beside the editor instead of above it."""
    captioned = True
    """Whether the form shows the field's name at all."""

    empty = False
    """Whether there is nothing to show, not even the field's name."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field

    def show_value(self, value: Any) -> None:
        """Show a value, MIXED where records differ, None where there is none. Emits nothing."""
        raise NotImplementedError

    def look_around(self, around: Around) -> None:
        """Show what depends on other records. Called after each change: cheap when nothing of it matters."""

    def settle(self) -> None:
        """Finish what is being typed, as if the focus left."""

    def retranslate(self) -> None:
        """Say everything again in the language in use."""

    def _name(self, widget: QWidget) -> None:
        """Give a widget the field's name for screen readers, and let it take the focus of the editor."""
        widget.setAccessibleName(tr(self.field.label))
        self.setFocusProxy(widget)


class DraftEditor(Editor):
    """A field whose value is typed or dragged before it is kept; until then Escape brings back what was."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.dirty = False
        """Whether what stands there is not kept yet."""
        self._shown: Any = None

    def entered(self) -> Any:
        """The value that stands there now."""
        raise NotImplementedError

    def settle(self) -> None:
        if self.dirty:
            self.dirty = False
            self._shown = self.entered()
            self.finished.emit(self._shown)

    def give_up(self) -> None:
        """Back to what it was before."""
        self.dirty = False
        shown, self._shown = self._shown, None
        self.show_value(shown)
        self.restored.emit()


def emptied(box: QBoxLayout) -> None:
    """Take everything out of a layout, to fill it anew."""
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def mixed_words() -> str:
    """What stands in a field whose records differ."""
    return tr("Several values")
