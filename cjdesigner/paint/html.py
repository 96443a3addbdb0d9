"""Writes drawings as one HTML file that needs nothing else: zoom, pan, search, details on a click, printing.

The maps are SVG in the page itself; what is known of each card stands as text in a hidden list, never in a script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import BinaryIO

from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Drawing
from cjdesigner.paint.base import Options, Progress, nothing
from cjdesigner.paint.html_page import SCRIPT, STYLE
from cjdesigner.paint.svg import attribute, escaped, svg
from cjdesigner.words import translate


def write_html(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress = nothing) -> None:
    """Write the drawings as tabs of one page, in UTF-8."""
    fonts.application()
    first = drawings[0]
    language = options.language or first.language
    title = options.title or first.title

    code = language.partition("-")[0]
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    # Nothing but this one script runs, whatever a text may hold, and nothing is fetched.
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; font-src data:"
    )
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{attribute(language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(title)}</title><style>{STYLE}</style></head><body>",
        "<header>",
        f"<h1>{escaped(title)}</h1>",
        f'<nav aria-label="{attribute(translate("Maps", code))}"{" hidden" if len(drawings) < 2 else ""}>',
        *(
            f'<button type="button" class="tab" data-map="{place}">{escaped(each.title) or place + 1}</button>'
            for place, each in enumerate(drawings)
        ),
        "</nav>",
        f'<label><input type="search" id="find" placeholder="{attribute(translate("Search", code))}" '
        f'aria-label="{attribute(translate("Search", code))}"></label><output id="count" aria-live="polite"></output>',
        f'<button type="button" id="out" aria-label="{attribute(translate("Zoom out", code))}">−</button>',
        f'<button type="button" id="in" aria-label="{attribute(translate("Zoom in", code))}">+</button>',
        f'<button type="button" id="fit">{escaped(translate("Fit", code))}</button>',
        "</header>",
    ]
    for place, drawing in enumerate(drawings):
        share = place / len(drawings)
        progress(share)
        inner = svg(drawing, names=f"m{place}" if place else "")
        parts.append(f'<main class="map" data-map="{place}" tabindex="0">{inner}{_notes(drawing)}</main>')
    parts.append(
        '<aside id="details" hidden>'
        f'<button type="button" id="close" aria-label="{attribute(translate("Close", code))}">×</button>'
        '<p id="said"></p><p id="notes"></p></aside>'
    )
    parts.append(f"<script>{SCRIPT}</script></body></html>\n")
    file.write("\n".join(parts).encode("utf-8"))
    progress(1.0)


def _notes(drawing: Drawing) -> str:
    """The notes of cards, as text that no search engine of the page has to dig out of a script."""
    groups = [group for row in drawing.rows for group in row.groups] + list(drawing.over)
    items = "".join(
        f'<li data-for="{attribute(group.meaning.id)}">{escaped(group.meaning.notes)}</li>'
        for group in groups
        if group.meaning.id and group.meaning.notes
    )
    return f'<ul class="notes" hidden>{items}</ul>'
