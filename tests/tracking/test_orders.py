"""What the person says from the mail client: which words there are, which day they name, and when they count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailfollow.model import EventKind, Intent, Me, Place
from mailfollow.tracking.orders import (
    FOLDERS,
    KINDS,
    STARRED,
    day,
    folder_sign,
    how,
    keyword_sign,
    kind,
    moment,
    place_of,
    tag,
    tag_of,
    tag_sign,
)
from mailfollow.tracking.planning.due import due
from tests.tracking import builders
from tests.tracking.builders import CADENCE, CALENDAR, at, away, event, gone, reply, saved, sent, standing

ME = Me(addresses=("you@studio.example", "me@private.example"))


@pytest.mark.parametrize("text", ["followup", "FollowUp", "nofollowup", "followup-1d", "followup-10d", "FOLLOWUP-2W"])
def test_the_words_of_a_tag_are_known_in_any_case(text: str) -> None:
    """IMAP keywords are compared without regard to case (RFC 9051 section 2.3.2), as many servers do with addresses."""
    assert tag(text) == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        *("", "$followup", "$label1", "$label5", "follow", "followups", "followup-", "followup-0d", "followup-10"),
        *("followup10d", "followup-d", "followup-1000d", "followup-3m", "nofollowup-2d", "followup-٣d", "followup\n"),
        " followup",
    ],
)
def test_what_is_only_like_a_tag_is_none(text: str) -> None:
    """Scenario 110: Thunderbird's labels and everything with a dollar sign belong to others."""
    assert tag(text) is None


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("you+followup@studio.example", "followup"),
        ("You+FollowUp-10d@Studio.example", "followup-10d"),
        ("me+nofollowup@private.example", "nofollowup"),
        ("you@studio.example", None),
        ("you+news@studio.example", None),
        ("followup@studio.example", None),
        ("jane+followup@acme.example", None),
        ("you+followup@acme.example", None),
        ("you+a+followup@studio.example", None),
        ("", None),
    ],
)
def test_only_an_address_of_mine_says_anything(address: str, word: str | None) -> None:
    """Somebody else may have such an address as well."""
    assert tag_of(address, ME) == word


def test_every_folder_means_something() -> None:
    """Snooze before stop before won and lost: the more final word is the later one."""
    assert [kind(name) for name in FOLDERS] == [
        EventKind.TRACKED,
        EventKind.SNOOZED,
        EventKind.SNOOZED,
        EventKind.STOPPED,
        EventKind.WON,
        EventKind.LOST,
    ]
    assert kind("followup-10d") is kind(STARRED) is EventKind.TRACKED
    assert kind("nofollowup") is EventKind.STOPPED
    assert KINDS.keys() >= set(FOLDERS)


@pytest.mark.parametrize(
    ("word", "today", "expected"),
    [
        ("Snooze 1 week", "2026-03-02", "2026-03-09"),
        ("Snooze 1 week", "2026-03-07", "2026-03-16"),
        ("Snooze 1 month", "2026-03-02", "2026-04-02"),
        ("Snooze 1 month", "2026-01-31", "2026-03-02"),
        ("Snooze 1 month", "2026-12-15", "2027-01-15"),
        ("followup-10d", "2026-03-20", "2026-02-12"),
        ("followup-2w", "2026-03-20", "2026-02-16"),
        ("followup", "2026-03-02", None),
        ("Stop", "2026-03-02", None),
    ],
)
def test_a_word_names_its_day(word: str, today: str, expected: str | None) -> None:
    """A snooze ends on a business day, counted from today; a tag counts from when the message was sent."""
    found = day(word, builders.day("2026-02-02"), builders.day(today), CALENDAR)

    assert found == (builders.day(expected) if expected else None)


def test_a_sign_says_how_the_word_was_given() -> None:
    """Names of folders may hold spaces; a place can be read back from its sign."""
    place = Place("INBOX.Mailfollow.Snooze 1 week", 1234567, 89)

    assert place_of(folder_sign(place)) == place
    assert how(folder_sign(place)) == "you put it into INBOX.Mailfollow.Snooze 1 week"
    assert place_of(tag_sign("you+followup@studio.example", "m1@x")) is None
    assert how(tag_sign("you+followup@studio.example", "m1@x")) == "you sent it to you+followup@studio.example as well"
    assert how(keyword_sign("followup-10d", "m1 @x")) == "you tagged it followup-10d"
    assert how(keyword_sign(STARRED, "m1@x")) == "you starred it"


