"""The top of a map: its title with the lens in one line, the phases, the loops of the path, and the step names."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.draw.colours import blend, readable_on
from cjdesigner.draw.grid import even
from cjdesigner.draw.shapes import Command, Group, Meaning, Path, Rect, Row, Shape, Style, Text
from cjdesigner.draw.text import advance, break_lines, elide
from cjdesigner.lanes import marks
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.dates import short_date
from cjdesigner.model.records import JourneyMap, Persona
from cjdesigner.words import translate

ARROW = 12.0
_APART = 18.0
"""From one fact of the lens to the next."""
STATE = {"current": "current state", "future": "future state"}
SEGMENT = {
    "new": "new customers",
    "existing": "existing customers",
    "returning": "returning customers",
    "leaving": "leaving customers",
}


class LensPart(NamedTuple):
    """Where a field of the map's lens stands in the title row."""

    field: str
    """A name of a field of JourneyMap."""
    x: float
    y: float
    width: float
    height: float


def title_row(journey: JourneyMap, scene: Scene) -> Row:
    """Title, scenario, goals, and a line with state, personas, segment, scope and review date."""
    shapes, height, _ = _titled(journey, scene)
    spoken = ". ".join(part for part in (journey.title, journey.scenario, *journey.goals) if part)
    wide = scene.columns.track_right
    return Row("title", 0.0, height, (Group(0.0, 0.0, wide, height, shapes, Meaning("title", journey.id, spoken)),))


def lens_parts(journey: JourneyMap, scene: Scene) -> tuple[LensPart, ...]:
    """The fields of the lens that stand in the title row, relative to it; what is empty stands nowhere."""
    return _titled(journey, scene)[2]


def _titled(journey: JourneyMap, scene: Scene) -> tuple[tuple[Shape, ...], float, tuple[LensPart, ...]]:
    theme, columns = scene.theme, scene.columns
    parts: list[LensPart] = []
    colours, kinds = theme.colours, theme.type
    left, room = columns.track_left, columns.track_right - columns.track_left
    lines = break_lines(journey.title, kinds.title, room) or ("",)
    y = 28.0
    shapes: list[Shape] = [Text(left, y, lines, kinds.title, colours.ink, 34.0)]
    y += (len(lines) - 1) * 34.0 + 8.0
    parts.append(LensPart("title", left, 0.0, max(120.0, max(advance(line, kinds.title) for line in lines)), y))
    reading = min(room, 940.0)
    if journey.scenario:
        wrapped = _evenly(journey.scenario, kinds.body, reading)
        shapes.append(Text(left, y + 14.0, wrapped, kinds.body, colours.secondary, theme.sizes.body_leading))
        high = len(wrapped) * theme.sizes.body_leading
        parts.append(LensPart("scenario", left, y, reading, high))
        y += high
    goals = " · ".join(" ".join(goal.split()) for goal in journey.goals if goal.strip())
    if goals:
        said = f"{translate('Goals', scene.language)}: {goals}"
        wrapped = _evenly(said, kinds.meta, reading)
        shapes.append(Text(left, y + 16.0, wrapped, kinds.meta, colours.secondary, theme.sizes.meta_leading))
        high = len(wrapped) * theme.sizes.meta_leading + 4.0
        parts.append(LensPart("goals", left, y, reading, high))
        y += high
    y += 8.0
    y = _lens(shapes, parts, journey, scene, left, y, room)
    return tuple(shapes), y, tuple(parts)


def _evenly(text: str, style: Style, room: float) -> tuple[str, ...]:
    """The lines of a text, none of which ends it with a word or two: then they are as short as they can be alike."""
    lines = break_lines(text, style, room)
    if len(lines) < 2 or advance(lines[-1], style) > room / 3:
        return lines
    narrow, wide = room / 2, room
    while wide - narrow > 8.0:
        middle = (narrow + wide) / 2
        tried = break_lines(text, style, middle)
        if len(tried) > len(lines):
            narrow = middle
        else:
            wide, lines = middle, tried
    return lines


