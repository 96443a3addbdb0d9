"""The lens of a map in full: goals, scope, and everything that is known of the personas."""

from __future__ import annotations

from collections.abc import Sequence

from cjdesigner.draw.colours import blend
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Shape, Style, Text
from cjdesigner.draw.text import break_lines
from cjdesigner.layout.leaf import BULLET, bulleted
from cjdesigner.layout.report.cover import portrait
from cjdesigner.layout.report.flow import BODY, BODY_LEADING, LABEL, LEAD, QUIET, STRONG, Flow, Subject
from cjdesigner.model.records import Persona
from cjdesigner.words import translate

_NAME = Style(22.0, 700)
_QUOTE = Style(16.0, 400, True)


def lens_pages(subject: Subject) -> list[Drawing]:
    """Goals, scope, notes and personas; no page where nothing of them is told."""
    journey, language = subject.scene.structure.map, subject.language
    told = any(part.strip() for part in (*journey.goals, journey.scope))
    if not told and not subject.scene.personas:
        return []
    flow = Flow(subject, translate("Goals and personas", language), f"lens:{journey.id}")
    flow.heading()
    accent = flow.colours.accent
    if journey.scenario:
        flow.text(journey.scenario, LEAD, flow.colours.ink, 23.0, room=min(subject.frame.room, 760.0))
        flow.gap(12.0)
    if any(goal.strip() for goal in journey.goals):
        flow.part(translate("Goals", language), accent, 30.0)
        for goal in journey.goals:
            flow.text(goal, bullet=accent, x=12.0)
            flow.gap(4.0)
        flow.gap(8.0)
    if journey.scope.strip():
        flow.part(translate("Scope", language), accent, 30.0)
        flow.text(journey.scope, x=12.0)
        flow.gap(8.0)
    for place, persona in enumerate(subject.scene.personas):
        _persona(flow, persona, place)
    return flow.end()


def _persona(flow: Flow, persona: Persona, place: int) -> None:
    subject, language = flow.subject, flow.subject.language
    colours, theme = flow.colours, flow.subject.scene.theme
    colour = theme.persona(place, persona.colour)
    width = subject.frame.room
    quote = f"“{persona.quote.strip().strip('“”')}”" if persona.quote.strip() else ""
    flow.gap(20.0)
    flow.need(240.0)
    flow.line()
    flow.gap(24.0)
    target = persona.id in subject.scene.structure.map.targets
    left = 100.0
    head: list[Shape] = portrait(subject, persona, place, 38.0, 40.0, 38.0, target)
    flow.leaf.put(head, "furniture" if not persona.picture else "figure", persona.name,
                  at=(subject.frame.left, flow.y), size=(80.0, 80.0), id=f"persona:{persona.id}")  # fmt: skip
    top = flow.y
    box = subject.frame
    y = flow.y + 2.0
    y += flow.leaf.words(
        persona.name or "?", _NAME, colours.ink, (box.left + left, y), width - left, 28.0, "heading", 2,
        id=persona.id, level=3,
    )  # fmt: skip
    role = " · ".join(part for part in (persona.role, persona.age) if part.strip())
    y += flow.leaf.words(role, LABEL, colours.secondary, (box.left + left, y), width - left, 18.0, most=2)
    y += 6.0
    if quote:
        y += flow.leaf.words(quote, _QUOTE, blend(colour, colours.ink, 0.25), (box.left + left, y), width - left, 24.0,
                             most=8)  # fmt: skip
    flow.y = max(y, top + 84.0) + 12.0
    flow._fresh = False
    lists = [
        (translate("Goals", language), list(persona.goals)),
        (translate("Frustrations", language), list(persona.frustrations)),
        (translate("Behaviour", language), list(persona.behaviour)),
        (translate("Timing", language), list(persona.timing)),
        (translate("Objective profile", language), [f"{key}: {value}" for key, value in persona.objective.items()]),
        (translate("Subjective profile", language), [f"{key}: {value}" for key, value in persona.subjective.items()]),
    ]
    lists = [(name, [one for one in some if one.strip()]) for name, some in lists]
    lists = [each for each in lists if each[1]]
    half = (width - 36.0) / 2
    for at in range(0, len(lists), 2):
        pair = lists[at : at + 2]
        made = [_column(flow, name, some, side * (half + 36.0), half, colour) for side, (name, some) in enumerate(pair)]
        if max(group.height for column in made for group in column) > flow.whole / 2 or (
            sum(group.height for group in made[0]) > flow.whole
        ):
            for name, some in pair:
                flow.part(name, colour, 24.0)
                for one in some:
                    flow.text(one, bullet=colour, x=12.0)
                    flow.gap(4.0)
            continue
        _put_columns(flow, made)
        flow.gap(14.0)
    if persona.notes.strip():
        flow.text(persona.notes, QUIET, colours.secondary, 16.0)


def _put_columns(flow: Flow, made: Sequence[Sequence[Group]]) -> None:
    """Lists beside each other, kept on one page."""
    flow.need(max(group.y + group.height for column in made for group in column))
    flow.beside([group for column in made for group in column])


def _column(flow: Flow, name: str, items: Sequence[str], x: float, width: float, colour: str) -> list[Group]:
    """A list below its name."""
    colours = flow.colours
    groups = [
        Group(x, 0.0, width, 20.0, (Text(0.0, 13.0, (name,), STRONG, colours.ink),), Meaning("heading", text=name,
              level=4))
    ]  # fmt: skip
    y = 24.0
    for item in items:
        lines = break_lines(item, BODY, width - BULLET)
        shapes = bulleted(lines, BODY, colours.ink, BODY_LEADING, width, colour)
        high = len(lines) * BODY_LEADING
        groups.append(Group(x, y, width, high, tuple(shapes), Meaning("item", text=item)))
        y += high + 3.0
    return groups

