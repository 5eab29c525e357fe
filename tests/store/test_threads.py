"""Threads: started once, moved by events in any order, found by the start of their id."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailfollow.errors import UsageError
from mailfollow.model import Address, DraftState, Event, EventKind, Message, Role, State
from mailfollow.store import Store
from mailfollow.tracking.matching.prints import prints
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.standing.fold import fold as real_fold
from tests.store.made_up import BOB, JANE, MONDAY, fold, reply, reserve, seen, sent, start

AWAY = Event(
    EventKind.AUTO_REPLY,
    MONDAY + timedelta(hours=1),
    "out of office",
    "away@acme.example",
    person=JANE.address,
    until=date(2026, 3, 16),
    away=True,
)


def test_an_id_is_short_and_the_same_on_every_machine() -> None:
    ids = set()
    for _ in range(2):
        with Store.in_memory(fold) as store:
            ids.add(store.threads.start("work", "proposal@studio.example", "A", None))

    assert ids == {"otv72w"}


def test_the_same_proposal_is_followed_once(store: Store) -> None:
    """Scenario 15."""
    one = store.threads.start("work", "proposal@studio.example", "A", None)

    assert store.threads.start("work", "proposal@studio.example", "B", "acme.example") == one
    assert store.threads.start("home", "proposal@studio.example", "A", None) != one


def test_an_id_that_is_taken_gets_a_letter_more(store: Store) -> None:
    one = store.threads.start("work", "proposal@studio.example", "A", None)
    store._db.run("UPDATE threads SET root_id = 'another@studio.example'")

    other = store.threads.start("work", "proposal@studio.example", "A", None)

    assert other.startswith(one)
    assert len(other) == len(one) + 1


def test_a_thread_stands_where_its_events_put_it(store: Store) -> None:
    thread = store.threads.start("work", "proposal@studio.example", "Proposal", "acme.example")

    standing = store.threads.add_events(thread, [sent(), reply()])

    (found,) = store.threads.all()
    assert standing.state is State.YOUR_TURN
    assert (found.id, found.account, found.subject, found.company) == (thread, "work", "Proposal", "acme.example")
    assert (found.standing, found.draft, found.foreign_draft) == (standing, None, False)


def test_the_columns_that_are_cached_say_what_the_standing_says(store: Store) -> None:
    thread = start(store)
    store.threads.add_events(thread, [AWAY])

    row = store._db.row("SELECT state, why, since, clock, not_before FROM threads")

    assert row is not None
    assert tuple(row) == (
        "waiting",
        "sent auto_reply",
        "2026-03-02T10:00:00+00:00",
        "2026-03-02T09:00:00+00:00",
        "2026-03-16",
    )


def test_an_event_is_recorded_once_however_often_its_message_is_read(store: Store) -> None:
    """Scenario 112."""
    thread = start(store)
    for _ in range(3):
        store.threads.add_events(thread, [sent(), reply()])

    assert [event.kind for event in store.threads.events(thread)] == [EventKind.SENT, EventKind.REPLY]


def test_one_message_can_tell_of_two_people(store: Store) -> None:
    """Scenario 31: one bounce that names two recipients."""
    thread = start(store, people=(JANE, BOB))
    bounces = [
        Event(EventKind.BOUNCED, MONDAY, "550", "bounce@x.example", person=who.address, permanent=True)
        for who in (JANE, BOB)
    ]
    store.threads.add_events(thread, bounces)

    assert {event.person for event in store.threads.events(thread)} >= {JANE.address, BOB.address}


def test_a_person_may_say_the_same_thing_twice(store: Store) -> None:
    thread = start(store)
    for days in (1, 2):
        at = MONDAY + timedelta(days=days)
        store.threads.add_events(thread, [Event(EventKind.SNOOZED, at, "", until=date(2026, 4, days))])

    assert [event.until for event in store.threads.events(thread)][1:] == [date(2026, 4, 1), date(2026, 4, 2)]


def test_two_messages_without_an_id_are_two_events(store: Store) -> None:
    thread = start(store)
    events = [Event(EventKind.REPLY, MONDAY + timedelta(days=n), "", person=JANE.address) for n in (1, 2)]
    store.threads.add_events(thread, events)

    assert len(store.threads.events(thread)) == 3


def test_a_draft_that_goes_and_comes_back_and_goes_again_is_told_each_time(store: Store) -> None:
    """Scenario 127: deleted, undone, deleted again; but each look that finds nothing new adds nothing."""
    thread = start(store)
    draft = reserve(store, thread)
    kinds = [
        EventKind.DRAFT_SAVED,
        EventKind.DRAFT_GONE,
        EventKind.DRAFT_GONE,
        EventKind.DRAFT_SAVED,
        EventKind.DRAFT_GONE,
    ]
    for n, kind in enumerate(kinds):
        store.threads.add_events(thread, [Event(kind, MONDAY + timedelta(minutes=n), "", draft_id=draft.id)])

    told = [event.kind for event in store.threads.events(thread)][1:]
    assert told == [EventKind.DRAFT_SAVED, EventKind.DRAFT_GONE, EventKind.DRAFT_SAVED, EventKind.DRAFT_GONE]


def test_an_absence_holds_every_thread_with_that_person(store: Store) -> None:
    """Scenario 61."""
    one, other = start(store, "a@studio.example"), start(store, "b@studio.example", people=(BOB, JANE))
    unconcerned = start(store, "c@studio.example", people=(BOB,))
    store.threads.add_person_events(JANE.address, [AWAY])

    held = {thread.id for thread in store.threads.all() if thread.standing.not_before}
    assert held == {one, other}
    assert AWAY in store.threads.events(one)
    assert AWAY not in store.threads.events(unconcerned)


def test_an_absence_that_was_known_before_the_proposal_holds_it_too(store: Store) -> None:
    store.threads.add_person_events(JANE.address, [AWAY, AWAY])
    thread = start(store)

    assert store.threads.get(thread).standing.not_before == AWAY.until
    assert store.threads.events(thread).count(AWAY) == 1


def test_an_absence_of_somebody_who_was_added_later_counts_from_then_on(store: Store) -> None:
    thread = start(store, people=(BOB,))
    store.threads.add_person_events(JANE.address, [AWAY])
    assert store.threads.get(thread).standing.not_before is None

    store.threads.add_events(thread, [sent("second@studio.example", BOB, JANE, at=MONDAY + timedelta(minutes=1))])

    assert store.threads.get(thread).standing.not_before == AWAY.until


EVENTS = [
    sent(),
    sent("second@studio.example", BOB, at=MONDAY + timedelta(days=3)),
    reply(),
    reply("another@acme.example", MONDAY + timedelta(days=4)),
    Event(EventKind.SNOOZED, MONDAY + timedelta(days=5), "you said so", until=date(2026, 5, 1)),
    Event(EventKind.WON, MONDAY + timedelta(days=6), "you said so"),
]


@pytest.mark.parametrize("folding", [fold, partial(real_fold, calendar=Calendar(ZoneInfo("Europe/Berlin")))])
@settings(max_examples=25)
@given(st.permutations(EVENTS), st.integers(0, len(EVENTS)), st.lists(st.sampled_from(EVENTS), max_size=3))
def test_the_cache_is_what_the_events_fold_to_whatever_their_order(
    folding: object, events: list[Event], late: int, again: list[Event]
) -> None:
    """The order in which messages arrive must not change the result, and `rebuild` finds nothing to change."""
    with Store.in_memory(folding) as store:  # type: ignore[arg-type]  # both are folds
        thread = store.threads.start("work", "proposal@studio.example", "A", None)
        store.threads.add_events(thread, events[:late])
        store.threads.add_person_events(JANE.address, [AWAY])
        for event in [*events[late:], *again]:
            store.threads.add_events(thread, [event])

        assert store.threads.rebuild() == 0
        assert store.threads.get(thread).standing == folding([*EVENTS, AWAY])  # type: ignore[operator]  # as above
        assert sorted(map(str, store.threads.events(thread))) == sorted(map(str, [*EVENTS, AWAY]))


def test_rebuilding_repairs_a_cache_that_went_wrong(store: Store) -> None:
    one, _other = start(store), start(store, "b@studio.example")
    before = store.threads.all()
    store._db.run("UPDATE threads SET state = 'closed', standing = '{}' WHERE id = ?", one)
    store._db.run("DELETE FROM people")

    assert store.threads.rebuild() == 1
    assert store.threads.all() == before
    store.threads.add_person_events(JANE.address, [AWAY])
    assert all(thread.standing.not_before for thread in store.threads.all())


def test_a_failing_fold_records_nothing(path: Path) -> None:
    with Store.open(path) as store:
        thread = store.threads.start("work", "proposal@studio.example", "A", None)
        with pytest.raises(TypeError, match="without a fold"):
            store.threads.add_events(thread, [sent()])

        assert store.threads.events(thread) == []


# Finding a thread by its id.


def test_the_start_of_an_id_in_any_case_is_enough(store: Store) -> None:
    thread = start(store)

    assert store.threads.get(f" {thread[:3].upper()} ").id == thread


def test_an_id_that_several_threads_start_with_names_them(store: Store) -> None:
    thread = start(store)
    store._db.run("INSERT INTO threads (id, account, root_id, subject) VALUES (?, 'work', 'x', 'Other')", f"{thread}a")

    assert store.threads.get(thread).id == thread
    with pytest.raises(UsageError, match=r"2 threads start with .*Other.*Give more"):
        store.threads.get(thread[:4])


def test_an_unknown_id_names_what_is_near(store: Store) -> None:
    thread = start(store)

    with pytest.raises(UsageError, match=f"{thread} \\(Proposal: new website\\)"):
        store.threads.get(thread[:-1] + "9")


@pytest.mark.parametrize("wanted", ["", "abc"])
def test_an_id_where_nothing_is_followed_says_so(store: Store, wanted: str) -> None:
    with pytest.raises(UsageError, match="nothing is followed yet"):
        store.threads.get(wanted)


def test_no_id_at_all_is_never_a_match(store: Store) -> None:
    start(store)

    with pytest.raises(UsageError):
        store.threads.get("  ")


# What a thread is recognised by.


def test_a_conversation_knows_ids_people_subjects_and_number(store: Store) -> None:
    thread = start(store)
    draft = reserve(store, thread)
    answer = seen(
        1,
        "answer@acme.example",
        in_reply_to="proposal@studio.example",
        references=("x@acme.example",),
        subject="AW: Offer",
    )
    store.messages.add("work", [answer], [answer.place])
    store.messages.done("work", answer.place, [thread], None)
    store.threads.add_events(thread, [reply()])

    (found,) = store.threads.conversations("work")

    assert found.id == thread
    assert found.message_ids == {"proposal@studio.example", "answer@acme.example", draft.message_id}
    assert found.tokens == {draft.token}
    assert found.people == {JANE.address}
    assert found.domains == {"acme.example"}
    assert found.subjects == {"proposal new website", "offer"}
    assert found.number == "Q-17"
    assert found.started == MONDAY
    assert found.references == {"x@acme.example", "proposal@studio.example"}


def test_a_conversation_knows_our_words_and_when_the_last_mail_was(store: Store) -> None:
    """Scenarios 36 and 39: quotes are compared with what we sent, and silence is counted from the last mail."""
    thread = start(store)
    ours, theirs = seen(1, "more@studio.example", folder="Sent", role=Role.SENT), seen(2, "answer@acme.example")
    store.messages.add("work", [ours, theirs], [ours.place, theirs.place])
    for one in (ours, theirs):
        text = f"these are six words of {one.envelope.message_id}"
        store.messages.done("work", one.place, [thread], Message(one.envelope, MONDAY, own_text=text))
    store.threads.add_events(thread, [reply(at=MONDAY + timedelta(days=3))])
    store.threads.add_events(thread, [Event(EventKind.SNOOZED, MONDAY + timedelta(days=9), "you")])

    (found,) = store.threads.conversations()

    assert found.prints == (prints("these are six words of more@studio.example"),)
    assert found.last == MONDAY + timedelta(days=3)


def test_our_mail_is_known_by_its_former_ids_and_nobody_else_s(store: Store) -> None:
    """Scenario 48: Exchange tells the id that it replaced; in mail of others that proves nothing."""
    thread = start(store)
    ours = seen(1, "new@outlook.example", folder="Sent", role=Role.SENT, other_ids=("old@studio.example",))
    theirs = seen(2, "answer@acme.example", other_ids=("another@studio.example",))
    store.messages.add("work", [ours, theirs], [ours.place, theirs.place])
    for one in (ours, theirs):
        store.messages.done("work", one.place, [thread], Message(one.envelope, MONDAY))

    (found,) = store.threads.conversations()

    assert "old@studio.example" in found.message_ids
    assert "another@studio.example" not in found.message_ids


def test_only_a_superseded_thread_has_heirs(store: Store) -> None:
    """Scenario 41: a proposal that was won before is not answered through a newer one."""
    thread = start(store)
    store.threads.add_events(thread, [Event(EventKind.ENDED, MONDAY, "superseded", "newer@studio.example")])

    assert store.threads.conversations()[0].superseded_by == frozenset()


def test_conversations_can_be_had_for_some_threads_only(store: Store) -> None:
    one, other = start(store, "a@studio.example"), start(store, "b@studio.example", account="home")

    assert [found.id for found in store.threads.conversations()] == [one, other]
    assert [found.id for found in store.threads.conversations("home")] == [other]
    assert [found.id for found in store.threads.conversations(only=[one])] == [one]
    assert store.threads.conversations("home", only=[one]) == []
    assert store.threads.conversations(only=[]) == []


def test_free_mail_makes_no_company(store: Store) -> None:
    """Scenario 35."""
    start(store, company=None, people=(Address("Jo", "jo@gmail.com"),))

    assert store.threads.conversations()[0].domains == frozenset()


def test_a_newer_proposal_that_ended_a_thread_is_not_a_message_of_it(store: Store) -> None:
    """Scenario 41."""
    thread = start(store)
    store.threads.add_events(thread, [Event(EventKind.ENDED, MONDAY, "superseded", "newer@studio.example")])

    assert "newer@studio.example" not in store.threads.conversations()[0].message_ids


def test_a_thread_to_which_nothing_happened_has_no_conversation(store: Store) -> None:
    store.threads.start("work", "proposal@studio.example", "A", None)

    assert store.threads.conversations() == []


def test_older_proposals_to_the_same_person_on_the_same_matter_are_found(store: Store) -> None:
    """Scenarios 40 and 41: two customers with the same subject are never mixed."""
    older = start(store, "a@studio.example", "Proposal: new website")
    start(store, "b@studio.example", "Another matter")
    start(store, "c@studio.example", "Proposal: new website", people=(BOB,))
    start(store, "d@studio.example", "Proposal: new website", account="home")
    newer = start(store, "f@studio.example", "Re: PROPOSAL: new website")

    assert store.threads.same_matter(newer, (JANE,), "Re: PROPOSAL: new website") == [older]


# Drafts as a thread shows them.


def test_a_thread_shows_its_open_draft_and_no_other(store: Store) -> None:
    thread = start(store)
    first = reserve(store, thread)
    assert store.threads.get(thread).draft == first

    store.drafts.update(first.id, state=DraftState.SENT)
    assert store.threads.get(thread).draft is None


@pytest.mark.parametrize(
    ("fields", "theirs"),
    [
        ({"in_reply_to": "answer@acme.example"}, True),
        ({"references": ("proposal@studio.example", "answer@acme.example")}, True),
        ({"in_reply_to": "answer@acme.example", "deleted": True}, False),
        ({"in_reply_to": "unrelated@acme.example"}, False),
        ({"in_reply_to": "answer@acme.example", "folder": "Sent", "role": Role.SENT}, False),
    ],
)
def test_a_draft_that_the_person_writes_in_the_thread_is_noticed(
    store: Store, fields: dict[str, object], theirs: bool
) -> None:
    """Scenarios 16 and 120: but not one that is flagged as deleted."""
    thread = start(store)
    store.messages.add("work", [seen(9, "answer@acme.example")])
    store.messages.done("work", seen(9).place, [thread], None)
    row = seen(1, "own@studio.example", **({"folder": "Drafts", "role": Role.DRAFTS} | fields))
    store.messages.add("work", [row])

    assert store.threads.get(thread).foreign_draft is theirs


def test_our_own_draft_is_not_taken_for_one_of_the_persons(store: Store) -> None:
    """Scenarios 10, 118 and 124: also edited, under a new Message-ID; an answer with its token is not it, though."""
    thread = start(store)
    store.messages.add("work", [seen(9, "proposal@studio.example", folder="Sent", role=Role.SENT)])
    store.messages.done("work", seen(9, folder="Sent").place, [thread], None)
    draft = reserve(store, thread)
    ours = seen(
        1,
        "saved-again@studio.example",
        folder="Drafts",
        role=Role.DRAFTS,
        in_reply_to="proposal@studio.example",
        references=(draft.token, "proposal@studio.example"),
    )
    store.messages.replace_folder("work", "Drafts", [ours])
    assert not store.threads.get(thread).foreign_draft

    references = (draft.token, "proposal@studio.example", "answer@acme.example")
    answer = seen(
        2,
        "x@studio.example",
        folder="Drafts",
        role=Role.DRAFTS,
        in_reply_to="answer@acme.example",
        references=references,
    )
    store.messages.replace_folder("work", "Drafts", [ours, answer])
    assert store.threads.get(thread).foreign_draft


def test_what_became_of_a_draft_is_kept_in_its_order_though_the_clock_is_set_back(store: Store) -> None:
    """Scenario 91. A draft that is withdrawn was saved before, whatever the clock says now."""
    thread = start(store)
    draft = reserve(store, thread).id
    later = MONDAY + timedelta(days=4)
    store.threads.add_events(thread, [Event(EventKind.DRAFT_SAVED, later, "saved", draft_id=draft)])
    withdrawn = Event(EventKind.DRAFT_WITHDRAWN, later - timedelta(hours=1), "withdrawn", draft_id=draft)
    store.threads.add_events(thread, [withdrawn])

    assert [event.kind for event in store.threads.events(thread)][-2:] == [
        EventKind.DRAFT_SAVED,
        EventKind.DRAFT_WITHDRAWN,
    ]
