"""Every format that a file can be exported to, drawn or of content alone."""

from __future__ import annotations

from cjdesigner.exchange.base import CONTENT_FORMATS, ContentFormat, content_format
from cjdesigner.layout.plan import KINDS
from cjdesigner.paint.base import DRAWN_FORMATS, DrawnFormat, format_for

Format = DrawnFormat | ContentFormat

FORMATS: tuple[Format, ...] = (*DRAWN_FORMATS, *CONTENT_FORMATS)


def find(ending: str) -> Format | None:
    """The format of a file ending, with or without the dot, in any case; None if there is none."""
    return format_for(ending) or content_format(ending)


def endings() -> str:
    """All endings, for a sentence: ".pdf, .png"."""
    return ", ".join(f".{each.ending}" for each in FORMATS)


_OWN_PAGES = ("html", "pptx")
"""These lay out a map in ways of their own, whole and by phases; of other pages they take only a tour."""


def page_kinds(ending: str) -> tuple[str, ...]:
    """How maps can be laid on pages in a format, of ``layout.plan.KINDS``; none where it has no pages."""
    if format_for(ending) is None:
        return ()
    if ending in _OWN_PAGES:
        return tuple(kind for kind in KINDS if kind in ("map", "tour"))
    return KINDS


def page_kind(ending: str, wanted: str) -> str:
    """The wanted way where the format takes it, else the usual one."""
    return wanted if wanted in page_kinds(ending) else "map"
