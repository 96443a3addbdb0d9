"""The tokens of a map theme, loaded from ``resources/themes``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from cjdesigner import resources
from cjdesigner.draw.shapes import Style


class Colours(NamedTuple):
    """Named colours, ``#RRGGBB``."""

    canvas: str
    sheet: str
    track: str
    ink: str
    secondary: str
    hairline: str
    boundary: str
    accent: str
    truth: str
    link: str


class Sizes(NamedTuple):
    """Lengths in scene units."""

    margin: float
    rail: float
    column: float
    card_gap: float
    lane_gap: float
    lane_padding: float
    lane_radius: float
    card_radius: float
    card_padding: float
    bar: float
    curve: float
    curve_height: float
    face: float
    body_leading: float
    meta_leading: float


class Type(NamedTuple):
    """Named text styles."""

    title: Style
    phase: Style
    step: Style
    lane: Style
    body: Style
    meta: Style
    meta_strong: Style


@dataclass(frozen=True, eq=False, repr=False)
class Theme:
    """Everything that decides a map's looks apart from its content."""

    name: str
    colours: Colours
    sizes: Sizes
    type: Type
    phases: tuple[str, ...]
    lanes: dict[str, str]
    channels: dict[str, str]
    emotions: tuple[str, str, str, str, str]
    """From −2 to +2."""
    personas: tuple[str, ...]

    def phase(self, place: int, own: str = "") -> str:
        """The colour of the phase at a place, unless it has one of its own."""
        return own or self.phases[place % len(self.phases)]

    def lane(self, lane_type: str, own: str = "") -> str:
        """The colour of a lane, unless it has one of its own; unknown types look like free lanes."""
        return own or self.lanes.get(lane_type, self.lanes["free"])

    def emotion(self, value: float) -> str:
        """The colour of a feeling, by the nearest whole value from −2 to +2."""
        return self.emotions[max(-2, min(2, round(value))) + 2]

    def persona(self, place: int, own: str = "") -> str:
        """The colour of the persona at a place, unless it has one of its own."""
        return own or self.personas[place % len(self.personas)]


def _named(kind: type[Any], values: dict[str, Any]) -> Any:
    wanted = set(kind._fields)
    if wanted != set(values):
        odd = ", ".join(sorted(wanted ^ set(values)))
        raise ValueError(f"theme: {kind.__name__} lacks or does not know: {odd}")
    return kind(**values)


@lru_cache(maxsize=8)
def load(name: str) -> Theme:
    """The theme of that name; a name that is not there gives "paper", so that a foreign file still opens."""
    path = resources.path("themes", f"{name}.json")
    if not name.isidentifier() or not path.is_file():
        name, path = "paper", resources.path("themes", "paper.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Theme(
        name=name,
        colours=_named(Colours, raw["colours"]),
        sizes=_named(Sizes, {key: float(value) for key, value in raw["sizes"].items()}),
        type=_named(Type, {key: Style(float(size), weight) for key, (size, weight) in raw["type"].items()}),
        phases=tuple(raw["phases"]),
        lanes=dict(raw["lanes"]),
        channels=dict(raw["channels"]),
        emotions=(
            raw["emotions"]["-2"],
            raw["emotions"]["-1"],
            raw["emotions"]["0"],
            raw["emotions"]["1"],
            raw["emotions"]["2"],
        ),
        personas=tuple(raw["personas"]),
    )
