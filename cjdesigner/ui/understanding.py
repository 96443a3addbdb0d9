"""What a paste holds, understood: lines, a table, or cards; much of it on a thread of its own, and never for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cjdesigner.edit import clipboard, filling
from cjdesigner.edit.clipboard import Fragment
from cjdesigner.exchange import clipboard as foreign
from cjdesigner.files import pictures, reading
from cjdesigner.files.errors import FileError
from cjdesigner.model import collecting, stopping
from cjdesigner.model.records import copied
from cjdesigner.ui import large_edit
from cjdesigner.ui.picture_taking import PictureTaking
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

T = TypeVar("T")

AT_ONCE = 300_000
"""Characters that are read before anyone notices."""
MARKUP = 4
"""How many times longer a character of HTML takes than one of text."""
_MOST_FRAGMENT = 60_000_000
_MOST_PARTS = 3_000_000
"""Brackets and commas of a fragment: its pictures have none, so that more of them are no cards that anyone copied."""


class Understood(NamedTuple):
    """A table of more than one column, or lines."""

    table: foreign.Table | None
    lines: list[str]
    many: int
    """How many cards they make."""


def read(
    window: MainWindow,
    size: int,
    work: Callable[[], T],
    keep: Callable[[T], None],
    refuse: Callable[[], None] | None = None,
) -> None:
    """Give ``keep`` what the work makes of what was pasted; ``refuse`` is called where it cannot be read.

    Much of it is read off the window's thread, with a notice that can cancel it; should another project or map be in
    view by then, nothing comes of it, and the user is told.
    """
    session, map_id = window.session, window.session.map_id

    def refused(error: object) -> None:
        if refuse is None or not isinstance(error, (ValueError, FileError)):  # pydantic's errors are the former
            assert isinstance(error, BaseException)
            raise error
        refuse()

    def kept(found: T) -> None:
        if window.session is session and session.map_id == map_id and map_id in session.saved_document.maps:
            keep(found)
        elif window.session is not session:
            large_edit.tell_of_another(window)
        else:
            window.notify(tr("Another map came into view meanwhile, so nothing was pasted."))

    if size <= AT_ONCE:
        try:
            found = work()
        except (ValueError, FileError) as error:
            refused(error)
            return
        keep(found)
        return
    taking = PictureTaking(window, work, kept, refused, lambda: window.canvas.pointing.busy)
    words = tr("Reading what was pasted…")
    taking.slow.connect(lambda: window.notify_with(words, [(tr("Cancel"), taking.cancel)], keep=True))
    taking.ended.connect(window.notice.hide)
    taking.begin()


def text(plain: str, markup: str, separated: str) -> Understood:
    """What the forms of one text say: a table of HTML first, then one of tab-separated values, then the plain text."""
    table = None
    if markup:
        table, visible = foreign.read_html(markup)
        plain = plain or visible
    if table is None and separated:
        table = foreign.read_tsv(separated)
    if table is not None and any(len(row) > 1 for row in table):
        return Understood(table, [], filling.count(table))
    if table:
        found = [line for row in table for cell in row for line in filling.lines_of(cell)]
        return Understood(None, found, len(found))
    return lines(plain)


def lines(plain: str) -> Understood:
    """A plain text."""
    table = foreign.read_tsv(plain)
    if table is not None and any(len(row) > 1 for row in table):
        return Understood(table, [], filling.count(table))
    found = foreign.lines(plain)
    return Understood(None, found, len(found))


def fragment(data: bytes) -> Fragment:
    """The cards that another window, or this one, has put on the clipboard. Raises ValueError or FileError."""
    if len(data) > _MOST_FRAGMENT:
        raise FileError(tr("The file is larger than {limit} MB.", limit=_MOST_FRAGMENT // 1_000_000))
    if sum(data.count(sign) for sign in (b"{", b"[", b",")) > _MOST_PARTS:
        raise ValueError("too many parts")
    with collecting.paused():
        return _fragment(data)


def _fragment(data: bytes) -> Fragment:
    from pydantic_core import from_json, to_json

    # Quicker than the reader of files, which tells where a fault stands.
    raw = from_json(data, allow_inf_nan=False)
    reading.check_depth(raw, 0)
    found = raw.pop("cards", []) if isinstance(raw, dict) else None
    if not isinstance(found, list) or len(found) > clipboard.MOST:
        raise ValueError("no cards, or too many")
    whole = Fragment.model_validate_json(to_json(raw))
    cards = []
    for one in found:  # one by one, so that the window goes on meanwhile, and can stop it
        stopping.check()
        cards.append(clipboard.Carried.model_validate_json(to_json(one)))
    pictures.check({asset.id: asset for asset in whole.assets})
    return copied(whole, cards=tuple(cards))
