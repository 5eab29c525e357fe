"""The filters that templates have for days, prices, names and quotations, in the template's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from jinja2 import Undefined

from mailfollow.errors import DataError
from mailfollow.writing.facts import wording
from mailfollow.writing.languages import Language

FILTERS = {
    "day": ("{{ proposal.sent_on | day }}", "12 May"),
    "weekday": ("{{ promise.on | weekday }}", "Tuesday, 20 May"),
    "month": ("{{ their_date | month }}", "June"),
    "slot": ("{{ slots[0] | slot }}", "Thursday, 22 May at 10:30"),
    "money": ("{{ proposal.amount | money(proposal.currency) }}", "€4,800"),
    "names": ("{{ [contact.first_name, me.first_name] | names }}", "Anna and Jonas"),
    "quoted": ("{{ proposal.topic | quoted }}", '"Website relaunch"'),
}
"""The filters of our own, each with an example and what it gives; the README shows them."""

_Kind = TypeVar("_Kind")


def filters(words: Language, today: date) -> dict[str, Callable[..., str]]:
    """Return our own filters for one language, each complaining in a sentence about a value of the wrong type."""

    def dated(write: Callable[[date], str]) -> Callable[[object], str]:
        return lambda found: write(_expect(found, date, "a date"))

    return {
        "day": dated(lambda found: wording.day(found, words, today)),
        "weekday": dated(lambda found: wording.weekday(found, words, today)),
        "month": dated(lambda found: wording.month(found, words)),
        "slot": lambda found: wording.slot(_expect(found, datetime, "a time"), words, today),
        "money": lambda found, currency=None: wording.money(_amount(found), currency, words),
        "names": lambda found: wording.names((_expect(name, str, "a name") for name in _list(found)), words),
        "quoted": lambda found: wording.quoted(_expect(found, str, "a text"), words),
    }


def _expect(found: object, kind: type[_Kind] | tuple[type[_Kind], ...], what: str) -> _Kind:
    """Return `found` if it is of the `kind` a filter takes; raises DataError for an unknown fact or another type."""
    if not isinstance(found, kind):
        got = "an unknown fact" if found is None or isinstance(found, Undefined) else repr(found)
        raise DataError(f"this filter takes {what}, and here it got {got}")
    return found


def _amount(found: object) -> str | int | Decimal:
    return found if isinstance(found, int | Decimal) else _expect(found, str, "an amount")


def _list(found: object) -> list[object]:
    return list(_expect(found, (list, tuple), "a list"))
