"""The slide that sets the current map against the future one: the feeling by phase, and three figures."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.draw.colours import blend
from cjdesigner.draw.shapes import Command, Drawing, Group, Meaning, Path, Rect, Row, Shape, Style, Text
from cjdesigner.draw.text import advance, elide
from cjdesigner.lanes import curve, marks
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout.slide import HEIGHT, MARGIN, TOP, WIDTH, drawing, heading
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.words import translate

_CHART = 310.0
"""Height of the chart."""
_LABEL = Style(14.0, 600)
_QUIET = Style(13.0, 400)
_FIGURE = Style(34.0, 700)


class _Side(NamedTuple):
    """What is compared of one map."""

    points: tuple[tuple[float, float], ...]
    """Place along the phases (0 to 1) and mean feeling there, from left to right."""
    lowest: float | None
    mean: float | None
    pains: int


def slide(document: Document, current: Scene, future: Scene) -> Drawing:
    """Both maps on one slide; a side without a curve shows its figures alone."""
    language = current.language
    title = translate("From current to future", language)
    sides = (_side(document, current), _side(document, future))
    below = f"{current.structure.map.title} → {future.structure.map.title}"
    groups = (_chart(sides, current), *_figures(sides, current))
    rows = (heading(title, below, current), Row("states", TOP, HEIGHT - TOP, groups))
    return drawing(rows, title, current)


def number(value: float, language: str, sign: bool = False) -> str:
    """A feeling with one decimal as the language writes it, with a real minus."""
    text = f"{value:+.1f}" if sign and round(value, 1) else f"{abs(value) if not round(value, 1) else value:.1f}"
    return text.replace("-", "−").replace(".", "," if language.startswith("nl") else ".")


def _side(document: Document, scene: Scene) -> _Side:
    structure = scene.structure
    cards = [card for card in document.cards.values() if card.map == structure.map.id and card.lane in document.lanes]
    felt = [card for card in cards if isinstance(card.payload, Emotion) and card.start in structure.column]
    values = [_value(card) for card in felt]
    by_step: dict[str, list[float]] = {}
    for card in felt:
        by_step.setdefault(card.start, []).append(_value(card))
    points = []
    for place, phase in enumerate(structure.phases):
        steps = structure.steps_of[phase.id]
        for index, step in enumerate(steps):
            if step.id in by_step:
                x = (place + (index + 0.5) / len(steps)) / len(structure.phases)
                points.append((x, sum(by_step[step.id]) / len(by_step[step.id])))
    return _Side(
        tuple(points),
        min(values, default=None),
        sum(values) / len(values) if values else None,
        sum(card.type == "pains" for card in cards),
    )


def _value(card: Card) -> float:
    return card.payload.value if isinstance(card.payload, Emotion) else 0.0


def _chart(sides: tuple[_Side, _Side], current: Scene) -> Group:
    theme, language = current.theme, current.language
    colours = theme.colours
    wide = WIDTH - 2 * MARGIN
    top, high = 44.0, _CHART - 44.0
    shapes: list[Shape] = [*_legend(current)]
    shapes.append(Rect(MARGIN, top, wide, high, 12.0, colours.track))
    phases = current.structure.phases
    for place, phase in enumerate(phases):
        left = MARGIN + wide * place / len(phases)
        if place:
            shapes.append(Path((("M", (left, top)), ("L", (left, top + high))), stroke=colours.boundary))
        name = elide(" ".join(phase.name[:200].split()), _LABEL, max(wide / len(phases) - 20.0, 8.0))
        if wide / len(phases) > 60.0:
            ink = blend(theme.phase(place, phase.colour), colours.ink, 0.7)
            shapes.append(Text(left + 12.0, top + 22.0, (name,), _LABEL, ink))
    zero = top + 16.0 + high / 2
    shapes.append(
        Path((("M", (MARGIN + 8.0, zero)), ("L", (MARGIN + wide - 8.0, zero))), stroke=colours.link, dash=(3.0, 5.0))
    )
    scale = (high / 2 - 34.0) / 2
    spots = [[(MARGIN + wide * x, zero - value * scale) for x, value in side.points] for side in sides]
    shapes += _gain(spots, zero, current)
    for side, ink, dash in ((0, colours.secondary, (7.0, 6.0)), (1, colours.accent, ())):
        if len(spots[side]) > 1:
            shapes.append(Path(curve.line(spots[side]), stroke=ink, stroke_width=3.5 if side else 2.5, dash=dash))
    for side, radius in ((0, 9.0), (1, 11.0)):
        for (x, y), (_, value) in zip(spots[side], sides[side].points, strict=True):
            shapes += marks.face(value, x, y, radius, theme.emotion(value), colours.sheet)
    spoken = translate("Feeling along the journey", language)
    return Group(0.0, 0.0, WIDTH, _CHART, tuple(shapes), Meaning("legend", "", spoken))


def _gain(spots: list[list[tuple[float, float]]], zero: float, scene: Scene) -> list[Shape]:
    """A soft fill below the future curve."""
    if len(spots[1]) < 2:
        return []
    line: tuple[Command, ...] = curve.line(spots[1])
    fill = blend(scene.theme.colours.accent, scene.theme.colours.track, 0.08)
    above, _ = curve.areas(spots[1], zero)
    return [Path(above, fill=fill)] if line and above else []


def _legend(current: Scene) -> list[Shape]:
    colours = current.theme.colours
    shapes: list[Shape] = []
    x = MARGIN
    for name, ink, dash, thick in (
        (translate("current state", current.language), colours.secondary, (7.0, 6.0), 2.5),
        (translate("future state", current.language), colours.accent, (), 3.5),
    ):
        shapes.append(Path((("M", (x, 18.0)), ("L", (x + 40.0, 18.0))), stroke=ink, stroke_width=thick, dash=dash))
        shapes.append(Text(x + 52.0, 23.0, (name,), _LABEL, colours.ink))
        x += 52.0 + advance(name, _LABEL) + 36.0
    return shapes


def _figures(sides: tuple[_Side, _Side], scene: Scene) -> list[Group]:
    language = scene.language
    before, after = sides
    entries = [(translate("Pain points", language), str(before.pains), str(after.pains))]
    for name, one, other in (
        (translate("Lowest point", language), before.lowest, after.lowest),
        (translate("Average feeling", language), before.mean, after.mean),
    ):
        if one is not None and other is not None:
            entries.append((name, number(one, language, True), number(other, language, True)))
    wide = (WIDTH - 2 * MARGIN) / 3
    return [_figure(place, entry, wide, scene) for place, entry in enumerate(entries)]


def _figure(place: int, entry: tuple[str, str, str], wide: float, scene: Scene) -> Group:
    colours = scene.theme.colours
    name, before, after = entry
    first = advance(before, _FIGURE)
    middle = 52.0
    arrow = first + 16.0
    shapes: tuple[Shape, ...] = (
        Text(0.0, 20.0, (name,), _LABEL, colours.secondary),
        Text(0.0, middle + 14.0, (before,), _FIGURE, colours.secondary),
        Path(
            (
                ("M", (arrow, middle)),
                ("L", (arrow + 34.0, middle)),
                ("M", (arrow + 26.0, middle - 7.0)),
                ("L", (arrow + 34.0, middle)),
                ("L", (arrow + 26.0, middle + 7.0)),
            ),
            stroke=colours.secondary,
            stroke_width=2.0,
        ),
        Text(arrow + 50.0, middle + 14.0, (after,), _FIGURE, blend(colours.accent, colours.ink, 0.85)),
    )
    spoken = f"{name}: {before} → {after}"
    return Group(MARGIN + place * wide, _CHART + 40.0, wide, 90.0, shapes, Meaning("legend", "", spoken))
