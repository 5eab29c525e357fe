"""Steering with addresses at sending time, and with tags on sent mail, on a real Dovecot."""

from __future__ import annotations

from datetime import date

import pytest

from mailfollow.cli.common import open_store
from mailfollow.model import Close, Event, EventKind, State
from tests.end_to_end.stage import JANE, ME, Stage
from tests.end_to_end.steering import PLAIN, SUBJECT, events, outcomes

pytestmark = pytest.mark.dovecot


@pytest.mark.parametrize("field", ["Bcc", "Cc"])
def test_a_tagged_address_of_mine_has_any_mail_followed(stage: Stage, field: str) -> None:
    """And it is no recipient of the draft."""
    stage.send(JANE, "Thursday", PLAIN, days_ago=9, **{field: "robin+followup@hale-studio.example"})

    report = stage.look()

    assert len(report.written) == 1
    (draft,) = stage.drafts()
    assert (draft["To"], draft["Cc"], draft["Bcc"]) == (JANE, None, None)
    assert "you sent it to robin+followup@hale-studio.example as well" in events(stage)[0].why


@pytest.mark.parametrize(("tag", "days"), [("followup-10d", 10), ("followup-2w", 14), ("followup-1d", 1)])
def test_a_tagged_address_names_the_day(stage: Stage, tag: str, days: int) -> None:
    """Instead of the usual wait, be it later or sooner; on a business day."""
    stage.propose(Bcc=f"robin+{tag}@hale-studio.example")
    written = [bool(stage.look().written), *(bool(stage.at(days=1).look().written) for _ in range(days))]

    assert written == [False] * days + [True]
    draft = stage.thread().draft
    assert draft is not None
    assert "you asked for a follow-up on" in draft.why


def test_mail_tagged_not_to_be_followed_is_not(stage: Stage) -> None:
    """Though it looks like a proposal."""
    stage.propose(days_ago=9, Bcc="robin+nofollowup@hale-studio.example")

    assert not stage.look().written
    assert stage.threads()[0] == []


def test_an_answer_tagged_not_to_be_followed_stops_the_thread(stage: Stage) -> None:
    """For good: the next mail of ours does not begin it anew."""
    proposal = stage.propose(days_ago=9)
    stage.look()
    stage.at(hours=1).send(JANE, SUBJECT, PLAIN, answers=proposal, Bcc="robin+nofollowup@hale-studio.example")

    stage.at(hours=1).look()

    assert stage.thread().standing.close is Close.STOPPED
    assert stage.thread().standing.why == "you sent it to robin+nofollowup@hale-studio.example as well"
    assert stage.drafts() == []


def test_an_answer_tagged_to_be_followed_takes_a_closed_thread_up_again(stage: Stage) -> None:
    """With the day that it names."""
    proposal = stage.propose(days_ago=9)
    stage.receive(JANE, SUBJECT, "We decided to go with another vendor.\n", answers=proposal, days_ago=3)
    stage.look()
    stage.at(hours=1).send(JANE, SUBJECT, "Thanks.\n", answers=proposal, Bcc="robin+followup-10d@hale-studio.example")

    stage.at(minutes=5).look()

    standing = stage.thread().standing
    assert (standing.state, standing.wish) == (State.WAITING, date(2026, 3, 12))


@pytest.mark.parametrize("answer", ["We decided to go with another vendor.\n", "Could you send the floor plan?\n"])
def test_an_answer_tagged_to_be_followed_without_a_day_is_followed_too(stage: Stage, answer: str) -> None:
    """After a no, and though it asks nothing: the address says so, whatever the mail looks like."""
    proposal = stage.propose(days_ago=9)
    stage.receive(JANE, SUBJECT, answer, answers=proposal, days_ago=3)
    stage.look()
    stage.at(hours=1).send(
        JANE, SUBJECT, "Thanks, noted.\n", answers=proposal, Bcc="robin+followup@hale-studio.example"
    )

    stage.at(minutes=5).look()

    assert stage.thread().standing.state is State.WAITING
    assert stage.thread().standing.hold is None


