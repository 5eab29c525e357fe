"""What words said from the mail client come to where it is not plain which proposal they are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailfollow.model import Account, Close, Control, State
from tests.cycle.letterbox import JANE, ME, MONDAY, PROPOSAL, Letterbox, letter, proposal, quoted

STOP = "Mailfollow/Stop"
WON = "Mailfollow/Won"
TRACK = "Mailfollow/Track"


@pytest.fixture
def box() -> Letterbox:
    """A mailbox with folders for control."""
    box = Letterbox()
    box.config = replace(box.config, control=Control(folders=True))
    for word in ("Track", "Snooze 1 week", "Snooze 1 month", "Stop", "Won", "Lost"):
        box.letters[f"Mailfollow/{word}"] = []
    return box


def outcomes(box: Letterbox) -> list[str]:
    """Return what came of each word."""
    return [row["outcome"] for row in box.store._db.rows("SELECT outcome FROM orders ORDER BY at, rowid")]


def test_what_may_belong_to_several_proposals_says_nothing_of_any(box: Letterbox) -> None:
    """The person is asked which one is meant."""
    box.put(proposal(), proposal(subject="Proposal: new shop"), proposal(subject="Proposal: new logo"))
    away = "I am out of the office until 20 March 2026.\n"
    box.put(letter(JANE, ME, "Automatic reply", away, days=2, folder=WON, Auto_Submitted="auto-replied"))

    box.look()

    assert not [thread for thread in box.threads() if thread.standing.close]
    (outcome,) = outcomes(box)
    assert outcome.startswith("it may belong to any of 3 proposals (")
    assert outcome.endswith("): please say which one")


def test_what_is_said_of_an_older_proposal_goes_for_the_newer(box: Letterbox) -> None:
    """The newer one has taken its place."""
    older = proposal(days=0)
    box.put(older, proposal(amount="5,200", days=5))
    box.look(days=6)
    box.put(replace(older, folder=STOP))

    box.look(days=6.1)

    assert [thread.standing.close for thread in box.threads()] == [Close.SUPERSEDED, Close.STOPPED]


def test_a_word_waits_for_its_proposal_for_a_day(box: Letterbox) -> None:
    """Its copy in Sent may come later, as may the look at another account."""
    sent = proposal(days=0)
    answer = letter(JANE, ME, "Re: Proposal: new website", "Fine.", days=1, answers=sent.message_id, folder=WON)
    box.put(answer)
    box.look(days=1.2)
    assert outcomes(box) == ["it belongs to no proposal that is followed"]
    box.put(sent)

    box.look(days=1.5)

    assert box.thread().standing.close is Close.WON


def test_a_word_does_not_wait_for_ever(box: Letterbox) -> None:
    """What lies in a folder for years must not close a proposal that is followed one day."""
    sent = proposal(days=0)
    answer = letter(JANE, ME, "Re: Proposal: new website", "Fine.", days=1, answers=sent.message_id, folder=WON)
    box.put(answer)
    box.look(days=1.2)
    box.put(sent)

    box.look(days=3)

    assert box.thread().standing.close is not Close.WON


def test_a_draft_of_ones_own_in_a_folder_was_not_sent(box: Letterbox) -> None:
    """It says something of its thread, and is no follow-up."""
    sent = proposal(days=0)
    box.put(sent)
    box.look(days=1)
    own = letter(ME, JANE, "Re: Proposal: new website", "One more thing?", days=1, answers=sent.message_id, folder=STOP)
    box.put(own)
    box.letters[STOP][-1] = replace(box.letters[STOP][-1], flags=frozenset({"\\Draft"}))

    box.look(days=1.1)

    assert (box.thread().standing.close, box.thread().standing.touch) == (Close.STOPPED, 0)


def test_a_mail_of_ours_in_a_folder_counts_as_one_that_was_sent(box: Letterbox) -> None:
    """It was moved there out of Sent before we saw it."""
    sent = proposal(days=0)
    box.put(sent)
    own = letter(ME, JANE, "Re: Proposal: new website", "Shall we talk?", days=1, answers=sent.message_id, folder=TRACK)
    box.put(own)

    box.look(days=1.1)

    assert (box.thread().standing.state, box.thread().standing.touch) == (State.WAITING, 1)


def test_without_the_setting_folders_say_nothing_but_answers_in_them_count(box: Letterbox) -> None:
    """They may be left from a time when it was on."""
    box.config = replace(box.config, control=Control())
    sent = proposal(days=0)
    box.put(
        sent, letter(JANE, ME, "Re: Proposal", "When could you begin?", days=1, answers=sent.message_id, folder=WON)
    )

    box.look(days=2)

    assert box.thread().standing.state is State.YOUR_TURN
    assert outcomes(box) == []


def test_a_word_in_another_accounts_folder_reaches_the_proposal(box: Letterbox) -> None:
    """A person may gather all their mail in one mailbox."""
    sent = proposal(days=0)
    box.put(sent)
    box.look(days=1)
    private = Letterbox(account="private")
    private.config = replace(
        box.config, accounts=(*box.config.accounts, Account("private", "server.example", "robin", "password"))
    )
    private.store = box.store
    private.letters[WON] = []
    private.put(letter(JANE, ME, "Re: Proposal", "Fine.", days=1, answers=sent.message_id, folder=WON))

    private.look(days=1.1)

    assert box.thread().standing.close is Close.WON


def test_a_word_that_is_said_while_a_pass_is_made_is_heeded_by_it(box: Letterbox) -> None:
    """Scenario 52: put into Stop between the first look and the second, so there is no draft."""
    sent = proposal(days=0)
    box.put(sent)
    box.between = (replace(sent, folder=STOP),)

    report = box.make_a_pass()

    assert (report.written, box.drafts) == ([], [])
    assert box.thread().standing.close is Close.STOPPED


def test_an_answer_that_goes_into_a_folder_while_a_pass_is_made_is_not_missed(box: Letterbox) -> None:
    """Scenario 52: also if that folder says "follow it"."""
    sent = proposal(days=0)
    box.put(sent)
    box.between = (
        letter(JANE, ME, "Re: Proposal", "How long would it take?", days=29.9, answers=sent.message_id, folder=TRACK),
    )

    report = box.make_a_pass()

    assert (report.written, box.drafts) == ([], [])


def test_what_waits_longest_costs_nothing_any_more(box: Letterbox) -> None:
    """Mail in our name to a tagged address, of which nothing lies in Sent: anyone can send thousands of them."""
    to = "robin+nofollowup@hale-studio.example"
    box.put(*(letter(ME, JANE, f"Offer {n}", "x", days=1, folder="INBOX", Delivered_To=to) for n in range(3)))

    box.look(days=1)
    assert len(box.store.orders.waiting("work", MONDAY)) == 3

    box.look(days=3)
    assert box.store.orders.waiting("work", MONDAY + timedelta(days=2)) == []


def test_an_answer_without_an_id_says_what_its_folder_says(box: Letterbox) -> None:
    """Scenario 29: it is known by where it lies, here and in the inbox."""
    box.put(proposal(days=0))
    box.look(days=0.1)
    text = f"Fine.\n\n{quoted(PROPOSAL.format(name='Jane', topic='new website', amount='4,800'))}"
    for folder in ("INBOX", WON):
        answer = letter(JANE, ME, "Re: Proposal: new website", text, days=1, folder=folder)
        box.put(replace(answer, data=answer.data.replace(b"Message-ID: ", b"X-Was: ")))

    box.look(days=1.1)

    assert box.thread().standing.close is Close.WON
