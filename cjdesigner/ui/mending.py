"""Text whose encoding was broken on its way ("cafÃ©"), and how it was meant."""

from __future__ import annotations

from collections.abc import Mapping

_SIGNS = frozenset("ÃÂâÅÄÐÑØÙðï€™œž")
"""What UTF-8 looks like in a one-byte encoding; text without any of them is not looked at."""


def mended(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that were broken, by their keys, as they were meant; those in order are left out."""
    doubtful = {key: text for key, text in texts.items() if not text.isascii() and _SIGNS & set(text)}
    if not doubtful:
        return {}
    from ftfy import fix_encoding

    found = {}
    for key, text in doubtful.items():
        meant = fix_encoding(text)
        if meant != text:
            found[key] = meant
    return found
