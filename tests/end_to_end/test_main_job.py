"""The main job, whole: from a silent proposal in Sent to the right draft in Drafts, on a real IMAP server."""

from __future__ import annotations

import pytest

from mailfollow.model import Action, Close, State
from tests.end_to_end.stage import JANE, ME, Stage

pytestmark = pytest.mark.dovecot


def six_mails(stage: Stage) -> str:
    """Fill the mailbox as a person's is; return the Message-ID of the silent proposal."""
    silent = stage.propose(JANE, "new website", days_ago=9)
    answered = stage.propose("Omar Reyes <omar@northwind.example>", "warehouse labels", days_ago=12)
    stage.receive(
        "Omar Reyes <omar@northwind.example>",
        "Re: Proposal: warehouse labels",
        "Hi Robin,\n\ncould you do 500 more at the same price?\n\nOmar\n",
        days_ago=8,
        answers=answered,
    )
    away = stage.propose("Lena Vogt <lena@kestrel.example>", "trade fair stand", days_ago=10)
    stage.receive(
        "Lena Vogt <lena@kestrel.example>",
        "Automatic reply: Proposal: trade fair stand",
        "I am out of the office until 20 March 2026 and will answer after my return.\n",
        days_ago=10,
        answers=away,
        Auto_Submitted="auto-replied",
    )
    declined = stage.propose("Tom Baker <tom@fjord.example>", "maintenance contract", days_ago=14)
    stage.receive(
        "Tom Baker <tom@fjord.example>",
        "Re: Proposal: maintenance contract",
        "Hello Robin,\n\nthank you, but we have decided to go with another vendor.\n\nTom\n\n"
        "> Does the timeline suit you?\n",
        days_ago=11,
        answers=declined,
    )
    stage.propose("Ida Moreau <ida@lumen.example>", "photo workshop", days_ago=1)
    stage.send(
        "Kim Hale <kim@family.example>", "Saturday", "Hi Kim,\n\nshall I bring the salad?\n\nRobin\n", days_ago=9
    )
    return silent


def test_exactly_the_silent_proposal_gets_a_draft(stage: Stage) -> None:
    """It is rightly addressed and threaded, and each other thread stands where it should, with a reason."""
    silent = six_mails(stage)

    report = stage.look()

    (draft,) = stage.drafts()
    assert (draft["To"], draft["From"], draft["Subject"]) == (JANE, ME, "Re: Proposal: new website")
    assert draft["In-Reply-To"] == silent
    assert draft["References"].split()[-1] == silent
    assert [written.to for written in report.written] == [("jane@acme.example",)]
    threads, decisions = stage.threads()
    by_person = {thread.standing.people[0].address: thread for thread in threads}
    states = {address: thread.standing.state for address, thread in by_person.items()}
    assert states == {
        "jane@acme.example": State.DRAFTED,
        "omar@northwind.example": State.YOUR_TURN,
        "lena@kestrel.example": State.WAITING,
        "tom@fjord.example": State.CLOSED,
        "ida@lumen.example": State.WAITING,
    }
    assert by_person["tom@fjord.example"].standing.close is Close.DECLINED
    assert all(decisions[thread.id].why for thread in threads)


def test_a_draft_has_the_draft_flag_and_is_not_marked_as_read(stage: Stage) -> None:
    r"""Scenario 18: \Draft is set in the APPEND itself, and \Seen is not."""
    stage.propose(days_ago=9)
    stage.look()

    ((uid, _),) = stage.drafts_by_uid()
    _, flags = stage.login.fetch("Drafts", uid)

    assert flags == {"\\Draft"}


def test_a_second_and_a_tenth_pass_change_nothing(stage: Stage) -> None:
    """Scenario 1: our own new draft triggers nothing; nothing outside Drafts changed by a bit."""
    six_mails(stage)
    before = stage.login.snapshot()
    stage.look()
    after_first = stage.login.snapshot()

    reports = [stage.at(minutes=5).look() for _ in range(9)]

    assert all(not report.written and not report.problems for report in reports)
    assert stage.login.snapshot() == after_first
    assert {**after_first, "Drafts": {}} == before


