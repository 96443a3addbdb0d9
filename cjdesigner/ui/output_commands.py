"""What the actions for outputs do besides exporting: print, copy as a picture, drag out, audience profiles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjdesigner.model import queries
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def attach(window: MainWindow) -> None:
    """Fill the submenu of profiles, and let the map be dragged out by the export button."""
    from cjdesigner.ui.exporting.pulling import DragSource

    window.submenu("copy_picture_for").aboutToShow.connect(partial(_fill, window))
    DragSource(window.top.export, partial(drag_map, window))


def print_map(window: MainWindow) -> None:
    """The print dialog; afterwards a notice says what came out."""
    from cjdesigner.ui.exporting.result import tell
    from cjdesigner.ui.printing.dialog import PrintDialog

    window.settle()
    dialog = PrintDialog(window.session, window.preferences, window)
    dialog.exec()
    pages = dialog.result_pages
    tell(window, dialog.result_paths)
    if pages:
        window.notify(ntr("{count} page sent to the printer.", "{count} pages sent to the printer.", pages))
    dialog.deleteLater()


def audience_profiles(window: MainWindow) -> None:
    """The dialog of audience profiles."""
    from cjdesigner.ui.dialogs.audiences import AudiencesDialog

    window.settle()
    AudiencesDialog.ask(window, window.session)


def copy_picture(window: MainWindow) -> None:
    """The selection, or the whole map, onto the clipboard as a picture."""
    from cjdesigner.ui.exporting import copying

    window.settle()
    copying.copy_picture(window)


def drag_map(window: MainWindow) -> None:
    """Drag the map in view into another program, for the readers of the last export where it had a profile."""
    from cjdesigner.ui.exporting import carrying, copying

    window.settle()
    name = window.preferences.settings.export.audience
    known = queries.audiences(window.session.saved_document)
    audience = next((one for one in known if one.name == name), None)
    wanted = copying.wanted_of(window, audience, whole=True)
    if wanted is None:
        return
    title = window.session.document.maps[wanted.map_id].title or window.session.document.project.title
    data = carrying.of_pages(lambda: [copying.drawing_of(wanted)], title)
    carrying.drag(window.top.export, data, window.canvas.viewport().grab())
    if audience is not None and data.was_taken():
        said = tr("The picture is for {audience}: what they are not to see is left out.", audience=audience.name[:40])
        window.notify(said)


def _fill(window: MainWindow) -> None:
    from cjdesigner.ui.exporting import copying

    copying.fill_menu(window.submenu("copy_picture_for"), window)
