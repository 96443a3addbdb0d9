"""What the actions for pictures do: crop one where it stands, and show the whole of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.edit import cards
from cjdesigner.editor import cropping
from cjdesigner.editor.chosen import selected
from cjdesigner.ui import many_cards
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def can_crop(window: MainWindow) -> bool:
    """Whether one picture is selected."""
    chosen = window.session.selection
    return len(chosen) == 1 and cropping.has_picture(window.session.document, chosen[0])


def crop(window: MainWindow) -> None:
    """Put a frame over the selected picture, on the map."""
    if not window.canvas.crop_picture(window.session.selection[0]):
        window.session.say(tr("This picture is not shown on the map."))


def can_uncrop(window: MainWindow) -> bool:
    """Whether one of the selected pictures is cropped."""
    return selected(window.session).cropped


def uncrop(window: MainWindow) -> None:
    """The whole of the selected pictures again."""
    chosen = window.session.selected_cards()
    many_cards.change(
        window,
        len(chosen),
        lambda base: cards.change_payload(base, chosen, crop=cropping.NOTHING),
        tr("Show the whole picture"),
    )
