"""How a user last looked at each file: kept in their own folder, never in the file."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any, ClassVar

from cjdesigner.files import folders
from cjdesigner.files.atomic import write_atomically
from cjdesigner.model import invalid
from cjdesigner.model.looks import Look
from cjdesigner.model.values import Checked

_MOST_FILES = 300
_MOST_BYTES = 5_000_000


class Seen(Checked):
    """One map: its look, and the saved view that it began with."""

    model_config: ClassVar[dict[str, Any]] = {"extra": "ignore", "allow_inf_nan": False}

    view: str = ""
    hidden_lanes: tuple[str, ...] | None = None
    hidden_steps: tuple[str, ...] = ()
    hidden_personas: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    severities: tuple[int, ...] = ()
    personas: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def look(self) -> Look:
        """The look that was kept."""
        sets = [one for one in type(self).model_fields if one not in ("view", "hidden_lanes")]
        fields: dict[str, Any] = {name: frozenset(getattr(self, name)) for name in sets}
        lanes = None if self.hidden_lanes is None else frozenset(self.hidden_lanes)
        return Look(hidden_lanes=lanes, **fields)


def seen(look: Look, view: str) -> Seen:
    """A look and its view as they are kept."""
    fields: dict[str, Any] = {name: tuple(sorted(value)) for name, value in vars(look).items() if value is not None}
    return Seen(view=view, **fields)


class _File(Checked):
    """What is kept about one file."""

    model_config: ClassVar[dict[str, Any]] = {"extra": "ignore"}

    path: str = ""
    maps: dict[str, Seen] = {}


def load(path: Path) -> dict[str, Seen]:
    """What is known of a file, by map id; nothing where nothing is, or where it cannot be read."""
    try:
        with open(_place(path), "rb") as stream:
            return _File.model_validate_json(stream.read(_MOST_BYTES)).maps
    except OSError:
        return {}
    except invalid.ValidationError:
        return {}


def keep(path: Path, maps: dict[str, Seen]) -> None:
    """Remember how the maps of a file are looked at. Failing to write never stops the user."""
    place = _place(path)
    data = _File(path=os.path.abspath(path), maps=maps).model_dump_json(exclude_defaults=True).encode() + b"\n"
    with contextlib.suppress(OSError):
        if not maps:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, lambda stream: _put(stream, data))
        _prune(place.parent)


def _place(path: Path) -> Path:
    import hashlib

    name = hashlib.sha256(os.fsencode(os.path.abspath(path))).hexdigest()[:32]
    return folders.data() / "looks" / f"{name}.json"


def _prune(folder: Path) -> None:
    """Forget the files that were not looked at for the longest time."""
    known = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime)
    for one in known[:-_MOST_FILES]:
        one.unlink(missing_ok=True)


def _put(stream: Any, data: bytes) -> None:
    stream.write(data)
