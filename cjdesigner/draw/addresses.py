"""Web and mail addresses in a text: the only ones that a click may follow out of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from cjdesigner.draw.patterns import late

LONGEST = 2_000
"""Characters of an address."""
_ADDRESS = late(r"(?:https?://|mailto:)[^\s<>\"“”«»\\^`{|}\u200b]+", re.IGNORECASE)
_AFTER = ".,;:!?…'’)]"


def found(text: str) -> Iterator[re.Match[str]]:
    """What looks like an address, as it is written."""
    return _ADDRESS.finditer(text)


def first(text: str) -> str:
    """The first address in a text, fit for a file; "" where there is none that may be followed."""
    if "://" not in text and "mailto:" not in text.lower():
        return ""
    return next((clean for one in found(text) if (clean := cleaned(one[0]))), "")


def cleaned(written: str) -> str:
    """An address without the full stop behind it, in ASCII; "" where nothing is left of it."""
    while written and written[-1] in _AFTER and not (written[-1] == ")" and written.count("(") >= written.count(")")):
        written = written[:-1]
    scheme, _, rest = written.partition(":")
    if not rest.strip("/") or len(written) > LONGEST:
        return ""
    return quote(f"{scheme.lower()}:{rest}".encode("utf-8", "replace"), safe="%/:?#[]@!$&'()*+,;=~-._")
