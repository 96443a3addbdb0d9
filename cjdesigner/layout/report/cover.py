"""The cover of a report: what the map is about, for whom, and its curve at a glance."""

from __future__ import annotations

from cjdesigner.draw.colours import blend, readable_on
from cjdesigner.draw.shapes import Drawing, Path, Picture, Rect, Shape, Style, Text
from cjdesigner.draw.text import advance, break_lines, elide
from cjdesigner.lanes import marks
from cjdesigner.lanes.dates import short_date
from cjdesigner.layout.heading import SEGMENT, STATE
from cjdesigner.layout.leaf import Leaf, baseline, set_lines
from cjdesigner.layout.report.curve import phase_bar, sketch
from cjdesigner.layout.report.flow import LABEL, QUIET, Subject
from cjdesigner.model.records import Persona
from cjdesigner.words import translate

_TITLES = (Style(50.0, 700), Style(40.0, 700), Style(30.0, 700))
_LEAD = Style(17.0, 400)
_NAME = Style(17.0, 700)
_QUOTE = Style(14.5, 400, True)
MOST = 4
"""Personas on the cover; all of them are on the page after it."""


def cover(subject: Subject) -> Drawing:
    """The first page."""
    document, scene, box = subject.document, subject.scene, subject.frame
    colours, language = scene.theme.colours, subject.language
    journey = scene.structure.map
    leaf = Leaf(box, scene.theme, language, f"map:{journey.id}")
    top = box.edge
    _band(leaf, subject, top)
    upright = box.height > box.width
    y = top + (92.0 if upright else 48.0)
    y = _state(leaf, subject, box.left, y)
    room = box.room if upright else box.room * 0.56
    style = next((one for one in _TITLES if len(break_lines(subject.title, one, room)) <= 3), _TITLES[-1])
    y += leaf.words(
        subject.title, style, colours.ink, (box.left, y), room, style.size * 1.16, "title", 5, id=journey.id
    )
    y += 10.0
    lead = min(room, 640.0)
    y += leaf.words(journey.scenario, _LEAD, colours.secondary, (box.left, y), lead, 26.0, most=7 if upright else 6)
    y += 18.0
    y = _facts(leaf, subject, box.left, y, room)
    foot = box.height - box.edge - 16.0
    if upright:
        below = _people(leaf, subject, box.left, box.room, y + 34.0, foot - 250.0)
        high = min(320.0, foot - 84.0 - below)
        _curve(leaf, subject, box.left, box.room, foot - 60.0 - max(high, 0.0), high)
    else:
        side = box.left + box.room * 0.62
        _people(leaf, subject, side, box.room * 0.38, top + 52.0, foot - 40.0)
        high = min(240.0, foot - 84.0 - y)
        _curve(leaf, subject, box.left, room, foot - 60.0 - max(high, 0.0), high)
    words = " · ".join(
        part for part in (document.project.title if document.project.title != subject.title else "",
                          document.project.author) if part.strip()
    )  # fmt: skip
    if words:
        line = elide(" ".join(words.split()), QUIET, box.room)
        leaf.put((Text(0.0, 12.0, (line,), QUIET, colours.secondary),), "paragraph", words, at=(box.left, foot),
                 size=(box.room, 16.0))  # fmt: skip
    return leaf.drawing(subject.title, subject.drawing)


def _band(leaf: Leaf, subject: Subject, y: float) -> None:
    """A band in the colours of the phases, as wide as they are on the map."""
    box, scene = subject.frame, subject.scene
    phases = scene.columns.phases
    shapes: list[Shape] = []
    if phases:
        start = phases[0][0]
        wide = box.room / max(phases[-1][0] + phases[-1][1] - start, 1.0)
        for place, (left, across) in enumerate(phases):
            colour = scene.theme.phase(place, scene.structure.phases[place].colour)
            shapes.append(Rect((left - start) * wide, 0.0, max(across * wide - 3.0, 1.0), 8.0, 4.0, colour))
    else:
        shapes.append(Rect(0.0, 0.0, box.room, 8.0, 4.0, scene.theme.colours.accent))
    leaf.put(shapes, "furniture", at=(box.left, y), size=(box.room, 8.0))


def _state(leaf: Leaf, subject: Subject, x: float, y: float) -> float:
    colours = subject.scene.theme.colours
    journey = subject.scene.structure.map
    words = translate(STATE[journey.state], subject.language)
    ground = colours.accent if journey.state == "future" else colours.ink
    wide = advance(words, LABEL) + 24.0
    shapes: list[Shape] = [
        Rect(0.0, 0.0, wide, 26.0, 13.0, blend(ground, colours.sheet, 0.1)),
        Text(12.0, 17.0, (words,), LABEL, blend(ground, colours.ink, 0.8)),
    ]
    leaf.put(shapes, "paragraph", words, at=(x, y), size=(wide, 26.0))
    return y + 42.0


