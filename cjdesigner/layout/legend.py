"""The legend below a map: what its signs mean, as far as the map uses them."""

from __future__ import annotations

from collections.abc import Sequence

from cjdesigner.draw.shapes import Group, Meaning, Path, Row, Shape, Text
from cjdesigner.draw.text import advance
from cjdesigner.lanes import marks
from cjdesigner.lanes.base import Scene
from cjdesigner.words import translate

_CHANNELS = ("digital", "physical", "human")


def legend_row(scene: Scene) -> Row | None:
    """One quiet line, or None for a map that needs no explaining."""
    theme, language = scene.theme, scene.language
    types = {lane.type for lane in scene.structure.lanes if not lane.hidden}
    items: list[tuple[Sequence[Shape], float, str]] = []
    if types & {"touchpoints", "actions"}:
        for channel in _CHANNELS:
            dot: Shape = Path(marks.circle(4.5, 0.0, 4.5), fill=theme.channels[channel])
            items.append(([dot], 9.0, translate(channel, language)))
    if scene.truths:
        sign: Shape = Path(marks.diamond(5.5, 0.0, 5.5), fill=theme.colours.truth)
        items.append(([sign], 11.0, translate("moment of truth", language)))
    if "emotions" in types:
        faces: list[Shape] = []
        for place, value in enumerate((-2, -1, 0, 1, 2)):
            faces.extend(marks.face(value, 7.0 + place * 17.0, 0.0, 7.0, theme.emotion(value), theme.colours.sheet))
        items.append((faces, 83.0, translate("from very bad to very good", language)))
    if "pains" in types:
        dots = marks.row("dot", 2, 3, 0.0, 0.0, theme.lane("pains"), theme.colours.secondary)
        items.append((dots, marks.width(3), translate("severity", language)))
    if "solutions" in types:
        row = marks.row("triangle", 2, 3, 0.0, 0.0, theme.lane("solutions"), theme.colours.secondary)
        items.append((row, marks.width(3), translate("impact and effort", language)))
    if not items:
        return None
    return _set(items, scene)


def _set(items: list[tuple[Sequence[Shape], float, str]], scene: Scene) -> Row:
    theme = scene.theme
    meta = theme.type.meta
    left, right = scene.columns.track_left + 2.0, scene.columns.track_right
    x, y = left, 14.0
    shapes: list[Shape] = []
    for signs, wide, text in items:
        whole = wide + 7.0 + advance(text, meta)
        if x > left and x + whole > right:
            x = left
            y += 20.0
        shapes.extend(_moved(sign, x, y) for sign in signs)
        shapes.append(Text(x + wide + 7.0, y + 4.0, (text,), meta, theme.colours.secondary))
        x += whole + 22.0
    height = y + 14.0
    return Row("legend", 0.0, height, (Group(0.0, 0.0, right, height, tuple(shapes), Meaning("legend")),))


def _moved(sign: Shape, x: float, y: float) -> Shape:
    return sign._replace(commands=marks.shifted(sign.commands, x, y)) if isinstance(sign, Path) else sign
