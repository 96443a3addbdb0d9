"""Texts of Qt's own dialogs that its translations leave in English, or get wrong."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from cjdesigner.words import tr


class QtWords(QTranslator):
    """Is asked before Qt's own translations."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known = _known()

    def translate(self, context: str, text: str, meaning: str | None = None, count: int = -1) -> str | None:
        """The text in the language in use; None where Qt knows it."""
        return self._known.get((context, text))


def _known() -> dict[tuple[str, str], str]:
    """By where Qt has it and its English text."""
    lists = {"QFileDialog": _files(), "QAbstractFileIconProvider": _kinds(), "QPageSetupWidget": _paper()}
    lists |= {"QPrintSettingsOutput": _paper(), "QCupsJobWidget": _job(), "QCocoaMenuBar": {"Edit": tr("Edit")}}
    # Every key that the program names is called as on a keyboard of today.
    keys = {"Return": "Enter"}
    lists |= {"QShortcut": {"Control": tr("Control"), "Keyboard": tr("Keyboard"), **keys}}
    return {(context, text): said for context, found in lists.items() for text, said in found.items()}


def _files() -> dict[str, str]:
    return {"&Look in:": tr("&Look in:"), "Files of &type:": tr("Files of &type:")}


def _kinds() -> dict[str, str]:
    """What the list of files says that each is."""
    return {
        "File": tr("File"),
        "Folder": tr("Folder"),
        "File Folder": tr("Folder"),
        "Drive": tr("Drive"),
        "Shortcut": tr("Shortcut to a file"),
        "Alias": tr("Shortcut to a file"),
        "Unknown": tr("Unknown"),
    }


def _paper() -> dict[str, str]:
    return {
        "Page size:": tr("Page size:"),
        "Page &order:": tr("Page &order:"),
        "Pages &per sheet:": tr("Pages &per sheet:"),
        "Page &Set:": tr("Page &set:"),
        "Double Sided Printing": tr("Double-sided printing"),
        "Off": tr("Off"),
        "Long side binding": tr("Long side binding"),
        "Short side binding": tr("Short side binding"),
    }


def _job() -> dict[str, str]:
    return {
        "&Billing information:": tr("&Billing information:"),
        "Job &priority:": tr("Job &priority:"),
        "Scheduled &printing:": tr("Scheduled p&rinting:"),
        "&Start:": tr("Banner at the &start:"),
        "&End:": tr("Banner at the &end:"),
    }
