"""Groups of a drawing as tagged content of a page: what is read out, in which order, and what is only to be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cjdesigner.draw import addresses
from cjdesigner.draw.shapes import Group, Text
from cjdesigner.paint.pdf_links import spots
from cjdesigner.paint.pdf_shapes import Piece
from cjdesigner.paint.pdf_tags import Box, Element, Tags
from cjdesigner.words import translate

_ITEMS = ("card", "point", "phase", "step", "item")
_FIGURES = ("curve", "figure")
_UNSEEN = ("sheet", "guide", "area")


class Wish(NamedTuple):
    """A link to be made: its box on the page, what it is in, where it leads and what is said of it."""

    box: Box
    element: Element
    target: str
    words: str


class Content:
    """Writes the groups of one page after the other."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._language = ""
        self.wishes: list[Wish] = []

    def begin_page(self, page: int, language: str) -> None:
        """Starts the page with this object number."""
        self._language = language
        self.wishes = []
        self._tags.begin_page(page, language)

    def begin_row(self) -> None:
        """Rows of a map are lists of their own."""
        self._tags.end_list()

    def group(self, group: Group, pieces: list[Piece], place: Callable[[float, float, float, float], Box]) -> str:
        """The pieces with their marks; ``place`` puts a box of the group on the page."""
        meaning = group.meaning
        role = meaning.role
        led = meaning.target if meaning.target.startswith("#") else addresses.first(meaning.target)
        if role == "furniture" and not led:
            return _unseen(pieces, " <</Type/Pagination/Subtype/Header>> BDC")
        if role in _UNSEEN:
            return _unseen(pieces)
        if role in _FIGURES:
            if not meaning.text:
                return _unseen(pieces)
            figure = self._tags.paragraph().add("Figure", meaning.text, place(0.0, 0.0, group.width, group.height))
            return self._marked("Figure", figure, "\n".join(piece.operators for piece in pieces))
        holder = _Holder(self._tags, group, bool(led))
        alt = _unsaid(group, pieces)
        on = next(iter(_signs(role, pieces)), -1) if alt else -1
        parts = []
        for number, piece in enumerate(pieces):
            if piece.kind == "text":
                kind, element = holder.text()
                parts.append(self._marked(kind, element, piece.operators, piece.language))
            elif piece.kind == "picture" or number == on:
                words = alt if number == on else meaning.text or translate("Picture", self._language)
                figure = holder.inside().add("Figure", words, place(0.0, 0.0, group.width, group.height))
                parts.append(self._marked("Figure", figure, piece.operators))
            else:
                parts.append(f"/Artifact BMC\n{piece.operators}\nEMC")
        if led and holder.last is not None:
            if not any(piece.kind == "text" for piece in pieces):
                holder.last.alt = meaning.text
            self.wishes.append(Wish(place(0.0, 0.0, group.width, group.height), holder.last, led, meaning.text))
        elif holder.last is not None:
            for spot in spots(group):
                box = place(spot.x0, spot.y0, spot.x1, spot.y1)
                self.wishes.append(Wish(box, holder.inside().add("Link"), spot.address, spot.address))
        return "\n".join(parts)

    def _marked(self, kind: str, element: Element, operators: str, language: str = "") -> str:
        number = self._tags.mark(element)
        spoken = f"/Lang ({language})" if language and not self._language.startswith(language) else ""
        return f"/{kind} <</MCID {number}{spoken}>> BDC\n{operators}\nEMC"


class _Holder:
    """The tag that the words of a group belong to, made when the first of them comes."""

    def __init__(self, tags: Tags, group: Group, link: bool) -> None:
        self._tags = tags
        self._meaning = group.meaning
        self._link = link
        self._outer: Element | None = None
        self._kind = "P"
        self.last: Element | None = None
        self._texts = 0

    def text(self) -> tuple[str, Element]:
        """The kind and tag of the next text."""
        role = self._meaning.role
        self._texts += 1
        if role in ("title", "lane") and self._texts == 2:
            # Below the name there are facts: not all of them belong into the heading.
            self._outer, self._kind = self._tags.paragraph(), "P"
            self.last = self._wrapped()
        return self._kind, self.inside()

    def inside(self) -> Element:
        """The tag itself."""
        if self.last is None:
            role = self._meaning.role
            if role in _ITEMS:
                self._outer, self._kind = self._tags.item(), "LBody"
            elif role == "title":
                self._outer = self._tags.heading(1)
            elif role == "heading":
                self._outer = self._tags.heading(self._meaning.level)
            elif role == "lane":
                self._outer = self._tags.lane()
            else:
                self._outer = self._tags.paragraph()
            if role in ("title", "heading", "lane"):
                self._kind = self._outer.kind
            self.last = self._wrapped()
        return self.last

    def _wrapped(self) -> Element:
        assert self._outer is not None
        if not self._link:
            return self._outer
        self._kind = "Link"
        return self._outer.add("Link")


def _unseen(pieces: list[Piece], how: str = " BMC") -> str:
    if not pieces:
        return ""
    return f"/Artifact{how}\n" + "\n".join(piece.operators for piece in pieces) + "\nEMC"


def _signs(role: str, pieces: list[Piece]) -> list[int]:
    """The pieces that stand for what is said but not written: pictures, else marks behind the text, else any."""
    shown = [number for number, piece in enumerate(pieces) if piece.kind == "picture"]
    if shown:
        return shown
    art = [number for number, piece in enumerate(pieces) if piece.kind == "art"]
    if role in ("card", "step", "item"):
        first = next((number for number, piece in enumerate(pieces) if piece.kind == "text"), -1)
        art = [number for number in art if number > first] or art
    return art


def _unsaid(group: Group, pieces: list[Piece]) -> str:
    """What is to be said of a group and does not stand there in letters: "severity 2 of 3"."""
    spoken = group.meaning.text
    if not spoken or not pieces or group.meaning.role not in _ITEMS:
        return ""
    written = "".join("".join("".join(one.lines).split()) for one in group.shapes if isinstance(one, Text))
    whole = "".join(spoken.split())
    if whole in written:
        return ""
    if group.meaning.role == "point":
        return spoken
    parts = [part for part in spoken.replace(": ", " · ").split(" · ") if "".join(part.split()) not in written]
    return " · ".join(parts)
