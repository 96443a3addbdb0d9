"""What stands around the maps of an exported page: the bar, the panel of details and the list of keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cjdesigner import resources
from cjdesigner.paint.svg import attribute, escaped
from cjdesigner.words import translate


@cache
def icon(name: str) -> str:
    """A picture from the program's own set, for a button."""
    whole = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    inner = re.sub(r"\s+", " ", re.split(r"</?svg[^>]*>", whole)[1]).strip()
    return f'<svg viewBox="0 0 24 24" aria-hidden="true">{inner}</svg>'


def _button(name: str, picture: str, label: str, more: str = "") -> str:
    said = attribute(label)
    return f'<button type="button" id="{name}" aria-label="{said}" title="{said}"{more}>{icon(picture)}</button>'


def spoken(code: str) -> str:
    """What the script says, as attributes of the page: it has no words of its own."""
    words = {
        "whole": translate("The whole map", code),
        "phase": translate("Phase {number} of {count}: {name}", code),
        "page": translate("Page {number} of {count}: {name}", code),
        "found": translate("{number} of {count}", code),
        "none": translate("no matches", code),
        "notes": translate("Notes", code),
    }
    return " ".join(f'data-{name}="{attribute(text)}"' for name, text in words.items())


def bar(title: str, maps: Sequence[str], code: str) -> str:
    """Title, maps, search, phases and zoom."""
    tabs = "".join(
        f'<button type="button" class="tab" role="tab" aria-controls="map{place}">{escaped(name) or place}</button>'
        for place, name in enumerate(maps, 1)
    )
    choice = f'<div class="tabs" role="tablist" aria-label="{attribute(translate("Maps", code))}">{tabs}</div>'
    search = attribute(translate("Search", code))
    unseen = ' class="unseen"' if len(maps) > 1 and title in maps else ""
    clear = _button("clear", "x", translate("Clear the search", code))
    to_100 = attribute(translate("Zoom to 100 %", code))
    groups = (
        _button("before", "chevron-left", translate("Previous phase", code))
        + f'<select id="pick" aria-label="{attribute(translate("Phase", code))}"></select>'
        + _button("after", "chevron-right", translate("Next phase", code)),
        _button("out", "minus", translate("Zoom out", code))
        + f'<button type="button" id="percent" title="{to_100}">100 %</button>'
        + _button("in", "plus", translate("Zoom in", code))
        + _button("fit", "maximize", translate("Show the whole map", code)),
        _button("print", "printer", translate("Print", code)) + _button("help", "circle-help", translate("Keys", code)),
    )
    return (
        f'<header class="title"><h1{unseen}>{escaped(title)}</h1>{choice if len(maps) > 1 else ""}</header>'
        f'<div class="find" role="search"><div class="box">{icon("search")}<input type="search" id="find" '
        f'placeholder="{search}" aria-label="{search}" autocomplete="off" spellcheck="false" enterkeyhint="search">'
        f'<output id="count" aria-live="polite"></output>{clear}</div></div>'
        f'<div class="tools" id="tools">{"".join(f"""<div class="group">{each}</div>""" for each in groups)}</div>'
    )


def details(code: str) -> str:
    """The panel that tells all about a card; empty until one is chosen."""
    return (
        f'<aside id="details" aria-label="{attribute(translate("Details", code))}" hidden><header><p id="where"></p>'
        f"{_button('earlier', 'chevron-left', translate('Previous card', code))}"
        f"{_button('later', 'chevron-right', translate('Next card', code))}"
        f"{_button('close', 'x', translate('Close', code))}</header>"
        '<div id="said" aria-live="polite"></div></aside>'
    )


def help_text(code: str) -> str:
    """The keys, in a dialog of the page."""
    keys = (
        ("PgDn PgUp", translate("next and previous phase", code)),
        ("Home", translate("the whole map", code)),
        ("+ − 0 1", translate("zoom in, zoom out, fit, 100 %", code)),
        ("Tab ← ↑ ↓ →", translate("from card to card", code)),
        ("Enter", translate("details of a card", code)),
        ("/", translate("search", code)),
        ("N P", translate("next and previous match", code)),
        ("Esc", translate("close", code)),
    )
    rows = "".join(
        f"<dt>{' '.join(f'<kbd>{escaped(key)}</kbd>' for key in names.split())}</dt><dd>{escaped(what)}</dd>"
        for names, what in keys
    )
    return (
        f'<dialog id="keys" aria-labelledby="keystitle"><h2 id="keystitle">{escaped(translate("Keys", code))}</h2>'
        f'<dl>{rows}</dl><button type="button" id="thanks">{escaped(translate("Close", code))}</button></dialog>'
    )
