"""How a user last looked at each file: kept in their own folder, never in the file."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Annotated, Any, ClassVar

from cjdesigner.files import folders
from cjdesigner.files.atomic import write_atomically
from cjdesigner.files.names import readable
from cjdesigner.model import invalid
from cjdesigner.model.limits import Limits
from cjdesigner.model.looks import Look
from cjdesigner.model.values import Checked

_MOST_FILES = 300
_MOST_BYTES = 5_000_000

Far = Annotated[float, Limits(ge=-10_000_000, le=10_000_000)]


class Seen(Checked):
    """One map: its look, the saved view that it began with, and what of it was in sight."""

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
    scale: Annotated[float, Limits(ge=0, le=100)] = 0.0
    """Logical pixels per scene unit; 0 where it is not known what was in sight."""
    x: Far = 0.0
    y: Far = 0.0
    """The scene's point in the top left corner of the canvas."""
    room: Annotated[float, Limits(ge=0, le=100_000)] = 0.0
    """Logical pixels that the canvas was wide."""

    @property
    def look(self) -> Look:
        """The look that was kept."""
        sets = [one for one in type(self).model_fields if one not in _NO_SETS]
        fields: dict[str, Any] = {name: frozenset(getattr(self, name)) for name in sets}
        lanes = None if self.hidden_lanes is None else frozenset(self.hidden_lanes)
        return Look(hidden_lanes=lanes, **fields)


_NO_SETS = ("view", "hidden_lanes", "scale", "x", "y", "room")


def seen(look: Look, view: str, scale: float = 0.0, x: float = 0.0, y: float = 0.0, room: float = 0.0) -> Seen:
    """A look, its view and what was in sight, as they are kept."""
    fields: dict[str, Any] = {name: tuple(sorted(value)) for name, value in vars(look).items() if value is not None}
    return Seen(view=view, scale=scale, x=x, y=y, room=room, **fields)


class SeenFile(Checked):
    """What is kept about one file."""

    model_config: ClassVar[dict[str, Any]] = {"extra": "ignore", "allow_inf_nan": False}

    path: str = ""
    map: str = ""
    """The map that was in view."""
    maps: dict[str, Seen] = {}


def load(path: Path) -> SeenFile:
    """What is known of a file; nothing where nothing is, or where it cannot be read."""
    try:
        with open(_place(path), "rb") as stream:
            return SeenFile.model_validate_json(stream.read(_MOST_BYTES))
    except OSError:
        return SeenFile()
    except invalid.ValidationError:
        return SeenFile()


def keep(path: Path, map_id: str, maps: dict[str, Seen]) -> None:
    """Remember how a file is looked at. Failing to write never stops the user."""
    place = _place(path)
    found = SeenFile(path=readable(os.path.abspath(path)), map=map_id, maps=maps)
    data = found.model_dump_json(exclude_defaults=True).encode() + b"\n"
    with contextlib.suppress(OSError):
        if not maps and not map_id:
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
