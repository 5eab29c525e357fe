"""The promises where they are hard to keep: odd mail, mail in a false name, slow copies, refusals and wrong clocks."""

from __future__ import annotations

import pytest

from mailfollow.cycle.desk import Report
from mailfollow.errors import CannotWrite
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.model import Close, DraftState, State
from mailfollow.store import Store
from tests.end_to_end.stage import JANE, ME, Stage

pytestmark = pytest.mark.dovecot

SUBJECT = "Re: Proposal: new website"
BOUNCE = (
    "This is the mail system.\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n"
    "<jane@acme.example>: host mx.acme.example said: 550 5.1.1 user unknown\n"
)


def look_for(stage: Stage, days: int) -> list[Report]:
    """Let the days pass with a look on each."""
    return [stage.at(days=1).look() for _ in range(days)]


def test_mail_in_a_folder_that_is_gone_keeps_nothing_from_being_read(stage: Stage) -> None:
    """Scenario 108: the enquiry lay in a folder that was removed since; the proposal that answers it is followed."""
    stage.login.create("Leads")
    enquiry = stage.receive(JANE, "New website", "Hello, could you make us an offer?\n", days_ago=14, folder="Leads")
    stage.look()
    stage.login.delete("Leads")
    stage.propose(days_ago=9, answers=enquiry)

    report = stage.at(hours=1).look()

    assert not report.problems
    assert len(report.written) == 1


def test_ids_behind_a_huge_header_are_found(stage: Stage) -> None:
    """Scenario 114: what the server tells of the headers counts, and one odd answer is read once."""
    proposal = stage.propose(days_ago=9)
    fields = [f"From: {JANE}", f"To: {ME}", f"Subject: {SUBJECT}", "Date: Thu, 26 Feb 2026 10:00:00 +0100"]
    fields += [f"X-Filter-{number}: {'x' * 900}" for number in range(80)]
    fields += [f"In-Reply-To: {proposal}", "Message-ID: <late@acme.example>", "", "Could we start in May?", ""]
    stage.login.append("INBOX", "\r\n".join(fields).encode(), [], stage.now)

    report = stage.look()

    assert not report.written
    assert stage.thread().standing.state is State.YOUR_TURN


def test_mail_in_our_name_outside_of_sent_changes_no_recipients(stage: Stage) -> None:
    """Scenario 25: anyone can write to us as if it were us; only what lies in Sent is an offer of ours."""
    proposal = stage.propose(days_ago=9)
    text = "Hi Jane,\n\nhere is our revised proposal: the total is EUR 9,900, all included.\n\nDoes it suit you?\n"
    stage.receive(ME, SUBJECT, text, days_ago=8, answers=proposal, Cc=f"{JANE}, mallory@evil.example")

    look_for(stage, 7)

    assert [draft["To"] for draft in stage.drafts()] == [JANE]
    assert stage.drafts()[0]["Cc"] is None


def test_a_bounce_that_returns_no_mail_of_ours_ends_nothing(stage: Stage) -> None:
    """Scenario 67: an address can be written into a bounce by anyone; the thread is held until somebody has looked."""
    stage.propose(days_ago=9)
    stage.receive("mailer-daemon@evil.example", "Undelivered Mail Returned to Sender", BOUNCE, days_ago=1)

    report = stage.look()

    thread = stage.thread()
    assert not report.written
    assert thread.standing.state is State.WAITING
    assert thread.standing.held == "a bounce names the contact, but returns no mail of this thread"


def test_a_bounce_of_our_mail_ends_the_thread(stage: Stage) -> None:
    """Scenario 66."""
    proposal = stage.propose(days_ago=9)
    stage.receive("mailer-daemon@mx.example", "Undelivered Mail Returned to Sender", BOUNCE, answers=proposal)

    stage.look()

    assert stage.thread().standing.close is Close.BOUNCED


def test_our_own_absence_notice_is_no_answer_to_the_customer(stage: Stage) -> None:
    """Scenario 54: a copy of it in Sent leaves it our turn."""
    proposal = stage.propose(days_ago=9)
    question = stage.receive(JANE, SUBJECT, "Could you do it in May?\n", days_ago=8, answers=proposal)
    stage.send(
        JANE,
        f"Automatic reply: {SUBJECT}",
        "I am out of the office until 27 February 2026. Could you call my colleague?\n",
        days_ago=8,
        answers=question,
        Auto_Submitted="auto-replied",
    )

    report = stage.look()

    assert not report.written
    assert stage.thread().standing.state is State.YOUR_TURN


