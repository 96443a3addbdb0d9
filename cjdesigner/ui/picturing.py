"""What the actions for pictures do: crop one where it stands, and show the whole of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.edit import cards
from cjdesigner.editor import cropping
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def can_crop(window: MainWindow) -> bool:
    """Whether one picture is selected."""
    chosen = window.session.selection
    return len(chosen) == 1 and cropping.has_picture(window.session.document, chosen[0])


def crop(window: MainWindow) -> None:
    """Put a frame over the selected picture, on the map."""
    chosen = window.session.selection[0]
    if not window.canvas.crop_picture(chosen):
        window.session.say(tr("This picture is not shown on the map."))


def can_uncrop(window: MainWindow) -> bool:
    """Whether one of the selected pictures is cropped."""
    return any(cropping.is_cropped(window.session.document, one) for one in window.session.selection)


def uncrop(window: MainWindow) -> None:
    """The whole of the selected pictures again."""
    session = window.session
    document = cards.change_payload(session.saved_document, session.selected_cards(), crop=cropping.NOTHING)
    session.commit(document, tr("Show the whole picture"))
