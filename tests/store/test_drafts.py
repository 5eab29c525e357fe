"""The journal of drafts: one a touch, one open a thread, and what each person has had."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from mailfollow.errors import Busy, UsageError
from mailfollow.model import Address, DraftState, Used
from mailfollow.store import Store
from tests.store.made_up import BOB, JANE, MONDAY, reserve, start

OPEN = [
    DraftState.RESERVED,
    DraftState.UNCERTAIN,
    DraftState.REFUSED,
    DraftState.OPEN,
    DraftState.EDITED,
    DraftState.MISSING,
]
OVER = [DraftState.SENT, DraftState.DISCARDED, DraftState.WITHDRAWN]


def test_a_reserved_draft_keeps_its_finished_bytes(store: Store) -> None:
    data = bytes(range(256)) * 10
    draft = reserve(store, start(store), data=data, uidvalidity=2**32 - 1)

    assert store.drafts.get(draft.id) == draft
    assert (draft.state, draft.data, draft.reserved_at, draft.uidvalidity) == (
        DraftState.RESERVED,
        data,
        MONDAY,
        2**32 - 1,
    )


def test_every_field_that_changes_can_be_changed(store: Store) -> None:
    draft = reserve(store, start(store))
    later = MONDAY + timedelta(minutes=5)

    changed = store.drafts.update(
        draft.id,
        state=DraftState.MISSING,
        uid=101,
        uidvalidity=8,
        uidnext=200,
        attempts=2,
        attempted_at=later,
        looks=3,
        looked_at=later,
        missing_since=later,
        problem="it is nowhere",
    )

    assert changed == store.drafts.get(draft.id)
    assert (changed.state, changed.uid, changed.uidvalidity, changed.uidnext) == (DraftState.MISSING, 101, 8, 200)
    assert (changed.attempts, changed.attempted_at, changed.looks, changed.looked_at) == (2, later, 3, later)
    assert (changed.missing_since, changed.problem) == (later, "it is nowhere")


def test_what_is_not_named_stays_and_none_empties_a_field(store: Store) -> None:
    draft = reserve(store, start(store))
    store.drafts.update(draft.id, uid=101, missing_since=MONDAY)

    changed = store.drafts.update(draft.id, missing_since=None)

    assert (changed.uid, changed.missing_since, changed.state) == (101, None, DraftState.RESERVED)
    assert store.drafts.update(draft.id) == changed


def test_a_draft_that_does_not_exist_is_told(store: Store) -> None:
    with pytest.raises(UsageError, match="no draft 7"):
        store.drafts.update(7, looks=1)


def test_large_bytes_of_drafts_that_are_long_over_are_let_go(store: Store) -> None:
    """An attachment in each of a thousand old drafts would fill the disk; what was written stays known."""
    drafts = {
        name: reserve(store, start(store, root=f"{name}@x"), data=data)
        for name, data in {"old": b"x" * 101, "small": b"x" * 100, "open": b"x" * 101}.items()
    }
    for name in ("old", "small"):
        store.drafts.update(drafts[name].id, state=DraftState.SENT)

    assert store.drafts.let_go(MONDAY, 100) == 0
    assert store.drafts.let_go(MONDAY + timedelta(seconds=1), 100) == 1

    kept = {name: store.drafts.get(draft.id) for name, draft in drafts.items()}
    assert {name: len(draft.data) for name, draft in kept.items()} == {"old": 0, "small": 100, "open": 101}
    assert kept["old"].text == drafts["old"].text


@pytest.mark.parametrize("state", OPEN)
def test_a_thread_with_an_open_draft_gets_no_second_one(store: Store, state: DraftState) -> None:
    """Promise 4: whatever the program thinks, the table refuses to double a draft."""
    thread = start(store)
    store.drafts.update(reserve(store, thread).id, state=state)

    with pytest.raises(Busy, match="another draft"):
        reserve(store, thread, touch=2)
    assert len(store.drafts.of_thread(thread)) == 1


@pytest.mark.parametrize("state", [DraftState.SENT, DraftState.DISCARDED])
def test_a_touch_that_is_over_is_never_drafted_again(store: Store, state: DraftState) -> None:
    """Scenario 9."""
    thread = start(store)
    store.drafts.update(reserve(store, thread).id, state=state)

    with pytest.raises(Busy):
        reserve(store, thread, token="another")
    assert reserve(store, thread, touch=2).touch == 2


def test_a_touch_whose_draft_was_withdrawn_can_be_drafted_again(store: Store) -> None:
    thread = start(store)
    store.drafts.update(reserve(store, thread).id, state=DraftState.WITHDRAWN)

    assert reserve(store, thread, token="another").touch == 1


def test_a_draft_cannot_open_again_beside_another_one(store: Store) -> None:
    """Scenario 127: deleted, the next one written, then the deletion undone."""
    thread = start(store)
    first = reserve(store, thread)
    store.drafts.update(first.id, state=DraftState.DISCARDED)
    reserve(store, thread, touch=2)

    with pytest.raises(Busy):
        store.drafts.update(first.id, state=DraftState.OPEN)
    assert store.drafts.get(first.id).state is DraftState.DISCARDED


def test_a_draft_of_no_thread_is_a_mistake_of_ours(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        reserve(store, "nothere")


@pytest.mark.parametrize("state", [*OPEN, *OVER])
def test_drafts_are_open_until_they_are_sent_discarded_or_withdrawn(store: Store, state: DraftState) -> None:
    draft = store.drafts.update(reserve(store, start(store)).id, state=state)

    assert store.drafts.open("work") == ([draft] if state in OPEN else [])
    assert store.drafts.open("home") == []


def test_what_was_written_today_is_counted_but_for_what_was_refused(store: Store) -> None:
    """Promise 25: the cap of a day counts what may lie in Drafts."""
    for n, state in enumerate([*OPEN, *OVER]):
        thread = start(store, f"{n}@studio.example")
        draft = reserve(store, thread, at=MONDAY + timedelta(seconds=n))
        store.drafts.update(draft.id, state=state)

    assert store.drafts.written_since(MONDAY) == len(OPEN) + len(OVER) - 1
    assert store.drafts.written_since(MONDAY + timedelta(seconds=5)) == 4


def test_nothing_that_a_person_or_company_has_had_is_forgotten(store: Store) -> None:
    """Scenario 101: also not what a colleague in the company has had."""
    other = start(store, "b@studio.example", people=(BOB,), company="acme.example")
    reserve(store, other, angle="checklist", template="en/checklist", text="A checklist")
    mine = start(store, "a@studio.example", people=(JANE,), company="acme.example")
    reserve(store, mine, angle="timeline", template="en/timeline", text="A timeline")
    stranger = start(store, "c@studio.example", people=(Address("", "x@other.example"),), company="other.example")
    reserve(store, stranger, angle="options", template="en/options", text="Options")

    used = store.drafts.used([JANE.address], "acme.example", MONDAY)

    assert used.angles == {"checklist", "timeline"}
    assert used.templates == {"en/checklist", "en/timeline"}
    assert used.texts == ("A checklist", "A timeline")
    assert used.lately == {"en/checklist": 1, "en/options": 1, "en/timeline": 1}


def test_without_a_company_only_the_person_counts(store: Store) -> None:
    """Scenario 35: strangers at a mail provider have nothing in common."""
    thread = start(store, people=(BOB,), company=None)
    reserve(store, thread)

    assert store.drafts.used([JANE.address], None, MONDAY) == Used(lately={"en/three-options": 1})


def test_what_nobody_saw_was_not_used(store: Store) -> None:
    store.drafts.update(reserve(store, start(store)).id, state=DraftState.WITHDRAWN)

    assert store.drafts.used([JANE.address], "acme.example", MONDAY) == Used()


def test_what_the_server_refused_is_used_as_it_is_tried_again(store: Store) -> None:
    """Scenario 101: else a colleague would get the same, and then both have it."""
    refused = store.drafts.update(reserve(store, start(store), resource="pumps").id, state=DraftState.REFUSED)

    used = store.drafts.used([JANE.address], "acme.example", MONDAY)

    assert used == Used(
        frozenset({refused.angle}), frozenset({refused.template}), (refused.text,), frozenset({"pumps"}), True
    )


def test_lately_begins_at_the_time_that_is_given_and_ever_does_not(store: Store) -> None:
    reserve(store, start(store))

    used = store.drafts.used([JANE.address], None, MONDAY + timedelta(days=1))

    assert (used.angles, used.lately) == ({"three-options"}, {})


def test_a_thread_lists_all_its_drafts_in_order(store: Store) -> None:
    thread = start(store)
    for touch in (1, 2, 3):
        store.drafts.update(reserve(store, thread, touch).id, state=DraftState.SENT)

    assert [draft.touch for draft in store.drafts.of_thread(thread)] == [1, 2, 3]