def test_a_sent_mail_that_is_still_flagged_as_a_draft_was_sent(stage: Stage) -> None:
    r"""Scenario 113: a client that moves a draft to Sent may leave \Draft on it."""
    stage.propose(days_ago=9)
    stage.login.flag("Sent", 1, "\\Draft")

    assert len(stage.look().written) == 1


def test_an_answer_by_a_slow_clock_is_an_answer(stage: Stage) -> None:
    """Scenario 51: it names the proposal in References only, and says it was written before it."""
    proposal = stage.propose(days_ago=9)
    stage.receive(JANE, SUBJECT, "Could you do it in May?\n", days_ago=9.2, References=proposal)

    report = stage.look()

    assert not report.written
    assert stage.thread().standing.state is State.YOUR_TURN


def test_our_own_mail_that_was_written_just_before_the_draft_makes_it_useless(stage: Stage) -> None:
    """Scenario 12: its copy came into Sent only after the draft was saved; no second follow-up at once."""
    proposal = stage.propose(days_ago=9)
    stage.look()
    stage.at(minutes=5).send(JANE, SUBJECT, "Hi Jane,\n\none more thought?\n", answers=proposal, days_ago=0.01)

    stage.look()

    assert stage.drafts() == []
    assert (stage.thread().standing.state, stage.thread().standing.touch) == (State.WAITING, 1)


