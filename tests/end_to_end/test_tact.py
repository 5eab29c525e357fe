"""Tact, whole: never a flood, at the right local day, once, and quiet where nobody uses the drafts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

import pytest
from click.testing import CliRunner, Result

from mailfollow import clock
from mailfollow.cli import cli
from mailfollow.errors import CannotWrite
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.model import Action, Close, State
from tests.end_to_end import outage
from tests.end_to_end.stage import CONFIG, JANE, MONDAY, Stage
from tests.servers.dovecot import Server, free_port

pytestmark = pytest.mark.dovecot


HOME = '[account.home]\nhost = "127.0.0.1"\nport = {}\nsecurity = "none"\nuser = "{}"\npassword = "secret"\n'
"""A second account."""


def say(stage: Stage, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """Give a command, as the person does."""
    monkeypatch.setattr(clock, "now", lambda: stage.now)
    result = CliRunner().invoke(cli, [*words, "--config", str(stage.config.source)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def many(stage: Stage, n: int, days_ago: float = 9) -> None:
    """Send proposals to so many companies."""
    for number in range(n):
        stage.propose(f"Jane Miller <jane@firm{number:02}.example>", f"shop {number:02}", days_ago=days_ago)


def at(text: str) -> datetime:
    """Return an UTC time of 2026, as in "03-30 05:00"."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def drafted_on(stage: Stage, days: int) -> list[str]:
    """Return the local days, as "Wed 11", on which drafts came in as many days from now on, with a look at noon."""
    came = []
    for _ in range(days):
        came += [f"{stage.now:%a} {stage.now.day}"] * len(stage.look().written)
        stage.at(days=1)
    return came


@pytest.mark.parametrize(("holidays", "day"), [("", "Wed 11"), ("[cadence]\nholidays = [2026-03-09]\n", "Thu 12")])
def test_three_business_days_after_a_friday_evening(stage: Stage, holidays: str, day: str) -> None:
    """Scenario 83: the weekend is left out, and a holiday on Monday as well."""
    stage.more, stage.now = holidays, at("03-06 16:00")
    stage.propose()

    assert drafted_on(stage, 9) == [day]


@pytest.mark.parametrize(
    ("zone", "sent", "before", "after"),
    [
        ("Europe/Berlin", "03-25 08:00", "03-29 21:59", "03-29 22:01"),  # the clock was put forward on 29 March
        ("America/New_York", "03-05 14:00", "03-10 03:59", "03-10 04:01"),  # on 8 March, and it is four hours behind
        ("Pacific/Auckland", "04-01 20:00", "04-06 11:59", "04-06 12:01"),  # sent on their 2 April; back on 5 April
    ],
)
def test_a_change_to_summer_time_moves_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, zone: str, sent: str, before: str, after: str
) -> None:
    """Scenario 84: due from midnight of the person's own day on, and once."""
    place = "tests.end_to_end.stage.CONFIG"
    monkeypatch.setattr(place, CONFIG.replace("Europe/Berlin", zone))
    stage.now = at(sent)
    stage.propose()
    stage.at(minutes=5).look()

    written = []
    for moment in (before, after, after):
        stage.now = max(at(moment), stage.now + timedelta(seconds=1))
        written.append(len(stage.look().written))

    assert written == [0, 1, 0]


def test_a_threshold_that_is_reached_between_two_looks_counts_once(stage: Stage) -> None:
    """Scenario 85: however often it is looked at within the minutes around midnight."""
    stage.propose()
    stage.now = at("03-04 22:50")

    written = [len(stage.at(minutes=5).look().written) for _ in range(6)]

    assert written == [0, 1, 0, 0, 0, 0]
    assert len(stage.drafts()) == 1


