"""Drafts that are over before their thread could count them: the thread goes on, and no draft comes twice."""

from __future__ import annotations

from datetime import date

import pytest

from mailfollow.cli.common import read_store
from mailfollow.errors import CannotWrite
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.model import DraftState, State
from tests.end_to_end.stage import JANE, Stage

pytestmark = pytest.mark.dovecot

SUBJECT = "Re: Proposal: new website"
PROPOSAL = "<proposal@mail.example>"
LATER = "We are busy at present. Please write again on 20 April.\n"


def states(stage: Stage) -> list[DraftState]:
    """Return what became of the drafts of the only thread, oldest first."""
    with read_store(stage.config) as store:
        (thread,) = store.threads.all()
        return [draft.state for draft in store.drafts.of_thread(thread.id)]


def throw_away(stage: Stage) -> None:
    """Move the only draft to the trash, as a mail client does."""
    ((uid, _),) = stage.drafts_by_uid()
    stage.login.move("Drafts", uid, "Trash")


@pytest.mark.parametrize("seen_first", ["answer", "draft", "both at once"])
def test_a_draft_thrown_away_because_they_answered_does_not_stop_the_next(stage: Stage, seen_first: str) -> None:
    """They answer, the draft goes, and later they ask to be written to again: then a follow-up comes."""
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    assert len(stage.look().written) == 1
    edit(stage)
    if seen_first == "draft":
        throw_away(stage)
        stage.at(hours=1).look()
    stage.at(hours=1).receive(JANE, SUBJECT, "Could we start in May?\n", answers=PROPOSAL)
    if seen_first == "answer":
        stage.at(minutes=5).look()
    if seen_first != "draft":
        throw_away(stage)
    stage.at(minutes=5).look()
    stage.at(days=2).receive(JANE, SUBJECT, LATER, answers=PROPOSAL)
    stage.at(minutes=5).look()
    assert stage.thread().standing.state is State.WAITING

    report = stage.at(days=47).look()

    assert [problem.sentence for problem in report.problems] == []
    assert len(report.written) == len(stage.drafts()) == 1


def edit(stage: Stage) -> None:
    """Change the only draft, as a mail client does: it is the person's own from then on."""
    ((uid, draft),) = stage.drafts_by_uid()
    draft.set_content(draft.get_content().replace("Robin", "Robin H."))
    stage.login.append("Drafts", draft.as_bytes(), ["\\Draft"], stage.now)
    stage.login.remove("Drafts", uid)
    stage.at(minutes=5).look()


def test_an_answer_that_is_found_late_does_not_stop_the_next_either(stage: Stage) -> None:
    """The draft was thrown away and counted; then it shows that they had answered before."""
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    stage.look()
    stage.at(days=1)
    throw_away(stage)
    stage.at(minutes=5).look()
    assert stage.thread().standing.touch == 1
    stage.receive(JANE, SUBJECT, "Could we start in May?\n", answers=PROPOSAL, days_ago=0.5)
    stage.at(minutes=5).look()
    stage.at(days=2).receive(JANE, SUBJECT, LATER, answers=PROPOSAL)
    stage.at(minutes=5).look()

    report = stage.at(days=47).look()

    assert not report.problems
    assert len(report.written) == len(stage.drafts()) == 1


def test_a_draft_that_is_over_before_it_was_seen_uses_up_its_follow_up(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer of the server was lost; the person sees the draft at once, and throws it away."""
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    lose_the_answer(stage, monkeypatch)
    assert states(stage) == [DraftState.UNCERTAIN]
    throw_away(stage)

    stage.at(minutes=10).look()

    assert states(stage) == [DraftState.DISCARDED]
    assert stage.thread().standing.touch == 1
    for days in (1, 7, 7):
        assert not stage.at(days=days).look().problems
    assert len(states(stage)) == 2, "the second follow-up came when it was due"


def lose_the_answer(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a pass in which the server stores the draft, but its answer does not arrive."""
    save = ImapMailbox.save_draft

    def lost(*arguments: object) -> None:
        save(*arguments)  # type: ignore[arg-type]  # whatever it was called with

    with monkeypatch.context() as patch:
        patch.setattr(ImapMailbox, "save_draft", lost)
        stage.look()


def test_a_draft_that_was_marked_as_deleted_before_it_was_seen_does_not_come_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some clients only flag what is deleted: the flagged copy proves that it had arrived."""
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    lose_the_answer(stage, monkeypatch)
    ((uid, _),) = stage.drafts_by_uid()
    stage.login.flag("Drafts", uid, "\\Deleted")

    for minutes in (10, 10, 25, 31, 360):
        stage.at(minutes=minutes).look()
        assert len(stage.drafts()) == 1, "the flagged one"
    assert states(stage) == [DraftState.MISSING]
    stage.at(days=1).look()

    assert states(stage) == [DraftState.DISCARDED]
    assert stage.thread().standing.touch == 1


def test_a_draft_that_could_not_be_saved_is_not_put_beside_the_persons_own(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mailbox was full; by the time there is room, the person writes in the thread."""

    def full(*_arguments: object) -> None:
        raise CannotWrite("The server did not store the draft: [OVERQUOTA]")

    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    with monkeypatch.context() as patch:
        patch.setattr(ImapMailbox, "save_draft", full)
        stage.look()
    assert states(stage) == [DraftState.REFUSED]
    own = f"To: {JANE}\r\nSubject: {SUBJECT}\r\nIn-Reply-To: {PROPOSAL}\r\nMessage-ID: <own@mail.example>\r\n\r\nHi\r\n"
    stage.at(hours=5).login.append("Drafts", own.encode(), ["\\Draft"], stage.now)

    for hours in (2, 6, 6):
        stage.at(hours=hours).look()

    assert [draft["Message-ID"] for draft in stage.drafts()] == ["<own@mail.example>"]
    assert states(stage) == [DraftState.WITHDRAWN]


def test_what_they_got_is_not_written_to_them_again_though_it_was_no_follow_up(stage: Stage) -> None:
    """They answered; the person sends the draft all the same, with a word for them."""
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    (written,) = stage.look().written
    edit(stage)
    stage.receive(JANE, SUBJECT, "Please send me the list.\n", answers=PROPOSAL)
    stage.at(minutes=5).look()
    stage.at(days=2).send_draft(edit=("?", "."))
    stage.at(minutes=5).look()

    with read_store(stage.config) as store:
        used = store.drafts.used(["jane@acme.example"], "acme.example", stage.now)

    assert used.templates == {written.template}


def test_a_promise_that_the_person_writes_into_our_draft_is_kept(stage: Stage) -> None:
    """As in any other mail of theirs; what we write ourselves promises nothing."""
    stage.propose(days_ago=9, Message_ID=PROPOSAL)
    stage.look()
    stage.at(hours=1).send_draft(edit=("?", "? I will call you on Friday 20 March."))
    stage.at(minutes=5).look()

    proposal = stage.thread().standing.proposal
    assert proposal is not None
    assert proposal.promise == date(2026, 3, 20)
    assert stage.thread().standing.touch == 1
