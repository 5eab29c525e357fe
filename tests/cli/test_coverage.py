"""What `status` says of its own sight: "nobody to follow up" is not "could not look"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailfollow.cli.coverage import coverage_object, print_coverage
from mailfollow.store import Coverage

MORNING = datetime(2026, 3, 3, 9, tzinfo=UTC)
READ = Coverage("work", "INBOX", MORNING, 12, None, None)
FAILED = Coverage("home", None, None, 0, "The server is down.", MORNING - timedelta(days=1))


def printed(capsys: pytest.CaptureFixture[str], *rows: Coverage, later: timedelta, idle: bool = True) -> list[str]:
    print_coverage(rows, UTC, MORNING + later, 5, idle=idle)
    return capsys.readouterr().out.splitlines()


def test_that_nobody_is_to_be_followed_up_is_said_only_if_all_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    last = "Last looked Tue 3 Mar 2026 at 09:00: 1 folder, 12 messages."
    nobody = "Nobody is to be followed up now: everything could be read."
    blind = "Could not look since Mon 2 Mar 2026 at 09:00: home: The server is down. Silence there means nothing."

    assert printed(capsys, READ, later=timedelta()) == [nobody, last]
    assert printed(capsys, READ, later=timedelta(), idle=False) == [last]
    assert printed(capsys, READ, FAILED, later=timedelta()) == [last, blind]
    assert printed(capsys, later=timedelta()) == []


@pytest.mark.parametrize(
    ("later", "long"),
    [
        (timedelta(minutes=60), ""),
        (timedelta(minutes=61), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_a_look_that_is_long_ago_is_said_to_be(capsys: pytest.CaptureFixture[str], later: timedelta, long: str) -> None:
    line = " ".join(printed(capsys, READ, later=later, idle=False))

    warning = f" That is {long} ago: what came since is not known. Is `mailfollow run` running?"
    assert line.endswith(warning if long else "messages.")


def test_programs_are_told_whether_everything_was_read() -> None:
    assert coverage_object([READ])["complete"] is True
    assert coverage_object([READ, FAILED])["complete"] is False
    assert coverage_object([])["complete"] is False
    assert coverage_object([FAILED])["failed"] == [
        {"account": "home", "folder": None, "since": "2026-03-02T09:00:00+00:00", "problem": "The server is down."}
    ]
