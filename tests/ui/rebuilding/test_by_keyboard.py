"""The sample's current-state map, built from a blank page by real keys, equals the sample, in few enough of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import maps, phases
from cjdesigner.files import project
from cjdesigner.files.settings import Preferences
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import appearance
from cjdesigner.ui.main_window import MainWindow
from tests.helpers import shipped
from tests.helpers.front import to_front
from tests.ui.conftest import Answers
from tests.ui.rebuilding.by_keyboard import Builder, Plan
from tests.ui.rebuilding.content import content, fields, texts, things
from tests.ui.rebuilding.hands import Person

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool, and with it the XTEST library, is missing"),
]


@pytest.fixture
def window(qapp: QApplication, tmp_path) -> Iterator[MainWindow]:
    """A window with a blank page, in front."""
    appearance.apply(qapp, "light")
    answers = Answers()
    answers.save_path = tmp_path / "rebuilt.cjmap"
    made = MainWindow(Preferences(), answers)
    made.files.new(maps.blank_document("en"))
    made.move(0, 0)
    made.resize(1600, 1000)
    made.show()
    to_front(qapp, made)
    made.canvas.setFocus()
    yield made
    made.canvas.cancel_gesture()
    made.close()
    qapp.processEvents()


def sample(most: int | None = None) -> tuple[Document, str]:
    """The sample with its current-state map; of that only the first phases where that is enough."""
    document = shipped.sample()
    map_id = queries.maps(document)[0].id
    for phase in queries.structure(document, map_id).phases[most:] if most is not None else ():
        document = phases.delete_phase(document, phase.id)
    return document, map_id


def characters(wanted: Document, map_id: str) -> str:
    """Everything that has to be typed for the map, in one string."""
    shape = queries.structure(wanted, map_id)
    texts = [card.text + getattr(card.payload, "word", "") for card in wanted.cards.values()]
    held = json.dumps(fields(wanted, map_id), ensure_ascii=False)
    names = [one.name for one in (*wanted.personas.values(), *shape.phases, *shape.steps)]
    return "".join((*texts, *names, shape.map.title, held)).replace("\n", "")


def build(window: MainWindow, qapp: QApplication, wanted: Document, map_id: str, seconds: float) -> Person:
    """All of it, saved."""
    shape = queries.structure(wanted, map_id)
    plan = Plan(wanted, map_id, tuple(step.id for step in shape.steps))
    person = Person(qapp, window)
    person.input.provide(characters(wanted, map_id))

    def script(person: Person) -> None:
        person.settle(0.5)
        Builder(plan, person).build()
        person.key("ctrl+s")
        person.wait_for(lambda window: not window.session.changed)

    person.run(script, seconds)
    return person


@pytest.mark.parametrize("most", [1, pytest.param(None, marks=pytest.mark.soak)])
def test_the_sample_is_built_by_keyboard_alone(window, qapp, tmp_path, record_property, most) -> None:
    wanted, map_id = sample(most)
    person = build(window, qapp, wanted, map_id, 600 if most else 1500)
    rebuilt = project.read(tmp_path / "rebuilt.cjmap")
    (made,) = rebuilt.maps
    expected, found = content(wanted, map_id), content(rebuilt, made)
    for part in expected:
        assert found[part] == expected[part], part
    expected, found = fields(wanted, map_id), fields(rebuilt, made)
    for part in expected:
        assert found[part] == expected[part], part
    allowed = 1.3 * texts(wanted, map_id) + 4 * things(wanted, map_id)
    counts = f"{person.input.presses} keys for {texts(wanted, map_id)} characters and {things(wanted, map_id)} things"
    record_property("counts", counts)
    print(f"\n{counts}; allowed {allowed:.0f}")
    assert person.input.presses < allowed