NOW = at("2026-03-20")
ANSWERED = reply("2026-03-20", Intent.NO)
"""An answer of this very morning."""


@pytest.mark.parametrize("word", ["Stop", "Won", "Lost", "Snooze 1 week", "nofollowup"])
def test_the_person_has_the_last_word(word: str) -> None:
    """Also if somebody's clock is fast, and whether they saw the answer or not: it makes nothing happen."""
    fast = reply("2026-03-21", Intent.NO)

    assert moment(word, [sent("2026-03-02"), fast], at("2026-03-02"), None, NOW) > fast.at
    assert moment(word, [sent("2026-03-02")], at("2026-03-02"), None, NOW) == NOW


@pytest.mark.parametrize("kind_of_answer", [EventKind.REPLY, EventKind.SIGNED, EventKind.HELD, EventKind.BOUNCED])
def test_follow_it_is_not_said_against_an_answer_that_was_not_seen(kind_of_answer: EventKind) -> None:
    """It came after the message that the word was said of, and after the last look."""
    answer = event(kind_of_answer, NOW - timedelta(minutes=2))
    history = [sent("2026-03-02"), answer]

    assert moment("Track", history, at("2026-03-02"), NOW - timedelta(minutes=5), NOW) < answer.at
    assert moment("Track", history, at("2026-03-02"), NOW - timedelta(minutes=1), NOW) == NOW
    assert moment("Track", history, answer.at, NOW - timedelta(minutes=5), NOW) == NOW


def test_without_an_earlier_look_every_answer_behind_the_message_was_unseen() -> None:
    """As on a first look, or with a database that was lost: the word may be years old."""
    history = [sent("2026-03-02"), reply("2026-03-04", Intent.NO)]

    assert moment("Track", history, at("2026-03-02"), None, NOW) < at("2026-03-04")
    assert moment("Track", history, at("2026-03-04"), None, NOW) == NOW
    assert moment("Track", history, None, None, NOW) < at("2026-03-04")


def test_a_day_that_the_person_named_takes_the_place_of_the_usual_wait() -> None:
    """Sooner or later than that; and it is used up with the next follow-up, sent or thrown away."""
    wish = event(EventKind.TRACKED, "2026-03-02", until=builders.day("2026-03-24"))
    wanted = standing(sent("2026-03-02"), wish)
    after = standing(sent("2026-03-02"), wish, sent("2026-03-24", "p2"))
    skipped = standing(sent("2026-03-02"), wish, saved("2026-03-24"), gone("2026-03-25"))

    found = due(wanted, CADENCE, CALENDAR)

    assert found is not None
    assert (found[0], found[1]) == (builders.day("2026-03-24"), "waiting")
    assert "you asked for a follow-up on Tue 24 Mar" in found[2]
    assert (after.wish, after.touch) == (skipped.wish, skipped.touch) == (None, 1)


def test_a_day_that_the_person_named_leaves_an_absence_alone() -> None:
    """They are away: who asks for a follow-up in ten days cannot know better."""
    wish = event(EventKind.TRACKED, "2026-03-03", until=builders.day("2026-03-12"))
    held = standing(sent("2026-03-02"), away("2026-03-02", "2026-03-30"), wish)

    found = due(held, CADENCE, CALENDAR)

    assert found is not None
    assert found[0] >= builders.day("2026-03-30")


def test_a_day_that_has_passed_already_changes_nothing() -> None:
    """As when a tag is set on an old mail whose follow-up was sent meanwhile."""
    late = standing(
        sent("2026-03-02"),
        sent("2026-03-20", "p2"),
        event(EventKind.TRACKED, "2026-03-23", until=builders.day("2026-03-12")),
    )

    assert due(late, CADENCE, CALENDAR) == due(
        standing(sent("2026-03-02"), sent("2026-03-20", "p2")), CADENCE, CALENDAR
    )
