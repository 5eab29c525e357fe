"""Outcomes counted: in groups by angle, template, touch, language or resource. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from mailfollow.model import Became, Outcome, Tally
from mailfollow.model.outcome import SENT, tally

UNKNOWN, NONE = "(not known)", "(none)"
"""A draft that another mailfollow wrote has no template; most drafts offer no resource."""

KEYS: dict[str, Callable[[Outcome], str]] = {
    "angle": lambda one: one.angle or UNKNOWN,
    "template": lambda one: one.template or UNKNOWN,
    "touch": lambda one: str(one.touch),
    "language": lambda one: one.language or UNKNOWN,
    "resource": lambda one: one.resource or NONE,
}
"""By what outcomes can be grouped."""

MOST_DISCARDED = 5
"""How many templates are named as thrown away most."""


@dataclass(frozen=True, slots=True)
class Group:
    """What became of some drafts: how many of each, how much was changed, and how many were answered in time."""

    name: str
    became: Counter[Became]
    changed: float | None
    """The median of the shares of words that were changed where any was; None where nothing was edited."""
    tally: Tally
    recent: int
    """How many of those sent are too recent to be counted as answered or not."""

    @property
    def drafts(self) -> int:
        """How many there are in all."""
        return self.became.total()


def grouped(outcomes: Iterable[Outcome], by: str, now: datetime, within: timedelta) -> list[Group]:
    """Return the groups in order of their size, or touches in their own; never by how well they are answered."""
    key, members = KEYS[by], dict[str, list[Outcome]]()
    for one in outcomes:
        members.setdefault(key(one), []).append(one)
    groups = [group(name, some, now, within) for name, some in members.items()]
    return sorted(groups, key=lambda one: (int(one.name) if by == "touch" else -one.drafts, one.name))


def group(name: str, outcomes: Sequence[Outcome], now: datetime, within: timedelta) -> Group:
    """Return what became of `outcomes` at `now` (aware)."""
    shares = [one.edit.changed for one in outcomes if one.edit and one.became is Became.EDITED]
    return Group(
        name,
        Counter(one.became for one in outcomes),
        median(shares) if shares else None,
        tally(outcomes, now, within),
        sum(one.sent_at is not None and not one.is_ripe(now, within) for one in outcomes),
    )


def never_chosen(outcomes: Sequence[Outcome], templates: Iterable[tuple[str, str]]) -> list[str]:
    """Return which templates, given as name and language, became no draft, in the languages that were written in."""
    chosen, spoken = {one.template for one in outcomes}, {one.language for one in outcomes}
    return sorted(name for name, language in templates if language in spoken and name not in chosen)


def most_discarded(outcomes: Iterable[Outcome]) -> list[tuple[str, int, int]]:
    """Return the templates thrown away more than once: the name, how often, and of how many that were decided on."""
    decided = [one for one in outcomes if one.template and (one.became in SENT or one.became is Became.DISCARDED)]
    gone = Counter(one.template for one in decided if one.became is Became.DISCARDED)
    of = Counter(one.template for one in decided)
    rows = [(name, count, of[name]) for name, count in gone.items() if count > 1]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:MOST_DISCARDED]
