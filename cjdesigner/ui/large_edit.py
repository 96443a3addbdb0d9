"""An edit of very many cards: made and laid out on a thread of its own, with a notice that can cancel it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from shiboken6 import isValid

from cjdesigner.layout.engine import Engine
from cjdesigner.model import collecting, invalid, stopping
from cjdesigner.model.document import Document
from cjdesigner.ui.background import Task
from cjdesigner.ui.pause import pause
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

T = TypeVar("T")

LARGE = 2_000
"""Cards of a project from which an edit of all of them is made in the background."""
_SLOW = 250
"""Milliseconds after which the notice comes."""

_on_its_way: Task | None = None


def busy() -> bool:
    """Whether a large edit is being made in the background."""
    return _on_its_way is not None


def carry_out(
    window: MainWindow,
    words: str,
    work: Callable[[Task], tuple[Document, T]],
    keep: Callable[[Document, T], None],
    refused: Callable[[], None] | None = None,
    large: bool | None = None,
    shown: Callable[[T], str] | None = None,
) -> None:
    """Make a document of the present one, then give it and what else the work has found to ``keep``.

    In a large project the window goes on meanwhile, says ``words``, and can cancel; where the document has changed
    before the work was done, nothing comes of it, and the user is told. In a small one it is done at once.
    ``refused`` is called where the work raises a ValidationError, and ``shown`` tells of what was found which map comes
    into view with it, where that is another one.
    """
    global _on_its_way
    session = window.session
    base, map_id = session.saved_document, session.map_id
    if not (len(base.cards) > LARGE if large is None else large):
        try:
            document, found = work(Task(_nothing))
        except invalid.ValidationError:
            if refused is None:
                raise
            refused()
            return
        keep(document, found)
        return
    engine = Engine(session.engine.theme, session.engine.looks)

    def all_of_it(task: Task) -> tuple[Document, T]:
        with collecting.paused(), stopping.when(task.cancelled):
            made = work(task)
            if map_id in made[0].maps:
                engine.layout(made[0], map_id)  # the longest part: the window only has to paint it
            if shown is not None:
                engine.layout(made[0], shown(made[1]))
            return made

    task = Task(all_of_it)
    notice = pause(window, _SLOW, lambda: window.notify_with(words, [(tr("Cancel"), task.cancel)], keep=True))

    def ended() -> None:
        global _on_its_way
        if _on_its_way is task:
            _on_its_way = None
        if not isValid(window):
            return  # closed meanwhile
        notice.stop()
        notice.deleteLater()
        window.notice.hide()
        if task.cancelled():
            return
        if window.session is not session:
            tell_of_another(window)
            return
        if task.error is not None:
            if refused is None or not isinstance(task.error, invalid.ValidationError):
                raise task.error
            refused()
        elif session.saved_document is not base:
            window.notify(tr("The project has changed meanwhile, so nothing was done."))
        else:
            session.engine.adopt(engine)
            keep(*task.result)

    task.done.connect(lambda _: ended())
    task.failed.connect(lambda _: ended())
    notice.start()
    _on_its_way = task.begin()


def tell_of_another(window: MainWindow) -> None:
    """Say that nothing came of work whose project is no longer in view."""
    window.notify(tr("Another project came into view meanwhile, so nothing was done."))


def _nothing(task: Task) -> Any:
    return None
