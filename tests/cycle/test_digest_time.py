"""When a digest is due: once a business day, from its hour on, by the person's own clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mailfollow.cycle.digest import MADE, is_time
from mailfollow.model import Cadence, Digest
from mailfollow.replay.settings import settings
from mailfollow.store import Store
from mailfollow.tracking.standing.fold import fold

BERLIN = ZoneInfo("Europe/Berlin")
CADENCE = Cadence(holidays=(date(2026, 4, 3),), away=((date(2026, 8, 3), date(2026, 8, 21)),))
CONFIG = replace(
    settings(None, ["robin@hale.example"]), zone=BERLIN, cadence=CADENCE, digest=Digest(daily=True, hour=7)
)


def due(local: datetime, *, made: datetime | None = None, hour: int = 7) -> bool:
    """Return whether a digest is due at a local time, with the last one made at another."""
    store = Store.in_memory(fold)
    if made is not None:
        store.marks.put(MADE, made.replace(tzinfo=BERLIN).astimezone(UTC).isoformat())
    config = replace(CONFIG, digest=replace(CONFIG.digest, hour=hour))
    return is_time(config, store, local.replace(tzinfo=BERLIN).astimezone(UTC))


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        pytest.param(datetime(2026, 3, 2, 6, 59), False, id="before its hour"),
        pytest.param(datetime(2026, 3, 2, 7), True, id="from its hour on"),
        pytest.param(datetime(2026, 3, 2, 23, 59), True, id="late is better than never"),
        pytest.param(datetime(2026, 3, 7, 9), False, id="Saturday"),
        pytest.param(datetime(2026, 4, 3, 9), False, id="a holiday"),
        pytest.param(datetime(2026, 8, 5, 9), False, id="the person is away"),
        pytest.param(datetime(2026, 8, 24, 9), True, id="back again"),
        pytest.param(datetime(2026, 3, 30, 7), True, id="the first morning of summer time"),
        pytest.param(datetime(2026, 10, 26, 7), True, id="the first morning of winter time"),
    ],
)
def test_it_is_due_on_a_business_day_from_its_hour_on(local: datetime, expected: bool) -> None:
    assert due(local) is expected


@pytest.mark.parametrize(("hour", "first"), [(0, datetime(2026, 3, 3)), (23, datetime(2026, 3, 3, 23))])
def test_each_day_has_one_at_any_hour(hour: int, first: datetime) -> None:
    """At the very ends of a day as well."""
    yesterday = datetime(2026, 3, 2, 23, 58)

    assert due(first, made=yesterday, hour=hour)
    assert not due(first - timedelta(minutes=1), made=yesterday, hour=hour)
    assert not due(datetime(2026, 3, 3, 23, 59), made=first, hour=hour)


def test_a_clock_that_is_set_back_over_midnight_brings_no_second_one() -> None:
    """By an hour, as where it was wrong a little; one far ahead was made by a clock that was wrong."""
    assert not due(datetime(2026, 3, 2, 23, 30), made=datetime(2026, 3, 3, 0, 10), hour=0)
    assert due(datetime(2026, 3, 2, 9), made=datetime(2027, 3, 2, 9))
