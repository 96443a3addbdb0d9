"""What can be set in the preferences dialog: each preference with its name, its explanation and its control."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cjdesigner import words


class Preference(NamedTuple):
    """One row. ``label``, ``hint`` and the names of ``choices`` are English; the dialog translates them."""

    name: str
    """Of the field of ``Settings``."""
    section: str
    label: str
    hint: str
    kind: Literal["choice", "switch", "percent"]
    choices: tuple[tuple[str, str], ...] = ()
    own_names: bool = False
    """Whether the choices are names that no language translates."""


SECTIONS = ("General", "Appearance")
KEYS = "Keyboard shortcuts"
"""The section of the keys, which has a table of its own."""

PREFERENCES: tuple[Preference, ...] = (
    Preference(
        "language",
        "General",
        "Language of the window",
        "The texts in your maps keep the language of their project.",
        "choice",
        (("", "As the system"), *words.LANGUAGES.items()),
    ),
    Preference(
        "start",
        "General",
        "When the program starts",
        "Without a last session, the start page is shown.",
        "choice",
        (("session", "Open the last session"), ("page", "Show the start page"), ("sample", "Open the sample")),
    ),
    Preference(
        "projects",
        "General",
        "Open projects in",
        "A tab can be moved to a window of its own at any time.",
        "choice",
        (("tabs", "Tabs of one window"), ("windows", "Windows of their own")),
    ),
    Preference(
        "guide",
        "General",
        "The method beside the map",
        "One line over the canvas with the steps that a map has still to take.",
        "switch",
    ),
    Preference(
        "scheme",
        "Appearance",
        "Look of the window",
        "Maps and exports keep the colours of their own theme.",
        "choice",
        (("system", "As the system"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast")),
    ),
    Preference(
        "scale",
        "Appearance",
        "Size of the window’s texts and controls",
        "Counts from the next start on.",
        "percent",
        tuple((str(share), f"{share} %") for share in (75, 90, 100, 110, 125, 150, 175, 200, 250)),
        own_names=True,
    ),
    Preference(
        "reduced_motion",
        "Appearance",
        "Reduced motion",
        "Presentations cut from stop to stop instead of moving.",
        "switch",
    ),
)
