"""What a link from a card most likely leads to, and what the arrows lead to."""

from __future__ import annotations

from cjdesigner.edit import links
from cjdesigner.editor import linking
from cjdesigner.model import queries
from tests.helpers.maps import Named
from tests.helpers.shipped import sample


def test_most_links_of_the_sample_are_what_would_be_proposed() -> None:
    document = sample()
    map_id = queries.maps(document)[0].id
    of_map = [link for link in document.links.values() if link.map == map_id]
    hits = 0
    for link in of_map:
        bare = links.delete(document, [link.id])
        hits += linking.likely(bare, map_id, link.source) == link.target
    assert hits >= 10 and len(of_map) == 15


def test_what_is_linked_already_is_not_proposed_again(named: Named) -> None:
    document, solution, pain = named.document, named.cards["solutions"], named.cards["pains"]
    assert linking.likely(document, named.map, solution) == pain
    document, _ = links.add(document, solution, pain)
    assert linking.likely(document, named.map, solution) != pain


def test_the_arrows_stay_where_nothing_can_be_linked(named: Named) -> None:
    first = named.steps[0]
    assert linking.onwards(named.document, named.map, first, 0, -1) == first
    assert linking.onwards(named.document, named.map, first, 1, 0) == named.steps[1]
