"""What follows a two-week outage with 40 due threads: `python -m tests.end_to_end.outage` prints it, day by day.

Ten business days of four proposals each fall due while nothing runs; on the day of the return 40 follow-ups are due.
The person sends every draft on the day it comes. It is played on a real server, with injected time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import format_datetime
from pathlib import Path

from mailfollow.model import Decision, Thread
from mailfollow.model.words import in_words
from mailfollow.tracking.planning.limits import HEAD_START
from tests.end_to_end.stage import MONDAY, PROPOSAL, Stage
from tests.servers.dovecot import dovecot

DAYS, A_DAY = 10, 4
RETURN = MONDAY + timedelta(days=17)
"""A Thursday morning: the machine was off since the Thursday two weeks before."""

NAMED = {
    21: "I'll call you on Monday, 16 March.",
    30: "Our offer is valid until 27 March 2026.",
}
"""What two of the proposals say besides, so that somebody named a date."""

TOPICS = ("catalogue", "warehouse labels", "trade fair stand", "photo workshop", "newsletter")


@dataclass(frozen=True)
class Came:
    """A draft that came: on which day, when it had been due, and why now."""

    on: date
    who: str
    due: date
    why: str


def propose_all(stage: Stage) -> None:
    """Send the forty proposals, each to a company of its own."""
    for n in range(DAYS * A_DAY):
        week, weekday = divmod(n // A_DAY, 5)
        stage.now = MONDAY + timedelta(days=7 * week + weekday, minutes=n)
        topic = f"{TOPICS[n % len(TOPICS)]} {n:02}"
        text = PROPOSAL.format(name="Jane", topic=topic).replace("Does the", f"{NAMED.get(n, '')} Does the")
        stage.send(f"Jane Miller <jane@firm{n:02}.example>", f"Proposal: {topic}", text)


def days_after(stage: Stage, days: int) -> Iterator[tuple[date, list[Came], list[Decision]]]:
    """Let the days after the return go by: what came on each, and what was decided about the others then."""
    for day in range(days):
        stage.now = RETURN + timedelta(days=day)
        written = stage.look().written
        stage.at(hours=5)
        report = stage.look()
        threads = {thread.id: thread for thread in stage.threads()[0]}
        came = [_came(stage, threads[one.thread_id], one.to[0]) for one in (*written, *report.written)]
        send_all(stage)
        yield stage.now.date(), came, report.decisions


def _came(stage: Stage, thread: Thread, who: str) -> Came:
    calendar, sent = stage.config.calendar, thread.standing.proposed_at
    assert sent is not None
    assert thread.draft is not None
    due = calendar.add(calendar.local_date(sent), 3)
    return Came(calendar.local_date(stage.now), who, due, thread.draft.why.partition("; chose")[0])


def send_all(stage: Stage) -> None:
    """Send every draft as a mail client does."""
    for uid, draft in stage.drafts_by_uid():
        body, sent = draft.get_content(), f"<sent{next(stage.numbers)}.{stage.login.user}@client.example>"
        del draft["Message-ID"], draft["Date"]
        draft["Message-ID"], draft["Date"] = sent, format_datetime(stage.now)
        draft.set_content(body)
        stage.login.append("Sent", draft.as_bytes(), ["\\Seen"], stage.now)
        stage.login.remove("Drafts", uid)


def main() -> None:
    """Print the drafts of each day, in their order and with their reasons, and who waits until when."""
    with dovecot() as server, tempfile.TemporaryDirectory() as folder:
        stage = Stage(server.user("outage"), Path(folder))
        propose_all(stage)
        print(f"40 proposals of {in_words(MONDAY.date())} to Fri 13 Mar; nothing ran until {in_words(RETURN.date())}.")
        print(ORDER)
        print(ROW.format("Day", "Drafts", "For whom", "Why, in the order in which they were written"))
        queue: list[Decision] = []
        for day, came, decisions in days_after(stage, 14):
            left = [one for one in decisions if "overdue:" in one.why]
            queue = queue or left
            _print_day(day, came, len(left))
        print(f"\nWhat `mailfollow status` said of those that waited on {in_words(RETURN.date())}, for example:")
        for one in queue[:1] + queue[-1:]:
            print(f"  due {one.due_on}: {one.why}")


ORDER = f"""
Of what is overdue, the default of five comes on each business day, the rest on the next ones. Beside it comes what is
due on the day itself or was on the business day before. Order: the oldest date first, where one that somebody named (a
promise, the end of an offer) counts as {HEAD_START} business days older; then who was written to longest ago.
"""

ROW = "{:<12}{:>6}  {:<9} {}"


def _print_day(day: date, came: list[Came], left: int) -> None:
    """Print a line a draft, and how many overdue ones are left."""
    for number, one in enumerate(came):
        who, _, _ = one.who.partition("@")[2].partition(".")
        why = one.why if one.why.endswith("overdue") else f"{one.why}; in time"
        print(ROW.format(*((f"{day:%a} {day.day} {day:%b}", len(came)) if not number else ("", "")), who, why))
    if not came:
        print(ROW.format(f"{day:%a} {day.day} {day:%b}", 0, "", ""))
    print(ROW.format("", "", "", f"({left} overdue ones still to come)"))


if __name__ == "__main__":
    main()
