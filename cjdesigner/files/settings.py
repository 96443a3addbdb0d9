"""What the user prefers, as validated JSON in their own folder; it never holds anything of a project."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from cjdesigner.files import folders
from cjdesigner.files.atomic import write_atomically
from cjdesigner.files.errors import explained
from cjdesigner.files.names import is_text
from cjdesigner.model import invalid
from cjdesigner.model.limits import Limits
from cjdesigner.model.values import Checked
from cjdesigner.words import tr

MOST_RECENT = 12
MOST_WINDOWS, MOST_TABS = 20, 50
"""Windows of a session, and project files in one of them, that are remembered."""
_MOST_BYTES = 1_000_000

Short = Annotated[str, Limits(max_length=4096)]
M = TypeVar("M", bound=Checked)


class _Kept(Checked):
    """Unknown fields are kept, for the newer version that wrote them."""

    model_config: ClassVar[dict[str, Any]] = {"extra": "allow", "allow_inf_nan": False}


class ExportChoices(_Kept):
    """What was chosen at the last export."""

    format: Short = "pdf"
    also: Annotated[tuple[Short, ...], Limits(max_length=20)] = ()
    """Endings of further formats that are written in the same go."""
    maps: Literal["this", "all", "choose"] = "this"
    each: bool = False
    """Whether every map gets a file of its own, also where one file could hold them all."""
    pattern: Short = ""
    """What such files are called: "{map}"; "" for the usual name."""
    pages: Short = ""
    """A name in ``layout.plan.KINDS``; "" for what goes with ``page``."""
    page: Short = "map"
    """The paper, or "map" for a page as large as the map."""
    orientation: Literal["auto", "portrait", "landscape"] = "auto"
    columns: Annotated[int, Limits(ge=0, le=50)] = 0
    """Sheets beside each other where a map is spread over several; 0 goes by ``text``."""
    rows: Annotated[int, Limits(ge=0, le=50)] = 0
    text: Annotated[float, Limits(ge=4, le=24)] = 8.0
    """Points of body text where a map is spread over several sheets."""
    dpi: Annotated[int, Limits(ge=10, le=2400)] = 192
    """Dots per inch of a picture."""
    width: Annotated[int, Limits(ge=0, le=16_384)] = 0
    """Width of a picture in pixels; 0 to go by ``dpi``."""
    transparent: bool = False
    outlines: bool = False
    """Whether the text of an SVG becomes outlines."""
    audience: Short = ""
    """Name of the profile of the readers; "" for those who may see everything."""
    view: Short = ""
    """Name of a saved view; "" for the whole map."""
    folder: Short = ""

    def kind(self) -> str:
        """How the maps are laid on pages: ``pages``, or what goes with ``page``."""
        return self.pages or ("map" if self.page == "map" else "paper")


class ExportPreset(ExportChoices):
    """Choices under a name, to be taken again."""

    name: Annotated[str, Limits(min_length=1, max_length=200)]


class WindowOfSession(_Kept):
    """One window that was open when the program ended."""

    files: Annotated[tuple[Short, ...], Limits(max_length=MOST_TABS)] = ()
    """Paths of the project files in it, in the order of their tabs."""
    current: Annotated[int, Limits(ge=0, le=MOST_TABS)] = 0
    """Place of the one in view."""
    geometry: Short = ""
    """Place of the window, Base64."""


class Settings(_Kept):
    """Every preference; a default for each."""

    language: Literal["", "en", "nl"] = ""
    """Of the window; "" follows the system."""
    scheme: Literal["system", "light", "dark", "contrast"] = "system"
    scale: Annotated[int, Limits(ge=75, le=250)] = 100
    """Size of everything in the window but the map, in percent of what the screen asks for; from the next start on."""
    start: Literal["session", "page", "sample"] = "session"
    """What opens with the program: the projects of the last session, the start page or the sample."""
    session: Annotated[tuple[Short, ...], Limits(max_length=MOST_RECENT)] = ()
    """Paths of the project files that were open when the program ended."""
    windows: Annotated[tuple[WindowOfSession, ...], Limits(max_length=MOST_WINDOWS)] = ()
    """The same by window; written together with ``session``, which older versions know alone."""
    projects: Literal["tabs", "windows"] = "tabs"
    """Whether another project opens in a tab of the window in use or in a window of its own."""
    guide: bool = True
    """Whether the steps of the method are shown beside a map that has not taken all of them."""
    shortcuts: dict[Short, tuple[Short, ...]] = {}
    """Keys of an action by its id, in portable form, where they are not the usual ones; none for no keys."""
    recent: Annotated[tuple[Short, ...], Limits(max_length=MOST_RECENT)] = ()
    """Paths of project files, the last one first."""
    export: ExportChoices = ExportChoices()
    printing: ExportChoices = ExportChoices(pages="paper")
    """What was chosen at the last print."""
    printer: Short = ""
    """The printer that was last used; "" for the usual one."""
    presets: Annotated[tuple[ExportPreset, ...], Limits(max_length=200)] = ()
    """Of the export, in the order in which they were made."""
    panes: dict[Short, bool] = {}
    """Which panes are shown, by name."""
    sizes: dict[Short, Annotated[int, Limits(ge=0, le=20_000)]] = {}
    """Pixels that a pane takes where it can be made larger, by name."""
    commands: Annotated[tuple[Short, ...], Limits(max_length=20)] = ()
    """What was last run from the command search, the last one first."""
    reduced_motion: bool = False
    """Whether a presentation cuts from stop to stop instead of moving."""
    build_up: bool = False
    """Whether a presentation shows maps lane by lane."""
    present_to: Short = ""
    """Name of the profile of those whom was last presented to; "" for those who may see everything."""
    geometry: Short = ""
    """Place of the window, Base64."""


class Preferences:
    """The settings in use and the file they are kept in. Failing to read or write it never stops the user.

    ``later`` takes the writing, which may have to wait for a disk; without it the caller waits.
    """

    def __init__(self, path: Path | None = None, later: Callable[[Callable[[], None]], object] | None = None) -> None:
        self.path = path or folders.config() / "settings.json"
        self._later = later
        self._unwritten = False
        self.notice = ""
        """One sentence about what went wrong with the file, or ""."""
        self.settings = self._read()

    def change(self, **changes: Any) -> None:
        """Set these fields and write the file; there is a ``notice`` where it cannot be written.

        Fields that another program has written in the meantime are kept. Raises ValidationError for a value that a
        field cannot have.
        """
        # Validated before it is put in use, as a copy would take any value.
        self.settings = _changed(self._latest(), changes)
        self._unwritten = True
        settings = self.settings
        if self._later is None:
            self._write(settings)
        else:
            self._later(lambda: self._write(settings))

    def _latest(self) -> Settings:
        """The settings, with what other programs wrote since; not while there are some of our own still to write."""
        return self.settings if self._unwritten else _loaded(self.path) or self.settings

    def _write(self, settings: Settings) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            data = settings.model_dump_json(indent=2, exclude_defaults=True).encode() + b"\n"
            write_atomically(self.path, lambda stream: _put(stream, data))
        except OSError as error:
            self.notice = tr("The settings cannot be kept. {reason}", reason=explained(error))
            return
        self.notice = ""
        if self.settings is settings:
            self._unwritten = False

    def remember(self, path: Path) -> None:
        """Put a project file at the head of the recent ones, unless its name is no text, which settings cannot hold."""
        name = os.path.abspath(path)
        if not is_text(name):
            return
        self.settings = self._latest()
        others = [known for known in self.settings.recent if known != name]
        self.change(recent=(name, *others)[:MOST_RECENT])

    def forget(self, path: Path | None = None) -> None:
        """Take one file, or all of them, off the recent ones."""
        name = os.path.abspath(path) if path else None
        self.settings = self._latest()
        kept = tuple(known for known in self.settings.recent if name is not None and known != name)
        self.change(recent=kept)

    def _read(self) -> Settings:
        found = _loaded(self.path)
        if found is not None:
            return found
        if not os.path.lexists(self.path):
            return Settings()
        sound, bad = _sound(self.path)
        aside = self.path.with_name(self.path.name + ".broken")
        with contextlib.suppress(OSError):
            os.replace(self.path, aside)
        if not bad:
            self.notice = tr(
                "The settings could not be read and are as new; the old ones were kept as “{name}”.", name=aside.name
            )
            return sound
        self.settings = sound
        self._write(sound)
        self.notice = tr(
            "Some settings could not be read and are as new ({which}); the old ones were kept as “{name}”.",
            which=", ".join(bad)[:120],
            name=aside.name,
        )
        return sound


def _loaded(path: Path) -> Settings | None:
    """The settings in a file; None where there is no file or it cannot be used."""
    try:
        with open(path, "rb") as stream:
            return Settings.model_validate_json(stream.read(_MOST_BYTES))
    except OSError:
        return None
    except invalid.ValidationError:
        return None


def _sound(path: Path) -> tuple[Settings, list[str]]:
    """What a file with mistakes says that can be used, and the names of the fields that cannot; none where all is."""
    try:
        with open(path, "rb") as stream:
            found = json.loads(stream.read(_MOST_BYTES))
        Settings.model_validate(found)
    except invalid.ValidationError as fault:
        known = found if isinstance(found, dict) else {}
        bad = list(dict.fromkeys(str(error["loc"][0]) for error in fault.errors() if error["loc"]))
        with contextlib.suppress(invalid.ValidationError):
            return Settings.model_validate({name: value for name, value in known.items() if name not in bad}), bad
    except (OSError, ValueError, RecursionError):
        pass
    return Settings(), []


def _changed(model: M, changes: dict[str, Any]) -> M:
    return type(model).model_validate({**dict(model), **changes})


def _put(stream: Any, data: bytes) -> None:
    stream.write(data)
