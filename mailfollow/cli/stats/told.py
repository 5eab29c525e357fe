"""All that `stats` tells, gathered, and as the JSON that programs rely on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from mailfollow.cli.stats.groups import Group, group, grouped, most_discarded, never_chosen
from mailfollow.cli.stats.habits import Habit, habits
from mailfollow.model import Became, Outcome
from mailfollow.model.outcome import ENOUGH

LIKELY = 1.6449
"""The quantile of the normal distribution for an interval of 90 %."""


@dataclass(frozen=True, slots=True)
class Told:
    """The groups and all of them together, the habits of editing, and the templates that nobody wants."""

    by: str
    within: int
    """Days in which an answer counts."""
    groups: list[Group]
    total: Group
    habits: list[Habit]
    unchosen: list[str]
    templates: int
    """How many templates there are in the languages that were written in."""
    discarded: list[tuple[str, int, int]]

    @classmethod
    def of(
        cls,
        outcomes: Sequence[Outcome],
        by: str,
        now: datetime,
        within: timedelta,
        templates: Iterable[tuple[str, str]],
    ) -> Self:
        """Count `outcomes` at `now` (aware); `templates` are all there are, by name and language."""
        spoken = {one.language for one in outcomes}
        known = [one for one in templates if one[1] in spoken]
        return cls(
            by,
            within.days,
            grouped(outcomes, by, now, within),
            group("all", outcomes, now, within),
            habits(outcomes),
            never_chosen(outcomes, known),
            len(known),
            most_discarded(outcomes),
        )


def as_object(told: Told, days: int | None) -> dict[str, Any]:
    """Return what `--json` prints; keys are only ever added.

    `days` and `within_days` are the options. `groups` has one object for each value of `by`, `total` one for all:
    how many `drafts` there are and what became of them, `changed`, the median share of words that were changed in those
    `sent_edited` (null if there are none), and `answers`. There `counted` were sent so long ago that an answer would
    have come within `within_days`, `answered` of them were, `too_recent` are not counted; `rate`, `low` and `high` are
    the share and its 90 % interval, null while `too_few_to_tell`. `edits` are what is changed in at least half of the
    sent drafts of a template; paragraphs are counted from 1, the greeting. `discarded_most` are the templates thrown
    away more than once, `of` those sent or thrown away; `never_chosen` are in the languages that were written in.
    """
    return {
        "by": told.by,
        "days": days,
        "within_days": told.within,
        "enough": ENOUGH,
        "groups": [_group(one) for one in told.groups],
        "total": _group(told.total),
        "edits": [_habit(one) for one in told.habits],
        "discarded_most": [{"template": name, "times": times, "of": of} for name, times, of in told.discarded],
        "never_chosen": told.unchosen,
    }


def _group(one: Group) -> dict[str, Any]:
    return {
        "name": one.name,
        "drafts": one.drafts,
        "sent_as_is": one.became[Became.AS_IS],
        "sent_edited": one.became[Became.EDITED],
        "sent_words_unknown": one.became[Became.SENT],
        "discarded": one.became[Became.DISCARDED],
        "withdrawn": one.became[Became.WITHDRAWN],
        "open": one.became[Became.OPEN],
        "otherwise": one.became[Became.OTHERWISE],
        "changed": None if one.changed is None else round(one.changed, 3),
        "answers": _answers(one),
    }


def _answers(one: Group) -> dict[str, Any]:
    few, (low, high) = one.tally.too_few, one.tally.interval(LIKELY)
    return {
        "answered": one.tally.answered,
        "counted": one.tally.sent,
        "too_recent": one.recent,
        "too_few_to_tell": few,
        "rate": None if few else round(one.tally.rate, 3),
        "low": None if few else round(low, 3),
        "high": None if few else round(high, 3),
    }


def _habit(one: Habit) -> dict[str, Any]:
    return {
        "template": one.template,
        "what": one.what,
        "paragraph": one.paragraph or None,
        "times": one.times,
        "of": one.sent,
        "by": round(one.by, 3) or None,
    }
