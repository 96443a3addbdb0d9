"""From the command line's words to an order: maps, readers, lanes and pages by their names."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from cjdesigner.cli.output import Refusal
from cjdesigner.export import formats
from cjdesigner.export.order import Order
from cjdesigner.files.errors import FileError, shown
from cjdesigner.files.settings import ExportChoices, Preferences
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.layout.pages import SIZES
from cjdesigner.layout.plan import KINDS, PagePlan
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Audience, Record
from cjdesigner.words import tr, translate

R = TypeVar("R", bound=Record)

_USUAL_PAPER = "A4"


def checked_endings(paths: Sequence[Path]) -> list[str]:
    """The ending of each file to write. Raises FileError for one that is no format's."""
    found = []
    for path in paths:
        form = formats.find(path.suffix)
        if form is None:
            raise FileError(tr("Its name must end in one of: {known}.", known=formats.endings()), path=path)
        found.append(form.ending)
    return found


def ordered(document: Document, arguments: argparse.Namespace, ending: str, one_map: bool) -> Order:
    """What was asked for, of one file. ``one_map``: only the first where none is named. Raises Refusal."""
    preset = preset_of(arguments.preset)
    chosen = _maps(document, arguments.map)
    if one_map and not arguments.map:
        chosen = chosen[:1]
    map_ids = tuple(each.id for each in chosen)
    width = arguments.width or (preset.width or None if preset and not arguments.dpi else None)
    dpi = arguments.dpi or (float(preset.dpi) if preset and not width else None)
    return Order(
        map_ids,
        (ending,),
        plan_of(arguments, preset),
        dpi=None if arguments.width else dpi,
        width=width,
        transparent=arguments.transparent or bool(preset and preset.transparent),
        outlines=arguments.outlines or bool(preset and preset.outlines),
        each=arguments.each or bool(preset and preset.each),
        audience=_audience(document, arguments.profile, preset),
        view=_view(document, map_ids, arguments.view) or (preset.view if preset else ""),
        lanes=_left_lanes(document, map_ids, arguments.lanes),
        personas=_left_personas(document, arguments.personas),
    )


def preset_of(name: str | None) -> ExportChoices | None:
    """The user's preset of that name; None where none is asked for. Raises Refusal."""
    if name is None:
        return None
    presets = Preferences().settings.presets
    return _named(name, presets, lambda one: one.name, tr("There is no preset “{name}”", name=shown(name)))


def plan_of(arguments: argparse.Namespace, preset: ExportChoices | None) -> PagePlan:
    """How the maps are to be laid on pages. Raises Refusal."""
    page = "fit" if arguments.page is None else arguments.page
    paper = "" if page == "fit" else _paper(page)
    sheets = "tiled" if arguments.grid or arguments.text_size else ""
    pages = arguments.pages or sheets or ("paper" if paper else "map" if arguments.page else "")
    if not pages:
        pages = preset.kind() if preset else "map"
    if pages not in KINDS:
        raise Refusal(
            tr("There are no pages “{name}”; there are: {known}.", name=shown(pages), known=", ".join(KINDS))
        )
    if preset:
        paper = paper or ("" if preset.page == "map" else preset.page)
    grid = arguments.grid or ((preset.columns, preset.rows) if preset and preset.columns and preset.rows else None)
    plan = PagePlan(
        pages,
        paper if paper in SIZES else _USUAL_PAPER,
        arguments.orientation or (preset.orientation if preset else "auto"),
        grid=grid,
    )
    text = arguments.text_size or (preset.text if preset else None)
    return plan._replace(text=text) if text else plan


def audience_of(document: Document, name: str) -> Audience | None:
    """The profile of that name in the project; None for "". Raises Refusal: never is more shown than was meant."""
    return _profile(document, name) if name else None


def _profile(document: Document, name: str) -> Audience:
    known = queries.audiences(document)
    found: Audience = _named(name, known, lambda one: one.name, tr("There is no profile “{name}”", name=shown(name)))
    return found


