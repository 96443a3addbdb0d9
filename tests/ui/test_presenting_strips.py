"""The names at the edges of a presentation can be read to their end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from cjdesigner.edit import phases
from cjdesigner.layout.staging import HEAD, RAIL
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from tests.helpers.presenting import present
from tests.helpers.shipped import as_it_is, sample
from tests.ui.conftest import Hands


def rail(hands_on: Callable[[Document], Hands], name: str) -> QImage:
    """The names of lanes beside a close stop, with the pain points called so."""
    document = sample()
    shape = queries.structure(document, as_it_is(document))
    lane = next(one.id for one in shape.lanes if one.type == "pains")
    hands = hands_on(phases.change(document, lane, name=name))
    presenter = present(hands)
    for _ in range(3):
        QTest.keyClick(presenter, Qt.Key.Key_Right)
    unit = presenter.height() / 720
    shown = presenter.grab().toImage()
    ratio = shown.devicePixelRatio() * unit
    presenter.close()
    return shown.copy(0, int(HEAD * ratio), int(RAIL * ratio), int(500 * ratio))


def test_a_long_word_goes_on_in_the_next_line(hands_on: Callable[[Document], Hands]) -> None:
    first = rail(hands_on, "Ergernissenverzamelplaats")
    assert first != rail(hands_on, "Ergernissenverzamelplaatsbeheer")
    assert first == rail(hands_on, "Ergernissenverzamelplaats")
