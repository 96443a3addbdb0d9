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


class Said(str):
    """A text of the program that remembers what it was made from, so that ``again`` can say it in another language.

    Everywhere else it is an ordinary text, only not to ``QObject.setProperty``: give that ``str(text)``.
    """

    __slots__ = ("english", "small", "values")

    english: str
    values: dict[str, object]
    small: bool
    """Whether it begins with a small letter, to stand within another text."""

    @classmethod
    def of(cls, english: str, values: dict[str, object], small: bool = False) -> Said:
        """The text in the language in use, its ``{names}`` filled from the values."""
        text = translate(english, _language, **values)
        made = cls(text[:1].lower() + text[1:] if small else text)
        made.english, made.values, made.small = english, values, small
        return made


def tr(text: str, **values: object) -> str:
    """The text in the language in use, its ``{names}`` filled from the values: a whole number as a count is written."""
    return Said.of(text, values)


def ntr(one: str, many: str, count: int, **values: object) -> str:
    """The text for one or for many, with ``{count}`` filled."""
    return Said.of(one if count == 1 else many, {"count": count, **values})


def within(text: str) -> str:
    """The text as it stands within another one: with a small letter at its beginning."""
    return Said.of(text.english, text.values, small=True) if isinstance(text, Said) else text[:1].lower() + text[1:]


def again(text: str) -> str:
    """What was said before, in the language in use now; what the program did not say itself stays as it is."""
    if not isinstance(text, Said):
        return text
    values = {name: again(value) if isinstance(value, str) else value for name, value in text.values.items()}
    return Said.of(text.english, values, text.small)


def number(value: int, code: str = "") -> str:
    """A count as a language writes it, without one as the language in use does: "10,000", in Dutch "10.000"."""
    text = f"{value:,}"
    return text.replace(",", ".") if (code or _language).startswith("nl") else text


def translate(text: str, code: str, **values: object) -> str:
    """The text in a named language: for what is stored in a document, which has its own."""
    found = catalogue(code).get(text, text) if code in LANGUAGES else text
    if not values:
        return found
    for name, value in values.items():
        if type(value) is int and not -1000 < value < 1000:
            values[name] = number(value, code)
    return found.format(**values)
