"""What is told of a file that another program has changed or taken away, and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjdesigner.files.errors import shown
from cjdesigner.ui.open_project import OpenProject
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_TOLD = "outside"


def told(project: OpenProject) -> str:
    """One sentence about a project's file; "" where there is nothing to tell."""
    name = shown(project.name, 40)
    if project.outside == "gone":
        return tr("“{name}” was moved or deleted. Saving writes it again.", name=name)
    if project.outside == "changed" and project.unsaved:
        return tr("“{name}” was changed by another program; you have unsaved changes.", name=name)
    return tr("“{name}” was changed by another program.", name=name) if project.outside else ""


def tell(window: MainWindow) -> bool:
    """Tell of the file of the project in view, where the user has not yet said what is to be done; whether it was."""
    project = window.files.current
    if project is None or not project.unanswered:
        take_back(window)
        return False
    if project.outside == "gone":
        buttons: list[tuple[str, object]] = [
            (tr("Save"), window.action("save").trigger),
            (tr("Save as…"), window.action("save_as").trigger),
        ]
        tips = tr("Writes it again where it was"), ""
    else:
        buttons = [(tr("Load it"), partial(load, window, project)), (tr("Keep mine"), partial(keep, window, project))]
        tips = (
            tr("Shows what is in the file now; Undo brings yours back"),
            tr("What is here stays; saving asks before it replaces theirs"),
        )
    said = told(project)
    window.notify_with(said, buttons, keep=True)
    notice = window.notice
    notice.setProperty(_TOLD, said)
    for button, hint in zip(notice.buttons, tips, strict=False):
        button.setToolTip(hint)
    notice.buttons[-1].clicked.connect(project.leave_for_now)
    return True


def take_back(window: MainWindow) -> None:
    """The notice goes where what it tells of is over."""
    project, notice = window.files.current, window.notice
    mine = notice.isVisible() and notice.text.toolTip() == notice.property(_TOLD)
    if mine and (project is None or not project.unanswered):
        notice.hide()


def can_load(window: MainWindow) -> bool:
    """Whether the file in view was changed by another program."""
    project = window.files.current
    return project is not None and project.outside == "changed"


def load(window: MainWindow, project: OpenProject | None = None) -> None:
    """Show what another program has written; Undo goes back to what was here."""
    project = project or window.files.current
    if project is not None and window.files.load_theirs(project):
        said = tr("“{name}” is shown as the other program has left it.", name=shown(project.name, 40))
        undo = window.action("undo")
        if window.session.history.undo_label is not None:
            window.notify(said, tr("Undo"), undo.trigger)
        else:
            window.notify(said)


def keep(window: MainWindow, project: OpenProject) -> None:
    """Go on with what is here; it counts as unsaved, as the file has something else."""
    project.keep_mine()
    window.notify(tr("Yours stays as it is. Saving asks before it replaces theirs."))
