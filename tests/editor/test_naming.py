"""What is typed on a feeling: a value, a word, or both."""

from __future__ import annotations

import pytest

from cjdesigner.editor import naming


@pytest.mark.parametrize(
    ("text", "value", "word"),
    [
        ("worried", None, "worried"),
        ("-1.7 worried", -1.7, "worried"),
        ("−1,7 worried", -1.7, "worried"),
        ("+2", 2.0, ""),
        (".5 so so", 0.5, "so so"),
        ("1.", 1.0, ""),
        ("0 even", 0.0, "even"),
        ("-", None, "-"),
        ("3 times", None, "3 times"),
        ("2nd thoughts", None, "2nd thoughts"),
        ("1.26 x", 1.3, "x"),
        ("", None, ""),
    ],
)
def test_a_feeling_is_read_from_what_is_typed(text: str, value: float | None, word: str) -> None:
    assert naming.feeling(text) == (value, word)
