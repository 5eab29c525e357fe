"""When no new draft is written until the person says so: nobody uses them, or there are suspiciously many. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mailfollow.model import DraftPolicy, DraftState, Trace
from mailfollow.model.words import counted, in_words
from mailfollow.tracking.planning.calendar import Calendar

LEFT_LYING = 5
"""Working days after which a draft that lies untouched in Drafts counts as unused."""

USED = frozenset({DraftState.SENT, DraftState.EDITED})
EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Brake:
    """Why no new draft is written, and what the person can do; `alarm` if it may be a mistake of ours."""

    why: str
    remedy: str
    alarm: bool = False

    @property
    def sentence(self) -> str:
        """Both, for the person."""
        return f"No new drafts: {self.why}. {self.remedy}"


def brake(
    traces: Sequence[Trace], policy: DraftPolicy, now: datetime, calendar: Calendar, resumed: datetime | None = None
) -> Brake | None:
    """Return what keeps new drafts from being written at `now` (aware); None if nothing does.

    `traces` are the drafts in the order in which they were written. What was before the person last said that it may
    go on, at `resumed`, does not count.
    """
    return _too_many(traces, policy, calendar, resumed or EVER) or _unused(
        traces, policy, now, calendar, resumed or EVER
    )


def _too_many(traces: Iterable[Trace], policy: DraftPolicy, calendar: Calendar, resumed: datetime) -> Brake | None:
    """Stop after two business days in a row on which the cap was reached, unless half of those drafts were used."""
    lately = [one for one in traces if one.written_at > resumed and not one.again]
    days = Counter(calendar.local_date(one.written_at) for one in lately)
    if len(days) < 2 or policy.daily == 0:
        return None
    first, second = sorted(days)[-2:]
    full = min(days[first], days[second]) >= policy.daily and second <= calendar.add(first, 1)
    used = sum(one.state in USED for one in lately if calendar.local_date(one.written_at) >= first)
    if not full or used * 2 >= days[first] + days[second]:
        return None
    when = f"{in_words(first, since=second)} and on {in_words(second)}"
    return Brake(
        f"the cap of {policy.daily} drafts a day was reached on {when}, and most of them were not used",
        "If so many are right, `mailfollow resume` lets it go on; a higher `daily` in the configuration, for good.",
        alarm=True,
    )


def _unused(
    traces: Iterable[Trace], policy: DraftPolicy, now: datetime, calendar: Calendar, resumed: datetime
) -> Brake | None:
    """Stop when the last drafts were thrown away or left lying; one that is sent or edited ends it."""
    drafts = list(traces)
    used = (one.changed_at for one in drafts if one.state in USED and one.changed_at and one.changed_at <= now)
    since = max([resumed, *used])
    unused = sum(_is_unused(one, since, calendar.today(now), calendar) for one in drafts)
    if not policy.unused or unused < policy.unused:
        return None
    return Brake(
        f"the last {counted(unused, 'draft')} went unused, thrown away or untouched for {LEFT_LYING} working days",
        "Send or edit one of them, or say `mailfollow resume`.",
    )


def _is_unused(one: Trace, since: datetime, today: date, calendar: Calendar) -> bool:
    """Whether it was thrown away after `since`, or has been lying untouched for days since then."""
    if one.state is DraftState.DISCARDED:
        return one.changed_at is not None and one.changed_at > since
    if one.state is not DraftState.OPEN:
        return False
    day = calendar.local_date(max(one.written_at, since))
    for _ in range(LEFT_LYING):
        day = calendar.next_working(calendar.add(day, 1))
    return day <= today
