"""Cut, copy and paste: what goes onto the clipboard for this and other programs, and what of theirs is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from cjdesigner.edit import cards, clipboard, filling
from cjdesigner.edit.clipboard import Fragment
from cjdesigner.editor.session import Session
from cjdesigner.exchange import clipboard as foreign
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.paint.part import part_image
from cjdesigner.ui import large_edit, mending, mime, pasting_pictures, understanding
from cjdesigner.ui.background import Task
from cjdesigner.ui.offering import offer
from cjdesigner.ui.pane_commands import grid_in_use
from cjdesigner.ui.table import copying
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

MOST_CARDS = 2_000
MOST_COLUMNS = 500
MOST_LANES = 100
MOST_TEXT = 1_000_000
"""Characters of plain text."""
MOST_MARKUP = 2_000_000
"""Characters of HTML that are read; longer ones give way to the plain text beside them."""
MOST_WORD = 4_000
"""Characters without a blank: breaking longer ones into lines takes longer than anyone waits."""
_AT_ONCE = 1_000
"""Cards beyond which pasting is left to a thread, while the window goes on painting."""
_PICTURED = 300
"""Cards beyond which copying makes no picture: it would take longer than anyone waits."""


class Spot(NamedTuple):
    """Where a paste goes; "" for what the selection does not say."""

    lane: str = ""
    step: str = ""
    place: int | None = None
    parked: str = ""
    """The type of the cards that texts become, where everything is to wait in the parking tray."""

    @property
    def cell(self) -> tuple[str, str, int | None]:
        """Lane, step and place."""
        return self.lane, self.step, self.place


# --- out ----------------------------------------------------------------------------------------------------------


def carrying(session: Session, card_ids: Sequence[str]) -> QMimeData:
    """The cards in every form that another program may want."""
    document = session.document
    fragment = clipboard.copy(document, card_ids)
    data = QMimeData()
    data.setData(mime.FRAGMENT, fragment.model_dump_json(exclude_defaults=True).encode("utf-8", "replace"))
    rows = clipboard.grid(fragment)
    texts = [clipboard.text_of(one.card) for one in fragment.cards]
    data.setText("\n".join(text for text in texts if text))
    data.setHtml(foreign.write_html(rows))
    data.setData("text/tab-separated-values", foreign.write_tsv(rows).encode("utf-8", "replace"))
    if len(fragment.cards) <= _PICTURED:
        shown = {*card_ids, *(link.id for link in fragment.links)}
        image = part_image(session.drawing(), shown)
        if image is not None:
            data.setImageData(image)
    return data


def copy(window: MainWindow) -> None:
    """Copy what is selected: in a text field its text, else the cards."""
    field = _field()
    if field is not None:
        field.copy()
        return
    chosen = window.session.selected_cards()
    if chosen:
        offer(_with_range(window, carrying(window.session, chosen)))


def _with_range(window: MainWindow, data: QMimeData) -> QMimeData:
    if grid_in_use(window) is not None:
        copying.add_range(data, window.table.grid)
    return data


def cut(window: MainWindow) -> None:
    """Copy what is selected and take it away."""
    field = _field()
    if field is not None:
        field.cut()
        return
    session = window.session
    chosen = session.selected_cards()
    if chosen:
        offer(_with_range(window, carrying(session, chosen)))
        label = ntr("Cut {count} card", "Cut {count} cards", len(chosen))
        first = session.document.cards[chosen[0]]
        if session.commit(cards.delete(session.saved_document, chosen), label):
            placed = first.lane in session.document.lanes and first.start in session.document.steps
            session.select([], cell=(first.lane, first.start) if placed else None)


# --- in -----------------------------------------------------------------------------------------------------------


def paste(window: MainWindow, in_place: bool = False) -> None:
    """Put what is on the clipboard where the selection is; ``in_place`` where it was taken from."""
    field = _field()
    if field is not None:
        field.paste()
        return
    window.settle()
    if grid_in_use(window) is not None and copying.taken(window, QGuiApplication.clipboard().mimeData()):
        return
    take(window, QGuiApplication.clipboard().mimeData(), spot(window.session), in_place)


def spot(session: Session) -> Spot:
    """Where the selection says that a paste should go."""
    document = session.document
    if session.map_id not in document.maps:
        return Spot()
    shape = queries.structure(document, session.map_id)
    lanes = {lane.id for lane in shape.lanes}
    if session.cell and session.cell[0] in lanes and session.cell[1] in shape.column:
        return Spot(*session.cell)
    for one in reversed(session.selection):
        card = document.cards.get(one)
        if card is not None and card.lane in lanes and card.start in shape.column:
            here = [each.id for each in queries.cell(document, card.lane, card.start)]
            return Spot(card.lane, card.start, here.index(one) + 1)
        if one in shape.column:
            return Spot("", one)
        if one in lanes:
            return Spot(one, "")
        if shape.steps_of.get(one):
            return Spot("", shape.steps_of[one][0].id)
    return Spot()


def take_dropped(window: MainWindow, data: QMimeData, lane: str, step: str, before: int) -> None:
    """Put what was let go over a cell into the map."""
    take(window, data, Spot(lane, step, before if before >= 0 else None))


def take_parked(window: MainWindow, data: QMimeData, kind: str) -> None:
    """Put what was let go over the parking tray there; texts become cards of that type."""
    take(window, data, Spot(parked=kind))


def take(window: MainWindow, data: QMimeData | None, where: Spot, in_place: bool = False) -> None:
    """Put what data holds into the map; says what cannot be taken, and offers what can."""
    if window.session.map_id not in window.session.saved_document.maps:
        window.notify(tr("There is no map to paste into."))
        return
    if data is None or not data.formats():
        window.notify(tr("The clipboard is empty."))
        return
    files = pasting_pictures.files_in(data)
    if data.hasFormat(mime.FRAGMENT):
        _take_fragment(window, bytes(data.data(mime.FRAGMENT).data()), Spot() if in_place else where)
    elif files:
        pasting_pictures.take_files(window, files, where)
    elif pasting_pictures.is_in(data) and not (data.hasText() and data.text().strip()):
        pasting_pictures.take_image(window, data, where)
    elif data.hasText() or data.hasHtml() or data.hasFormat("text/tab-separated-values"):
        _take_text(window, data, where)
    else:
        window.notify(tr("What is on the clipboard cannot be pasted into a map."))


def _take_fragment(window: MainWindow, data: bytes, where: Spot) -> None:
    def refuse() -> None:
        window.notify(tr("The cards on the clipboard cannot be read."))

    keep = partial(_take_cards, window, where)
    understanding.read(window, len(data), partial(understanding.fragment, data), keep, refuse)


def _take_cards(window: MainWindow, where: Spot, fragment: Fragment) -> None:
    if len(fragment.cards) > MOST_CARDS:
        window.notify_with(
            tr("There are {count} cards on the clipboard; that many are slow to paste.",
               count=len(fragment.cards)),
            [
                (_first(MOST_CARDS), partial(_put_fragment, window, clipboard.limited(fragment, MOST_CARDS), where)),
                (tr("Paste all"), partial(_put_fragment, window, fragment, where)),
            ],
            keep=True,
        )  # fmt: skip
        return
    _put_fragment(window, fragment, where)


def _put_fragment(window: MainWindow, fragment: Fragment, where: Spot) -> None:
    before, map_id = window.session.saved_document, window.session.map_id
    count = len(fragment.cards)
    if where.parked:
        fragment = clipboard.unplaced(fragment)
    _make(window, count, _keeping(window, where), lambda: clipboard.paste(before, fragment, map_id, *where.cell))


def _make(
    window: MainWindow,
    count: int,
    keep: Callable[[Document, Sequence[str]], None],
    work: Callable[[], tuple[Document, Sequence[str]]],
) -> None:
    """Make so many cards, in the background where they are many."""
    words = ntr("Pasting {count} card…", "Pasting {count} cards…", count)

    def made(task: Task) -> tuple[Document, Sequence[str]]:
        return work()

    large_edit.carry_out(window, words, made, keep, large=count > _AT_ONCE)


def _take_text(window: MainWindow, data: QMimeData, where: Spot) -> None:
    text = data.text() if data.hasText() else ""
    markup = data.html() if data.hasHtml() else ""
    if len(markup) > MOST_MARKUP:
        markup = ""
    if foreign.is_junk(text) or foreign.is_junk(markup):
        window.notify(tr("What is on the clipboard is no text that can be read."))
        return
    if len(text) > MOST_TEXT and text.count("\n") >= MOST_CARDS:
        shorter = "\n".join(text.split("\n", MOST_CARDS)[:MOST_CARDS])[:MOST_TEXT]
        said = tr("There are {count} lines on the clipboard; at most {limit} cards can be made of them at once.",
                  count=text.rstrip().count("\n") + 1, limit=MOST_CARDS)  # fmt: skip
        window.notify_with(said, [(_first(MOST_CARDS), partial(_take_plain, window, shorter, where))], keep=True)
        return
    if len(text) > MOST_TEXT:
        shorter = text[:MOST_TEXT].rsplit("\n", 1)[0]
        window.notify_with(
            tr("The text on the clipboard is too long: {count} characters, at most {limit} can be pasted.",
               count=len(text), limit=MOST_TEXT),
            [(tr("Paste the beginning"), partial(_take_plain, window, shorter, where))],
            keep=True,
        )  # fmt: skip
        return
    separated = ""
    if data.hasFormat("text/tab-separated-values"):
        separated = bytes(data.data("text/tab-separated-values").data())[:MOST_TEXT].decode("utf-8", "replace")
    size = len(text) + len(separated) + understanding.MARKUP * len(markup)
    keep = partial(_take_understood, window, where)
    understanding.read(window, size, partial(understanding.text, text, markup, separated), keep)


def _take_plain(window: MainWindow, text: str, where: Spot) -> None:
    understanding.read(window, len(text), partial(understanding.lines, text), partial(_take_understood, window, where))


def _take_understood(window: MainWindow, where: Spot, found: understanding.Understood) -> None:
    if found.table is not None:
        _take_table(window, found.table, found.many, where)
    else:
        _take_lines(window, found.lines, where)


def _take_lines(window: MainWindow, lines: Sequence[str], where: Spot) -> None:
    if not lines:
        window.notify(tr("The clipboard is empty."))
        return
    longest = max(map(len, lines))
    word = max(len(word) for line in lines for word in line.split())
    limit = MOST_WORD if word > MOST_WORD else MAX_TEXT
    if len(lines) > MOST_CARDS or longest > limit:
        if len(lines) > MOST_CARDS:
            said = tr("There are {count} lines on the clipboard; at most {limit} cards can be made of them at once.",
                      count=len(lines), limit=MOST_CARDS)  # fmt: skip
            offer = _first(MOST_CARDS)
        else:
            said = tr("A line on the clipboard is longer than a card can hold: {count} characters, at most {limit}.",
                      count=longest, limit=limit)  # fmt: skip
            offer = tr("Paste the beginning")
        shorter = [line[:limit] for line in lines[:MOST_CARDS]]
        window.notify_with(said, [(offer, partial(_put_lines, window, shorter, where))], keep=True)
        return
    _put_lines(window, lines, where)


def _put_lines(window: MainWindow, lines: Sequence[str], where: Spot) -> None:
    session = window.session
    document = session.saved_document
    lane, step, index = where.cell if where.step and where.lane else ("", "", None)
    map_id, kind = session.map_id, where.parked or "free"

    def keep(document: Document, made: Sequence[str]) -> None:
        _keep(window, document, made, bool(where.parked))
        if not lane and not where.parked:
            window.show_tray(True)
            window.notify(tr("No cell was selected, so the cards wait in the parking tray."))

    _make(window, len(lines), keep, lambda: filling.add_lines(document, map_id, lane, step, lines, index, kind))


def _take_table(window: MainWindow, rows: Sequence[Sequence[str]], count: int, where: Spot) -> None:
    if not count:
        window.notify(tr("The table on the clipboard is empty."))
        return
    if where.parked:
        _take_lines(window, filling.texts_of(rows), where)
        return
    wide = max(len(row) for row in rows)
    session = window.session
    if wide > MOST_COLUMNS:
        said = tr("The table on the clipboard is {count} columns wide; at most {limit} can be pasted.",
                  count=wide, limit=MOST_COLUMNS)  # fmt: skip
    elif count > MOST_CARDS:
        said = tr("The table on the clipboard makes {count} cards; at most {limit} can be pasted at once.",
                  count=count, limit=MOST_CARDS)  # fmt: skip
    elif len(rows) > MOST_LANES:
        said = tr("The table on the clipboard has {count} rows; at most {limit} lanes can be filled at once.",
                  count=len(rows), limit=MOST_LANES)  # fmt: skip
    elif any(len(cell) > MAX_TEXT for row in rows for cell in row):
        said = tr("A cell on the clipboard holds more than {limit} characters.", limit=MAX_TEXT)
    else:
        _put_table(window, rows, where)
        return
    kept: list[list[str]] = []
    room = MOST_CARDS
    for row in rows[:MOST_LANES]:
        kept.append([])
        for cell in row[:MOST_COLUMNS]:
            lines = filling.lines_of(cell[:MAX_TEXT])[:room]
            room -= len(lines)
            kept[-1].append("\n".join(lines))
    document = session.saved_document
    fits = bool(document.maps)
    window.notify_with(said, [(tr("Paste what fits"), partial(_put_table, window, kept, where))] if fits else [], True)


def _put_table(window: MainWindow, rows: Sequence[Sequence[str]], where: Spot) -> None:
    document, map_id = window.session.saved_document, window.session.map_id
    _make(
        window,
        filling.count(rows),
        _keeping(window, where),
        lambda: filling.fill(document, map_id, where.lane, where.step, rows),
    )


def _keeping(window: MainWindow, where: Spot) -> Callable[[Document, Sequence[str]], None]:
    return partial(_keep, window, parked=bool(where.parked))


def _keep(window: MainWindow, document: Document, made: Sequence[str], parked: bool = False) -> None:
    """Commit what was pasted, show it, and say where the map has grown or the text is garbled."""
    session = window.session
    before = session.saved_document
    grown = len(document.steps) - len(before.steps), len(document.lanes) - len(before.lanes)
    chosen = made if len(made) <= MOST_CARDS else made[:1]  # every look at more of them would be felt
    session.commit(document, _pasted(len(made), parked), select=chosen)
    window.canvas.reveal_selection()
    if window.canvas.overlay.selected:
        window.canvas.reveal(window.canvas.overlay.selected[0][1])  # rather the first than the last
    garbled = mending.mended({one: clipboard.text_of(document.cards[one]) for one in made})
    if garbled:
        sample = clipboard.text_of(document.cards[next(iter(garbled))])
        window.notify_with(
            tr("Some of the text looks garbled: “{sample}”", sample=" ".join(sample.split())[:40]),
            [(tr("Mend the text"), partial(_mend, window, session, garbled))],
            keep=True,
        )
    elif any(grown):
        steps = ntr("{count} step", "{count} steps", grown[0]) if grown[0] else ""
        lanes = ntr("{count} lane", "{count} lanes", grown[1]) if grown[1] else ""
        more = tr("{one} and {other}", one=steps, other=lanes) if steps and lanes else steps or lanes
        window.notify(tr("Added to make room: {what}.", what=more), tr("Undo"), window.action("undo").trigger)


def _pasted(count: int, parked: bool) -> str:
    if parked:
        return ntr("Park {count} card", "Park {count} cards", count)
    return ntr("Paste {count} card", "Paste {count} cards", count)


def _mend(window: MainWindow, session: Session, texts: Mapping[str, str]) -> None:
    if window.session is session:
        session.commit(filling.retexted(session.saved_document, texts), tr("Mend the text"))


def _field() -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """The text field that has the focus: it has a clipboard of its own."""
    field = QApplication.focusWidget()
    return field if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) else None


def _first(count: int) -> str:
    return tr("Paste the first {count}", count=count)
