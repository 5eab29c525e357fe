"""The shape of a language's words. In the patterns, {name}, {day}, {month} and so on are put in as they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language: how to greet, sign, date and price, and which phrases the linter looks for.

    Phrases are compared without regard to case, apostrophes, hyphens, markup and line breaks, so each is written
    once, in lower case, with plain blanks.
    """

    code: str
    name: str
    """Its English name, for explanations."""
    greeting: str
    """With {name}."""
    greeting_unnamed: str
    greets_full_name: bool
    """Whether a name that comes from an address header is used in full: first names alone would be too familiar."""
    sign_off: str
    """With {name}, on a line of its own."""
    sign_off_unnamed: str
    signs_full_name: bool
    weekdays: tuple[str, ...]
    """Monday first, as in `date.weekday`."""
    months: tuple[str, ...]
    day: str
    """With {day} and {month}."""
    day_with_year: str
    weekday: str
    """With {weekday} and {date}."""
    slot: str
    """With {date} and {time}."""
    first_of_month: str
    """How the number of a month's first day is written."""
    conjunction: str
    """Between the last two of a list."""
    quotation_marks: tuple[str, str]
    thousands: str
    decimal: str
    money: str
    """With {sign} (of the currency) and {figure}."""
    attribution: str
    """The line above a quoted mail, with {date} and {who}; mail clients recognise it by its words."""
    requests: tuple[str, ...]
    """Phrases that make a sentence without a question mark an ask."""
    banned: tuple[str, ...]
    """Phrases that say nothing but "you have not answered"."""
    spam: tuple[str, ...]
    """Phrases that spam filters and busy readers know too well."""
    greeting_familiar: str = ""
    """With {name}; for people addressed as du, tu or tú. Empty where the language has one way only."""


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a comma-separated text, which may go over several lines."""
    return tuple(item for part in text.split(",") if (item := " ".join(part.split())))