@pytest.mark.parametrize(
    "header",
    [
        {"Delivered_To": "robin+followup@hale-studio.example"},
        {"X_Original_To": "robin+followup@hale-studio.example"},
        {"Envelope_To": "robin+followup@hale-studio.example"},
        {"Received": "from a by b id 1 for <robin+followup@hale-studio.example>; Mon, 2 Mar 2026 08:00:00 +0000"},
    ],
)
@pytest.mark.parametrize("late", [True, False])
def test_the_copy_that_comes_back_tells_what_sent_leaves_out(stage: Stage, header: dict[str, str], late: bool) -> None:
    """Clients that drop Bcc: the copy in the inbox counts once the same message lies in Sent, whichever comes first."""
    if late:
        _back(stage, "<tagged@mail.example>", header)
        stage.look()
        assert stage.threads()[0] == []
    stage.send(JANE, "Thursday", PLAIN, Message_ID="<tagged@mail.example>")
    if not late:
        stage.look()
        _back(stage, "<tagged@mail.example>", header)

    stage.at(minutes=5).look()

    assert stage.thread().standing.state is State.WAITING
    assert [who.address for who in stage.thread().standing.people] == ["jane@acme.example"]


def _back(stage: Stage, message_id: str, header: dict[str, str], sender: str = ME, **more: str) -> None:
    """Let a copy of our own mail to Jane arrive."""
    fields = {"Message_ID": message_id, **header, **more}
    stage._deliver("INBOX", sender, JANE, "Thursday", PLAIN, 0, "", fields)


@pytest.mark.parametrize("tag", ["followup", "nofollowup"])
def test_a_strangers_mail_to_a_tagged_address_counts_for_nothing(stage: Stage, tag: str) -> None:
    """Neither in a name of their own, nor in ours with an id that does not lie in Sent."""
    proposal = stage.propose(days_ago=1)
    stage.look()
    header = {"Delivered_To": f"robin+{tag}@hale-studio.example"}
    _back(stage, "<forged@evil.example>", header)
    _back(stage, "<forged2@evil.example>", header, In_Reply_To=proposal, References=proposal)
    _back(stage, "<own@evil.example>", header, sender="Mallory <mallory@evil.example>")

    stage.at(minutes=5).look()

    (thread,), _ = stage.threads()
    assert thread.standing.state is State.WAITING
    assert not [event for event in events(stage) if event.kind in {EventKind.TRACKED, EventKind.STOPPED}]


def test_a_copy_that_comes_back_days_later_counts_for_nothing(stage: Stage) -> None:
    """Whoever got our mail may send it back to such an address."""
    stage.send(JANE, "Thursday", PLAIN, Message_ID="<tagged@mail.example>")
    stage.look()
    written = stage.now
    stage.at(days=3)
    message = f"From: {ME}\r\nTo: {JANE}\r\nSubject: Thursday\r\nMessage-ID: <tagged@mail.example>\r\n"
    message += f"Date: {written:%a, %d %b %Y %H:%M:%S +0000}\r\n"
    message += f"Delivered-To: robin+followup@hale-studio.example\r\n\r\n{PLAIN}"
    stage.login.append("INBOX", message.encode(), [], stage.now)

    stage.look()

    assert stage.threads()[0] == []


def test_without_the_setting_an_address_says_nothing(stage: Stage) -> None:
    """It is off if the person turned it off."""
    stage.more = "[control]\ntags = false\n"
    stage.send(JANE, "Thursday", PLAIN, days_ago=9, Bcc="robin+followup@hale-studio.example")

    assert not stage.look().written


@pytest.mark.parametrize("keyword", ["followup", "FollowUp"])
def test_a_tag_on_sent_mail_has_it_followed(stage: Stage, keyword: str) -> None:
    """Thunderbird's tags are keywords in lower case."""
    stage.send(JANE, "Thursday", PLAIN, days_ago=9)
    stage.look()
    stage.login.flag("Sent", 1, keyword)

    report = stage.at(minutes=5).look()

    assert len(report.written) == 1
    assert "you tagged it followup" in events(stage)[0].why
    assert stage.login.fetch("Sent", 1)[1] == {"\\Seen", keyword}


