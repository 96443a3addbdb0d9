"""Values that are made before pydantic is there are the very same as those that it makes."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cjdesigner.edit.clipboard import Fragment
from cjdesigner.files.remembered import Seen
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model.records import KINDS, Card, Payload, Persona, Step
from cjdesigner.model.values import Checked

VALUES: list[type[Checked]] = [*KINDS.values(), *(lane.payload for lane in LANE_TYPES), Seen, Fragment]

texts = st.sampled_from(["", "x", "é", "V", "current", "new", "quote", "\ud800", "y" * 201, "z" * 20_001])
numbers = st.one_of(
    st.sampled_from([0, 1, -1, 3, 4, 2**53 + 1, 2**70, True, 0.0, 0.5, -2.0, 1e9, float("nan"), float("inf")]),
    st.integers(),
    st.floats(),
)
simple = st.one_of(texts, numbers, st.booleans(), st.none(), st.builds(Payload))
anything = st.one_of(
    simple,
    st.lists(simple, max_size=4),
    st.lists(simple, max_size=4).map(tuple),
    st.sampled_from([(0.0, 0.0, 0.25, 0.5), [0, 0, 0, 0], ("a", "b"), ["a"], (1, 2, 3, 3)]),
    st.dictionaries(texts, simple, max_size=3),
)


def fresh(kind: type[Checked]) -> type[Checked]:
    """The same class without pydantic's part, as at the start of the program."""
    return type(kind.__name__, (kind,), {"__module__": kind.__module__})


def outcome(made: Any) -> Any:
    """All that there is to a value, with types: 1 and 1.0 and True are three things."""
    return repr((list(made.__dict__.items()), made.model_extra, sorted(made.__pydantic_fields_set__)))


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_what_is_plainly_sound_is_what_validation_makes(kind: type[Checked], data: st.DataObject) -> None:
    names = st.sampled_from([*kind.model_fields, "extra", "é", "__class__", "model_config"])
    fields = data.draw(st.dictionaries(names, anything, max_size=5))
    if "id" in kind.model_fields and data.draw(st.booleans()):
        fields["id"] = data.draw(st.sampled_from(["a", "b"]))
    made = fresh(kind).model_plain(fields)
    if made is not None:
        checked = kind.__pydantic_validator__.validate_python(fields)
        assert outcome(made) == outcome(checked)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_what_a_file_usually_holds_is_plainly_sound(kind: type[Checked]) -> None:
    fields = {"id": "a"} if "id" in kind.model_fields else {}
    made = fresh(kind).model_plain(fields)
    assert made is not None
    assert outcome(made) == outcome(kind.model_validate(fields))


def test_values_of_their_own_do_not_share_what_can_be_changed() -> None:
    fresh(Persona)(id="a").objective["x"] = "y"  # type: ignore[attr-defined]
    assert Persona(id="b").objective == {}


def test_copies_and_what_was_packed_are_equal() -> None:
    card = Card.model_validate({"id": "c", "tags": ["x"], "novel": [1]})
    for twin in (copy.copy(card), copy.deepcopy(card), pickle.loads(pickle.dumps(card)), card.model_copy(deep=True)):
        assert twin == card
        assert twin.model_extra == {"novel": [1]}
    assert copy.deepcopy(card).model_extra["novel"] is not card.model_extra["novel"]  # type: ignore[index]
    assert card != Card(id="c") and card != "c" and hash(Card(id="c")) == hash(Card(id="c"))


def test_what_is_not_known_is_kept_and_can_be_asked_for() -> None:
    card: Any = Card.model_validate({"id": "c", "novel": 1})
    assert card.get("novel") == 1
    assert (card.get("id"), card.get("text"), card.get("missing", 7)) == ("c", "", 7)
    for name in ("novel", "missing"):
        with pytest.raises(AttributeError):
            getattr(card, name)
    assert card.model_copy(update={"text": "x", "novel": 2}).model_extra == {"novel": 2}
    assert dict(card)["novel"] == 1


def test_refusals_are_those_of_validation_also_the_first_one() -> None:
    kind = fresh(Step)
    with pytest.raises(ValidationError, match="less than or equal to 100000"):
        kind(id="s", width=1e9)
    with pytest.raises(ValidationError, match="frozen"):
        kind(id="s").name = "x"  # type: ignore[attr-defined]


def test_a_start_with_the_sample_needs_no_pydantic() -> None:
    program = (
        "import sys\n"
        "from cjdesigner import resources\n"
        "from cjdesigner.files import project\n"
        "document = project.read(resources.path('examples/smartphone.en.cjmap'))\n"
        "assert document.cards and 'pydantic' not in sys.modules, 'pydantic was imported'\n"
        "kept = project.dump(document)\n"
        "assert project.parse(kept) == document\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
