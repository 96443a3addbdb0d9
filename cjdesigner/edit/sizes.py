"""Edits of sizes: how wide steps are and how high lanes are at least. Scene units; 0 lets the layout choose."""

from __future__ import annotations

from collections.abc import Iterable

from cjdesigner.model.document import Document
from cjdesigner.model.records import copied

LEAST_WIDTH, MOST_WIDTH = 120.0, 1200.0
LEAST_HEIGHT, MOST_HEIGHT = 64.0, 2000.0


def widen(document: Document, step_ids: Iterable[str], width: float) -> Document:
    """The steps at that width, within what a step may have. Raises KeyError for an unknown step."""
    kept = max(LEAST_WIDTH, min(MOST_WIDTH, width)) if width else 0.0
    return document.with_records([copied(document.steps[one], width=kept) for one in step_ids])


def heighten(document: Document, lane_ids: Iterable[str], height: float) -> Document:
    """The lanes at least that high, within what a lane may have. Raises KeyError for an unknown lane."""
    kept = max(LEAST_HEIGHT, min(MOST_HEIGHT, height)) if height else 0.0
    return document.with_records([copied(document.lanes[one], height=kept) for one in lane_ids])