def test_what_became_due_is_drafted_after_the_dates_passed(stage: Stage) -> None:
    """The absent one a business day after the return, the fresh one after its days: no sooner, and once."""
    six_mails(stage)
    stage.look()

    drafted_on = {}
    for _ in range(28):
        for written in stage.at(days=1).look().written:
            drafted_on.setdefault(written.to[0], []).append(stage.now.date().isoformat())

    assert drafted_on == {"ida@lumen.example": ["2026-03-04"], "lena@kestrel.example": ["2026-03-23"]}


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(stage: Stage) -> None:
    """Neither the mailbox nor the state directory is touched."""
    six_mails(stage)
    before = stage.login.snapshot()

    report = stage.look(dry=True)

    assert [written.to for written in report.written] == [("jane@acme.example",)]
    assert stage.login.snapshot() == before
    assert not (stage.folder / "state").exists()


def test_an_answer_withdraws_the_untouched_draft(stage: Stage) -> None:
    """The draft is gone from Drafts, the thread is the person's turn, and nothing is drafted again."""
    proposal = stage.propose(days_ago=9)
    stage.look()
    stage.at(hours=1).receive(JANE, "Re: Proposal: new website", "Could we start in May?\n", answers=proposal)

    report = stage.look()

    assert report.withdrawn == [stage.thread().id]
    assert stage.drafts() == []
    assert stage.thread().standing.state is State.YOUR_TURN


def test_an_edited_draft_is_left_alone_when_an_answer_comes(stage: Stage) -> None:
    """Scenario 6: an edited draft is never removed and never replaced."""
    proposal = stage.propose(days_ago=9)
    stage.look()
    ((uid, draft),) = stage.drafts_by_uid()
    stage.login.remove("Drafts", uid)
    stage.login.append("Drafts", draft.as_bytes().replace(b"Robin", b"Yours, Robin"), ["\\Draft"], stage.now)
    stage.at(hours=1).receive(JANE, "Re: Proposal: new website", "Could we start in May?\n", answers=proposal)

    report = stage.look()

    assert report.withdrawn == []
    assert len(stage.drafts()) == 1


def test_a_deleted_draft_skips_the_touch(stage: Stage) -> None:
    """Scenarios 9 and 10: it is not made again; the next touch comes, counted from the discard."""
    stage.propose(days_ago=9)
    stage.look()
    ((uid, first),) = stage.drafts_by_uid()
    stage.login.move("Drafts", uid, "Trash")

    assert not stage.at(minutes=5).look().written
    assert stage.thread().standing.touch == 1
    days = 0
    while not stage.drafts():
        days += 1
        stage.at(days=1).look()
    assert days == 7, "five business days after the discard"
    assert stage.drafts()[0].get_content() != first.get_content()


def test_a_sent_draft_is_the_touch_and_restarts_the_clock(stage: Stage) -> None:
    """Scenario 11: edited, under a new Message-ID, it is still known as the follow-up from Drafts."""
    stage.propose(days_ago=9)
    stage.look()
    stage.at(days=1).send_draft(edit=("Best regards", "Kind regards"))

    stage.at(minutes=5).look()

    thread = stage.thread()
    assert (thread.standing.state, thread.standing.touch) == (State.WAITING, 1)
    assert stage.drafts() == []


def test_a_mail_of_the_persons_own_is_the_touch(stage: Stage) -> None:
    """Scenario 12: the touch is counted, and the unused untouched draft is withdrawn."""
    proposal = stage.propose(days_ago=9)
    stage.look()
    stage.at(hours=2).send(JANE, "Re: Proposal: new website", "Hi Jane,\n\none more thought?\n", answers=proposal)

    stage.look()

    assert stage.drafts() == []
    assert stage.thread().standing.touch == 1


def test_the_persons_own_draft_in_the_thread_holds_ours(stage: Stage) -> None:
    """Scenario 16: while the person is writing, nothing is drafted beside it."""
    proposal = stage.propose(days_ago=9)
    own = f"From: {ME}\r\nTo: {JANE}\r\nSubject: Re: x\r\nIn-Reply-To: {proposal}\r\n\r\nHi Jane,\r\n".encode()
    stage.login.append("Drafts", own, ["\\Draft"], stage.now)

    report = stage.look()

    assert not report.written
    assert len(stage.drafts()) == 1


def test_an_answer_that_was_read_before_its_proposal_is_adopted(stage: Stage) -> None:
    """Scenario 14: the Sent copy arrives later than the reply; no false silence."""
    stage.receive(
        JANE, "Re: Proposal: new website", "Could we start in May?\n", days_ago=5, answers="<late@mail.example>"
    )
    stage.look()
    stage.propose(days_ago=9, Message_ID="<late@mail.example>")

    stage.at(minutes=5).look()

    assert stage.thread().standing.state is State.YOUR_TURN
    assert stage.drafts() == []


