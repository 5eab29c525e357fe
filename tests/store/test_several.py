"""Drafts that name several proposals: each of their threads has one open draft, whichever thread that is of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailfollow.errors import Doubled
from mailfollow.model import DraftState, Event, EventKind, Thread
from mailfollow.store import Store
from tests.store.made_up import MONDAY, reserve, start

LATER = MONDAY + timedelta(days=1)


def three(store: Store) -> tuple[str, str, str]:
    """Start three threads."""
    return start(store, "one@studio.example"), start(store, "two@studio.example"), start(store, "three@studio.example")


def thread(store: Store, name: str) -> Thread:
    """Return a thread."""
    return store.threads.get(name)


def test_the_other_threads_know_of_it_while_it_is_open(store: Store) -> None:
    """It is not their own draft, and no longer theirs when it is over."""
    one, two, three_ = three(store)
    draft = reserve(store, one, covers=(two, three_))

    assert draft.threads == (one, two, three_)
    assert [thread(store, name).covered_by for name in (one, two, three_)] == [None, draft, draft]
    assert [thread(store, name).draft for name in (one, two, three_)] == [draft, None, None]
    store.drafts.update(draft.id, state=DraftState.SENT)
    assert thread(store, two).covered_by is None


@pytest.mark.parametrize("which", [0, 1])
def test_none_of_them_gets_a_second_one(store: Store, which: int) -> None:
    """Neither of its own, nor one that names it; another process may have been quicker."""
    names = three(store)
    reserve(store, names[0], covers=names[1:2])

    with pytest.raises(Doubled):
        reserve(store, names[which], touch=2)
    with pytest.raises(Doubled):
        reserve(store, names[2], covers=(names[which],))
    assert reserve(store, names[2]).thread_id == names[2]


def test_one_that_comes_back_is_not_open_beside_a_newer_one(store: Store) -> None:
    """Out of the trash, after one of its threads got a draft of its own."""
    one, two, _ = three(store)
    old = reserve(store, one, covers=(two,))
    store.drafts.update(old.id, state=DraftState.DISCARDED)
    reserve(store, two)

    with pytest.raises(Doubled):
        store.drafts.update(old.id, state=DraftState.OPEN)
    assert store.drafts.get(old.id).state is DraftState.DISCARDED


def test_what_happens_to_it_is_an_event_of_each_thread_once(store: Store) -> None:
    """The same news again changes nothing."""
    one, two, _ = three(store)
    draft = reserve(store, one, covers=(two,))
    for at in (MONDAY, LATER):
        for name in draft.threads:
            store.threads.add_events(name, [Event(EventKind.DRAFT_SAVED, at, "saved", draft_id=draft.id)])

    for name in draft.threads:
        assert [event.kind for event in store.threads.events(name)].count(EventKind.DRAFT_SAVED) == 1


def test_an_answer_to_it_is_known_by_the_id_it_was_sent_with_or_by_its_token(store: Store) -> None:
    """The token alone tells as long as no sent copy is known; later mail of the thread carries it too."""
    one, two, _ = three(store)
    draft = reserve(store, one, covers=(two,), token="token@studio.example")

    assert store.drafts.named_with("unknown@client.example", ["token@studio.example"]) == (two,)
    store.threads.add_events(one, [Event(EventKind.SENT, LATER, "sent", "sent@client.example", draft_id=draft.id)])
    assert store.drafts.named_with("sent@client.example", []) == (two,)
    assert store.drafts.named_with("later@client.example", ["token@studio.example"]) == ()
    assert store.drafts.named_with(None, []) == ()


def test_traces_tell_when_a_follow_up_was_first_written_and_what_became_of_it(store: Store) -> None:
    """One that took the place of an older draft is as old as that; what the server refused left no trace."""
    one, two, refused = three(store)
    old = reserve(store, one)
    store.drafts.update(old.id, state=DraftState.WITHDRAWN)
    reserve(store, one, at=LATER, replaces=old.id, token="new@studio.example", message_id="new@studio.example")
    edited = reserve(store, two, at=LATER)
    store.drafts.update(edited.id, state=DraftState.EDITED)
    store.threads.add_events(two, [Event(EventKind.DRAFT_EDITED, LATER, "edited", draft_id=edited.id)])
    store.drafts.update(reserve(store, refused).id, state=DraftState.REFUSED)
    store.drafts.update(2, state=DraftState.OPEN)

    found = [(one.state, one.written_at, one.changed_at, one.again) for one in store.drafts.traces(["work"])]

    assert found == [
        (DraftState.WITHDRAWN, MONDAY, None, False),
        (DraftState.OPEN, MONDAY, None, True),
        (DraftState.EDITED, LATER, LATER, False),
    ]
    assert len(store.drafts.traces(["work"], most=0)) == 2
    assert store.drafts.traces(["home"]) == []


def test_a_draft_that_could_not_be_taken_back_is_not_left_unused(store: Store) -> None:
    """Nobody need use it; once it is sent after all, it was used."""
    draft = reserve(store, three(store)[0])
    store.drafts.update(draft.id, state=DraftState.OPEN, kept="the server cannot remove one message alone")
    states = [one.state for one in store.drafts.traces(["work"])]
    store.drafts.update(draft.id, state=DraftState.SENT)

    assert (states, [one.state for one in store.drafts.traces(["work"])]) == ([DraftState.WITHDRAWN], [DraftState.SENT])


def test_the_go_ahead_is_remembered(store: Store) -> None:
    """The last one counts."""
    assert store.resumed() is None
    store.note_resumed(MONDAY)
    store.note_resumed(LATER)

    assert store.resumed() == LATER
