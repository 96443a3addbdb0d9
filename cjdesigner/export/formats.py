"""Every format that a file can be exported to, drawn or of content alone."""

from __future__ import annotations

from cjdesigner.exchange.base import CONTENT_FORMATS, ContentFormat, content_format
from cjdesigner.paint.base import DRAWN_FORMATS, DrawnFormat, format_for

Format = DrawnFormat | ContentFormat

FORMATS: tuple[Format, ...] = (*DRAWN_FORMATS, *CONTENT_FORMATS)


def find(ending: str) -> Format | None:
    """The format of a file ending, with or without the dot, in any case; None if there is none."""
    return format_for(ending) or content_format(ending)


def endings() -> str:
    """All endings, for a sentence: ".pdf, .png"."""
    return ", ".join(f".{each.ending}" for each in FORMATS)
