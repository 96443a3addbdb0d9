"""Colour arithmetic on opaque #RRGGBB strings: blending beforehand and contrast by WCAG 2."""

from __future__ import annotations

from functools import lru_cache


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255. Raises ValueError for anything but ``#RRGGBB``."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"not a #RRGGBB colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=4096)
def blend(over: str, under: str, share: float) -> str:
    """The opaque colour seen when ``over`` lies on ``under`` with opacity ``share`` (0 to 1)."""
    mixed = (round(a * share + b * (1 - share)) for a, b in zip(channels(over), channels(under), strict=True))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    linear = []
    for channel in channels(colour):
        part = channel / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: str, light: str = "#FFFFFF", dark: str = "#1F2933") -> str:
    """Whichever of the two inks reads better on the colour."""
    return light if contrast(light, colour) >= contrast(dark, colour) else dark
