"""Dates and figures as people type and read them."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale

from cjdesigner import words


def locale() -> QLocale:
    """The user's locale where it speaks the language in use, otherwise that language's own."""
    code = words.language()
    system = QLocale()
    return system if system.name().split("_")[0] == code else QLocale(code)


def figure(value: float) -> str:
    """A feeling with its sign and one decimal: "+0.7", "−1.2", "0.0"."""
    text = f"{value:+.1f}".replace("-", "−").replace("+0.0", "0.0")
    return text.replace(".", locale().decimalPoint())


def shown(iso: str) -> str:
    """ "2027-02-14" as "14 Feb 2027"; what is no ISO date comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return locale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy").replace(".", "")


def parsed(text: str) -> str | None:
    """The date as ISO 8601; "" for nothing; None for what is no date.

    Takes 2027-02-14, the day and month in the locale's order with any mark between them, and 14 Feb 2027 with the
    month in the language in use or in English. Two digits of a year mean this century; no year means this year.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    parts = re.findall(r"\d+|[^\W\d_]+", text)
    if not 2 <= len(parts) <= 3:
        return None
    word = next((part for part in parts if not part.isdigit()), "")
    numbers = [int(part) for part in parts if part.isdigit() and len(part) <= 4]
    if len(numbers) + bool(word) != len(parts):
        return None
    if word:
        month = _month(word)
        if len(parts[0]) == 4 and len(numbers) == 2:
            numbers.reverse()
        day, year = numbers[0], numbers[1] if len(numbers) > 1 else date.today().year
    elif len(parts[0]) == 4:
        if len(numbers) != 3:
            return None
        year, month, day = numbers
    else:
        first, second = numbers[:2]
        month, day = (first, second) if _month_first() else (second, first)
        year = numbers[2] if len(numbers) > 2 else date.today().year
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def _month_first() -> bool:
    order = locale().dateFormat(QLocale.FormatType.ShortFormat)
    return order.find("M") < order.find("d")


def _month(word: str) -> int:
    """1 to 12 for a month's name or the first three letters or more of it, 0 for none."""
    wanted = word.lower()
    for speech in (locale(), QLocale("en")):
        for month in range(1, 13):
            full = speech.standaloneMonthName(month, QLocale.FormatType.LongFormat).lower()
            short = speech.standaloneMonthName(month, QLocale.FormatType.ShortFormat).lower().rstrip(".")
            if wanted in (full, short) or (len(wanted) >= 3 and full.startswith(wanted)):
                return month
    return 0
