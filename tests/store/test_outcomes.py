"""What became of follow-ups, joined from drafts, events and the words that were sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from mailfollow.model import Became, Draft, DraftState, Event, EventKind, Intent, Outcome, Role, Tally
from mailfollow.store import Store
from tests.store.made_up import BOB, JANE, MONDAY, reading, reply, reserve, seen, start

TEXT = "Hello Jane,\n\nPlans are usually counted forward, and end too late.\n\nBy when must it be ready?\n\nBest\nRobin"
DAY = timedelta(days=1)


@pytest.fixture
def thread(store: Store) -> str:
    return start(store)


def draft(store: Store, thread: str, touch: int = 1, **fields: Any) -> Draft:
    return reserve(store, thread, touch, **{"text": TEXT, "language": "en"} | fields)


def send(store: Store, one: Draft, at: datetime, words: str | None = TEXT, state: DraftState = DraftState.SENT) -> None:
    """Note that a draft was sent, with the words that lie in Sent; None = they were not read."""
    message_id = f"sent-{one.id}@studio.example"
    event = Event(EventKind.SENT, at, "you sent it", message_id, people=(JANE,), draft_id=one.id)
    store.drafts.update(one.id, state=state)
    store.threads.add_events(one.thread_id, [event])
    for other in one.covers:
        store.threads.add_events(other, [Event(EventKind.SENT, at, "names several", people=(JANE,), draft_id=one.id)])
    if words is not None:
        place = seen(one.id, message_id, folder="Sent", role=Role.SENT)
        store.messages.add("work", [place], pending=[place.place])
        store.messages.done("work", place.place, [one.thread_id], reading(message_id, own_text=words))


def only(store: Store, **options: Any) -> Outcome:
    (one,) = store.outcomes.all(**options)
    return one


def test_a_draft_that_was_sent_tells_all_of_itself(store: Store, thread: str) -> None:
    """What it was, when it was written and sent, and that nothing was changed."""
    one = draft(store, thread, 2, resource="pump-care")
    send(store, one, MONDAY + DAY)

    told = only(store)

    assert (told.draft_id, told.thread_id, told.touch) == (one.id, thread, 2)
    assert (told.template, told.angle, told.language) == ("en/three-options", "three-options", "en")
    assert (told.resource, told.written_at, told.sent_at) == ("pump-care", MONDAY, MONDAY + DAY)
    assert (told.became, told.answered_at) == (Became.AS_IS, None)
    assert told.edit is not None
    assert told.edit.changed == 0


def test_one_that_was_edited_says_how_much_and_where(store: Store, thread: str) -> None:
    """Here the second paragraph is gone."""
    send(store, draft(store, thread), MONDAY + DAY, "Hello Jane,\n\nBy when must it be ready?\n\nBest\nRobin")

    told = only(store)

    assert told.became is Became.EDITED
    assert told.edit is not None
    assert told.edit.removed == (2,)
    assert told.edit.changed == pytest.approx(9 / 17)


@pytest.mark.parametrize(
    ("state", "became"),
    [
        (DraftState.RESERVED, Became.OTHERWISE),
        (DraftState.REFUSED, Became.OTHERWISE),
        (DraftState.UNCERTAIN, Became.OPEN),
        (DraftState.OPEN, Became.OPEN),
        (DraftState.EDITED, Became.OPEN),
        (DraftState.MISSING, Became.OPEN),
        (DraftState.DISCARDED, Became.DISCARDED),
        (DraftState.WITHDRAWN, Became.WITHDRAWN),
        (DraftState.SENT, Became.SENT),
    ],
)
def test_every_state_comes_to_something(store: Store, thread: str, state: DraftState, became: Became) -> None:
    """A draft that was sent without a copy counts as sent, though neither its words nor its time are known."""
    store.drafts.update(draft(store, thread).id, state=state)

    told = only(store)

    assert (told.became, told.sent_at, told.answered_at, told.edit) == (became, None, None, None)


def test_one_that_went_to_somebody_else_was_not_sent(store: Store, thread: str) -> None:
    """It says nothing of the template, nor does an answer to it."""
    send(store, draft(store, thread), MONDAY, state=DraftState.WITHDRAWN)
    store.threads.add_events(thread, [reply(at=MONDAY + DAY)])

    assert (only(store).became, only(store).answered_at, only(store).edit) == (Became.OTHERWISE, None, None)


def test_sent_words_that_were_not_read_are_not_known(store: Store, thread: str) -> None:
    """It is neither edited nor as it was, but an answer to it counts."""
    send(store, draft(store, thread), MONDAY, words=None)
    store.threads.add_events(thread, [reply(at=MONDAY + DAY)])

    assert (only(store).became, only(store).edit) == (Became.SENT, None)
    assert only(store).answered_at == MONDAY + DAY


@pytest.mark.parametrize("words", ["", "-----BEGIN PGP MESSAGE-----\n\nhQEMA1234\n-----END PGP MESSAGE-----"])
def test_sent_words_that_were_encrypted_are_not_known(store: Store, thread: str, words: str) -> None:
    """Or else a person who encrypts would have removed all of every draft."""
    send(store, draft(store, thread), MONDAY, words)

    assert (only(store).became, only(store).edit) == (Became.SENT, None)


def event(kind: EventKind, days: float, intent: Intent | None = None) -> Event:
    return Event(
        kind, MONDAY + days * DAY, "it happened", f"{kind}{days}@acme.example", person=JANE.address, intent=intent
    )


@pytest.mark.parametrize(
    ("events", "after"),
    [
        ([], None),
        ([event(EventKind.REPLY, 3)], 3),
        ([event(EventKind.REPLY, 5), event(EventKind.REPLY, 3)], 3),
        ([event(EventKind.REPLY, 3, Intent.NO)], 3),
        ([event(EventKind.REPLY, 3, Intent.STOP)], None),
        ([event(EventKind.SIGNED, 3)], 3),
        ([event(EventKind.REPLY, -1)], None),
        ([event(EventKind.REPLY, 14)], 14),
        ([event(EventKind.REPLY, 14.01)], None),
        ([event(EventKind.SENT, 2), event(EventKind.REPLY, 3)], None),
        ([event(EventKind.SENT, 4), event(EventKind.REPLY, 3)], 3),
        ([event(EventKind.AUTO_REPLY, 1), event(EventKind.HELD, 2), event(EventKind.BOUNCED, 3)], None),
    ],
    ids=[
        "silence",
        "answer",
        "two answers",
        "a no",
        "leave me alone",
        "signed",
        "before",
        "in time",
        "too late",
        "to our next mail",
        "before our next mail",
        "machines",
    ],
)
def test_an_answer_counts_in_time_and_before_our_next_message(
    store: Store, thread: str, events: Sequence[Event], after: float | None
) -> None:
    """Within 14 days; a person's answer, a no too, but not a wish to be left alone."""
    send(store, draft(store, thread), MONDAY)
    store.threads.add_events(thread, events)

    assert only(store).answered_at == (None if after is None else MONDAY + after * DAY)


