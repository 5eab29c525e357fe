"""Messages by their headers: stored once, read in order, found again by their ids and people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailfollow.model import Address, Copy, Place, Role, Seen
from mailfollow.store import Store, place_id
from tests.store.made_up import BOB, JANE, MONDAY, reading, seen, start

SENT = {"folder": "Sent", "role": Role.SENT}
DRAFTS = {"folder": "Drafts", "role": Role.DRAFTS}
TRASH = {"folder": "Trash", "role": Role.TRASH}


def pending_uids(store: Store) -> list[int]:
    return [one.place.uid for one in store.messages.pending("work", 100)]


def mark_all_done(store: Store) -> None:
    for one in store.messages.pending("work", 1000):
        store.messages.done("work", one.place, (), None)


def test_only_what_may_matter_is_to_be_read_whole(store: Store) -> None:
    store.messages.add("work", [seen(1, "a@x.example"), seen(2, "b@x.example")], [seen(2).place])

    assert pending_uids(store) == [2]


def test_sent_mail_is_read_before_its_answers_and_both_by_time(store: Store) -> None:
    rows = [
        seen(1, at=MONDAY + timedelta(hours=3)),
        seen(2, at=MONDAY),
        seen(3, at=MONDAY + timedelta(hours=5), **SENT),
        seen(4, at=MONDAY + timedelta(hours=4), **SENT),
    ]
    store.messages.add("work", rows, [row.place for row in rows])

    assert pending_uids(store) == [4, 3, 2, 1]
    assert [one.place.uid for one in store.messages.pending("work", 2)] == [4, 3]


def test_what_is_pending_comes_back_as_it_was_seen(store: Store) -> None:
    row = seen(1, "a@x.example", in_reply_to="b@x.example", references=("c@x.example", "b@x.example"), machine=True)
    store.messages.add("work", [row], [row.place])

    (found,) = store.messages.pending("work", 1)

    assert (found.place, found.role, found.at, found.deleted) == (row.place, row.role, row.at, row.deleted)
    assert found.envelope == replace(
        row.envelope, sender=Address("", JANE.address), to=(Address("", "robin@studio.example"),)
    )


def test_a_message_without_any_header_can_be_stored(store: Store) -> None:
    row = seen(1, sender=None, to=(), subject="")
    store.messages.add("work", [row], [row.place])

    assert store.messages.pending("work", 1) == [row]


def test_nothing_to_add_is_nothing_added(store: Store) -> None:
    store.messages.add("work", [], [])

    assert pending_uids(store) == []


def test_a_batch_that_is_read_again_after_a_crash_changes_nothing(store: Store) -> None:
    rows = [seen(uid, f"{uid}@x.example") for uid in range(1, 5)]
    store.messages.add("work", rows[:3], [rows[0].place])
    store.messages.done("work", rows[0].place, (), None)
    store.messages.add("work", rows, [row.place for row in rows])

    assert pending_uids(store) == [4]


def test_a_message_twice_in_one_batch_is_stored_once(store: Store) -> None:
    store.messages.add("work", [seen(1, "a@x.example"), seen(1, "a@x.example")])

    assert len(store.messages.copies("work", "none", "a@x.example")) == 1


def test_a_message_that_is_flagged_deleted_later_is_known_as_deleted(store: Store) -> None:
    store.messages.add("work", [seen(1, "a@x.example")])
    store.messages.add("work", [seen(1, "a@x.example", deleted=True)])

    assert [copy.deleted for copy in store.messages.copies("work", "none", "a@x.example")] == [True]


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(1, 12), max_size=6), max_size=6), st.data())
def test_any_sequence_of_batches_gives_the_same_rows_when_it_is_replayed(
    batches: list[list[int]], data: st.DataObject
) -> None:
    """Promise 29: a pass made again is a pass that changes nothing."""
    mailbox = {uid: seen(uid, f"{uid % 5}@x.example", references=(f"{uid % 3}@x.example",)) for uid in range(1, 13)}
    waiting = data.draw(st.frozensets(st.integers(1, 12)))

    def add(store: Store, uids: list[int]) -> None:
        places = [mailbox[uid].place for uid in uids if uid in waiting]
        store.messages.add("work", [mailbox[uid] for uid in uids], places)

    def rows(store: Store) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
        numbers = {row["id"]: row["uid"] for row in store._db.rows("SELECT id, uid FROM messages")}
        messages = {tuple(row)[1:] for row in store._db.rows("SELECT * FROM messages")}
        return messages, {(row["handle"], numbers[row["message"]]) for row in store._db.rows("SELECT * FROM handles")}

    with Store.in_memory() as once, Store.in_memory() as replayed, Store.in_memory() as at_once:
        for batch in batches:
            add(once, batch)
        for n, batch in enumerate(batches):
            add(replayed, batch)
            for again in batches[:n]:
                add(replayed, again)
        add(at_once, [uid for batch in batches for uid in batch])

        assert rows(once) == rows(replayed) == rows(at_once)


def test_reading_drafts_again_as_a_whole_forgets_what_is_gone(store: Store) -> None:
    """Scenario 5: the client saved the draft again, under a new UID."""
    store.messages.replace_folder(
        "work", "Drafts", [seen(1, "a@x.example", **DRAFTS), seen(2, "b@x.example", **DRAFTS)]
    )
    store.messages.replace_folder("work", "Drafts", [seen(3, "b@x.example", **DRAFTS)])

    assert store.messages.copies("work", "none", "a@x.example") == []
    assert [copy.place.uid for copy in store.messages.copies("work", "none", "b@x.example")] == [3]


def test_replacing_one_folder_leaves_the_others_and_other_accounts(store: Store) -> None:
    store.messages.add("work", [seen(1, "a@x.example")])
    store.messages.add("home", [seen(1, "a@x.example", **DRAFTS)])
    store.messages.replace_folder("work", "Drafts", [])
    store.messages.drop_folder("work", "Drafts")

    assert len(store.messages.copies("work", "none", "a@x.example")) == 1
    assert len(store.messages.copies("home", "none", "a@x.example")) == 1


def test_dropping_a_folder_leaves_no_handles_behind(store: Store) -> None:
    store.messages.add("work", [seen(uid, f"{uid}@x.example", references=("r@x.example",)) for uid in range(1, 50)])
    store.messages.drop_folder("work", "INBOX")

    assert store._db.scalar("SELECT count(*) FROM handles") == 0


def test_what_was_understood_is_kept_by_message_id(store: Store) -> None:
    store.messages.add("work", [seen(1, "a@x.example")], [seen(1).place])
    store.messages.done("work", seen(1).place, (), reading("a@x.example"))

    assert store.messages.message("work", "a@x.example") == reading("a@x.example")
    assert store.messages.message("home", "a@x.example") is None
    assert pending_uids(store) == []


def test_what_was_understood_outlives_the_message(store: Store) -> None:
    """Scenario 108: the message moved and its folder was reset; the proposal can still be quoted."""
    thread = start(store)
    store.messages.add("work", [seen(1, "proposal@studio.example", **SENT)])
    store.messages.done("work", Place("Sent", 7, 1), [thread], reading())
    store.messages.drop_folder("work", "Sent")

    assert store.messages.message("work", "proposal@studio.example") == reading()
    assert "proposal@studio.example" in store.threads.conversations()[0].message_ids


def test_a_stranger_cannot_replace_our_proposal_by_sending_its_message_id(store: Store) -> None:
    store.messages.add("work", [seen(1, "proposal@studio.example", **SENT), seen(1, "proposal@studio.example")])
    store.messages.done("work", Place("Sent", 7, 1), (), reading(own_text="ours"))
    store.messages.done("work", Place("INBOX", 7, 1), (), reading(own_text="forged"))

    found = store.messages.message("work", "proposal@studio.example")

    assert found is not None
    assert found.own_text == "ours"


def test_our_proposal_takes_the_place_of_a_copy_that_was_read_before(store: Store) -> None:
    store.messages.add("work", [seen(1, "proposal@studio.example", **SENT), seen(1, "proposal@studio.example")])
    store.messages.done("work", Place("INBOX", 7, 1), (), reading(own_text="copy to myself"))
    store.messages.done("work", Place("Sent", 7, 1), (), reading(own_text="ours"))

    found = store.messages.message("work", "proposal@studio.example")

    assert found is not None
    assert found.own_text == "ours"


def test_a_message_without_an_id_is_kept_under_a_stand_in(store: Store) -> None:
    """Scenario 29."""
    one, other = seen(1, folder="Sent", role=Role.SENT), seen(1, folder="Archive", role=Role.SENT)
    store.messages.add("work", [one, other])
    store.messages.done("work", one.place, (), reading(None, subject="one"))
    store.messages.done("work", other.place, (), reading(None, subject="other"))

    subjects = [store.messages.message("work", place_id(row.place)).envelope.subject for row in (one, other)]  # type: ignore[union-attr]  # a missing one fails the test
    assert subjects == ["one", "other"]
    assert place_id(one.place).endswith("@no-message-id.invalid")


def test_a_message_that_left_its_folder_meanwhile_can_still_be_recorded(store: Store) -> None:
    store.messages.done("work", Place("INBOX", 7, 99), (), reading("a@x.example"))
    store.messages.done("work", Place("INBOX", 7, 98), (), None)

    assert store.messages.message("work", "a@x.example") is not None


# Adoption: what a thread may claim that was read before the thread was known.


def related(store: Store, *ids: str, people: tuple[str, ...] = ()) -> list[int]:
    """Return the UIDs that become pending when a thread with these ids and people appears."""
    store.messages.mark_related_pending(ids, people, MONDAY)
    return sorted(pending_uids(store))


def test_an_answer_that_came_before_its_proposal_was_known_is_read_again(store: Store) -> None:
    """The order in which messages arrive must not change the result."""
    rows = [
        seen(1, "answer@acme.example", in_reply_to="proposal@studio.example"),
        seen(2, "later@acme.example", references=("x@y.example", "proposal@studio.example")),
        seen(3, "stranger@other.example", sender=BOB),
    ]
    store.messages.add("work", rows)

    assert store.messages.mark_related_pending(["proposal@studio.example"], [], MONDAY) == 2
    assert sorted(pending_uids(store)) == [1, 2]


def test_a_message_that_the_thread_refers_to_is_read_again(store: Store) -> None:
    store.messages.add("work", [seen(1, "enquiry@acme.example", sender=BOB)])

    assert related(store, "proposal@studio.example", "enquiry@acme.example") == [1]


def test_mail_of_its_people_is_read_again_from_the_given_time_on(store: Store) -> None:
    """Scenario 45: an enquiry before the proposal is no answer."""
    rows = [seen(1, at=MONDAY - timedelta(seconds=1)), seen(2, at=MONDAY), seen(3, at=MONDAY, sender=BOB)]
    store.messages.add("work", rows)

    assert related(store, people=(JANE.address,)) == [2]


def test_mail_that_belongs_to_a_thread_already_is_left_alone(store: Store) -> None:
    thread = start(store)
    store.messages.add("work", [seen(1, "a@acme.example"), seen(2), seen(3, "a@acme.example", folder="Archive")])
    store.messages.done("work", seen(1).place, [thread], reading("a@acme.example"))
    store.messages.done("work", seen(2).place, [thread], reading(None))

    assert related(store, "a@acme.example", people=(JANE.address,)) == []


@pytest.mark.parametrize(("where", "found"), [(DRAFTS, []), (TRASH, [1]), (SENT, [1])])
def test_an_answer_may_lie_in_any_folder_but_drafts(store: Store, where: dict[str, object], found: list[int]) -> None:
    """Scenarios 46 and 47: a deleted answer is an answer, too; a draft is nobody's word yet."""
    store.messages.add("work", [seen(1, "a@acme.example", in_reply_to="proposal@studio.example", **where)])

    assert related(store, "proposal@studio.example", people=(JANE.address,)) == found