def _lens(
    shapes: list[Shape],
    parts: list[LensPart],
    journey: JourneyMap,
    scene: Scene,
    left: float,
    y: float,
    room: float,
) -> float:
    theme, language = scene.theme, scene.language
    colours, meta = theme.colours, theme.type.meta
    x = left
    high = 24.0

    def fits(width: float) -> bool:
        """Go on to another line where what comes next has no room on this one; whether it had."""
        nonlocal x, y
        if x == left or x + width <= left + room:
            return True
        x = left
        y += high + 6.0
        return False

    state = translate(STATE[journey.state], language)
    future = journey.state == "future"
    ground = colours.accent if future else colours.ink
    wide = advance(state, theme.type.meta_strong) + 20.0
    shapes.append(Rect(x, y, wide, high, 12.0, blend(ground, colours.sheet, 0.1)))
    ink = blend(ground, colours.ink, 0.8) if future else colours.ink
    shapes.append(Text(x + 10.0, y + 16.0, (state,), theme.type.meta_strong, ink))
    parts.append(LensPart("state", x, y, wide, high))
    x += wide + 12.0
    for place, persona in enumerate(scene.personas):
        if persona.id in scene.unseen:
            continue
        target = persona.id in journey.targets
        label = elide(persona.name.replace("\n", " "), theme.type.meta_strong, min(200.0, room - 36.0))
        wide = 28.0 + advance(label, theme.type.meta_strong) + 8.0
        left_over = room - wide - 6.0
        role = elide(persona.role.replace("\n", " "), meta, min(220.0, left_over)) if left_over > 40.0 else ""
        wide += advance(role, meta) + 6.0 if role else 0.0
        fits(wide)
        shapes.extend(avatar(persona, place, x + 11.0, y + 12.0, 10.0, scene, target))
        shapes.append(Text(x + 27.0, y + 16.0, (label,), theme.type.meta_strong, colours.ink))
        if role:
            at = x + 27.0 + advance(label, theme.type.meta_strong) + 6.0
            shapes.append(Text(at, y + 16.0, (role,), meta, colours.secondary))
        parts.append(LensPart("personas", x, y, wide, high))
        x += wide + 10.0
    facts = [("segment", translate(SEGMENT[journey.segment], language))] if journey.segment else []
    if journey.scope:
        facts.append(("scope", journey.scope.replace("\n", " ")))
    if journey.review_date:
        due = short_date(journey.review_date, language)
        facts.append(("review_date", translate("review by {date}", language, date=due)))
    for number, (name, fact) in enumerate(facts):
        text = elide(fact, meta, room - 20.0)
        wide = advance(text, meta)
        if fits(wide + _APART) and number:  # a dot stands between two facts, and begins no line
            shapes.append(Path(marks.circle(x + _APART / 2, y + 12.0, 1.5), fill=colours.boundary))
            x += _APART
        shapes.append(Text(x, y + 16.0, (text,), meta, colours.secondary))
        parts.append(LensPart(name, x - 4.0, y, wide + 8.0, high))
        x += wide
    return y + high


def avatar(persona: Persona, place: int, x: float, y: float, r: float, scene: Scene, target: bool) -> list[Shape]:
    """A disc with the persona's initial; a target has a ring."""
    theme = scene.theme
    colour = theme.persona(place, persona.colour)
    shapes: list[Shape] = []
    if target:
        shapes.append(Path(marks.circle(x, y, r + 1.5), stroke=colour, stroke_width=1.25))
    shapes.append(Path(marks.circle(x, y, r - (1.0 if target else 0.0)), fill=colour))
    initial = persona.name.strip()[:1].upper() or "?"
    ink = readable_on(colour, dark=theme.colours.ink)
    shapes.append(Text(x, y + 4.0, (initial,), theme.type.meta_strong, ink, align="centre"))
    return shapes


def phases_row(scene: Scene) -> Row:
    """The phases as arrows that point on to the next, each as high as the wordiest needs."""
    theme = scene.theme
    small = theme.type.meta
    texts: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    height = 46.0
    for (_, wide), phase in zip(scene.columns.phases, scene.structure.phases, strict=True):
        if phase.id in scene.folds:
            texts.append(((), ()))
            continue
        room = wide - 2 * ARROW - 20.0
        names = break_lines(phase.name, theme.type.phase, room) if phase.name else ()
        lines = break_lines(phase.description, small, room) if phase.description else ()
        texts.append((names, lines))
        height = max(height, 14.0 + len(names) * 20.0 + len(lines) * theme.sizes.meta_leading + 10.0)
    groups = []
    for place, ((left, wide), phase) in enumerate(zip(scene.columns.phases, scene.structure.phases, strict=True)):
        names, lines = texts[place]
        colour = theme.phase(place, phase.colour)
        ink = readable_on(colour, dark=theme.colours.ink)
        whole = len(names) * 20.0 + len(lines) * theme.sizes.meta_leading
        y = even((height - whole) / 2)
        x = 18.0 if place == 0 else ARROW + 14.0
        shapes: list[Shape] = [Path(_arrow(wide - 4.0, height, place == 0), fill=colour)]
        if phase.id in scene.folds:
            shapes += _folded(phase.name, wide, height, x, ink, scene)
        if names:
            shapes.append(Text(x, y + 16.0, names, theme.type.phase, ink, 20.0))
        if lines:
            top = y + len(names) * 20.0
            shapes.append(Text(x, top + 12.0, lines, small, blend(ink, colour, 0.9), theme.sizes.meta_leading))
        spoken = ". ".join(part for part in (phase.name, phase.description, phase.goal) if part)
        if phase.id in scene.folds:
            spoken = f"{phase.name} · {_inside(scene.folds[phase.id].cards, scene.language)}"
        groups.append(Group(left, 0.0, wide, height, tuple(shapes), Meaning("phase", phase.id, spoken)))
    return Row("phases", 0.0, height, tuple(groups))


