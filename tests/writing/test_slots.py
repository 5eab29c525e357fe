"""Two free times, from weekly hours and a calendar; none that is taken, none twice on a day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Slots
from mailfollow.writing.facts.slots import free_slots

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY, THURSDAY = 1, 3
DAYS = [date(2026, 3, 2) + timedelta(days=n) for n in range(10)]
SLOTS = Slots(((TUESDAY, 10 * 60, 12 * 60), (THURSDAY, 14 * 60, 15 * 60)), minutes=30)


def test_two_times_on_two_days_the_earlier_first():
    first, second = free_slots(SLOTS, DAYS, (), BERLIN, "t1")

    assert first.date() < second.date()
    for slot in (first, second):
        assert slot.weekday() in {TUESDAY, THURSDAY}
        assert slot.tzinfo is BERLIN


def test_the_same_thread_always_gets_the_same_times_and_others_get_others():
    assert free_slots(SLOTS, DAYS, (), BERLIN, "t1") == free_slots(SLOTS, DAYS, (), BERLIN, "t1")
    assert len({free_slots(SLOTS, DAYS, (), BERLIN, f"t{n}") for n in range(20)}) > 10


def test_what_is_taken_is_not_offered():
    taken = [(datetime(2026, 3, day, 8, tzinfo=BERLIN), datetime(2026, 3, day, 18, tzinfo=BERLIN)) for day in (3, 5)]

    (only,) = free_slots(SLOTS, DAYS, taken, BERLIN, "t1")

    assert only.date() == date(2026, 3, 10)


def test_a_talk_does_not_reach_into_what_comes_next():
    slots = Slots(((TUESDAY, 600, 720),), minutes=60)
    taken = [(datetime(2026, 3, 3, 10, 30, tzinfo=BERLIN), datetime(2026, 3, 3, 11, tzinfo=BERLIN))]

    (only,) = free_slots(slots, DAYS[:3], taken, BERLIN, "t1")

    assert only.strftime("%H:%M") == "11:00"


def test_hours_too_short_for_a_talk_or_no_hours_give_none():
    assert free_slots(Slots(((TUESDAY, 600, 620),), minutes=30), DAYS, (), BERLIN, "t1") == ()
    assert free_slots(Slots(), DAYS, (), BERLIN, "t1") == ()
    assert free_slots(SLOTS, [], (), BERLIN, "t1") == ()


@given(
    st.lists(st.tuples(st.integers(0, 240), st.integers(1, 20)), max_size=30),
    st.integers(10, 180),
    st.text(max_size=5),
)
def test_no_offered_time_ever_overlaps_one_that_is_taken(taken, minutes, seed):
    start = datetime(2026, 3, 2, tzinfo=UTC)
    busy = [(start + timedelta(hours=at), start + timedelta(hours=at + length)) for at, length in taken]
    slots = Slots(tuple((weekday, 8 * 60, 18 * 60) for weekday in range(5)), minutes)

    found = free_slots(slots, DAYS, busy, BERLIN, seed)

    assert len({slot.date() for slot in found}) == len(found) <= 2
    for slot in found:
        end = slot + timedelta(minutes=minutes)
        assert not any(first < end and slot < last for first, last in busy)
        assert 8 <= slot.hour < 18
        assert slot.minute in {0, 30}
