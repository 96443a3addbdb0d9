"""What is linked to the selected cards is selected by a command, as a click on the chip that counts does by mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cjdesigner.edit import links
from tests.helpers.maps import two_mended


def test_all_that_is_linked_is_selected_and_back(hands_on):
    document, first, second, late, lost, other, answer = two_mended()
    link = next(one.id for one in document.links.values() if one.target == lost)
    document, loop = links.add(document, second, first)
    hands = hands_on(document)
    session = hands.window.session
    session.select([other])
    hands.window._update_actions()
    assert not hands.window.action("select_linked").isEnabled()
    session.select([answer])
    hands.action("select_linked")
    assert session.selection == (late, lost)
    hands.action("select_linked")
    assert session.selection == (answer,)
    session.select([link])
    hands.action("select_linked")
    assert set(session.selection) == {answer, lost}
    session.select([second])
    hands.action("select_linked")
    assert session.selection == (first,)
    hands.canvas.setFocus()
    hands.key(Qt.Key.Key_Escape)
    assert hands.document == document, "looking changes nothing"
