"""The pain points of a report, worst first, each with what would mend it."""

from __future__ import annotations

from cjdesigner.draw.colours import blend
from cjdesigner.draw.shapes import Drawing, Group, Rect, Shape, Text
from cjdesigner.draw.text import advance, break_lines
from cjdesigner.lanes import marks
from cjdesigner.lanes.dates import short_date
from cjdesigner.lanes.pains import Pain
from cjdesigner.lanes.solutions import ON_CARD, Solution
from cjdesigner.layout.leaf import set_lines
from cjdesigner.layout.report.curve import place_of
from cjdesigner.layout.report.flow import BODY, BODY_LEADING, QUIET, QUIET_LEADING, STRONG, Flow, Subject, said
from cjdesigner.model.queries import structure
from cjdesigner.model.records import Card
from cjdesigner.words import translate


def pain_pages(subject: Subject) -> list[Drawing]:
    """The list; none for a map without pain points and solutions."""
    cards = in_order(subject)
    pains = [card for card in cards if card.type == "pains" and card.text.strip()]
    solutions = {card.id: card for card in cards if card.type == "solutions" and card.text.strip()}
    if not pains and not solutions:
        return []
    language = subject.language
    flow = Flow(subject, translate("Pain points and solutions", language),
                f"pains:{subject.scene.structure.map.id}")  # fmt: skip
    mended: dict[str, list[Card]] = {}
    used: set[str] = set()
    for link in sorted(subject.document.links.values(), key=lambda link: link.id):
        if link.kind == "mends" and link.source in solutions:
            mended.setdefault(link.target, []).append(solutions[link.source])
            used.add(link.source)
    open_pains = sum(card.id not in mended for card in pains)
    flow.heading(_summary(len(pains), open_pains, language))
    colour = subject.scene.theme.lane("pains")
    for level in (3, 2, 1, 0):
        some = [card for card in pains if _severity(card) == level]
        if not some:
            continue
        flow.part(_judged(level, language), blend(colour, flow.colours.sheet, 0.25 + level * 0.25), 110.0)
        for card in some:
            _entry(flow, card, mended.get(card.id, []))
    others = [card for one, card in solutions.items() if one not in used]
    if others:
        flow.part(translate("Other solutions", language), subject.scene.theme.lane("solutions"), 60.0)
        half = (subject.frame.room - 32.0) / 2
        for at in range(0, len(others), 2):
            two = others[at : at + 2]
            pair = [_solution(subject, card, side * (half + 32.0), half) for side, card in enumerate(two)]
            if max(group.height for group in pair) <= flow.whole:
                flow.beside(pair)
            else:
                for card in two:
                    flow.text(card.text)
            flow.gap(12.0)
    return flow.end()


def _judged(level: int, language: str) -> str:
    if level == 3:
        return translate("Severe", language)
    if level == 2:
        return translate("Moderate", language)
    return translate("Slight" if level else "Not judged yet", language)


def _summary(count: int, waiting: int, language: str) -> str:
    if not count:
        return ""
    said = translate("{count} pain point" if count == 1 else "{count} pain points", language, count=count)
    rest = (
        translate("each with a solution", language)
        if not waiting
        else translate("{count} without a solution", language, count=waiting)
    )
    return f"{said}, {rest}"


def in_order(subject: Subject) -> list[Card]:
    """The cards of lanes that are shown, in the order of the journey."""
    shape = structure(subject.document, subject.scene.structure.map.id)
    shown = {lane.id for lane in shape.lanes if not lane.hidden}
    cards = [
        card
        for card in subject.document.cards.values()
        if card.map == shape.map.id and card.lane in shown and card.start in shape.column
    ]
    return sorted(cards, key=lambda card: (shape.column[card.start], card.order, card.id))


def _severity(card: Card) -> int:
    return card.payload.severity if isinstance(card.payload, Pain) else 0


