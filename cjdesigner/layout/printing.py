"""What a map looks like in print, before it is printed: how large its text will be, and what would do."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner import words
from cjdesigner.draw.shapes import Drawing, Text
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.pages import SIZES, fit, smallest_text
from cjdesigner.layout.plan import PagePlan
from cjdesigner.layout.sheets import Breaks, cut_at
from cjdesigner.layout.tiled import chosen, paper
from cjdesigner.words import translate

LEGIBLE = 7.0
"""Points: text of cards below it is too small to read."""
_FEW = 12
"""More sheets are not proposed."""


class Advice(NamedTuple):
    """How large the text will be, in points, and a sentence about it."""

    body: float
    """The text of cards."""
    text: str
    """In the language asked for."""
    paper: str = ""
    """A larger paper that would do on one sheet, or ""."""
    sheets: int = 0
    """So many sheets of the same paper would do; 0 where too many would be needed."""

    @property
    def legible(self) -> bool:
        """Whether it can be read."""
        return self.body >= LEGIBLE - 0.05


class Printer:
    """Plans the printing of one drawing; what has to be counted in it is counted once."""

    def __init__(self, drawing: Drawing, scene: Scene) -> None:
        self.drawing = drawing
        self.scene = scene
        self._empty = drawing._replace(rows=(), over=())
        self._body = scene.theme.type.body.size if _has_cards(drawing) else smallest_text(drawing)
        self._breaks: Breaks | None = None

    def advice(self, plan: PagePlan, language: str = "") -> Advice | None:
        """What to say of a plan; None of pages whose text has a size of its own (reports and phases).

        ``language`` is that of the sentence, the window's unless given.
        """
        language = language or words.language()
        if plan.pages == "tiled":
            return self._of_sheets(plan, language)
        if plan.pages not in ("map", "paper"):
            return None
        page = "map" if plan.pages == "map" else plan.paper
        scale = fit(self._empty, page, plan.orientation, plan.margin).scale
        body = self._body * scale
        size = number(body, language)
        if page == "map":
            return Advice(body, translate("The text of cards is {size} pt.", language, size=size))
        where = {"paper": paper_name(page, language), "size": size}
        if body >= LEGIBLE - 0.05 or not body:
            return Advice(body, translate("On {paper} the text of cards is {size} pt.", language, **where))
        larger, sheets = self._larger(plan), self._sheets(plan)
        said = translate("On {paper} the text of cards is {size} pt: too small.", language, **where)
        said = f"{said} {_remedy(larger, sheets, plan.paper, language)}"
        return Advice(body, said, larger, sheets)

    def _of_sheets(self, plan: PagePlan, language: str) -> Advice:
        _, cuts = chosen(
            self.drawing, self.scene, plan.paper, plan.orientation, plan.margin, plan.overlap, plan.grid, plan.text
        )
        points = cuts.scale * 0.75
        body = self._body * points
        values = {
            "sheets": cuts.sheets,
            "columns": len(cuts.xs) - 1,
            "rows": len(cuts.ys) - 1,
            "paper": paper_name(plan.paper, language),
            "size": number(body, language),
        }
        if cuts.sheets == 1:
            said = translate("One sheet of {paper}; the text of cards is {size} pt.", language, **values)
        else:
            said = translate(
                "{sheets} sheets of {paper}, {columns} × {rows}; the text of cards is {size} pt.", language, **values
            )
        if 0 < body < LEGIBLE - 0.05:
            said = f"{said} {translate('That is too small: more sheets or a larger paper would do.', language)}"
        return Advice(body, said)

    def _larger(self, plan: PagePlan) -> str:
        """The smallest larger paper that would do; the reader's own family first: who has A4 has no tabloid."""
        own = plan.paper.startswith("A")
        area = SIZES[plan.paper][0] * SIZES[plan.paper][1]
        found = []
        for name, size in SIZES.items():
            if size[0] * size[1] > area:
                scale = fit(self._empty, name, plan.orientation, plan.margin).scale
                if self._body * scale >= LEGIBLE:
                    found.append((name.startswith("A") != own, size[0] * size[1], name))
        return min(found)[2] if found else ""

    def _sheets(self, plan: PagePlan) -> int:
        """How many sheets of the paper would do; 0 for more than anybody wants."""
        if self._breaks is None:
            self._breaks = Breaks.of(self.drawing, self.scene)
        scale = LEGIBLE / 0.75 / max(self._body, 1.0)
        ways = [False, True] if plan.orientation == "auto" else [plan.orientation == "landscape"]
        count = min(
            cut_at(self._breaks, paper(plan.paper, way, plan.margin, plan.overlap).area, scale).sheets for way in ways
        )
        return count if count <= _FEW else 0


def _remedy(larger: str, sheets: int, name: str, language: str) -> str:
    values = {"larger": paper_name(larger, language), "sheets": sheets, "paper": paper_name(name, language)}
    if larger and sheets:
        return translate("{larger} or {sheets} sheets of {paper} would do.", language, **values)
    if larger:
        return translate("{larger} would do.", language, **values)
    if sheets:
        return translate("{sheets} sheets of {paper} would do.", language, **values)
    return translate("A report, with a page for each phase, can be read.", language)


def paper_name(page: str, language: str) -> str:
    """A paper for people: "A4", "Letter"."""
    named = {"letter": translate("Letter", language), "tabloid": translate("Tabloid", language)}
    return named.get(page, page)


def number(value: float, language: str) -> str:
    """A size with one decimal, as the language writes it."""
    text = f"{value:.1f}"
    return text.replace(".", ",") if language.startswith("nl") else text


def _has_cards(drawing: Drawing) -> bool:
    return any(
        group.meaning.role == "card" and any(isinstance(one, Text) for one in group.shapes)
        for row in drawing.rows
        for group in row.groups
    )