def test_a_reply_in_the_archive_or_in_junk_is_found(stage: Stage) -> None:
    """Scenario 46: wherever a rule put it, it is an answer."""
    first = stage.propose(days_ago=9)
    second = stage.propose("Omar Reyes <omar@northwind.example>", "warehouse labels", days_ago=9)
    stage.receive(JANE, "Re: Proposal: new website", "Thanks, a question?\n", answers=first, folder="Archive")
    stage.receive("omar@northwind.example", "Re: labels", "Thanks, a question?\n", answers=second, folder="Junk")

    report = stage.look()

    assert not report.written
    threads, _ = stage.threads()
    assert {thread.standing.state for thread in threads} == {State.YOUR_TURN}


def test_the_draft_is_bounded_to_one_a_company(stage: Stage) -> None:
    """Two people at one company: one draft waits, the other follows when it is gone."""
    stage.propose(JANE, "new website", days_ago=9)
    stage.propose("Max Stone <max@acme.example>", "photo workshop", days_ago=9)

    report = stage.look()

    assert len(report.written) == 1
    _, decisions = stage.threads()
    assert sorted(decision.action for decision in decisions.values()) == [Action.LEAVE, Action.WAIT]


def test_a_proposal_in_a_longer_conversation_is_the_one_that_is_followed(stage: Stage) -> None:
    """Scenarios 30 and 45: the enquiry and our first answer before it are neither reply nor touch."""
    enquiry = stage.receive(JANE, "New website", "Hello, could you make us an offer?\n", days_ago=14)
    first = stage.send(
        JANE, "Re: New website", "Hi Jane,\n\ngladly, tomorrow.\n\nRobin\n", days_ago=13, answers=enquiry
    )
    proposal = stage.propose(JANE, "new website", days_ago=9, References=f"{enquiry} {first}", In_Reply_To=first)

    stage.look()

    (draft,) = stage.drafts()
    assert draft["In-Reply-To"] == proposal
    assert draft["Subject"] == "Re: Proposal: new website"
    assert "EUR 4,800" in draft.get_content(), "the proposal is quoted, not the first answer"
    assert stage.thread().standing.touch == 0


def test_a_proposal_without_a_message_id_gets_an_unthreaded_draft(stage: Stage) -> None:
    """Scenario 29."""
    stage.propose(days_ago=9, Message_ID="")

    stage.look()

    (draft,) = stage.drafts()
    assert draft["To"] == JANE
    assert draft["In-Reply-To"] is None


def test_a_colleague_who_answers_in_the_thread_is_not_the_customer(stage: Stage) -> None:
    """Scenario 44."""
    proposal = stage.propose(days_ago=9)
    stage.receive("Kim <kim@hale-studio.example>", "Re: Proposal: new website", "Looks good!\n", answers=proposal)

    assert len(stage.look().written) == 1


def test_a_draft_taken_back_out_of_the_trash_is_open_again(stage: Stage) -> None:
    """Scenario 127: discarded, then undone: it is the draft of that touch again, and none is written beside it."""
    stage.propose(days_ago=9)
    stage.look()
    ((uid, _),) = stage.drafts_by_uid()
    stage.login.move("Drafts", uid, "Trash")
    stage.at(hours=1).look()
    stage.login.move("Trash", 1, "Drafts")

    written = [written for _ in range(14) for written in stage.at(days=1).look().written]

    assert written == []
    assert len(stage.drafts()) == 1
    assert stage.thread().standing.state is State.DRAFTED


def test_a_proposal_that_lies_in_two_folders_is_one(stage: Stage) -> None:
    """Scenarios 15 and 112: in Sent and in a folder that shows everything, it is one proposal and no touch."""
    proposal = stage.propose(days_ago=9)
    with stage.login.session("Sent") as client:
        client.copy([1], "Archive")
    stage.receive(JANE, "Re: Proposal: new website", "I'm out.\n", answers=proposal, Auto_Submitted="auto-replied")

    for _ in range(3):
        stage.at(minutes=5).look()

    assert stage.thread().standing.touch == 0
    assert len(stage.threads()[0]) == 1