def _entry(flow: Flow, card: Card, solutions: list[Card]) -> None:
    """A pain point at the left, what mends it at the right."""
    subject = flow.subject
    half = (subject.frame.room - 32.0) / 2
    left = _pain(subject, card, half)
    right: list[Group] = []
    y = 0.0
    for one in solutions:
        made = _solution(subject, one, half + 32.0, half)
        right.append(made._replace(y=y))
        y += made.height + 10.0
    if not solutions:
        words = translate("no solution yet", subject.language)
        text = Text(14.0, 14.0, (words,), BODY, flow.colours.secondary)
        right.append(said([text], "paragraph", words, half + 32.0, half, 24.0))
    groups = [left, *right]
    if max(group.y + group.height for group in groups) <= flow.whole:
        flow.beside(groups)
    else:
        flow.text(card.text, STRONG)
        for one in solutions:
            flow.gap(6.0)
            flow.text(one.text, x=28.0)
    flow.gap(10.0)
    flow.line()
    flow.gap(14.0)


def _pain(subject: Subject, card: Card, width: float) -> Group:
    theme, language = subject.scene.theme, subject.language
    colours = theme.colours
    colour = theme.lane("pains")
    shapes: list[Shape] = []
    left, room = 14.0, width - 14.0
    y = 0.0
    lines = break_lines(card.text, STRONG, room)
    shapes.append(set_lines(left, 14.0, lines, STRONG, colours.ink, BODY_LEADING, room))
    y += len(lines) * BODY_LEADING + 2.0
    level = _severity(card)
    frequency = card.payload.frequency if isinstance(card.payload, Pain) else ""
    facts = [part for part in (" ".join(frequency.split()), place_of(subject, card)) if part]
    indent = 0.0
    if level:
        shapes.extend(marks.row("dot", level, 3, left, y + 8.0, colour, colours.secondary))
        indent = marks.width(3) + 10.0
    quiet = break_lines(" · ".join(facts), QUIET, room - indent) if facts else ()
    if quiet:
        shapes.append(set_lines(left + indent, y + 12.0, quiet, QUIET, colours.secondary, QUIET_LEADING, room - indent))
    if quiet or level:
        y += max(len(quiet), 1) * QUIET_LEADING
    if card.evidence.strip():
        shown = break_lines(card.evidence, QUIET, room)
        shapes.append(set_lines(left, y + 12.0, shown, QUIET, colours.secondary, QUIET_LEADING, room))
        y += len(shown) * QUIET_LEADING
    shapes.insert(0, Rect(0.0, 1.0, 4.0, max(y, 20.0), 2.0, colour))
    parts = [card.text]
    if level:
        parts.append(translate("severity {level} of 3", language, level=level))
    words = ". ".join([*parts, *facts, card.evidence] if card.evidence else [*parts, *facts])
    return said(shapes, "item", words, 0.0, width, max(y, 22.0) + 4.0, id=card.id)


def _solution(subject: Subject, card: Card, x: float, width: float) -> Group:
    theme, language = subject.scene.theme, subject.language
    colours = theme.colours
    colour = theme.lane("solutions")
    shapes: list[Shape] = []
    left, room = 14.0, width - 14.0
    lines = break_lines(card.text, BODY, room)
    shapes.append(set_lines(left, 14.0, lines, BODY, colours.ink, BODY_LEADING, room))
    y = len(lines) * BODY_LEADING + 2.0
    at = left
    told = [card.text]
    data = card.payload if isinstance(card.payload, Solution) else Solution()
    for name, level, ink in (
        (translate("impact", language), data.impact, colour),
        (translate("effort", language), data.effort, colours.secondary),
    ):
        if level:
            shapes.append(Text(at, y + 12.0, (name,), QUIET, colours.secondary))
            at += advance(name, QUIET) + 6.0
            shapes.extend(marks.row("triangle", level, 3, at, y + 8.0, ink, colours.secondary))
            at += marks.width(3) + 14.0
            told.append(translate("{what} {level} of 3", language, what=name, level=level))
    if at > left:
        y += QUIET_LEADING
    facts = [translate(ON_CARD[data.status], language)] if data.status else []
    if data.due:
        facts.append(short_date(data.due, language))
    if card.owner.strip():
        facts.append(" ".join(card.owner.split()))
    if facts:
        quiet = break_lines(" · ".join(facts), QUIET, room)
        shapes.append(set_lines(left, y + 12.0, quiet, QUIET, colours.secondary, QUIET_LEADING, room))
        y += len(quiet) * QUIET_LEADING
    shapes.insert(0, Rect(0.0, 1.0, 4.0, max(y, 20.0), 2.0, colour))
    return said(shapes, "item", ". ".join([*told, *facts]), x, width, max(y, 22.0) + 4.0, id=card.id)
