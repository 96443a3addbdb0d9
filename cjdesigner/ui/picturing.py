"""What the actions for pictures do: choose one from a file, crop it where it stands, show the whole of it again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjdesigner.edit import cards
from cjdesigner.editor import cropping
from cjdesigner.editor.chosen import selected
from cjdesigner.lanes.pictures import PictureCard
from cjdesigner.model.records import Asset
from cjdesigner.ui import many_cards
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def can_choose(window: MainWindow) -> bool:
    """Whether one picture card is selected, with a picture or without."""
    return bool(_picture_card(window))


def choose(window: MainWindow) -> None:
    """Ask for a picture file, and show it on the selected picture card, as one step."""
    # No start waits for what reads pictures.
    from cjdesigner.edit import filling
    from cjdesigner.ui.pasted_pictures import PictureRefused, from_file
    from cjdesigner.ui.picture_taking import PictureTaking

    session, card_id = window.session, _picture_card(window)
    window.canvas.finish_text()
    if not card_id or card_id not in session.saved_document.cards:
        return
    chosen = window.files.questions.ask_picture_path(window.files.suggested_path().parent)
    if chosen is None:
        return

    def keep(asset: Asset) -> None:
        if card_id in session.saved_document.cards:
            document = filling.with_picture(session.saved_document, card_id, asset)
            session.commit(document, tr("Choose picture"), select=[card_id])

    def refuse(error: object) -> None:
        known = isinstance(error, PictureRefused)
        window.notify(str(error) if known else tr("The picture is damaged."))

    PictureTaking(window, partial(from_file, chosen), keep, refuse, lambda: window.canvas.pointing.busy).begin()


def _picture_card(window: MainWindow) -> str:
    chosen = window.session.selection
    card = window.session.document.cards.get(chosen[0]) if len(chosen) == 1 else None
    return card.id if card is not None and isinstance(card.payload, PictureCard) else ""


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
