"""Two times to talk, to be named in a draft: "Thursday at 10:30, or Monday at 14:00" is soon answered, "when?" is not.

They come from the weekly hours that the person keeps free, less what is in their calendar. Which ones depends on the
thread, so that two readers are seldom offered the same half hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from mailfollow.model import Slots
from mailfollow.writing.template.pick import number

Busy = Sequence[tuple[datetime, datetime]]
"""What the person has on already: aware start and end, the end not included."""

GRID = 30
"""Minutes between two times to begin at: people meet on the hour and on the half hour."""


def free_slots(slots: Slots, days: Iterable[date], busy: Busy, zone: tzinfo, seed: str) -> tuple[datetime, ...]:
    """Return two free times, local, on different days of `days`, the earlier first; fewer where there are fewer.

    Equal arguments give equal times; another `seed` may give others.
    """
    by_day = {day: free for day in days if (free := list(_free(slots, day, busy, zone)))}
    chosen = sorted(sorted(by_day, key=lambda day: number(seed, day.isoformat()))[:2])
    return tuple(by_day[day][number(seed, day.isoformat(), "time") % len(by_day[day])] for day in chosen)


def _free(slots: Slots, day: date, busy: Busy, zone: tzinfo) -> Iterator[datetime]:
    """Yield the times of `day` at which a talk could begin."""
    length = timedelta(minutes=slots.minutes)
    for weekday, start, end in slots.free:
        for minute in range(start, end - slots.minutes + 1, GRID) if weekday == day.weekday() else ():
            begin = datetime.combine(day, time(*divmod(minute, 60)), zone)
            if not any(first < begin + length and begin < last for first, last in busy):
                yield begin
