"""Cursors, and what may be concluded from silence."""

from __future__ import annotations

from datetime import timedelta

from mailfollow.model import Cursor
from mailfollow.store import Coverage, Store
from tests.store.made_up import MONDAY, seen

LATER = MONDAY + timedelta(hours=1)


def test_a_folder_that_was_never_read_has_no_cursor(store: Store) -> None:
    assert store.folders.cursor("work", "INBOX") is None


def test_a_folder_that_was_only_looked_at_has_no_cursor_either(store: Store) -> None:
    store.folders.note_read("work", "INBOX", MONDAY, 5)

    assert store.folders.cursor("work", "INBOX") is None


def test_the_latest_cursor_counts(store: Store) -> None:
    store.folders.save_cursor("work", "INBOX", Cursor(1, 2, 3, 4))
    store.folders.save_cursor("work", "INBOX", Cursor(5, 6, 7))

    assert store.folders.cursor("work", "INBOX") == Cursor(5, 6, 7)


def test_folders_of_the_same_name_are_kept_apart_by_account(store: Store) -> None:
    store.folders.save_cursor("work", "INBOX", Cursor(1, 2, 3))

    assert store.folders.cursor("home", "INBOX") is None


def test_the_largest_numbers_that_imap_has_are_kept(store: Store) -> None:
    """UIDVALIDITY and UID have 32 bits (RFC 9051), HIGHESTMODSEQ 63 (RFC 7162)."""
    cursor = Cursor(2**32 - 1, 2**32 - 1, 2**32 - 1, 2**63 - 1)
    store.folders.save_cursor("work", "INBOX", cursor)

    assert store.folders.cursor("work", "INBOX") == cursor


def test_a_failure_is_told_beside_the_last_good_reading(store: Store) -> None:
    store.folders.note_read("work", "INBOX", MONDAY, 5)
    store.folders.note_failed("work", "INBOX", LATER, "the connection was lost")

    assert store.folders.coverage() == [Coverage("work", "INBOX", MONDAY, 5, "the connection was lost", LATER)]


def test_a_good_reading_ends_the_failure_of_the_folder_and_of_the_account(store: Store) -> None:
    store.folders.note_failed("work", None, MONDAY, "no login")
    store.folders.note_failed("work", "INBOX", MONDAY, "gone")
    store.folders.note_failed("home", None, MONDAY, "no login")
    store.folders.note_read("work", "INBOX", LATER, 6)

    assert store.folders.coverage() == [
        Coverage("home", None, None, 0, "no login", MONDAY),
        Coverage("work", "INBOX", LATER, 6, None, None),
    ]


def test_noting_a_failure_does_not_move_the_cursor(store: Store) -> None:
    store.folders.save_cursor("work", "INBOX", Cursor(1, 2, 3))
    store.folders.note_failed("work", "INBOX", MONDAY, "gone")

    assert store.folders.cursor("work", "INBOX") == Cursor(1, 2, 3)


def test_dropping_a_folder_forgets_its_cursor_with_its_messages(store: Store) -> None:
    """Scenario 108: a new UIDVALIDITY."""
    store.messages.add("work", [seen(1, "a@x.example")], [seen(1).place])
    store.folders.save_cursor("work", "INBOX", Cursor(1, 2, 3))
    store.messages.drop_folder("work", "INBOX")

    assert store.folders.cursor("work", "INBOX") is None
    assert store.messages.pending("work", 10) == []


def test_the_time_of_the_last_pass_is_remembered(store: Store) -> None:
    assert store.last_pass() is None
    store.note_pass(MONDAY)
    store.note_pass(LATER)

    assert store.last_pass() == LATER


def test_a_mark_can_be_taken_back(store: Store) -> None:
    store.marks.put("breaker", "open")
    store.marks.put("breaker", None)

    assert store.marks.get("breaker") is None
