"""A map put aside as a template comes back whole, and as a project of its own."""

from __future__ import annotations

import os

from cjdesigner.edit.templates import made_template
from cjdesigner.files import own_templates
from cjdesigner.files.templates import started
from cjdesigner.model import queries
from cjdesigner.model.invariants import findings
from tests.helpers.shipped import sample


def test_a_map_put_aside_is_found_again_by_its_name(tmp_path) -> None:
    document = sample()
    first = queries.maps(document)[0]
    own_templates.keep(made_template(document, first.id, "Our: way / of working", "For every client"), tmp_path)
    (found,) = own_templates.own_templates(tmp_path)
    loaded = found.load()
    assert loaded.project.title == "Our: way / of working"
    assert loaded.project.notes == "For every client"
    assert [one.title for one in queries.maps(loaded)] == [first.title]
    texts = sorted(card.text for card in document.cards.values() if card.map == first.id)
    assert sorted(card.text for card in loaded.cards.values()) == texts
    assert not list(findings(loaded))


def test_it_shares_no_identity_with_the_project_it_came_from(tmp_path) -> None:
    document = sample()
    own_templates.keep(made_template(document, queries.maps(document)[0].id, "A"), tmp_path)
    loaded = own_templates.own_templates(tmp_path)[0].load()
    assert not set(loaded.cards) & set(document.cards)
    assert not set(started(loaded).cards) & set(loaded.cards)


def test_the_same_name_replaces_and_an_own_one_can_be_deleted(tmp_path) -> None:
    document = sample()
    one, other = queries.maps(document)[:2]
    own_templates.keep(made_template(document, one.id, "A"), tmp_path)
    before = own_templates.own_templates(tmp_path)[0]
    os.utime(before.path, ns=(1, 1))
    own_templates.keep(made_template(document, other.id, "A"), tmp_path)
    (after,) = own_templates.own_templates(tmp_path)
    assert after != before
    assert queries.maps(after.load())[0].title == other.title
    own_templates.delete(after)
    assert own_templates.own_templates(tmp_path) == []


def test_a_folder_that_is_not_there_has_no_templates(tmp_path) -> None:
    assert own_templates.own_templates(tmp_path / "nowhere") == []
    assert own_templates.stored(tmp_path / "nothing.cjmap") is None
