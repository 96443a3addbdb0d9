"""The baseline grid: text stands on even scene units.

Qt puts the glyphs of a line on whole rows of pixels. On an even grid those rows are where they belong at 96, 144, 192
and 288 dots per inch, so that a picture and a PDF of the same map agree to the pixel.
"""

from __future__ import annotations

import math


def even(length: float) -> float:
    """The next even number that is not less, in scene units."""
    return math.ceil(length / 2 - 1e-6) * 2.0
