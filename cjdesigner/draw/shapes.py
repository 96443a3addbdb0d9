"""The shapes of the display list: what a painter has to know, and all of it.

All lengths are scene units (1 unit = 1 CSS pixel = 0.75 pt), y grows downwards. Colours are opaque
``#RRGGBB`` strings: whoever makes a shape blends beforehand, so that outputs without transparency look the same.
Shapes are plain tuples: cheap to make by the ten thousand, and comparable by value.
"""

from __future__ import annotations

from typing import NamedTuple

new = tuple.__new__
"""``new(Text, (x, …))`` makes one from all of its fields, in order: in half the time, where there are ten thousand."""

Command = tuple[str, tuple[float, ...]]
"""One path step: ("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) or ("Z", ())."""


class Style(NamedTuple):
    """How text is set: size in scene units, weight 400, 600 or 700, upright or italic, in the bundled family."""

    size: float = 13.0
    weight: int = 400
    italic: bool = False


class Rect(NamedTuple):
    """A rectangle with equally rounded corners; the stroke is centred on its edge."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0


class Path(NamedTuple):
    """An outline of lines and cubic curves, filled (non-zero winding), stroked (round caps and joins), or both."""

    commands: tuple[Command, ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    """Lengths of dash and gap in scene units; empty for a solid line."""


class Text(NamedTuple):
    """A block of finished lines (already broken; a painter never breaks again), each shaped by ``draw.text.shape``.

    Line ``i`` stands on the baseline ``baseline + i * leading``. ``align`` says where ``x`` is: "left" edge,
    "centre" or "right" edge of each line. Lines are in logical order; shaping puts right-to-left runs in place.
    """

    x: float
    baseline: float
    lines: tuple[str, ...]
    style: Style
    fill: str
    leading: float = 0.0
    align: str = "left"

    def left_edge(self, width: float) -> float:
        """Where a line of that width begins."""
        if self.align == "left":
            return self.x
        return self.x - (width if self.align == "right" else width / 2)


WHOLE = (0.0, 0.0, 1.0, 1.0)


class Picture(NamedTuple):
    """A raster picture, its part scaled to cover the rectangle; ``asset`` is a key into ``Drawing.pictures``."""

    x: float
    y: float
    width: float
    height: float
    asset: str
    radius: float = 0.0
    part: tuple[float, float, float, float] = WHOLE
    """Which part of the picture is shown: left, top, width and height in shares of it."""


Shape = Rect | Path | Text | Picture


class Meaning(NamedTuple):
    """What a group of shapes stands for, so that tags, links and speech need no look at the document."""

    role: str
    """sheet, title, phase, step, lane, guide, card, area, curve, point, link, legend; on pages made for paper also
    heading, paragraph, item, figure, and furniture (page numbers and the like, which are not read out)."""
    id: str = ""
    """The id of the record it shows; empty for decoration."""
    text: str = ""
    """What a screen reader says, in the project's language."""
    notes: str = ""
    target: str = ""
    """Where a click leads: a web or mail address, or "#" and the ``name`` of another drawing of the same file."""
    level: int = 1
    """Of a heading: 1 to 4."""


class Group(NamedTuple):
    """Shapes that belong together, relative to (x, y), with the box that holds all their ink."""

    x: float
    y: float
    width: float
    height: float
    shapes: tuple[Shape, ...]
    meaning: Meaning

    def at(self, x: float, y: float) -> Group:
        """The same group at another place."""
        return Group(x, y, self.width, self.height, self.shapes, self.meaning)


class Row(NamedTuple):
    """One horizontal band of the drawing (title, phases, steps, a lane, legend), groups relative to its top left."""

    id: str
    """The lane's id, or "title", "phases", "steps", "legend"."""
    y: float
    height: float
    groups: tuple[Group, ...]
    """In reading order; later ones are painted over earlier ones."""


class Drawing(NamedTuple):
    """A whole map, ready to paint: rows from top to bottom, then what lies over them."""

    width: float
    height: float
    background: str
    rows: tuple[Row, ...]
    over: tuple[Group, ...]
    """Painted last, in scene coordinates: links and guides."""
    title: str
    author: str
    language: str
    """A BCP 47 tag such as "en" or "nl"."""
    pictures: dict[str, bytes]
    """Encoded PNG, JPEG or WebP by asset key."""
    name: str = ""
    """What links of other drawings call it: see ``Meaning.target``."""
