"""The help pages inside the program: what is there, and the window that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
)

from cjdesigner import resources, words
from cjdesigner.ui.dialogs.frame import fit_screen
from cjdesigner.ui.matching import folded
from cjdesigner.ui.plain import clearable
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


_LEADING = 135
"""Height of a line, in percent of its letters."""


class HelpPage(NamedTuple):
    """One page in Markdown; its first line is its title."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """What the list calls it."""
        return self.text.partition("\n")[0].lstrip("# ").strip()


def pages(language: str) -> list[HelpPage]:
    """The pages in a language, in reading order."""
    found = sorted(Path(resources.path("help", language)).glob("*.md"))
    return [HelpPage(path.stem, path.read_text(encoding="utf-8")) for path in found]


class HelpWindow(QDialog):
    """Pages at the left, text at the right; the search looks through all texts. It loads nothing from anywhere."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = pages(words.language())
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the help"))
        self.search.setAccessibleName(tr("Search the help"))
        clearable(self.search)
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setObjectName("Sections")
        self.list.setAccessibleName(tr("Help pages"))
        self.list.setFixedWidth(230)
        for page in self._pages:
            item = QListWidgetItem(page.title)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
            self.list.addItem(item)
        self.text = _Text()
        self.text.setAccessibleName(tr("Help"))
        self.list.currentRowChanged.connect(self._show)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 18, 18, 18)
        row.setSpacing(16)
        row.addLayout(left)
        row.addWidget(self.text, 1)
        fit_screen(self, 900, 640)
        self.list.setCurrentRow(0)

    def _show(self, place: int) -> None:
        if 0 <= place < len(self._pages):
            self.text.show_page(self._pages[place].text)

    def _narrow(self, query: str) -> None:
        """Show the pages that hold every word, and the first of them."""
        wanted = folded(query).split()
        first = -1
        for place, page in enumerate(self._pages):
            match = all(one in folded(page.text) for one in wanted)
            self.list.item(place).setHidden(not match)
            if match and first < 0:
                first = place
        current = self.list.currentItem()
        if first >= 0 and (current is None or current.isHidden()):
            self.list.setCurrentRow(first)
        if wanted and first >= 0:
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.find(query.split()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the search first."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)


class _Text(QTextBrowser):
    """Shows our own pages and fetches nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setObjectName("HelpText")
        self.document().setDocumentMargin(18)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self.document().setDefaultFont(font)

    def show_page(self, text: str) -> None:
        """Markdown, set with room between the lines."""
        self.setMarkdown(text)
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            form = block.blockFormat()
            head = form.headingLevel()
            form.setLineHeight(100 if head else _LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setTopMargin((0 if head == 1 else 20) if head else 3)
            form.setBottomMargin(8 if head else 5)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        return None


def show(window: MainWindow) -> None:
    """Open the help, or bring it to the front."""
    known = window.findChild(HelpWindow)
    if known is None:
        HelpWindow(window).show()
    else:
        known.raise_()
        known.activateWindow()
