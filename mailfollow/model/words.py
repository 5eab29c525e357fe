"""Days and counts as a person says them, for the reasons that every decision carries.

Not by strftime: what it writes depends on the locale of the machine.
"""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def in_words(day: date, since: date | None = None) -> str:
    """Return `day` as "Thu 5 Nov"; with the year where it is not that of `since`, or `since` is not given."""
    text = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return text if since is not None and since.year == day.year else f"{text} {day.year}"


def ordinal(n: int) -> str:
    """Return "first" for 1; beyond the tenth, "follow-up number" reads better than a long word: "number 11"."""
    return ORDINALS[n - 1] if 1 <= n <= len(ORDINALS) else f"number {n}"


def counted(n: int, what: str) -> str:
    """Return "1 business day" or "3 business days"."""
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"
