"""Writes drawings as one HTML file that needs nothing else: zoom, frozen headers, search, details, phases, printing.

The maps are SVG in the page itself; what is known of each card stands as text in a hidden list, never in a script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import BinaryIO

from cjdesigner import resources
from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Drawing, Group, Path, Row, Text
from cjdesigner.paint.base import Options, Progress, is_page, nothing
from cjdesigner.paint.html_chrome import bar, details, help_text, spoken
from cjdesigner.paint.svg import Writer, attribute, escaped, number

_HEAD_ROWS = ("phase", "step", "link")
_RAIL = 170.0
"""Of the names of the lanes, where a map has neither phases nor steps."""
_STEPS = 64


@cache
def _part(name: str) -> str:
    """The style or the script: both are the same for every map."""
    return resources.path("web", name).read_text(encoding="utf-8")


def write_html(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress = nothing) -> None:
    """Write the drawings as tabs of one page, in UTF-8."""
    fonts.application()
    first = drawings[0]
    language = options.language or first.language
    title = options.title or first.title
    code = language.partition("-")[0]
    script, style = _part("map.js"), _part("map.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    # Nothing but this one script runs, whatever a text may hold, and nothing is fetched.
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    # One writer for all maps: what they share, fonts and pictures, is in the page once.
    writer = Writer({key: data for drawing in drawings for key, data in drawing.pictures.items()})
    sections = []
    for place, drawing in enumerate(drawings):
        sections.append("".join(_section(drawing, place, writer, progress, len(drawings))))
    # Finished pages are gone through one by one; nothing on them stays in sight while others scroll.
    paged = all(map(is_page, drawings))
    whole = [
        "<!DOCTYPE html>",
        f'<html lang="{attribute(language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">',
        f"<title>{escaped(title)}</title><style>{style}</style></head>",
        f'<body {spoken(code)}{" class=paged" if paged else ""}>',
        f'<svg class="unseen" aria-hidden="true">{writer.definitions()}</svg>',
        bar(title, [] if paged else [drawing.title for drawing in drawings], code),
        f"<main>{''.join(sections)}</main>",
        details(code),
        help_text(code),
        '<p id="told" class="unseen" role="status"></p>',
        f"<script>{script}</script></body></html>\n",
    ]
    for part in whole:
        file.write(part.encode("utf-8"))
        file.write(b"\n")
    progress(1.0)


def _section(drawing: Drawing, place: int, writer: Writer, progress: Progress, maps: int) -> Iterator[str]:
    """One map with its frozen headers and what is known of its cards."""
    page = is_page(drawing)
    heads = [row for row in drawing.rows if not page and row.groups and row.groups[0].meaning.role in _HEAD_ROWS]
    at = min((row.y for row in heads), default=0.0) - 6
    head = max((row.y + row.height for row in heads), default=at) - at + 6 if heads else 0.0
    rail = min((group.x for row in heads for group in row.groups if group.meaning.role != "link"), default=_RAIL)
    start = max(0.0, min((_left(row) for row in drawing.rows), default=0.0) - 4)
    values = {
        "width": drawing.width, "height": drawing.height,
        "top": at, "head": head, "from": start, "rail": max(0.0, rail - start),
    }  # fmt: skip
    lanes = [row.y + row.height for row in drawing.rows if any(group.meaning.role == "lane" for group in row.groups)]
    end = max(lanes, default=at + head)
    values["long"] = end - at - head
    names = {"width": "w", "height": "h", "top": "at"}
    css = "".join(f"--{names.get(key, key)}:{number(value)};" for key, value in values.items())
    told = "".join(f' data-{key}="{number(value)}"' for key, value in values.items())
    role = "tabpanel" if maps > 1 and not page else "region"
    yield (
        f'<section class="map" id="map{place + 1}" tabindex="0" role="{role}" '
        f'aria-label="{attribute(drawing.title)}" lang="{attribute(drawing.language)}"{" hidden" if place else ""}>'
        f'<div class="sheet" style="{css}--ground:{drawing.background}"{told}>'
    )
    box = f"0 0 {number(drawing.width)} {number(drawing.height)}"
    yield f'<svg class="whole" viewBox="{box}" role="group" aria-label="{attribute(drawing.title)}">\n'
    top, left, chips = [], [], []
    done, count = 0, sum(len(row.groups) for row in drawing.rows) + len(drawing.over)
    for line, row in enumerate(drawing.rows):
        name = next((group.meaning.text for group in row.groups if group.meaning.role == "lane"), "")
        lane = f' data-lane="{attribute(name)}"' if name else ""
        frozen = f"m{place}r{line}"
        if row in heads:
            top.append(frozen)
        elif not name and at + head <= row.y < end:
            left.append(frozen)  # the line of visibility begins beside the names of the lanes
        yield f'<g id="{frozen}">' if frozen in (*top[-1:], *left[-1:]) else f"<g{lane}>"
        for group in row.groups:
            more = _columns(group)
            if group.meaning.role == "lane" and not page:
                more = f' id="{frozen}"'
                left.append(frozen)
                chips.append(f'<span style="--y:{number(row.y)}">{escaped(name)}</span>')
            yield writer.group(group, row.y, more)
            if done % _STEPS == 0:
                progress((place + 0.9 * done / count) / maps)
            done += 1
        yield "</g>\n"
    for group in drawing.over:
        yield writer.group(group, 0.0)
    yield f'</svg><svg class="marks" viewBox="{box}" aria-hidden="true"></svg>'
    if left:
        yield _frozen("left", left, (start, at + head, values["rail"], end - at - head))
        yield f'<div class="names" aria-hidden="true">{"".join(chips)}</div>'
    if top:
        yield _frozen("top", top, (0.0, at, drawing.width, head))
        yield '<div class="corner"></div>'
    yield f"</div>{_known(drawing)}</section>\n"


def _left(row: Row) -> float:
    """Where the ink of a lane begins."""
    lane = next((group for group in row.groups if group.meaning.role == "lane"), None)
    if lane is None:
        return float("inf")
    return lane.x + min((one.x for one in lane.shapes if not isinstance(one, Path)), default=0.0)


def _columns(group: Group) -> str:
    """The name and the width of a phase or a step, for finding the place of a card."""
    if group.meaning.role not in ("phase", "step"):
        return ""
    name = next((" ".join(one.lines) for one in group.shapes if isinstance(one, Text)), "")
    return f' data-name="{attribute(name)}" data-x="{number(group.x)}" data-width="{number(group.width)}"'


def _frozen(name: str, parts: Sequence[str], box: tuple[float, float, float, float]) -> str:
    """A copy of a part of the map that stays in sight."""
    uses = "".join(f'<use href="#{part}"/>' for part in parts)
    view = " ".join(map(number, box))
    return f'<div class="{name}" aria-hidden="true"><svg viewBox="{view}">{uses}</svg></div>'


def _known(drawing: Drawing) -> str:
    """What is told of a card on a click, and below the map on paper."""
    items = []
    noted = False
    for row in drawing.rows:
        for group in row.groups:
            means = group.meaning
            if means.role not in ("card", "point") or not means.id:
                continue
            noted = noted or bool(means.notes)
            lines = list(_lines(group))
            said = means.text or (lines[0] if lines else "")
            head = lines[0] if lines and (not means.text or means.text.startswith(lines[0])) else said
            told = said.split(" · ")
            rest = [line for line in lines if line != head and not _is_label(line, told)]
            # What a screen reader is told beyond what is written: the channel, the severity in words.
            rest += [part for part in told if part not in head and not any(part in each for each in rest)]
            inner = f"<b>{escaped(head)}</b>" + "".join(f"<span>{escaped(line)}</span>" for line in rest)
            notes = f"<q>{escaped(means.notes)}</q>" if means.notes else ""
            items.append(f'<li data-for="{attribute(means.id)}"{" class=said" if notes else ""}>{inner}{notes}</li>')
    return f'<ul class="known{" some" if noted else ""}">{"".join(items)}</ul>'


def _is_label(line: str, told: Sequence[str]) -> bool:
    """Whether a line only names what is drawn beside it, such as "impact", and told in full elsewhere."""
    return all(any(part.startswith(f"{piece} ") for part in told) for piece in line.split(" · "))


def _lines(group: Group) -> Iterator[str]:
    """What stands on a card, texts on one line together."""
    found: list[tuple[float, list[str]]] = []
    for one in group.shapes:
        text = re.sub(r"\s+", " ", " ".join(one.lines)).strip() if isinstance(one, Text) else ""
        if text and isinstance(one, Text):
            if found and abs(found[-1][0] - one.baseline) < 1.0:
                found[-1][1].append(text)
            else:
                found.append((one.baseline, [text]))
    for _, texts in found:
        yield " · ".join(texts)
