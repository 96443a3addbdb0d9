"""Where the fonts, icons, themes, words, templates and examples are, in a checkout and in an installed program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    """The checkout's folder comes first, so that an editable install never shows an older copy."""
    checkout = _PACKAGE.parent / "resources"
    # The marker keeps a stranger's `resources` beside an installed package from being taken for ours.
    if checkout.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return checkout
    return _PACKAGE / "_resources"


def path(*parts: str) -> Path:
    """The path of a resource, as in `path("themes", "light.json")`; it is not checked that it exists."""
    return _root().joinpath(*parts)
