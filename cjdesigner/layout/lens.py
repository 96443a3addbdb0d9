"""The sheet of words beside a map, a phase or a dip in a presentation: what it is about, for whom, how it goes."""

from __future__ import annotations

from collections.abc import Mapping

from cjdesigner.draw.colours import blend
from cjdesigner.draw.shapes import Group, Meaning, Path, Rect, Shape, Style, Text
from cjdesigner.draw.text import advance, elide
from cjdesigner.lanes import marks
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout.comparison import number
from cjdesigner.layout.heading import STATE, avatar
from cjdesigner.layout.slide import cut
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.words import translate

WIDTH = 420.0
"""Units of a window of 720 lines."""
MOST = 540.0
"""The greatest height, in the same units: what does not fit is left out."""
_PAD = 28.0
_ROOM = WIDTH - 2 * _PAD
_OVER = Style(14.0, 600)
_TITLE = Style(32.0, 700)
_TEXT = Style(18.0, 400)
_SMALL = Style(16.0, 400)
_NAME = Style(16.0, 600)
_FIGURE = Style(26.0, 700)
_WORD = Style(13.0, 400)


class _Sheet:
    """Shapes from top to bottom; a part that would not fit is not added."""

    def __init__(self, scene: Scene, colour: str) -> None:
        self.scene = scene
        self.colours = scene.theme.colours
        self.colour = colour
        self.shapes: list[Shape] = []
        self.y = _PAD

    def fits(self, height: float) -> bool:
        return self.y + height + _PAD <= MOST

    def lines(
        self, text: str, style: Style, colour: str, leading: float, most: int, gap: float, indent: float = 0.0
    ) -> bool:
        found = cut(text, style, _ROOM - indent, most)
        height = len(found) * leading + gap
        if not found or not self.fits(height):
            return False
        self.y += gap
        if indent:
            self.shapes.append(Path(marks.circle(_PAD + 4.0, self.y + leading * 0.46, 3.0), fill=self.colour))
        self.shapes.append(Text(_PAD + indent, self.y + leading * 0.74, found, style, colour, leading))
        self.y += height - gap
        return True

    def group(self, spoken: str) -> Group:
        height = self.y + _PAD - 6.0
        back = Rect(0.5, 0.5, WIDTH - 1.0, height - 1.0, 16.0, self.colours.sheet, self.colours.hairline)
        bar = Rect(_PAD, 0.0, 56.0, 5.0, 0.0, self.colour)
        return Group(0.0, 0.0, WIDTH, height, (back, bar, *self.shapes), Meaning("legend", "", spoken))


def of_map(document: Document, scene: Scene) -> Group:
    """The title, scenario, goals and personas of a map."""
    journey, language = scene.structure.map, scene.language
    sheet = _Sheet(scene, scene.theme.colours.accent)
    colours = sheet.colours
    sheet.lines(translate(STATE[journey.state], language), _OVER, colours.secondary, 20.0, 1, 0.0)
    title = journey.title or document.project.title or translate("Journey map", language)
    sheet.lines(title, _TITLE, colours.ink, 38.0, 3, 4.0)
    sheet.lines(journey.scenario, _TEXT, colours.secondary, 25.0, 5, 10.0)
    for place, persona in enumerate(scene.personas[:3]):
        if not sheet.fits(56.0):
            break
        sheet.y += 12.0 if place else 20.0
        target = persona.id in journey.targets
        sheet.shapes.extend(avatar(persona, place, _PAD + 17.0, sheet.y + 18.0, 16.0, scene, target))
        name = cut(persona.name, _NAME, _ROOM - 48.0, 1)
        role = cut(persona.role, _WORD, _ROOM - 48.0, 1)
        if name:
            sheet.shapes.append(Text(_PAD + 48.0, sheet.y + (15.0 if role else 24.0), name, _NAME, colours.ink))
        if role:
            sheet.shapes.append(Text(_PAD + 48.0, sheet.y + 33.0, role, _WORD, colours.secondary))
        sheet.y += 36.0
    for place, goal in enumerate(journey.goals[:4]):
        if not sheet.lines(goal, _SMALL, colours.ink, 22.0, 2, 18.0 if place == 0 else 8.0, indent=20.0):
            break
    return sheet.group(title)