def test_a_tag_with_a_number_of_days_counts_from_the_mail(stage: Stage) -> None:
    """The proposal is followed already; now it has a day."""
    stage.propose()
    stage.look()
    stage.login.flag("Sent", 1, "followup-10d")

    stage.at(days=1).look()

    assert stage.thread().standing.wish == date(2026, 3, 12)


def test_a_tag_stops_a_thread(stage: Stage) -> None:
    """Scenario 90: and its untouched draft is withdrawn."""
    stage.propose(days_ago=9)
    stage.look()
    stage.login.flag("Sent", 1, "nofollowup")

    stage.at(minutes=5).look()

    assert stage.thread().standing.close is Close.STOPPED
    assert stage.drafts() == []


def test_thunderbirds_own_labels_say_nothing(stage: Stage) -> None:
    """Scenario 110: nor does anything with a dollar sign, which mail clients give a meaning."""
    stage.send(JANE, "Thursday", PLAIN, days_ago=9)
    stage.login.flag("Sent", 1, "$label1", "$label2", "$label3", "$label4", "$label5", "$followup", "$nofollowup")

    assert not stage.look().written
    assert outcomes(stage) == []


def test_a_tag_of_long_ago_undoes_no_answer(stage: Stage) -> None:
    """The first look finds tag and answer at once."""
    mail = stage.send(JANE, "Thursday", PLAIN, days_ago=20)
    stage.login.flag("Sent", 1, "followup")
    stage.receive(JANE, "Re: Thursday", "Sorry, we are not interested.\n", answers=mail, days_ago=10)

    report = stage.look()

    assert not report.written
    assert stage.thread().standing.close is Close.DECLINED


@pytest.mark.parametrize("starred", [True, False])
def test_a_star_counts_only_if_the_person_wants_that(stage: Stage, starred: bool) -> None:
    """Many people star mail for other reasons."""
    stage.more = f"[control]\nstarred = {str(starred).lower()}\n"
    stage.send(JANE, "Thursday", PLAIN, days_ago=9)
    stage.login.flag("Sent", 1, "\\Flagged")

    assert len(stage.look().written) == starred


def test_stars_of_long_ago_undo_nothing_when_they_begin_to_count(stage: Stage) -> None:
    """The proposal was starred, then declined, or won by telephone; weeks later the person lets stars count."""
    proposal = stage.propose(days_ago=9)
    won = stage.propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=9)
    assert won
    for uid in (1, 2):
        stage.login.flag("Sent", uid, "\\Flagged")
    stage.look()
    stage.receive(JANE, SUBJECT, "We decided to go with another vendor.\n", answers=proposal)
    stage.at(hours=1).look()
    threads = {thread.subject: thread for thread in stage.threads()[0]}
    with open_store(stage.config) as store:
        store.threads.add_events(threads["Proposal: labels"].id, [Event(EventKind.WON, stage.now, "you said: won")])
    stage.more = "[control]\nstarred = true\n"

    for days in (1, 7, 7):
        assert not stage.at(days=days).look().written

    closed = {thread.subject: thread.standing.close for thread in stage.threads()[0]}
    assert closed == {"Proposal: new website": Close.DECLINED, "Proposal: labels": Close.WON}


def test_a_star_that_is_set_while_stars_count_takes_a_closed_thread_up_again(stage: Stage) -> None:
    """The counter-proof: it was looked for before, so that it is new."""
    stage.more = "[control]\nstarred = true\n"
    proposal = stage.propose(days_ago=9)
    stage.look()
    stage.receive(JANE, SUBJECT, "We decided to go with another vendor.\n", answers=proposal)
    stage.at(hours=1).look()
    stage.login.flag("Sent", 1, "\\Flagged")

    stage.at(hours=1).look()

    assert stage.thread().standing.state is State.WAITING


def test_a_tag_at_sending_lifts_no_absence_that_nobody_had_seen(stage: Stage) -> None:
    """The automatic reply came while the tag was set; both are seen at once."""
    proposal = stage.propose()
    stage.login.flag("Sent", 1, "followup")
    away = "I am out of office until 30 March.\n"
    stage.at(minutes=1).receive(
        JANE, "Automatic reply: Proposal", away, answers=proposal, Auto_Submitted="auto-replied"
    )

    stage.at(minutes=5).look()

    assert stage.thread().standing.not_before == date(2026, 3, 31)
