"""The person's calendar says when they are busy, whatever program wrote it; a broken one is told."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailfollow import agenda
from mailfollow.errors import DataError

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = date(2026, 3, 2), date(2026, 3, 8)


@pytest.fixture
def calendar(tmp_path):
    def write(*components: str) -> Path:
        path = tmp_path / "calendar.ics"
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//made up//EN", *components, "END:VCALENDAR", ""]
        path.write_bytes("\r\n".join(lines).replace("\n\n", "\n").encode())
        return path

    return write


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", "UID:1@x.example", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"])


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


def busy(path: Path) -> tuple[agenda.Times, ...]:
    return agenda.busy(path, *WEEK, BERLIN)


def test_an_event_in_any_zone_takes_its_time(calendar):
    path = calendar(event("DTSTART:20260303T090000Z", "DTEND:20260303T100000Z"))

    assert busy(path) == ((at(3, 10), at(3, 11)),)


def test_a_time_without_a_zone_is_meant_here(calendar):
    path = calendar(event("DTSTART:20260303T090000", "DURATION:PT90M"))

    assert busy(path) == ((at(3, 9), at(3, 10, 30)),)


def test_a_whole_day_is_taken_from_midnight_to_midnight(calendar):
    path = calendar(event("DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260305"))

    assert busy(path) == ((at(4, 0), at(5, 0)),)


def test_a_weekly_event_is_found_long_after_it_began_and_its_exceptions_are_not(calendar):
    path = calendar(
        event(
            "DTSTART;TZID=Europe/Berlin:20250101T140000",
            "DTEND;TZID=Europe/Berlin:20250101T150000",
            "RRULE:FREQ=WEEKLY;BYDAY=WE,TH",
            "EXDATE;TZID=Europe/Berlin:20260305T140000",
        )
    )

    assert busy(path) == ((at(4, 14), at(4, 15)),)


@pytest.mark.parametrize("line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED"])
def test_what_is_marked_free_or_cancelled_takes_no_time(calendar, line):
    path = calendar(event("DTSTART:20260303T090000Z", "DTEND:20260303T100000Z", line))

    assert busy(path) == ()


PUBLISHED = """BEGIN:VFREEBUSY
UID:2@x.example
DTSTAMP:20260101T000000Z
FREEBUSY;FBTYPE=BUSY:20260303T090000Z/20260303T100000Z,20260304T090000Z/PT1H
FREEBUSY;FBTYPE=FREE:20260305T090000Z/20260305T100000Z
END:VFREEBUSY"""


def test_published_free_busy_times_count(calendar):
    path = calendar(PUBLISHED.replace("\n", "\r\n"))

    assert busy(path) == ((at(3, 10), at(3, 11)), (at(4, 10), at(4, 11)))


def test_a_free_busy_time_without_a_zone_is_meant_here(calendar):
    path = calendar("BEGIN:VFREEBUSY", "UID:2@x.example", "FREEBUSY:20260303T090000/PT1H", "END:VFREEBUSY")

    assert busy(path) == ((at(3, 9), at(3, 10)),)


def test_what_lies_outside_the_days_is_left_out(calendar):
    path = calendar(event("DTSTART:20260320T090000Z", "DTEND:20260320T100000Z"))

    assert busy(path) == ()


def test_a_file_that_is_saved_again_is_read_again(calendar):
    busy(calendar(event("DTSTART:20260303T090000Z", "DTEND:20260303T100000Z")))
    path = calendar(event("DTSTART:20260304T090000Z", "DTEND:20260304T110000Z", "SUMMARY:longer than before"))

    assert busy(path) == ((at(4, 10), at(4, 12)),)


@pytest.mark.parametrize(
    "text",
    ["", "hello", "BEGIN:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\nEND:VEVENT\r\n", "\x00"],
)
def test_what_is_no_calendar_is_told_in_a_sentence(tmp_path, text):
    path = tmp_path / "calendar.ics"
    path.write_text(text)

    with pytest.raises(DataError, match="this is no iCalendar file"):
        busy(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DataError, match=r"your calendar cannot be read \(No such file"):
        busy(tmp_path / "nowhere.ics")


def test_a_file_of_absurd_size_is_not_read(tmp_path):
    path = tmp_path / "calendar.ics"
    with path.open("wb") as file:
        file.truncate(agenda.LARGEST + 1)

    with pytest.raises(DataError, match="are the most"):
        busy(path)
