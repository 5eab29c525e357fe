"""How one language writes days, prices, names and quotations. Templates reach these functions as filters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from mailfollow.writing.languages import Language

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
"""ISO 4217 codes whose sign is understood everywhere; every other currency keeps what the proposal says."""
_I_SOUND = re.compile(r"h?[ií](?![aeoáéó])|y(?![aeiouáéíóú])", re.IGNORECASE)
"""How a word with the vowel i in front is spelt: Inés, Hilda, Yvonne, and neither hierro nor Yolanda."""


def day(value: date, words: Language, today: date) -> str:
    """Return "12 June", and with the year where that is not `today`'s."""
    return _dated(value, words.day if value.year == today.year else words.day_with_year, words)


def full_day(value: date, words: Language) -> str:
    """Return "12 June 2025"."""
    return _dated(value, words.day_with_year, words)


def weekday(value: date, words: Language, today: date) -> str:
    """Return "Thursday, 12 June"."""
    return words.weekday.format(weekday=words.weekdays[value.weekday()], date=day(value, words, today))


def month(value: date, words: Language) -> str:
    """Return "June"."""
    return words.months[value.month - 1]


def slot(value: datetime, words: Language, today: date) -> str:
    """Return "Thursday, 12 June at 10:30"; the time is local already."""
    time = words.clock.format(hour=value.hour, minute=value.minute)
    return words.slot.format(date=weekday(value.date(), words, today), time=time)


def money(amount: str | int | Decimal, currency: str | None, words: Language) -> str:
    """Return "€4,800" or "4.800 €". An amount in words of its own (a string) is never reinterpreted."""
    figure = amount if isinstance(amount, str) else _figure(Decimal(amount), words)
    sign = _SYMBOLS.get((currency or "").upper(), currency or "")
    if not sign:
        return figure
    if sign[-1].isalpha() and words.money.startswith("{sign}{"):
        sign += " "
    return words.money.format(sign=sign, figure=figure)


def names(values: Iterable[str], words: Language) -> str:
    """Return "Anna, Tom and Lee"."""
    *most, last = list(values) or [""]
    conjunction = (_I_SOUND.match(last) and words.conjunction_before_i) or words.conjunction
    return f"{', '.join(most)}{conjunction}{last}" if most else last


def quoted(text: str, words: Language) -> str:
    """Return `text` in quotation marks, its own double ones turned into single."""
    start, end = words.quotation_marks
    return f"{start}{text.replace(chr(34), chr(39))}{end}"


def greeting(used: str | None, full: str | None, first: str | None, words: Language, *, familiar: bool = False) -> str:
    """Return "Hello Anna,": by the name `used` in the proposal, else as the language addresses people, else plain.

    `familiar` is whether they are addressed as du, tu or tú, where the language has two ways.
    """
    friendly = familiar and bool(words.greeting_familiar)
    whole = words.greets_full_name and not friendly and full is not None and " " in full
    name = used or (full if whole else first)
    pattern = words.greeting_familiar if friendly else words.greeting
    return pattern.format(name=name) if name else words.greeting_unnamed


def sign_off(full: str | None, first: str | None, words: Language, *, familiar: bool = False) -> str:
    """Return "Best regards," with the writer's name below, or without where there is none.

    Who says du, tu or tú (`familiar`) signs with the first name alone, in every language.
    """
    name = full if words.signs_full_name and not familiar else first or full
    return words.sign_off.format(name=name) if name else words.sign_off_unnamed


def _dated(value: date, pattern: str, words: Language) -> str:
    number = words.first_of_month if value.day == 1 else str(value.day)
    return pattern.format(day=number, month=words.months[value.month - 1], year=value.year)


def _figure(amount: Decimal, words: Language) -> str:
    """Write a number with the language's separators; cents only where there are any."""
    plain = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return plain.translate({ord(","): words.thousands, ord("."): words.decimal})