def _audience(document: Document, name: str | None, preset: ExportChoices | None) -> Audience | None:
    if name is not None:  # an empty one too, which a script may have left unfilled
        return _profile(document, name)
    return audience_of(document, preset.audience if preset else "")


def _view(document: Document, map_ids: Sequence[str], name: str | None) -> str:
    if name is None:
        return ""
    known = [view.name for map_id in map_ids for view in queries.views(document, map_id)]
    if name not in known:
        there = ", ".join(dict.fromkeys(f"“{shown(one)}”" for one in known))
        missing = tr("There is no view “{name}”", name=shown(name))
        raise Refusal(tr("{missing}; there are: {known}.", missing=missing, known=there) if there else f"{missing}.")
    return name


def _paper(name: str) -> str:
    found = next((known for known in SIZES if known.lower() == name.lower()), None)
    if found is None:
        known = ", ".join(("fit", *SIZES))
        raise Refusal(tr("There is no page size “{name}”; there are: {known}.", name=shown(name), known=known))
    return found


def _maps(document: Document, titles: Sequence[str] | None) -> list[Record]:
    known = queries.maps(document)
    if not known:
        raise Refusal(tr("The project has no map."))
    if not titles:
        return list(known)
    found: list[Record] = []
    for title in titles:
        same = [journey for journey in known if journey.title == title]
        if not same:
            there = ", ".join(f"“{shown(journey.title)}”" for journey in known)
            raise Refusal(tr("There is no map “{name}”; there are: {known}.", name=shown(title), known=there))
        found += [journey for journey in same if journey not in found]
    return found


def _left_lanes(document: Document, map_ids: Sequence[str], wanted: Sequence[str] | None) -> tuple[str, ...]:
    """The lanes of the maps that are not among the wanted, which are called by name or by type."""
    if not wanted:
        return ()
    lanes = [lane for lane in document.lanes.values() if lane.map in map_ids]
    types = {kind.key: (kind.name, translate(kind.name, document.project.language)) for kind in LANE_TYPES}
    called = {
        lane.id: {name.casefold() for name in (lane.name, lane.type, *types.get(lane.type, ()))} for lane in lanes
    }
    kept = _kept(wanted, called)
    if isinstance(kept, str):
        there = ", ".join(dict.fromkeys(f"“{shown(lane.name or lane.type)}”" for lane in lanes))
        raise Refusal(tr("There is no lane “{name}”; there are: {known}.", name=shown(kept), known=there))
    return tuple(lane.id for lane in lanes if lane.id not in kept)


def _left_personas(document: Document, wanted: Sequence[str] | None) -> tuple[str, ...]:
    if not wanted:
        return ()
    kept = _kept(wanted, {one.id: {one.name.casefold()} for one in document.personas.values()})
    if isinstance(kept, str):
        there = ", ".join(f"“{shown(one.name)}”" for one in queries.personas(document))
        raise Refusal(tr("There is no persona “{name}”; there are: {known}.", name=shown(kept), known=there))
    return tuple(one for one in document.personas if one not in kept)


def _kept(wanted: Sequence[str], called: dict[str, set[str]]) -> set[str] | str:
    """The ids that go by the wanted names, or the first name that nothing goes by.

    A value is one name, or several with commas between them.
    """
    kept: set[str] = set()
    every = set().union(*called.values())
    for value in wanted:
        names = [value] if value.strip().casefold() in every else value.split(",")
        for name in names:
            found = {one for one, there in called.items() if name.strip().casefold() in there}
            if not found:
                return name.strip()
            kept |= found
    return kept


def _named(name: str, known: Iterable[R] | Iterable[ExportChoices], called: Callable[..., str], missing: str):  # type: ignore[no-untyped-def]
    listed = list(known)
    for same in (lambda one: called(one) == name, lambda one: called(one).casefold() == name.casefold()):
        found = next(filter(same, listed), None)
        if found is not None:
            return found
    there = ", ".join(f"“{shown(called(one))}”" for one in listed)
    raise Refusal(tr("{missing}; there are: {known}.", missing=missing, known=there) if there else f"{missing}.")
