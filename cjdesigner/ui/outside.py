"""What is told of a file that another program has changed or taken away, and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjdesigner.files.errors import shown
from cjdesigner.model import queries
from cjdesigner.model.diff import Diff
from cjdesigner.ui.jumping import jump
from cjdesigner.ui.open_project import OpenProject
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_TOLD = "outside"


def told(project: OpenProject) -> str:
    """One sentence about a project's file; "" where there is nothing to tell."""
    name = shown(project.name, 40)
    if project.outside == "gone" and project.renamed is not None:
        return tr("“{name}” is called “{other}” now.", name=name, other=shown(project.renamed.stem, 40))
    if project.outside == "gone":
        return tr("“{name}” was moved or deleted. Saving writes it again.", name=name)
    if project.outside == "changed" and project.unsaved:
        return tr("“{name}” was changed by another program; you have unsaved changes.", name=name)
    return tr("“{name}” was changed by another program.", name=name) if project.outside else ""


def state(project: OpenProject) -> str:
    """The same in a word or two; "" where there is nothing to tell."""
    if project.outside == "gone":
        return tr("renamed") if project.renamed is not None else tr("file gone")
    return tr("changed elsewhere") if project.outside else ""


def tell(window: MainWindow) -> bool:
    """Tell of the file of the project in view, where the user has not yet said what is to be done; whether it was."""
    project = window.files.current
    if project is None or not project.unanswered:
        take_back(window)
        return False
    buttons: list[tuple[str, object]]
    if project.outside == "gone" and project.renamed is not None:
        buttons = [
            (tr("Use that name"), partial(window.files.follow, project)),
            (tr("Save under the old one"), window.action("save").trigger),
        ]
        tips: tuple[str, ...] = (tr("Goes on with the file under its new name"), tr("Writes it again where it was"))
    elif project.outside == "gone":
        buttons = [
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
        if project.unsaved and project.in_file is not None:
            buttons.insert(0, (tr("Merge"), partial(window.files.merge_theirs, project)))
            tips = (tr("Puts their changes beside yours, as one step that Undo takes back"), *tips)
    said = told(project)
    window.notify_with(said, buttons, keep=True)
    notice = window.notice
    notice.setProperty(_TOLD, str(said))
    for button, hint in zip(notice.buttons, tips, strict=False):
        button.setToolTip(hint)
    notice.buttons[-1].clicked.connect(project.leave_for_now)
    return True


def take_back(window: MainWindow) -> None:
    """The notice goes where what it tells of is over."""
    project, notice = window.files.current, window.notice
    mine = not notice.isHidden() and notice.text.toolTip() == notice.property(_TOLD)
    if mine and (project is None or not project.unanswered):
        notice.hide()


def can_load(window: MainWindow) -> bool:
    """Whether the file in view was changed by another program."""
    project = window.files.current
    return project is not None and project.outside == "changed"


def load(window: MainWindow, project: OpenProject | None = None) -> None:
    """Show what another program has written; Undo goes back to what was here."""
    project = project or window.files.current
    if project is None:
        return
    before = project.session.history.position
    if not window.files.load_theirs(project):
        return
    name = shown(project.name, 40)
    history = window.session.history
    if window.session is not project.session or history.position == before:  # opened anew, or nothing to be seen
        window.notify(tr("“{name}” is shown as the other program has left it.", name=name))
        return
    change = history.latest
    said = ntr(
        "“{name}” is shown with {count} change of the other program.",
        "“{name}” is shown with {count} changes of the other program.",
        len(change.changes),
        name=name,
    )
    undo = window.action("undo").trigger
    window.notify_with(said, [(tr("Show changes"), partial(show_changes, window, change)), (tr("Undo"), undo)])


def show_changes(window: MainWindow, change: Diff) -> None:
    """Select what another program has changed, on the map in view or else on the first that it has changed."""
    session = window.session
    document = session.document
    by_map: dict[str, list[str]] = {}
    for one in sorted(change, key=lambda one: one.kind != "cards"):  # cards are what one looks for first
        record = document.find(one.id)
        if record is not None:
            by_map.setdefault(queries.map_of(document, record) or "", []).append(one.id)
    there = next((one for one in (session.map_id, *document.maps) if one in by_map), None)
    if there is None:
        window.notify(tr("Nothing of it is on a map."))
        return
    ids = by_map[there]
    jump(window, ids[0])
    cards = tuple(one for one in ids if one in document.cards)
    if len(cards) > 1:
        session.select(cards)
        window.canvas.show_changed(cards)


def keep(window: MainWindow, project: OpenProject) -> None:
    """Go on with what is here; it counts as unsaved, as the file has something else."""
    project.keep_mine()
    window.notify(tr("Yours stays as it is. Saving asks before it replaces theirs."))