def _facts(leaf: Leaf, subject: Subject, x: float, y: float, room: float) -> float:
    journey, language = subject.scene.structure.map, subject.language
    colours = subject.scene.theme.colours
    facts = [translate(SEGMENT[journey.segment], language)] if journey.segment else []
    if journey.review_date:
        facts.append(translate("review by {date}", language, date=short_date(journey.review_date, language)))
    if facts:
        y += leaf.words(" · ".join(facts), LABEL, colours.secondary, (x, y), room, 18.0)
    return y


def _people(leaf: Leaf, subject: Subject, x: float, width: float, y: float, bottom: float) -> float:
    """The personas with their picture, role and quote, as far as they fit; where they end."""
    scene, language = subject.scene, subject.language
    colours = scene.theme.colours
    people = scene.personas[:MOST]
    for place, persona in enumerate(people):
        quote = f"“{persona.quote.strip().strip('“”')}”" if persona.quote.strip() else ""
        lines = break_lines(quote, _QUOTE, width - 92.0) if quote else ()
        if len(lines) > 3:
            lines = (*lines[:2], elide(f"{lines[2]} {lines[3]}…", _QUOTE, width - 92.0))
        high = max(72.0, 44.0 + len(lines) * 21.0)
        if y + high > bottom and place:
            more = len(scene.personas) - place
            words = translate("and {count} more" if more > 1 else "and one more", language, count=more)
            y += leaf.words(words, QUIET, colours.secondary, (x + 92.0, y), width - 92.0, 18.0)
            return y
        target = persona.id in scene.structure.map.targets
        shapes: list[Shape] = portrait(subject, persona, place, 36.0, 36.0, 34.0, target)
        name = elide(" ".join(persona.name.split()), _NAME, width - 92.0)
        shapes.append(Text(92.0, 18.0, (name,), _NAME, colours.ink))
        role = " · ".join(part for part in (persona.role, persona.age) if part.strip())
        if role:
            shapes.append(
                Text(92.0, 36.0, (elide(" ".join(role.split()), QUIET, width - 92.0),), QUIET, colours.secondary)
            )
        if lines:
            first = 44.0 + baseline(_QUOTE, 21.0)
            shapes.append(set_lines(92.0, first, lines, _QUOTE, colours.ink, 21.0, width - 92.0))
        words = ". ".join(part for part in (persona.name, role, quote) if part.strip())
        leaf.put(shapes, "item", words, at=(x, y), size=(width, high), target=f"#persona:{persona.id}")
        y += high + 20.0
    return y


def portrait(
    subject: Subject, persona: Persona, place: int, x: float, y: float, r: float, target: bool = False
) -> list[Shape]:
    """A persona's picture in a disc, or the first letter of the name; a target has a ring."""
    scene = subject.scene
    colour = scene.theme.persona(place, persona.colour)
    shapes: list[Shape] = []
    if target:
        shapes.append(Path(marks.circle(x, y, r), stroke=colour, stroke_width=2.0))
        r -= 4.0
    asset = subject.document.assets.get(persona.picture)
    if asset is not None and persona.picture in subject.drawing.pictures:
        # The middle of it: a disc has no room for the rest.
        wide, high = max(asset.width, 1), max(asset.height, 1)
        side = min(wide, high)
        part = (wide - side) / 2 / wide, (high - side) / 2 / high, side / wide, side / high
        return [*shapes, Picture(x - r, y - r, 2 * r, 2 * r, persona.picture, r, part)]
    shapes.append(Path(marks.circle(x, y, r), fill=colour))
    style = Style(r * 0.9, 700)
    ink = readable_on(colour, dark=scene.theme.colours.ink)
    initial = persona.name.strip()[:1].upper() or "?"
    shapes.append(Text(x, y + style.size * 0.36, (initial,), style, ink, align="centre"))
    return shapes


def _curve(leaf: Leaf, subject: Subject, x: float, width: float, y: float, height: float) -> None:
    """The curve, and below it the phases, each leading to its page."""
    made = sketch(subject, width, height) if height > 80.0 else None
    if made is not None:
        leaf.put_group(made.at(x, y))
    for group in phase_bar(subject, width):
        leaf.put_group(group.at(x + group.x, y + max(height, 0.0) + 8.0))
