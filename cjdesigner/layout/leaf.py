"""A page of paper while it is filled: its frame, and what every such page has at its edges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Rect, Row, Shape, Style, Text
from cjdesigner.draw.text import advance, break_lines, elide, from_right
from cjdesigner.lanes import marks
from cjdesigner.layout.pages import POINTS_PER_UNIT, SIZES
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import translate

USUAL_EDGE = 56.0
"""Blank edge in scene units: about one and a half centimetres."""
RUNNING = Style(11.0, 400)
_RUNNING_STRONG = Style(11.0, 600)
_HEAD = 44.0
"""What the running title takes above the content, the page number below it."""
_FOOT = 30.0


class Frame(NamedTuple):
    """A paper and its edges; scene units."""

    width: float
    height: float
    edge: float

    @property
    def left(self) -> float:
        """The left edge of the content."""
        return self.edge

    @property
    def room(self) -> float:
        """The width of the content."""
        return self.width - 2 * self.edge

    @property
    def top(self) -> float:
        """Where the content begins, below the running title."""
        return self.edge + _HEAD

    @property
    def bottom(self) -> float:
        """Where the content has to end, above the page number."""
        return self.height - self.edge - _FOOT


def frame(paper: str, landscape: bool, margin: float | None) -> Frame:
    """The frame of a paper by its name; ``margin`` in points. Raises KeyError for an unknown one."""
    short, long = (side / POINTS_PER_UNIT for side in SIZES[paper])
    edge = USUAL_EDGE if margin is None else min(max(margin, 0.0) / POINTS_PER_UNIT, short / 6)
    return Frame(long, short, edge) if landscape else Frame(short, long, edge)


class Leaf:
    """One page: groups in reading order, and rows of a map among them."""

    def __init__(self, frame: Frame, theme: Theme, language: str, name: str = "") -> None:
        self.frame = frame
        self.theme = theme
        self.language = language
        self.name = name
        self._rows: list[Row] = []
        self._groups: list[Group] = []

    def put(
        self,
        shapes: Sequence[Shape],
        role: str,
        text: str = "",
        *,
        at: tuple[float, float] = (0.0, 0.0),
        size: tuple[float, float] | None = None,
        id: str = "",
        target: str = "",
        level: int = 1,
    ) -> None:
        """Shapes that stand for something, relative to ``at``; a link covers ``size`` from there."""
        wide, high = size or (self.frame.width - at[0], self.frame.height - at[1])
        meaning = Meaning(role, id, text, "", target, level)
        self._groups.append(Group(at[0], at[1], wide, high, tuple(shapes), meaning))

    def put_group(self, group: Group) -> None:
        """A group made elsewhere."""
        self._groups.append(group)

    def words(
        self,
        text: str,
        style: Style,
        colour: str,
        at: tuple[float, float],
        room: float,
        leading: float,
        role: str = "paragraph",
        most: int = 0,
        **more: object,
    ) -> float:
        """A text from ``at`` (its top left) on, broken to ``room``; its height. ``most`` lines, the last elided."""
        lines = break_lines(text, style, room) if text.strip() else ()
        if most and len(lines) > most:
            lines = (*lines[: most - 1], elide(f"{lines[most - 1].rstrip()} {lines[most]}…", style, room))
        if not lines:
            return 0.0
        block = set_lines(0.0, baseline(style, leading), lines, style, colour, leading, room)
        high = len(lines) * leading
        self.put((block,), role, text, at=at, size=(room, high), **more)  # type: ignore[arg-type]
        return high

    def row(self, row: Row) -> None:
        """A row of a map, where it stands."""
        self._close()
        self._rows.append(row._replace(id="page"))

    def _close(self) -> None:
        if self._groups:
            self._rows.append(Row("page", 0.0, self.frame.height, tuple(self._groups)))
            self._groups = []

    def drawing(self, title: str, of: Drawing, over: Sequence[Group] = ()) -> Drawing:
        """The page; author, language and pictures are those of the map's drawing ``of``."""
        self._close()
        return Drawing(
            self.frame.width, self.frame.height, self.theme.colours.sheet, tuple(self._rows), tuple(over), title,
            of.author, of.language, of.pictures, self.name,
        )  # fmt: skip


def set_lines(
    x: float, y: float, lines: tuple[str, ...], style: Style, colour: str, leading: float, room: float
) -> Text:
    """Lines from their first baseline on, at the side where their script begins: the left edge, or ``room`` from it."""
    if lines and from_right(" ".join(lines[:2])):
        return Text(x + room, y, lines, style, colour, leading, "right")
    return Text(x, y, lines, style, colour, leading)


BULLET = 16.0
"""What a dot takes from the width of its text."""


def bulleted(
    lines: tuple[str, ...], style: Style, colour: str, leading: float, room: float, dot: str
) -> list[Shape]:
    """Lines from the top on with a dot before them, at the side where their script begins."""
    block = set_lines(BULLET, baseline(style, leading), lines, style, colour, leading, room - BULLET)
    x = 4.0
    if block.align == "right":
        block, x = block._replace(x=room - BULLET), room - 4.0
    return [Path(marks.circle(x, leading / 2, 2.75), fill=dot), block]


def baseline(style: Style, leading: float) -> float:
    """Where the first line stands below the top of its block."""
    return leading / 2 + style.size * 0.36


def running(leaf: Leaf, left: str, right: str, target: str = "") -> None:
    """The quiet line at the top of a page, with a hairline below it; ``target`` is where its title leads."""
    box, colours = leaf.frame, leaf.theme.colours
    y = box.edge + 6.0
    half = box.room / 2 - 12.0
    words = elide(" ".join(left.split()), _RUNNING_STRONG, half)
    title = Text(0.0, 14.0, (words,), _RUNNING_STRONG, colours.ink)
    size = advance(words, _RUNNING_STRONG), 20.0
    leaf.put((title,), "furniture", left, at=(box.left, y - 14.0), size=size, target=target)
    shapes: list[Shape] = [Rect(box.left, y + 10.0, box.room, 1.0, 0.0, colours.hairline)]
    if right.strip():
        words = elide(" ".join(right.split()), RUNNING, half)
        shapes.append(Text(box.left + box.room, y, (words,), RUNNING, colours.secondary, align="right"))
    leaf.put(shapes, "furniture")


def numbered(pages: Sequence[Drawing], theme: Theme, edge: float) -> list[Drawing]:
    """The pages with their numbers at the foot; covers count but show none."""
    made = []
    for number, page in enumerate(pages, 1):
        if page.name.startswith("map:"):
            made.append(page)
            continue
        words = translate("Page {number} of {count}", page.language, number=number, count=len(pages))
        x = page.width - edge - advance(words, RUNNING)
        text = Text(x, page.height - edge - 2.0, (words,), RUNNING, theme.colours.secondary)
        group = Group(0.0, 0.0, page.width, page.height, (text,), Meaning("furniture"))
        made.append(page._replace(over=(*page.over, group)))
    return made
