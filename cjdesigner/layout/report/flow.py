"""Text and blocks that run on over as many pages as they need."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Rect, Shape, Style, Text
from cjdesigner.draw.text import break_lines, elide
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.leaf import BULLET, Frame, Leaf, baseline, bulleted, running, set_lines
from cjdesigner.model.document import Document
from cjdesigner.words import translate

HEADING = Style(30.0, 700)
PART = Style(17.0, 700)
LEAD = Style(15.0, 400)
BODY = Style(13.5, 400)
STRONG = Style(13.5, 600)
QUIET = Style(11.5, 400)
LABEL = Style(11.5, 600)
_AGAIN = Style(18.0, 700)
BODY_LEADING, QUIET_LEADING = 20.0, 16.0


class Subject(NamedTuple):
    """What a report is about and what all of its pages need."""

    document: Document
    scene: Scene
    drawing: Drawing
    frame: Frame

    @property
    def language(self) -> str:
        """That of the project."""
        return self.drawing.language

    @property
    def title(self) -> str:
        """The title of the map."""
        return self.drawing.title or translate("Journey map", self.language)


class Flow:
    """Fills pages from top to bottom; a new one begins where something does not fit."""

    def __init__(self, subject: Subject, title: str, name: str) -> None:
        self.subject = subject
        self.title = title
        self.name = name
        self.pages: list[Drawing] = []
        self.colours = subject.scene.theme.colours
        self.leaf = self._new(name)
        self.y = subject.frame.top
        self._fresh = True

    def _new(self, name: str) -> Leaf:
        leaf = Leaf(self.subject.frame, self.subject.scene.theme, self.subject.language, name)
        running(leaf, self.subject.title, self.title, f"#whole:{self.subject.scene.structure.map.id}")
        return leaf

    @property
    def room(self) -> float:
        """What is left of the page below."""
        return self.subject.frame.bottom - self.y

    @property
    def whole(self) -> float:
        """What a page can hold below its heading."""
        return self.subject.frame.bottom - self.subject.frame.top - 44.0

    def turn(self) -> None:
        """Begin a new page, unless nothing is on this one yet."""
        if self._fresh:
            return
        self.pages.append(self.leaf.drawing(self.title, self.subject.drawing))
        self.leaf = self._new("")
        self.y = self.subject.frame.top
        words = translate("{name} (continued)", self.subject.language, name=self.title)
        text = Text(0.0, baseline(_AGAIN, 24.0), (elide(words, _AGAIN, self.subject.frame.room),), _AGAIN,
                    self.colours.secondary)  # fmt: skip
        self.leaf.put((text,), "furniture", at=(self.subject.frame.left, self.y), size=(self.subject.frame.room, 24.0))
        self.y += 40.0
        self._fresh = True

    def need(self, height: float) -> None:
        """See to it that so much is left of the page."""
        if height > self.room:
            self.turn()

    def heading(self, below: str = "") -> None:
        """The heading of the section, with a quiet line below it."""
        box = self.subject.frame
        self.y += self.leaf.words(
            self.title, HEADING, self.colours.ink, (box.left, self.y), box.room, 38.0, "heading", 3, level=2
        )
        if below:
            self.y += 4.0
            self.y += self.leaf.words(
                below, LEAD, self.colours.secondary, (box.left, self.y), min(box.room, 760.0), 22.0
            )
        self.y += 22.0

    def part(self, text: str, colour: str = "", keep: float = 90.0) -> None:
        """A heading within the section, with so much room below it on the same page."""
        self.need(44.0 + keep)
        if not self._fresh:
            self.y += 12.0
        box = self.subject.frame
        if colour:
            shape = Rect(0.0, 6.0, 4.0, 14.0, 2.0, colour)
            self.leaf.put((shape,), "furniture", at=(box.left, self.y), size=(4.0, 26.0))
        indent = 12.0 if colour else 0.0
        self.y += self.leaf.words(
            text, PART, self.colours.ink, (box.left + indent, self.y), box.room - indent, 26.0, "heading", 2, level=3
        )
        self.y += 8.0
        self._fresh = False

    def text(
        self, text: str, style: Style = BODY, colour: str = "", leading: float = BODY_LEADING, x: float = 0.0,
        room: float = 0.0, role: str = "paragraph", bullet: str = "", number: str = "",
    ) -> None:  # fmt: skip
        """A text that may go on on the next page, ``x`` from the left edge.

        ``bullet`` is the colour of a dot before it, ``number`` stands to its left.
        """
        box = self.subject.frame
        room = room or box.room - x
        colour = colour or self.colours.ink
        indent = BULLET if bullet else 0.0
        lines = break_lines(text, style, room - indent) if text.strip() else ()
        at = 0
        while at < len(lines):
            fit = int(self.room // leading)
            if fit < min(2, len(lines) - at) and not self._fresh:
                self.turn()
                continue
            some = lines[at : at + max(fit, 1)]
            shapes: list[Shape] = []
            if number and at == 0:
                ink = self.colours.secondary
                shapes.append(Text(-8.0, baseline(style, leading), (number,), style, ink, align="right"))
            if bullet and at == 0:
                shapes += bulleted(some, style, colour, leading, room, bullet)
            else:
                first = baseline(style, leading)
                shapes.append(set_lines(indent, first, some, style, colour, leading, room - indent))
            high = len(some) * leading
            kind = "item" if bullet or number else role
            self.leaf.put(shapes, kind, " ".join(some), at=(box.left + x, self.y), size=(room, high))
            self.y += high
            self._fresh = False
            at += len(some)

    def block(self, group: Group) -> None:
        """A finished block at the left edge, on this page or the next; higher than a page it stands alone."""
        self.need(group.height)
        self.leaf.put_group(group.at(self.subject.frame.left + group.x, self.y + group.y))
        self.y += group.height
        self._fresh = False

    def beside(self, groups: list[Group]) -> None:
        """Blocks that stand beside each other, at their own x."""
        high = max((group.y + group.height for group in groups), default=0.0)
        self.need(high)
        for group in groups:
            self.leaf.put_group(group.at(self.subject.frame.left + group.x, self.y + group.y))
        self.y += high
        self._fresh = self._fresh and not groups

    def gap(self, height: float) -> None:
        """A blank, but not at the top of a page."""
        if not self._fresh:
            self.y += height

    def line(self) -> None:
        """A hairline, but not at the top of a page."""
        if not self._fresh:
            box = self.subject.frame
            shape = Rect(0.0, 0.0, box.room, 1.0, 0.0, self.colours.hairline)
            self.leaf.put((shape,), "furniture", at=(box.left, self.y), size=(box.room, 1.0))

    def end(self) -> list[Drawing]:
        """All pages."""
        return [*self.pages, self.leaf.drawing(self.title, self.subject.drawing)]


def said(shapes: list[Shape], role: str, text: str, x: float, width: float, height: float, id: str = "") -> Group:
    """Shapes of a block as a group at x."""
    return Group(x, 0.0, width, height, tuple(shapes), Meaning(role, id, text))