def test_a_draft_that_was_refused_is_not_saved_after_the_touch_was_made(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 22: the mailbox was full; meanwhile the person wrote without a draft."""
    proposal = stage.propose(days_ago=9)
    with monkeypatch.context() as full:
        full.setattr(ImapMailbox, "save_draft", _over_quota)
        stage.look()
    stage.at(hours=2).send(JANE, SUBJECT, "Hi Jane,\n\none more thought?\n", answers=proposal)

    stage.at(hours=5).look()

    assert stage.drafts() == []
    assert stage.thread().draft is None


def _over_quota(*_arguments: object) -> None:
    raise CannotWrite("The server did not store the draft: [OVERQUOTA]")


def test_a_draft_that_never_appeared_blocks_nothing_once_the_person_has_written(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 22: the server said yes three times and kept nothing; the next touch comes all the same."""
    proposal = stage.propose(days_ago=9)
    with monkeypatch.context() as lying:
        lying.setattr(ImapMailbox, "save_draft", lambda *_arguments: None)
        for _ in range(12):
            stage.at(hours=1).look()
    assert stage.thread().draft is not None
    stage.send(JANE, SUBJECT, "Hi Jane,\n\none more thought?\n", answers=proposal)

    reports = look_for(stage, 8)

    assert sum(len(report.written) for report in reports) == 1
    assert len(stage.drafts()) == 1


def test_a_draft_that_was_sent_without_a_copy_counts_as_the_touch(stage: Stage) -> None:
    """Scenario 113: only the absence notice that came back shows that it was sent; the next touch still comes."""
    stage.propose(days_ago=9)
    stage.look()
    ((uid, draft),) = stage.drafts_by_uid()
    stage.login.remove("Drafts", uid)
    stage.at(hours=1).receive(
        JANE,
        f"Automatic reply: {SUBJECT}",
        "I am out of the office until 4 March 2026.\n",
        References=f"{draft['References']} <phone@client.example>",
        In_Reply_To="<phone@client.example>",
        Auto_Submitted="auto-replied",
    )

    stage.look()

    standing = stage.thread().standing
    assert (standing.state, standing.touch) == (State.WAITING, 1)
    assert standing.why == "follow-up 1 is over: you sent it: a later message carries its token"


def test_a_clock_that_was_wrong_once_does_not_stop_drafting_for_ever(stage: Stage) -> None:
    """Scenario 91: a month ahead for one pass; corrected, it is believed after a day."""
    stage.look()
    stage.at(days=40).look()
    stage.at(days=-40).propose(days_ago=9)

    first, second, third = (stage.at(hours=hours).look() for hours in (1, 22, 3))

    assert first.problems
    assert second.problems
    assert not third.problems
    assert [len(report.written) for report in (first, second, third)] == [0, 0, 1]


def test_a_clock_that_is_a_year_ahead_drafts_nothing(stage: Stage) -> None:
    """Scenario 91: it would make everything due; corrected, it goes on at once. Mail shows when the time has passed."""
    stage.at(days=-800).propose(days_ago=2)  # Dovecot believes no date of mail in the future
    stage.look()

    ahead = stage.at(days=400).look()
    right = stage.at(days=-400).look()
    stage.at(days=400).receive("Ida Moreau <ida@lumen.example>", "Lunch?", "On Friday?\n")
    proven = stage.look()

    assert [len(report.written) for report in (ahead, right, proven)] == [0, 0, 1]
    assert "nothing is drafted until it is right again, or mail that comes in" in ahead.problems[0].sentence
    assert not right.problems
    assert not proven.problems


def test_a_machine_that_was_off_for_three_weeks_drafts_at_once(stage: Stage) -> None:
    """Scenario 86: also if no mail has come in since."""
    stage.propose()
    stage.look()

    assert len(stage.at(days=21).look().written) == 1


def test_a_talk_on_another_matter_is_neither_touch_nor_answer(stage: Stage) -> None:
    """Scenario 53: it pauses the proposal, visibly, and so does what follows in that talk."""
    stage.propose(days_ago=2)
    other = stage.receive(JANE, "Invoice 4711", "Hi Robin, could you send me the invoice again?\n", days_ago=1)
    stage.look()
    mine = stage.at(hours=1).send(JANE, "Re: Invoice 4711", "Hi Jane, is this all you need?\n", answers=other)
    stage.look()
    stage.at(hours=1).receive(JANE, "Re: Invoice 4711", "Thank you, got it!\n", answers=mine)

    stage.look()

    standing = stage.thread().standing
    assert (standing.state, standing.touch) == (State.WAITING, 0)
    assert standing.held == "a person of this thread wrote on another matter"


def test_who_accepted_is_not_written_to_as_if_they_were_silent(stage: Stage) -> None:
    """A question of ours after their yes, such as when to begin, is work: it is held, visibly, and nothing drafted."""
    proposal = stage.propose(days_ago=2)
    yes = stage.receive(JANE, SUBJECT, "Yes, let us go ahead with it.\n", answers=proposal, days_ago=1)
    stage.look()
    stage.at(hours=1).send(JANE, SUBJECT, "Hi Jane, thank you! Which day next week suits you?\n", answers=yes)

    reports = look_for(stage, 20)

    assert not any(report.written for report in reports)
    assert "they said yes" in reports[-1].decisions[0].why


def test_a_follow_up_that_crossed_an_answer_is_none(stage: Stage) -> None:
    """Their answer lay unread in the inbox, or was held up on its way, while our draft was sent."""
    proposal = stage.propose(days_ago=9)
    stage.look()
    stage.at(hours=1).receive(JANE, SUBJECT, "Could we start in May?\n", answers=proposal)
    stage.at(minutes=20).send_draft()

    stage.at(minutes=5).look()

    standing = stage.thread().standing
    assert (standing.state, standing.touch) == (State.YOUR_TURN, 1)
    assert not any(report.written for report in look_for(stage, 20))


@pytest.mark.parametrize("refers", [True, False])
def test_tracking_a_message_of_a_closed_proposal_takes_it_up_again_once(stage: Stage, refers: bool) -> None:
    """The person asks for it by the Message-ID of a mail that is known already; reading it anew asks nothing."""
    proposal = stage.propose(days_ago=20)
    stage.receive(JANE, SUBJECT, "We decided to go with another vendor.\n", days_ago=15, answers=proposal * refers)
    stage.look()
    assert stage.thread().standing.close is Close.DECLINED
    message_id = proposal.strip("<>")
    with Store.open(stage.folder / "state" / "mailfollow.db") as store:
        assert store.messages.request_tracking(message_id)

    stage.at(minutes=5).look()

    standing = stage.thread().standing
    assert (standing.state, standing.round) == (State.WAITING, 1)
    with Store.open(stage.folder / "state" / "mailfollow.db") as store:
        assert not store.messages.take_request(message_id)


def test_old_mail_that_was_imported_starts_nothing(stage: Stage) -> None:
    """Scenario 92: years of mail were copied into Sent today, so the server calls all of it new."""
    stage.login.append("Sent", _of_2015(), [], stage.now)

    report = stage.look()

    assert not report.proposals
    assert not report.written


def _of_2015() -> bytes:
    fields = [f"From: {ME}", f"To: {JANE}", "Subject: Proposal: website", "Message-ID: <old@mail.example>"]
    fields += ["Date: Thu, 19 Feb 2015 10:00:00 +0100", "", "Here is our proposal: the total is EUR 4,800.", ""]
    return "\r\n".join(fields).encode()


def test_a_draft_left_uncertain_is_saved_when_it_is_surely_absent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 107: not before half an hour has passed, and then once."""
    stage.propose(days_ago=9)
    with monkeypatch.context() as lost:
        lost.setattr(ImapMailbox, "save_draft", lambda *_arguments: None)
        stage.look()

    early = stage.at(minutes=15).look()
    assert early.written == []
    assert stage.drafts() == []
    for _ in range(4):
        stage.at(minutes=20).look()

    assert len(stage.drafts()) == 1
    assert stage.thread().draft is not None
    assert stage.thread().draft.state is DraftState.OPEN
