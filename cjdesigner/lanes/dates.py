"""Dates as a map shows them: in the language of the project, not of whoever looks at it."""

from __future__ import annotations

from datetime import date

from cjdesigner.words import translate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(text: str, language: str) -> str:
    """ "2027-02-14" as "14 Feb 2027"; what is no ISO 8601 date comes back as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {translate(MONTHS[day.month - 1], language)} {day.year}"
