"""Save as a template: what it is to be called, and what the start page says of it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cjdesigner.files.names import file_name
from cjdesigner.files.own_templates import own_templates
from cjdesigner.ui.dialogs.frame import cancel_button, go_button
from cjdesigner.ui.plain import label
from cjdesigner.words import tr


class SaveTemplate(QDialog):
    """Asks for a name and a line about it; says when a template of that name would be replaced."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save as a template"))
        self._known = {one.path.stem for one in own_templates()}
        self.name = QLineEdit(name)
        self.name.setAccessibleName(tr("Name"))
        self.name.setMaxLength(80)
        self.name.selectAll()
        self.summary = QLineEdit()
        self.summary.setAccessibleName(tr("What it is for"))
        self.summary.setPlaceholderText(tr("Who should start from it, and when"))
        self.summary.setMaxLength(300)
        self.warning = label("", "label")
        self.save = go_button(self, tr("Save the template"))
        explained = label(tr("This map, with its personas, as a start for others. It stays on this computer."), "quiet")
        explained.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(cancel_button(self))
        foot.addWidget(self.save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(8)
        rows.addWidget(label(tr("Save as a template"), "title"))
        rows.addWidget(explained)
        rows.addSpacing(6)
        rows.addWidget(label(tr("Name"), "label"))
        rows.addWidget(self.name)
        rows.addWidget(label(tr("What it is for"), "label"))
        rows.addWidget(self.summary)
        rows.addWidget(self.warning)
        rows.addSpacing(6)
        rows.addLayout(foot)
        self.setMinimumWidth(440)
        self.name.textChanged.connect(self._judge)
        self._judge()

    def _judge(self) -> None:
        name = self.name.text().strip()
        self.save.setEnabled(bool(name))
        taken = bool(name) and file_name(name) in self._known
        self.warning.setText(tr("There is one of this name; it will be replaced.") if taken else "")

    @classmethod
    def ask(cls, name: str, parent: QWidget | None) -> tuple[str, str] | None:
        """Name and summary; None where none is wanted."""
        dialog = cls(name, parent)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return dialog.name.text().strip(), dialog.summary.text().strip()
        finally:
            dialog.deleteLater()
