"""What lies in Sent is ours, from whatever address, unless it was sent to us and filed there."""

from __future__ import annotations

import pytest

from mailfollow.model import EventKind, State
from tests.cycle.letterbox import JANE, ME, PROPOSAL, SUBJECT, Letter, Letterbox, letter

OMAR = "Omar Reyes <omar@acme.example>"
JIM = "Jim Miller <jim@acme.example>"
DESK = "Acme Desk <desk@tickets.example>"
"""Somebody to whom the proposal was passed on: neither a person nor of the company of the thread."""
ANNA = "Anna Vogt <anna@hale-studio.example>"
ALIAS = "robin@studio-hale.example"
OURS = "robin@hale-studio.example"
RE = f"Re: {SUBJECT}"


def filed(
    sender: str, to: str, *, subject: str = RE, days: float = 2, text: str = "In May?\n", **headers: str
) -> Letter:
    """Return a mail that lies in Sent."""
    return letter(sender, to, subject, text, days=days, folder="Sent", **headers)


def proposed(sender: str = ME, to: str = JANE, *, subject: str = SUBJECT, days: float = 0, **headers: str) -> Letter:
    """Return a proposal that lies in Sent."""
    text = PROPOSAL.format(name="you", topic="new website", amount="4,800")
    return filed(sender, to, subject=subject, days=days, text=text, **headers)


def what_happened(*letters: Letter, at_once: bool) -> tuple[State, list[EventKind]]:
    """Return how the only thread stands, and its events, after a look at all of it or after each."""
    box = Letterbox()
    for one in letters:
        box.put(one)
        if not at_once:
            box.look()
    box.look()
    thread = box.thread()
    return thread.standing.state, [event.kind for event in box.store.threads.events(thread.id)]


ANSWERED = (State.YOUR_TURN, [EventKind.SENT, EventKind.REPLY])
TOUCHED = (State.WAITING, [EventKind.SENT, EventKind.SENT])
either = pytest.mark.parametrize("at_once", [True, False])


@either
@pytest.mark.parametrize("sender", [JANE, JIM, DESK])
@pytest.mark.parametrize("given", [{}, {"Cc": ANNA}, {"Cc": OMAR}, {"Delivered_To": OURS}])
def test_an_answer_is_no_mail_of_ours(sender: str, given: dict[str, str], *, at_once: bool) -> None:
    """Whoever wrote it, and whoever else got it."""
    root = proposed()

    assert what_happened(root, filed(sender, ME, answers=root.message_id, **given), at_once=at_once) == ANSWERED


@either
@pytest.mark.parametrize("given", [{"Cc": ME}, {"Delivered_To": OURS}])
def test_an_answer_to_another_customer_with_us_in_copy_is_no_mail_of_ours(
    given: dict[str, str], *, at_once: bool
) -> None:
    """One of the two writes to the other."""
    root = proposed(to=f"{JANE}, {OMAR}")

    assert what_happened(root, filed(OMAR, JANE, answers=root.message_id, **given), at_once=at_once) == ANSWERED


@either
def test_an_answer_without_ids_is_no_mail_of_ours(*, at_once: bool) -> None:
    """The person and the subject are enough, as in the inbox."""
    assert what_happened(proposed(), filed(JANE, ME), at_once=at_once) == ANSWERED


@either
@pytest.mark.parametrize("given", [{}, {"Cc": OMAR}, {"Cc": ME}])
def test_an_answer_to_an_alias_is_no_mail_of_ours(given: dict[str, str], *, at_once: bool) -> None:
    """The alias is not configured: that our proposal came from it shows that it is ours."""
    root = proposed(f"Sales <{ALIAS}>")

    assert what_happened(root, filed(JANE, ALIAS, answers=root.message_id, **given), at_once=at_once) == ANSWERED


COPIES = [{}, {"Cc": ME}, {"Cc": ALIAS}, {"Cc": f"{ME}, {ALIAS}"}, {"Bcc": ME}, {"Delivered_To": OURS}]
names = pytest.mark.parametrize("name", ["Robin Hale", "Sales", ""])


@either
@names
@pytest.mark.parametrize("given", COPIES)
def test_what_an_alias_sends_is_ours(given: dict[str, str], name: str, *, at_once: bool) -> None:
    """Scenario 24: a touch, also where a copy comes to us and is filed in Sent."""
    alias = f"{name} <{ALIAS}>"
    root = proposed(alias, **given)

    assert what_happened(root, filed(alias, JANE, answers=root.message_id, **given), at_once=at_once) == TOUCHED


@either
@pytest.mark.parametrize("given", COPIES)
def test_a_follow_up_from_another_alias_than_the_proposal_is_ours(given: dict[str, str], *, at_once: bool) -> None:
    """It is a stranger's address, but the mail goes to the customer."""
    root = proposed()

    later = filed(f"Sales <{ALIAS}>", JANE, answers=root.message_id, **given)

    assert what_happened(root, later, at_once=at_once) == TOUCHED


@either
@pytest.mark.parametrize("given", COPIES)
def test_what_an_alias_sends_that_the_proposal_went_to_is_ours(given: dict[str, str], *, at_once: bool) -> None:
    """It is no customer, for it bears our name."""
    alias = f"Robin Hale <{ALIAS}>"
    root = proposed(Cc=alias)

    assert what_happened(root, filed(alias, JANE, answers=root.message_id, **given), at_once=at_once) == TOUCHED


@names
@pytest.mark.parametrize("given", COPIES)
@pytest.mark.parametrize("first", [ME, ALIAS])
def test_a_later_proposal_from_an_alias_is_followed(given: dict[str, str], name: str, first: str) -> None:
    """Also if an earlier one went to the alias as well."""
    box = Letterbox()
    box.put(proposed(first, Cc=ALIAS))
    box.look()
    box.put(proposed(f"{name} <{ALIAS}>", "Lena Vogt <lena@kestrel.example>", subject="Quote", days=1, **given))
    box.look()

    assert len(box.threads()) == 2


@either
@pytest.mark.parametrize("sender", [ANNA, ALIAS])
def test_a_mail_merge_about_a_proposal_is_ours(sender: str, *, at_once: bool) -> None:
    """To ourselves, and to the customer in Bcc: what was sent to us bears no such field."""
    root = proposed()
    state, events = what_happened(root, filed(sender, ME, answers=root.message_id, Bcc=JANE), at_once=at_once)

    assert state is State.WAITING
    assert EventKind.REPLY not in events


@either
@pytest.mark.parametrize("to", [JANE, ME])
def test_a_colleague_who_writes_in_a_shared_folder_is_one_of_us(to: str, *, at_once: bool) -> None:
    """Also to us, and though the proposal went to them as well."""
    root = proposed(to=f"{JANE}, {ANNA}")
    state, events = what_happened(root, filed(ANNA, to, answers=root.message_id, Cc=ME), at_once=at_once)

    assert state is State.WAITING
    assert EventKind.REPLY not in events
