"""What a value may be. Each check returns the value to use, or raises ValueError with what it must be.

The sentences never repeat the value: it may be a secret that slipped into the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Check = Callable[[Any], Any]


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FREE = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6} (\d{1,2})(?::(\d\d))? ?[-–] ?(\d{1,2})(?::(\d\d))?")


def text(value: object) -> str:
    """Text, with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text in quotes, and not empty")
    return value.strip()


def exact(value: object) -> str:
    """Text of which every character counts: a password, or a word of a command."""
    text(value)
    return str(value)


def any_text(value: object) -> str:
    """Text, possibly of several lines or empty."""
    if not isinstance(value, str):
        raise ValueError('must be text in quotes ("..." or """...""")')  # noqa: TRY004 - the file's mistake, not a caller's
    return value


def flag(value: object) -> bool:
    """A truth value."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false, without quotes")  # noqa: TRY004 - as above
    return value


def whole(least: int, most: int) -> Check:
    """Return the check for a whole number from `least` to `most`."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return value

    return check


def number(least: float, most: float) -> Check:
    """Return the check for a number from `least` to `most`, whole or not."""

    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ValueError(f"must be a number from {least:g} to {most:g}")
        return float(value)

    return check


def one_of(*words: str) -> Check:
    """Return the check for one of `words`."""

    def check(value: object) -> str:
        if value not in words:
            raise ValueError("must be one of " + ", ".join(f'"{word}"' for word in words))
        return str(value)

    return check


def list_of(each: Check, what: str, least: int = 0) -> Check:
    """Return the check for a list of `what`, with at least `least` entries that pass `each`."""

    def check(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) < least:
            raise ValueError(f"must be a list of {what}" + (", with at least one" if least else ""))
        found = []
        for n, item in enumerate(value, 1):
            try:
                found.append(each(item))
            except ValueError as error:
                raise ValueError(f"must be a list of {what}; entry {n} {error}") from error
        return tuple(found)

    return check


def address(value: object) -> str:
    """A bare mail address, lower-cased."""
    found = text(value).lower()
    local, at, domain_part = found.rpartition("@")
    if not at or not local or not _is_domain(domain_part) or any(sign in found for sign in ' ,;<>"\t'):
        raise ValueError("must be a bare mail address, such as anna@agency.example")
    return found


def domain(value: object) -> str:
    """A domain name, lower-cased."""
    found = text(value).lower().lstrip("@")
    if not _is_domain(found):
        raise ValueError("must be a domain, such as agency.example")
    return found


def path(value: object) -> str:
    """A path; `~` must be a home directory that exists."""
    found = text(value)
    try:
        return str(Path(found).expanduser())
    except RuntimeError:
        raise ValueError("names the home directory of a user that does not exist") from None


def _is_domain(name: str) -> bool:
    labels = name.split(".")
    return len(labels) > 1 and all(label.replace("-", "").isalnum() for label in labels)


def host(value: object) -> str:
    """A host name or IP address, without scheme, port or path."""
    found = text(value)
    if any(sign in found for sign in "/@ ") or (found.count(":") == 1):
        raise ValueError("must be a host name alone, such as imap.agency.example; the port has a key of its own")
    return found.strip("[]")


def language(value: object) -> str:
    """A language code of two letters (ISO 639-1)."""
    found = text(value).lower()
    if len(found) != 2 or not (found.isascii() and found.isalpha()):
        raise ValueError('must be a language code of two letters, such as "en"')
    return found


def day(value: object) -> date:
    """A day, as a TOML date or as text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError("must be a day, such as 2026-12-24") from None


def days(value: object) -> tuple[date, date]:
    """A pair of days, the first not after the last."""
    pair: tuple[date, ...] = list_of(day, "days")(value)
    if len(pair) != 2 or pair[0] > pair[1]:
        raise ValueError("must be the first and the last day, such as [2026-08-03, 2026-08-21]")
    return pair[0], pair[1]


def hours(value: object) -> tuple[int, int]:
    """A pair of hours of the day, the first before the second."""
    pair: Sequence[int] = list_of(whole(0, 24), "hours")(value)
    if len(pair) != 2 or pair[0] >= pair[1]:
        raise ValueError("must be two hours, from and to, such as [9, 17]")
    return pair[0], pair[1]


def free_hours(value: object) -> tuple[int, int, int]:
    """Weekly free hours, "Tue 10:00-12:00", as weekday (Monday = 0) and local minutes from and to."""
    found = _FREE.fullmatch(" ".join(text(value).lower().split()))
    if found:
        weekday, *numbers = found.groups()
        start, end = (int(numbers[at]) * 60 + int(numbers[at + 1] or 0) for at in (0, 2))
        if start < end <= 24 * 60 and max(int(numbers[1] or 0), int(numbers[3] or 0)) < 60:
            return WEEKDAYS.index(weekday[:3]), start, end
    raise ValueError('must be a weekday with two times, such as "Tue 10:00-12:00"')


def zone(value: object) -> ZoneInfo:
    """A time zone of the IANA database."""
    name = text(value)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a name at all; the name of a directory
        raise ValueError(_unknown_zone(name)) from None


def _unknown_zone(name: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    near = get_close_matches(name.replace(" ", "_"), sorted(available_timezones()), n=1, cutoff=0.7)
    return "must be a time zone such as Europe/Berlin" + (f"; did you mean {near[0]}?" if near else "")
