"""An export in a worker."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cjdesigner.export.batch import AlreadyThere, carry_out
from cjdesigner.export.order import Order
from cjdesigner.model.document import Document
from cjdesigner.ui.background import Task


class Written(NamedTuple):
    """The export is done."""

    paths: list[Path]


class Exists(NamedTuple):
    """These files are there already; nothing was done."""

    paths: list[Path]


def export_task(document: Document, order: Order, path: Path, may_replace: frozenset[Path]) -> Task:
    """Its result is Written or Exists; tells the share done; fails as ``export.batch`` does. Not begun yet."""

    def work(task: Task) -> Written | Exists:
        try:
            return Written(carry_out(document, order, path, task.tell, task.cancelled, may_replace.__contains__))
        except AlreadyThere as found:
            return Exists(found.paths)

    return Task(work)