def test_what_came_lately_is_read_again_where_it_is_wanted(store: Store) -> None:
    """Scenarios 34 and 67: a bounce, or a colleague's answer, that was seen before the proposal it is about."""
    rows = [seen(1, "early@acme.example", at=MONDAY - timedelta(1)), seen(2, "a@x.example"), seen(3, "b@x.example")]
    store.messages.add("work", [*rows, seen(4, "draft@x.example", **DRAFTS), seen(5, "mine@x.example", **SENT)])

    assert store.messages.mark_recent_pending(MONDAY, lambda envelope: envelope.message_id != "b@x.example") == 1
    assert [one.place.uid for one in store.messages.pending("work", 10)] == [2]


def test_what_is_pending_already_is_not_counted_twice(store: Store) -> None:
    store.messages.add("work", [seen(1, "a@acme.example")], [seen(1).place])

    assert store.messages.mark_related_pending(["a@acme.example"], [], MONDAY) == 0


def test_ids_that_only_share_a_handle_are_not_related(store: Store) -> None:
    """Handles are hashes of the part before the @; what they find is compared in full."""
    store.messages.add("work", [seen(1, "same@one.example", sender=BOB), seen(2, "same@other.example", sender=BOB)])

    assert related(store, "same@other.example") == [2]


def test_mail_of_another_account_is_related_too(store: Store) -> None:
    """A customer may answer to another address of ours than the one that wrote."""
    store.messages.add("home", [seen(1, "a@acme.example")])

    store.messages.mark_related_pending(["a@acme.example"], [], MONDAY)

    assert [one.place.uid for one in store.messages.pending("home", 10)] == [1]


