"""What the program says, in the user's language: English is the key, other languages are catalogues of it.

A catalogue is one flat JSON object in ``resources/i18n`` (English text to translation). Plain JSON, read with the
standard library, because a start in English then costs nothing and a translator needs no build step.
"""

from __future__ import annotations

import json
from functools import lru_cache

from cjdesigner import resources

LANGUAGES = {"en": "English", "nl": "Nederlands"}
"""The languages that the program speaks, by their own names."""

_language = "en"


def language() -> str:
    """The language in use now: a key of LANGUAGES."""
    return _language


def set_language(code: str) -> None:
    """Speak this language from now on; anything unknown ("de_DE") falls back to English."""
    global _language
    short = code.replace("-", "_").split("_")[0].lower()
    _language = short if short in LANGUAGES else "en"


@lru_cache(maxsize=8)
def catalogue(code: str) -> dict[str, str]:
    """The translations of one language, English text to translation; empty for English."""
    if code == "en":
        return {}
    return dict(json.loads(resources.path("i18n", f"{code}.json").read_text(encoding="utf-8")))


def tr(text: str, **values: object) -> str:
    """The text in the language in use, its ``{names}`` filled from the values."""
    return translate(text, _language, **values)


def ntr(one: str, many: str, count: int, **values: object) -> str:
    """The text for one or for many, with ``{count}`` filled."""
    return translate(one if count == 1 else many, _language, count=count, **values)


def translate(text: str, code: str, **values: object) -> str:
    """The text in a named language: for what is stored in a document, which has its own."""
    found = catalogue(code).get(text, text) if code in LANGUAGES else text
    return found.format(**values) if values else found