def _folded(name: str, wide: float, height: float, x: float, ink: str, scene: Scene) -> list[Shape]:
    """The name of a folded phase in small letters, below a sign that there is more in it."""
    style = scene.theme.type.meta_strong
    room = wide - x - ARROW - 2.0
    text = elide(" ".join(name.split()), style, room)
    middle = even(height / 2)
    dots = [Path(marks.circle(x + 3.0 + i * 7.0, middle - 8.0, 1.75), fill=ink) for i in range(3)]
    return [*dots, Text(x, middle + 10.0, (text,), style, ink)] if text else [*dots]


def _inside(count: int, language: str) -> str:
    return translate("{count} card" if count == 1 else "{count} cards", language, count=count)


def _arrow(width: float, height: float, first: bool) -> tuple[Command, ...]:
    notch = () if first else (("L", (ARROW, height / 2)),)
    start = 2.0
    return (
        ("M", (start, 0.0)),
        ("L", (width - ARROW + 6.0, 0.0)),
        ("L", (width + 6.0, height / 2)),
        ("L", (width - ARROW + 6.0, height)),
        ("L", (start, height)),
        *notch,
        ("Z", ()),
    )


def steps_row(scene: Scene) -> Row:
    """The names of the steps, in a tint of their phase, with the diamond of a moment of truth."""
    theme = scene.theme
    style = theme.type.step
    height = 36.0
    broken = []
    for step, wide in zip(scene.structure.steps, scene.columns.width, strict=True):
        room = wide - theme.sizes.card_gap - 24.0 - (16.0 if step.id in scene.truths else 0.0)
        lines = break_lines(step.name, style, room) if step.name else ()
        broken.append(lines)
        height = max(height, len(lines) * 18.0 + 18.0)
    groups = []
    colours = {p.id: theme.phase(place, p.colour) for place, p in enumerate(scene.structure.phases)}
    for column, step in enumerate(scene.structure.steps):
        x, wide = scene.columns.box(column, column)
        colour = colours[step.phase]
        lines = broken[column]
        shapes: list[Shape] = [Rect(0.0, 0.0, wide, height, 6.0, blend(colour, theme.colours.sheet, 0.1))]
        if lines:
            baseline = even((height - len(lines) * 18.0) / 2) + 14.0
            ink = blend(colour, theme.colours.ink, 0.35)
            shapes.append(Text(12.0, baseline, lines, style, ink, 18.0))
        if step.id in scene.truths:
            shapes.append(Path(marks.diamond(wide - 15.0, height / 2, 5.5), fill=theme.colours.truth))
        spoken = step.name
        if step.id in scene.truths:
            spoken = f"{spoken} · {translate('moment of truth', scene.language)}"
        groups.append(Group(x, 0.0, wide, height, tuple(shapes), Meaning("step", step.id, spoken, step.notes)))
    groups += _fold_names(height, colours, scene)
    return Row("steps", 0.0, height, tuple(groups))


def _fold_names(height: float, colours: dict[str, str], scene: Scene) -> list[Group]:
    """What each folded phase holds, where its steps would be named."""
    theme = scene.theme
    gap = scene.columns.gap
    groups = []
    for (left, wide), phase in zip(scene.columns.phases, scene.structure.phases, strict=True):
        if phase.id not in scene.folds:
            continue
        colour = colours[phase.id]
        ground = Rect(0.0, 0.0, wide - gap, height, 6.0, blend(colour, theme.colours.sheet, 0.1))
        text = elide(_inside(scene.folds[phase.id].cards, scene.language), theme.type.meta_strong, wide - gap - 8.0)
        ink = blend(colour, theme.colours.ink, 0.35)
        middle = even(height / 2) + 4.0
        label = Text((wide - gap) / 2, middle, (text,), theme.type.meta_strong, ink, align="centre")
        groups.append(Group(left + gap / 2, 0.0, wide - gap, height, (ground, label), Meaning("guide")))
    return groups
