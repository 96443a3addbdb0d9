"""A way to look at one map: what is hidden, what is folded, and which cards stay lit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cjdesigner.model.records import View

_ARRANGING = ("hidden_steps", "hidden_personas", "folded")
_FILTERING = ("tags", "owners", "severities", "personas", "types")


@dataclass(frozen=True)
class Look:
    """What is hidden and folded, and the filter, by the ids and values they go by; the default shows all of a map.

    Ids of records that are gone mean nothing. An empty part of the filter lets everything through.
    """

    hidden_lanes: frozenset[str] | None = None
    """Exactly the lanes that are hidden; None for those that the map itself hides."""
    hidden_steps: frozenset[str] = frozenset()
    hidden_personas: frozenset[str] = frozenset()
    folded: frozenset[str] = frozenset()
    """Phases drawn as one narrow column."""
    tags: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    """"" for cards that nobody owns."""
    severities: frozenset[int] = frozenset()
    personas: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    """Keys of lane types."""

    @property
    def arranges(self) -> bool:
        """Whether the map is laid out otherwise than without it."""
        return self.hidden_lanes is not None or any(getattr(self, name) for name in _ARRANGING)

    @property
    def filters(self) -> bool:
        """Whether some cards may be dimmed."""
        return any(getattr(self, name) for name in _FILTERING)

    @property
    def arrangement(self) -> Look:
        """The same without its filter."""
        return replace(self, **{name: frozenset() for name in _FILTERING}) if self.filters else self

    @property
    def unfiltered(self) -> Look:
        """The same with every card lit."""
        return self.arrangement

    @property
    def unfolded(self) -> Look:
        """The same with every phase open: for pages that show one phase each."""
        return replace(self, folded=frozenset()) if self.folded else self

    def toggled(self, part: str, value: Any) -> Look:
        """With a value put into one of its sets, or taken out where it is in."""
        known: frozenset[Any] = getattr(self, part) or frozenset()
        return replace(self, **{part: known ^ {value}})


EVERYTHING = Look()
"""The map as it is in the file."""


def look_of(view: View) -> Look:
    """How a saved view looks at its map. It decides alone which lanes are hidden."""
    return Look(
        frozenset(view.hidden_lanes),
        frozenset(view.hidden_steps),
        frozenset(view.hidden_personas),
        frozenset(view.folded),
        frozenset(view.tags),
        frozenset(view.owners),
        frozenset(view.severities),
        frozenset(view.personas),
        frozenset(view.types),
    )


def fields_of(look: Look) -> dict[str, tuple[Any, ...]]:
    """The fields of a ``View`` that keep a look, in an order that is always the same."""
    parts = ("hidden_lanes", *_ARRANGING, *_FILTERING)
    return {name: tuple(sorted(getattr(look, name) or ())) for name in parts}