def test_two_weeks_of_outage_end_in_no_flood(stage: Stage) -> None:
    """Scenario 86: 40 due threads; five overdue ones a business day, besides what is due on it, each as told."""
    outage.propose_all(stage)
    days = {day: (came, decisions) for day, came, decisions in outage.days_after(stage, 12)}
    firsts = {day: [one for one in came if "follow-up 1 was" not in one.why] for day, (came, _) in days.items()}
    back, *later = sorted(days)
    told = Counter(one.due_on for one in days[back][1] if "overdue:" in one.why)

    assert [len(firsts[day]) for day in sorted(days)] == [9, 5, 0, 0, 5, 5, 5, 5, 5, 0, 0, 1]
    assert told == {day: len(firsts[day]) for day in later if firsts[day]}
    promised, *oldest = [one for one in firsts[back] if one.why.endswith("; overdue")]
    assert promised.why == "you promised to be in touch on Mon 16 Mar; overdue"
    assert {one.due for one in oldest} == {(MONDAY + timedelta(days=3)).date()}
    assert [one.due for one in firsts[back][5:]] == [back - timedelta(days=1)] * 4
    assert day_of("firm30", firsts) < day_of("firm31", firsts)  # its offer ends before its turn would have come


def day_of(company: str, came: Mapping[date, Sequence[outage.Came]]) -> date:
    """Return the day on which the first follow-up to a company came."""
    return next(day for day in sorted(came) if any(company in one.who for one in came[day]))


def test_the_first_day_back_is_no_flood(stage: Stage) -> None:
    """Two weeks of absence: nothing is written meanwhile, and what fell due then comes five a day."""
    stage.more = "[cadence]\naway = [[2026-03-02, 2026-03-13]]\n"
    many(stage, 12)

    assert stage.look().written == []
    stage.now = at("03-16 08:00")
    assert drafted_on(stage, 4) == ["Mon 16"] * 5 + ["Tue 17"] * 5 + ["Wed 18"] * 2


def test_after_the_last_follow_up_there_is_none(stage: Stage) -> None:
    """Scenario 87: the thread is closed, and stays so."""
    stage.more = "[cadence]\nmost = 2\n"
    stage.propose(days_ago=9)
    written = 0
    for _ in range(6):
        written += len(stage.look().written)
        outage.send_all(stage)
        stage.at(days=7)

    assert written == 2
    assert (stage.thread().standing.state, stage.thread().standing.close) == (State.CLOSED, Close.EXHAUSTED)


def test_an_offer_that_ends_is_mentioned_before_and_never_called_valid_after(stage: Stage) -> None:
    """Scenario 88: an untouched draft that says it ends soon is taken back when it has ended."""
    text = "Hi Jane,\n\nhere is our proposal: the total is EUR 4,800. Our offer is valid until 6 March 2026.\n\nRobin\n"
    stage.send(JANE, "Proposal: website", text, days_ago=3)
    stage.at(hours=1).look()
    stage.now = at("03-04 08:00")
    stage.look()
    before = stage.thread().draft
    assert before is not None

    stage.now = at("03-09 08:00")
    withdrawn = stage.look().withdrawn
    stage.at(minutes=5).look()

    (after,) = stage.drafts()
    assert withdrawn == [stage.thread().id]
    assert 'made for "expiring"' in before.why
    anew = stage.thread().draft
    assert anew is not None
    assert 'made for "lapsed"' in anew.why
    assert anew.text in after.get_content().replace("\r\n", "\n")