def test_the_time_for_an_answer_can_be_chosen(store: Store, thread: str) -> None:
    """Three days, or thirty."""
    send(store, draft(store, thread), MONDAY)
    store.threads.add_events(thread, [reply(at=MONDAY + 20 * DAY)])

    assert only(store, within=timedelta(days=30)).answered_at == MONDAY + 20 * DAY
    assert only(store, within=timedelta(days=3)).answered_at is None


def test_an_answer_in_any_proposal_that_it_names_is_one_to_it(store: Store, thread: str) -> None:
    """One mail may be the follow-up of several."""
    other = start(store, "second@studio.example", "Proposal: labels")
    third = start(store, "third@studio.example", "Proposal: signs", people=(BOB,))
    send(store, draft(store, thread, covers=[other]), MONDAY + DAY)
    store.threads.add_events(third, [reply(at=MONDAY + 2 * DAY)])

    assert only(store).answered_at is None

    store.threads.add_events(other, [reply(at=MONDAY + 3 * DAY)])

    assert only(store).answered_at == MONDAY + 3 * DAY


def test_a_draft_that_was_written_anew_counts_once(store: Store, thread: str) -> None:
    """As the last one, but as old as the first."""
    first = draft(store, thread, token="a@x", message_id="a@y")
    store.drafts.update(first.id, state=DraftState.WITHDRAWN)
    second = draft(store, thread, token="b@x", message_id="b@y", replaces=first.id, at=MONDAY + 8 * DAY)
    store.drafts.update(second.id, state=DraftState.WITHDRAWN)
    third = draft(store, thread, token="c@x", message_id="c@y", replaces=second.id, at=MONDAY + 16 * DAY, angle="other")
    send(store, third, MONDAY + 17 * DAY)

    told = only(store)

    assert (told.draft_id, told.angle, told.written_at) == (third.id, "other", MONDAY)
    assert only(store, since=MONDAY).draft_id == third.id
    assert store.outcomes.all(since=MONDAY + DAY) == []


def test_the_language_of_an_older_draft_is_that_of_its_template(store: Store, thread: str) -> None:
    """Older versions did not note it; a draft that another mailfollow wrote has neither."""
    draft(store, thread, language="", template="de/drei-wege")
    draft(store, start(store, "b@studio.example"), language="", template="", angle="", token="b@x", message_id="b@y")

    assert [one.language for one in store.outcomes.all()] == ["de", ""]


def test_the_tallies_count_what_was_sent_long_enough_ago(store: Store) -> None:
    """By angle, in whatever language; what is too recent would count as unanswered though it may be answered yet."""
    for number, (angle, days, answered) in enumerate(
        [("a", 0, True), ("a", 0, False), ("a", 6, True), ("b", 1, False), ("", 0, True)]
    ):
        thread = start(store, f"root{number}@studio.example", people=(JANE,))
        one = draft(store, thread, angle=angle, template=f"{'de' if number else 'en'}/{angle}")
        send(store, one, MONDAY + days * DAY)
        if answered:
            store.threads.add_events(thread, [reply(f"answer{number}@acme.example", MONDAY + (days + 1) * DAY)])

    assert store.outcomes.tallies(MONDAY + 14 * DAY) == {"a": Tally(2, 1), "b": Tally(0, 0)}
    assert store.outcomes.tallies(MONDAY + 20 * DAY) == {"a": Tally(3, 2), "b": Tally(1, 0)}


def test_nothing_is_written(store: Store, thread: str) -> None:
    """Reading changes no row, and no draft's state."""
    send(store, draft(store, thread), MONDAY)
    before = list(store._db.raw.iterdump())

    store.outcomes.all()
    store.outcomes.tallies(MONDAY)

    assert list(store._db.raw.iterdump()) == before
    assert not store._db.raw.in_transaction