# Copies of drafts.


def test_copies_are_found_by_token_wherever_they_lie(store: Store) -> None:
    token = "0123456789abcdef@studio.example"
    rows = [
        seen(1, "n1@x.example", references=("p@x.example", token, "q@x.example"), in_reply_to="q@x.example", **DRAFTS),
        seen(2, "n2@x.example", references=(token,), deleted=True, **SENT),
        seen(3, "n3@x.example", references=("p@x.example",), **SENT),
    ]
    store.messages.add("work", rows)

    assert store.messages.copies("work", token, "none@x.example") == [copy_of(rows[0]), copy_of(rows[1])]
    assert store.messages.copies("work", "0123456789abcdef", "none@x.example") == [copy_of(rows[0]), copy_of(rows[1])]


def copy_of(row: Seen) -> Copy:
    envelope = row.envelope
    return Copy(row.place, row.role, envelope.message_id, envelope.in_reply_to, envelope.references, row.deleted)


def test_copies_are_found_by_message_id_as_well(store: Store) -> None:
    store.messages.add("work", [seen(1, "draft@studio.example", **DRAFTS), seen(2, "draft@other.example", **DRAFTS)])

    assert [copy.place.uid for copy in store.messages.copies("work", "token@x.example", "draft@studio.example")] == [1]


# "Follow this one."


def test_a_sent_message_can_be_asked_to_be_followed(store: Store) -> None:
    store.messages.add("work", [seen(1, "offer@studio.example", **SENT), seen(1, "offer@studio.example")])

    assert store.messages.request_tracking("offer@studio.example")
    assert [one.role for one in store.messages.pending("work", 9)] == [Role.SENT]
    assert store.messages.tracking_requested("offer@studio.example")


def test_a_message_that_is_not_known_cannot_be_followed(store: Store) -> None:
    store.messages.add("work", [seen(1, "inbound@acme.example")])

    assert not store.messages.request_tracking("inbound@acme.example")
    assert not store.messages.tracking_requested("inbound@acme.example")