def test_a_pause_that_is_lifted_late_brings_one_draft(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 89: not all that would have been due meanwhile, and on the next business day, in working hours."""
    stage.more = "[cadence]\nhours = [9, 17]\n"
    stage.propose()
    stage.look()
    say(stage, monkeypatch, "snooze", stage.thread().id, "2026-04-30")
    stage.now = at("04-16 17:00")
    assert stage.look().written == []
    say(stage, monkeypatch, "reopen", stage.thread().id)

    assert [len(stage.at(hours=hours).look().written) for hours in (0, 5, 12, 5, 24, 24)] == [0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("word", ["won", "lost", "stop"])
def test_an_ended_thread_loses_its_untouched_draft_only(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    """Scenario 90: by command; by folder it is the same event."""
    stage.propose(days_ago=9)
    stage.propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=8)
    stage.look()
    for thread in stage.threads()[0]:
        say(stage, monkeypatch, word, thread.id)
    stage.at(minutes=5)
    uid, edited = stage.drafts_by_uid()[0]
    edited.set_content(edited.get_content() + "\nAnd one more thing.\n")
    stage.login.append("Drafts", edited.as_bytes(), ["\\Draft"], stage.now)
    stage.login.remove("Drafts", uid)

    assert len(stage.look().withdrawn) == 1
    assert [str(draft["To"]) for draft in stage.drafts()] == [str(edited["To"])]


def test_a_clock_that_is_set_back_brings_nothing_twice(stage: Stage) -> None:
    """Scenario 91: nor do two looks in one second."""
    stage.propose(days_ago=9)

    written = [len(stage.at(seconds=seconds).look().written) for seconds in (0, 0, -3600, -86400, 0, 90000, 86400)]

    assert written == [1, 0, 0, 0, 0, 0, 0]
    assert len(stage.drafts()) == 1


def test_what_waits_is_never_lost_for_being_old(stage: Stage) -> None:
    """Scenario 93: the first look is told to be cut off; the oldest overdue ones come first, however old they get."""
    stage.propose("Old Box <old@vanished.example>", "too old", days_ago=200)
    many(stage, 7, days_ago=89)

    first = stage.look()

    assert first.too_old == 1
    assert len(first.decisions) == 7
    assert all(one.why for one in first.decisions)
    stage.at(days=1)
    assert drafted_on(stage, 1) == ["Tue 3"] * 2
    assert sorted(thread.standing.state for thread in stage.threads()[0]) == [State.DRAFTED] * 7


def test_a_dry_run_tells_all_that_a_new_account_would_bring(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 92: each with its day and reason, and nothing is written anywhere."""
    many(stage, 7)
    before = stage.login.snapshot()

    said = " ".join(say(stage, monkeypatch, "once", "--dry-run").output.split())

    assert said.count("Would draft for") == 5
    assert said.count("follow-ups overdue: 5 a business day") == 2
    assert said.count("so on Tue 3 Mar") == 2
    assert stage.login.snapshot() == before
    assert not (stage.folder / "state").exists()


# Quiet where nobody uses the drafts, and the breaker.


def test_five_unused_drafts_end_new_ones_until_one_is_used(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every due thread says so, `status` once and what to do; sending one is enough."""
    many(stage, 5)
    stage.look()
    stage.at(days=7)
    stage.propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=6)

    report = stage.look()
    said = say(stage, monkeypatch, "status").output

    assert report.written == []
    assert [problem.exit_code for problem in report.problems] == []
    (waiting,) = (one for one in report.decisions if one.action is Action.WAIT)
    assert "no new drafts: the last 5 drafts went unused" in waiting.why
    assert said.startswith("No new drafts: the last 5 drafts went unused")
    assert said.split("\n\n")[0].endswith("Send or edit one of them, or say `mailfollow resume`.")
    uid, _ = stage.drafts_by_uid()[0]
    stage.login.move("Drafts", uid, "Sent")
    assert ("omar@northwind.example",) in [written.to for written in stage.at(minutes=5).look().written]
    assert not say(stage, monkeypatch, "status").output.startswith("No new drafts")


def test_drafts_that_are_thrown_away_end_new_ones_until_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """`mailfollow resume` lifts it; what was thrown away before counts no longer."""
    stage.more = "[draft]\nunused = 2\n"
    many(stage, 3)
    stage.look()
    for uid, _ in stage.drafts_by_uid()[:2]:
        stage.login.move("Drafts", uid, "Trash")
    stage.propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=6)

    assert stage.at(minutes=5).look().written == []
    assert "They were stopped: the last 2 drafts went unused" in say(stage, monkeypatch, "resume").output
    assert len(stage.at(minutes=5).look().written) == 1
    assert "Nothing is stopped" in say(stage, monkeypatch, "resume").output


def test_the_cap_on_two_days_in_a_row_ends_new_drafts(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be a mistake of ours: it is a problem of each pass, with exit code 1, until the person says to go on."""
    stage.more = "[draft]\ndaily = 3\n"
    many(stage, 9)

    assert [len(stage.look().written), *(len(stage.at(days=1).look().written) for _ in range(3))] == [3, 3, 0, 0]
    ended = say(stage, monkeypatch, "once")
    assert ended.exit_code == 1
    assert "the cap of 3 drafts a day was reached on Mon 2 Mar and on Tue 3 Mar 2026" in ended.output
    say(stage, monkeypatch, "resume")
    assert len(stage.at(days=1).look().written) == 3


def test_the_word_that_drafts_may_go_on_is_said_once_or_twice_alike(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second time there is nothing to lift, and nothing is lifted that comes later."""
    stage.more = "[draft]\nunused = 2\n"
    many(stage, 2)
    stage.look()
    for _ in range(2):
        for uid, _ in stage.drafts_by_uid():
            stage.login.move("Drafts", uid, "Trash")
        stage.at(minutes=5).look()
        said = [say(stage, monkeypatch, "resume").output.split(":")[0] for _ in range(2)]
        assert said == ["New drafts are written again from the next pass on. They were stopped", "Nothing is stopped"]
        many(stage, 2)
        stage.at(days=12).look()


@pytest.mark.parametrize("word", ["resume", "status"])
def test_a_mailbox_that_lost_its_mail_is_believed_when_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    """Half of Sent is gone: silence proves nothing, until the person says that it is right."""
    for number in range(25):
        stage.send("Omar Reyes <omar@northwind.example>", f"Lunch {number}", "See you there.\n")
    stage.look()
    stage.propose(days_ago=9)
    with stage.login.session("Sent") as client:
        client.delete_messages(client.search("ALL")[:20])
        client.expunge()

    assert stage.at(minutes=5).look().written == []
    said = " ".join(say(stage, monkeypatch, word).output.split())
    written = len(stage.at(minutes=5).look().written)

    assert written == (1 if word == "resume" else 0)
    assert word == "status" or said.startswith("Account “work” is believed again from the next pass on")
    assert word == "status" or "Nothing is stopped" in say(stage, monkeypatch, "resume").output


# Nobody waits for ever.


def test_who_cannot_be_written_to_keeps_no_colleague_waiting(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text in Italian is there: the colleague gets a follow-up, and `status` says what is lacking."""
    italian = "Buongiorno,\n\nin allegato la nostra offerta per lo stand della fiera: il totale è di EUR 4.800."
    stage.send(JANE, "Offerta: stand della fiera", f"{italian}\n\nLe va bene il programma?\n\nRobin\n", days_ago=9)
    stage.look()

    alone = " ".join(say(stage, monkeypatch, "status").output.split())
    stage.propose("Bob Fox <bob@acme.example>", "logo", days_ago=8)

    assert "no draft: the proposal is in Italian and there are no templates in it" in alone
    assert [written.to for written in stage.at(minutes=5).look().written] == [("bob@acme.example",)]


def test_an_account_that_is_configured_no_more_keeps_nobody_waiting(
    stage: Stage, dovecot: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its draft to the company lies where nobody looks any more, and its proposals say so."""
    other = dovecot.user(f"{stage.login.user}-gone")
    replace(stage, login=other).propose(days_ago=9)
    stage.more = HOME.format(other.port, other.user)
    stage.look()
    stage.more = ""
    stage.propose("Bob Fox <bob@acme.example>", "logo", days_ago=8)

    assert [written.to for written in stage.at(minutes=5).look().written] == [("bob@acme.example",)]
    assert "its account “home” is not in the configuration any more" in " ".join(
        say(stage, monkeypatch, "status").output.split()
    )


def test_a_server_that_refuses_drafts_takes_nobody_s_turn(
    stage: Stage, dovecot: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its quota is full, say: what is overdue in the other account comes meanwhile."""
    other = dovecot.user(f"{stage.login.user}-full")
    stage.more = "[draft]\nbatch = 1\n" + HOME.format(other.port, other.user)
    for n in range(3):
        replace(stage, login=other).propose(f"Omar Reyes <omar@full{n}.example>", "labels", days_ago=20)
    stage.propose(days_ago=9)
    save = ImapMailbox.save_draft

    def refused(mailbox: ImapMailbox, *arguments: object) -> object:
        if mailbox.account == "home":
            raise CannotWrite("Quota exceeded (mailbox for user is full)")
        return save(mailbox, *arguments)  # type: ignore[arg-type]  # passed on as they are

    monkeypatch.setattr(ImapMailbox, "save_draft", refused)

    written = [one.to for _ in range(2) for one in stage.at(minutes=5).look().written]

    assert written == [("jane@acme.example",)]


@pytest.mark.parametrize("bob", ["Bob Fox <bob@agency.example>", "Bob Fox <bob@gmail.example>"])
def test_who_is_beside_in_one_proposal_and_alone_in_another_gets_one_draft(stage: Stage, bob: str) -> None:
    """Neither on one morning nor while the first lies there for days; the other comes the day after that was sent."""
    stage.propose(f"{JANE}, {bob}", days_ago=9)
    stage.propose(bob, "company logo", days_ago=9)

    written = [len(stage.look().written), len(stage.at(days=3).look().written)]
    stage.send_draft()
    written += [len(stage.at(hours=1).look().written), len(stage.at(days=1).look().written)]

    assert written == [1, 0, 0, 1]
    (second,) = stage.drafts()
    assert "bob@" in str(second["To"])


# A new account with years of mail.

YEARS = 2_000
"""Sent mails in the last five years, the newest an hour old. 20,000 give the same, in half a minute."""

EVERY = 10
"""One in so many is a proposal."""


def fill(server: Server, stage: Stage) -> None:
    """Write the mails straight into Sent; some are proposals, each to a company of its own."""
    stage.login.append("Sent", b"Subject: first\r\n\r\n", [], stage.now - timedelta(days=1830))
    folder = server.home(stage.login.user) / "Maildir" / ".Sent" / "cur"
    owner, apart = folder.stat(), timedelta(days=1826) / YEARS
    for number in range(YEARS):
        when = stage.now - timedelta(hours=1) - number * apart
        path = folder / f"{int(when.timestamp())}.M{number}.host:2,S"
        path.write_text(
            LETTER.format(number=number, date=format_datetime(when), text=LINES[number % EVERY == EVERY - 1])
        )
        os.utime(path, (when.timestamp(), when.timestamp()))
        os.chown(path, owner.st_uid, owner.st_gid)


LETTER = (
    "From: Robin Hale <robin@hale-studio.example>\nTo: Jane Miller <jane@firm{number}.example>\n"
    "Subject: {text}\nDate: {date}\nMessage-ID: <{number}@mail.example>\n\nHi Jane,\n\n{text}.\n\nRobin\n"
)
LINES = ("See you on Monday", "Proposal for the website: the total is EUR 4,800. Does the timeline suit you?")


def test_a_new_account_with_years_of_mail_begins_gently(
    stage: Stage, dovecot: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenarios 92 and 93: only the last 90 days are read, it says so, a dry run lists all, and five a day come."""
    fill(dovecot, stage)
    within = 90 * YEARS // 1826

    said = " ".join(say(stage, monkeypatch, "once", "--dry-run").output.split())
    report = stage.look()

    assert within <= report.looked <= within + 15  # a day's slack for time zones
    assert report.too_old == YEARS + 1 - report.looked
    assert f"{report.too_old:,} older messages left out" in said
    assert len(report.decisions) == report.looked // EVERY
    assert said.count("Would draft for") == len(report.written)
    assert all(one.thread_id in said for one in report.decisions if one.action is Action.WAIT)
    days = [report.written, stage.at(days=1).look().written]
    assert [sum("; overdue;" in one.why for one in written) for written in days] == [5, 5]
    assert len({one.thread_id for written in days for one in written}) == sum(map(len, days))


def test_an_account_that_cannot_be_read_takes_nobody_s_turn(stage: Stage, dovecot: Server) -> None:
    """What is overdue there is the most urgent, but nothing can be written for it: the next one comes instead."""
    other, batch = dovecot.user(f"{stage.login.user}-home"), "[draft]\nbatch = 1\n"
    stage.more = batch + HOME.format(other.port, other.user)
    replace(stage, login=other).propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=2)
    stage.propose(days_ago=1)
    stage.look()
    stage.more = batch + HOME.format(free_port(), other.user)

    report = stage.at(days=14).look()

    assert [written.to for written in report.written] == [("jane@acme.example",)]
