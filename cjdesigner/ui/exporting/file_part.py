"""Where an export goes: a name, or a pattern where every map gets a file of its own, and a folder."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from cjdesigner import words
from cjdesigner.export import batch, formats, naming
from cjdesigner.export.order import Order
from cjdesigner.files.errors import shown
from cjdesigner.files.names import file_name
from cjdesigner.model.document import Document
from cjdesigner.ui.plain import label, tip
from cjdesigner.words import ntr, tr


class FilePart(QWidget):
    """The map's title, until the user gives a name of their own; of theirs only the ending follows the format."""

    changed = Signal()
    """By the user."""
    replacing = Signal(object)
    """The user agreed to replace this file."""

    def __init__(self, folder: Path, pattern: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pattern = pattern or naming.USUAL
        self._own_name = False
        self._each = False
        self._order: Order | None = None
        self._document: Document | None = None
        self.name = QLineEdit()
        self.name.setMaxLength(4000)
        self.name.setAccessibleName(tr("File name"))
        self.fields = QToolButton()
        self.fields.setProperty("kind", "button")
        self.fields.setText("{ }")
        self.fields.setToolTip(tr("Put in what differs from map to map"))
        self.fields.setAccessibleName(self.fields.toolTip())
        self.fields.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for field in naming.FIELDS:
            said = naming.field_name(field, words.language())
            menu.addAction(f"{{{said}}}").triggered.connect(lambda _=False, said=said: self._insert(said))
        self.fields.setMenu(menu)
        self.browse = QPushButton(tr("&Browse…"))
        self.browse.setAutoDefault(False)
        self.browse.setToolTip(tr("Choose the folder and the name"))
        self.browse.clicked.connect(self._browse)
        self.caption = label(_name_of_one(), "label")
        self.caption.setBuddy(self.name)
        self.place = label("", "quiet")
        self.place.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.name, 1)
        line.addWidget(self.fields)
        line.addWidget(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.caption)
        column.addLayout(line)
        column.addWidget(self.place)
        self.name.textEdited.connect(self._named)

    def follow(self, document: Document, order: Order, pages: int | None) -> None:
        """The order is another one now; ``pages`` of a picture format, where they are known."""
        self._document, self._order = document, order
        self._each = order.each
        self.fields.setVisible(order.each)
        self.caption.setText(_name_of_each() if order.each else _name_of_one())
        if order.each:
            text = naming.localised(self._pattern, words.language())
            if naming.plain(self.name.text()) != self._pattern:
                self.name.setText(text)
        elif not self._own_name or naming.is_pattern(self.name.text()):
            self._own_name = False
            one = document.maps.get(order.map_ids[0]) if len(order.map_ids) == 1 else None
            title = one.title if one is not None else document.project.title
            ending = f".{order.endings[0]}" if len(order.endings) == 1 else ""
            self.name.setText(f"{file_name(title)}{ending}")
        else:
            path = Path(self.name.text())
            if formats.find(path.suffix) is not None:
                ending = f".{order.endings[0]}" if len(order.endings) == 1 else ""
                if path.suffix.lower() != ending:
                    self.name.setText(str(path.with_suffix(ending)))
        self.show_place(pages)

    def folder(self) -> Path:
        """Where the files go."""
        target = self.target()
        return target.parent if target is not None else self._folder

    def pattern(self) -> str:
        """What files of single maps are called, to be remembered."""
        return self._pattern

    def target(self) -> Path | None:
        """The file to write; None where there is no name."""
        typed = self.name.text().strip()
        if not typed or "\0" in typed or self._order is None:
            return None
        path = self._folder / os.path.expanduser(typed)
        if not path.name:
            return None
        (only, *others) = self._order.endings
        if not others and path.suffix.lower() != f".{only}":
            path = path.with_name(f"{path.name}.{only}")
        return path

    def problem(self) -> str:
        """What is wrong with the name; "" where nothing is."""
        strange = naming.unknown(self.name.text()) if self._each else []
        if strange:
            known = ", ".join(f"{{{naming.field_name(field, words.language())}}}" for field in naming.FIELDS)
            return tr("There is no field “{name}”; there are: {known}.", name=strange[0], known=known)
        return ""

    def take_pattern(self, pattern: str) -> None:
        """Call files of single maps by this pattern."""
        self._pattern = pattern
        if self._each:
            self.name.setText(naming.localised(pattern, words.language()))
            self._named()

    def take_path(self, path: Path) -> None:
        """Export to this file."""
        self._folder = path.parent
        self.name.setText(path.name)
        self._named()

    def show_place(self, pages: int | None) -> None:
        """Say where the files go and how many there will be."""
        target = self.target()
        if target is None or self._document is None or self._order is None:
            self.place.setText(tr("Give the file a name."))
            return
        folder = shown(_homely(target.parent), 90)
        listed = list(batch.targets(self._document, self._order, target))
        count = sum(self._files(ending, ids, pages) for _, ending, ids in listed)
        if count > 1 and listed:
            first = listed[0][0]
            form = formats.find(listed[0][1])
            if form is not None and not form.many and self._files(listed[0][1], listed[0][2], pages) > 1:
                first = first.with_stem(f"{first.stem}-1")
            text = ntr("{count} file in {folder}: {first} …", "{count} files in {folder}: {first} …", count,
                       folder=folder, first=shown(first.name, 60))  # fmt: skip
        else:
            text = tr("In {folder}", folder=folder)
        self.place.setText(text)
        self.place.setToolTip(tip(str(target)))

    def _files(self, ending: str, map_ids: tuple[str, ...], pages: int | None) -> int:
        form = formats.find(ending)
        if form is None or form.many or self._order is None:
            return 1
        kind = formats.page_kind(ending, self._order.pages.pages)
        if kind in ("map", "paper") or not formats.page_kinds(ending):
            return len(map_ids)
        return pages if pages is not None else len(map_ids)

    def _named(self) -> None:
        if self._each:
            self._pattern = naming.plain(self.name.text()) or naming.USUAL
        else:
            self._own_name = True
        self.changed.emit()

    def _insert(self, field: str) -> None:
        self.name.insert(f"{{{field}}}")
        self.name.setFocus()
        self._named()

    def _browse(self) -> None:
        if self._order is None:
            return
        ending = self._order.endings[0]
        form = formats.find(ending)
        target = self.target() or self._folder / f"{file_name('')}.{ending}"
        if self._each or len(self._order.endings) > 1:
            chosen = QFileDialog.getExistingDirectory(self, tr("Export to"), str(target.parent))
            if chosen:
                self.take_path(Path(chosen) / self.name.text())
            return
        dialog = QFileDialog(self, tr("Export to"), str(target.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr(form.name) if form else ending} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(target.name)
        files = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        if files:
            self.agreed(Path(files[0]))

    def agreed(self, path: Path) -> None:
        """Export to this file, and replace it: that has been asked."""
        self.take_path(path)
        self.replacing.emit(path)


def _name_of_one() -> str:
    return tr("&File")


def _name_of_each() -> str:
    return tr("Name of each &file")


def _homely(folder: Path) -> str:
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
