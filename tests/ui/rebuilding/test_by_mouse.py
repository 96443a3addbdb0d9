"""The sample's current-state map, built from a blank page by a real mouse, equals the sample."""

from __future__ import annotations

import shutil

import pytest

from cjdesigner.files import project
from cjdesigner.model import queries
from tests.ui.rebuilding.by_keyboard import Plan
from tests.ui.rebuilding.by_mouse import Mouse
from tests.ui.rebuilding.content import content
from tests.ui.rebuilding.hands import Person
from tests.ui.rebuilding.test_by_keyboard import characters, sample, window  # noqa: F401

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool, and with it the XTEST library, is missing"),
]


@pytest.mark.parametrize("most", [1, pytest.param(None, marks=pytest.mark.soak)])
def test_the_sample_is_built_with_the_mouse(window, qapp, tmp_path, record_property, most) -> None:  # noqa: F811
    wanted, map_id = sample(most)
    plan = Plan(wanted, map_id, tuple(step.id for step in queries.structure(wanted, map_id).steps))
    person = Person(qapp, window)
    person.input.provide(characters(wanted, map_id))

    def script(person: Person) -> None:
        person.settle(0.5)
        Mouse(plan, person).build()
        person.wait_for(lambda window: not window.session.changed)

    person.run(script, 600 if most else 1500)
    rebuilt = project.read(tmp_path / "rebuilt.cjmap")
    (made,) = rebuilt.maps
    expected, found = content(wanted, map_id), content(rebuilt, made)
    for part in expected:
        assert found[part] == expected[part], part
    counts = f"{person.input.clicks} clicks and {person.input.presses} keys, all of them letters of texts"
    record_property("counts", counts)
    print(f"\n{counts}")