def of_phase(scene: Scene, place: int, starting: Mapping[str, list[Card]]) -> Group:
    """The name, goal and description of a phase, and figures of what stands in it: ``starting`` are cards by step."""
    structure, language = scene.structure, scene.language
    phase = structure.phases[place]
    sheet = _Sheet(scene, scene.theme.phase(place, phase.colour))
    colours = sheet.colours
    over = translate("Phase {number} of {count}", language, number=place + 1, count=len(structure.phases))
    sheet.lines(over, _OVER, colours.secondary, 20.0, 1, 0.0)
    sheet.lines(phase.name or over, _TITLE, colours.ink, 38.0, 3, 4.0)
    sheet.lines(phase.description, _TEXT, colours.secondary, 25.0, 4, 8.0)
    if phase.goal and sheet.fits(80.0):
        sheet.lines(translate("Goal", language), _OVER, sheet.colour, 20.0, 1, 20.0)
        sheet.lines(phase.goal, _TEXT, colours.ink, 25.0, 4, 2.0)
    if sheet.fits(86.0):
        _figures(sheet, [card for step in structure.steps_of[phase.id] for card in starting.get(step.id, ())])
    return sheet.group(phase.name or over)


def of_dip(document: Document, scene: Scene, over: str, point: Card, pains: list[str], solutions: list[str]) -> Group:
    """The feeling in a dip and its cause, the pains that lead to it, and what would mend them."""
    language = scene.language
    value = _value(point)
    payload = point.payload
    sheet = _Sheet(scene, scene.theme.emotion(value))
    colours = sheet.colours
    sheet.lines(over, _OVER, colours.secondary, 20.0, 1, 0.0)
    word = payload.word if isinstance(payload, Emotion) else ""
    title = cut(word or point.text or number(value, language, sign=True), _TITLE, _ROOM - 58.0, 2)
    sheet.y += 10.0
    sheet.shapes.extend(marks.face(value, _PAD + 21.0, sheet.y + 20.0, 20.0, sheet.colour, colours.sheet))
    sheet.shapes.append(Text(_PAD + 58.0, sheet.y + 31.0, title, _TITLE, colours.ink, 38.0))
    sheet.y += max(1, len(title)) * 38.0 + 4.0
    whose = payload.persona if isinstance(payload, Emotion) else ""
    who = next((persona.name for persona in scene.personas if persona.id == whose), "")
    cause = payload.cause if isinstance(payload, Emotion) else ""
    sheet.lines(": ".join(part for part in (who, cause) if part.strip()), _TEXT, colours.secondary, 25.0, 3, 6.0)
    _told(sheet, document, translate("Pain points", language), pains, scene.theme.lane("pains"))
    _told(sheet, document, translate("Solutions", language), solutions, scene.theme.lane("solutions"))
    if pains and not solutions:
        sheet.lines(translate("no solution yet", language), _SMALL, colours.secondary, 22.0, 1, 18.0)
    return sheet.group(word or over)


def _told(sheet: _Sheet, document: Document, name: str, ids: list[str], colour: str) -> None:
    """A few cards by their texts, below their name."""
    if not ids or not sheet.fits(70.0):
        return
    colours = sheet.colours
    own, sheet.colour = sheet.colour, colour
    sheet.lines(name, _OVER, blend(colour, colours.ink, 0.75), 20.0, 1, 20.0)
    for one in ids[:4]:
        if not sheet.lines(document.cards[one].text, _TEXT, colours.ink, 25.0, 3, 6.0, indent=20.0):
            break
    sheet.colour = own


def _figures(sheet: _Sheet, cards: list[Card]) -> None:
    scene, colours, language = sheet.scene, sheet.colours, sheet.scene.language
    if not cards:
        return
    felt = [_value(card) for card in cards if isinstance(card.payload, Emotion)]
    met, pains = sum(card.type == "touchpoints" for card in cards), sum(card.type == "pains" for card in cards)
    entries = [
        (str(met), translate("touchpoint", language) if met == 1 else translate("touchpoints", language)),
        (str(pains), translate("pain point", language) if pains == 1 else translate("pain points", language)),
    ]
    if felt:
        entries.append((number(sum(felt) / len(felt), language, sign=True), translate("average feeling", language)))
    sheet.y += 22.0
    sheet.shapes.append(Rect(_PAD, sheet.y, _ROOM, 1.0, 0.0, colours.hairline))
    wide = _ROOM / 3
    for place, (figure, word) in enumerate(entries):
        x = _PAD + place * wide
        ink = blend(sheet.colour, colours.ink, 0.8)
        sheet.shapes.append(Text(x, sheet.y + 42.0, (figure,), _FIGURE, ink))
        if place == 2:
            mean = sum(felt) / len(felt)
            face = x + advance(figure, _FIGURE) + 22.0
            colour = scene.theme.emotion(mean)
            sheet.shapes.extend(marks.face(mean, face, sheet.y + 33.0, 12.0, colour, colours.sheet))
        sheet.shapes.append(Text(x, sheet.y + 64.0, (elide(word, _WORD, wide - 8.0),), _WORD, colours.secondary))
    sheet.y += 68.0


def _value(card: Card) -> float:
    return card.payload.value if isinstance(card.payload, Emotion) else 0.0
