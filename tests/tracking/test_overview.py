"""What waits for the person, group by group: values in, values out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailfollow.model import Action, Decision, DraftState, Event, EventKind, Intent, Overview, Thread
from mailfollow.model.overview import Heard
from mailfollow.tracking.overview import in_brief, overview
from mailfollow.tracking.planning.attempts import GIVEN_UP
from tests.tracking.builders import CALENDAR, at, bounced, day, draft, event, gone, reply, saved, sent, thread

NOW = at("11-16", 9)


def told(
    threads: list[Thread],
    decisions: list[Decision],
    lately: list[tuple[str, Event]] | None = None,
    unwritten: dict[str, str] | None = None,
    answered: dict[str, Heard] | None = None,
) -> Overview:
    return overview(threads, decisions, lately or [], unwritten or {}, answered or {}, NOW, CALENDAR)


def test_a_draft_is_told_with_the_day_it_was_written() -> None:
    waiting = thread(sent(), saved("11-05"), draft=draft(reserved_at=at("11-05"), touch=1))

    found = told([waiting], [Decision("t1", Action.LEAVE, "it is yours to send")])

    (line,) = found.drafts
    assert (line.thread_id, line.day, line.who, line.why) == ("t1", date(2026, 11, 5), "Bob Byer", "follow-up 1")


def test_an_edited_draft_is_called_the_persons_own() -> None:
    waiting = thread(sent(), saved("11-05"), draft=draft(DraftState.EDITED, reserved_at=at("11-05")))

    (line,) = told([waiting], [Decision("t1", Action.LEAVE, "why")]).drafts

    assert line.why == "follow-up 1, edited by you"


def test_a_draft_that_is_no_longer_wanted_says_why() -> None:
    answered = thread(sent(), saved("11-05"), reply("11-06"), draft=draft(DraftState.EDITED, reserved_at=at("11-05")))

    (line,) = told([answered], [Decision("t1", Action.LEAVE, "they answered; you edited it")]).drafts

    assert line.why == "they answered; you edited it"


@pytest.mark.parametrize(
    "against",
    [
        event(EventKind.HELD, "11-09", "probably an answer"),
        event(EventKind.SNOOZED, "11-09", "leave it", until=day("12-01")),
    ],
)
@pytest.mark.parametrize("state", [DraftState.OPEN, DraftState.EDITED])
def test_a_draft_against_which_something_speaks_says_what(against: Event, state: DraftState) -> None:
    """Though it stays the person's: nobody shall send it unawares."""
    lying = thread(sent(), saved("11-05"), against, draft=draft(state, reserved_at=at("11-05"), touch=1))

    (line,) = told([lying], [Decision("t1", Action.LEAVE, "what speaks against it; you edited it")]).drafts

    assert line.why == "what speaks against it; you edited it"


def test_a_draft_that_never_came_to_lie_in_drafts_is_not_looked_for_there() -> None:
    given_up = thread(sent(), draft=draft(DraftState.UNCERTAIN, reserved_at=at("11-05")))

    found = told([given_up], [Decision("t1", Action.LEAVE, f"the draft of follow-up 1: {GIVEN_UP}")])

    assert (found.drafts, len(found.unwritten)) == ((), 1)


def test_how_an_answer_was_matched_is_no_news() -> None:
    said = '"Could we start in May?"'

    assert (
        in_brief(f"your turn: {said} (it answers a message (In-Reply-To)), after a no", said) == f"{said}, after a no"
    )
    assert (
        in_brief(f"your turn: to your older proposal: {said} (it quotes yours)", said)
        == f"to your older proposal: {said}"
    )
    assert in_brief("your turn: a person answered (it quotes yours)", "") == "a person answered (it quotes yours)"


def test_a_draft_that_the_server_refused_lies_nowhere() -> None:
    """Nobody shall look for it in Drafts."""
    refused = thread(sent(), draft=draft(DraftState.REFUSED, reserved_at=at("11-05")))

    found = told([refused], [Decision("t1", Action.LEAVE, "the mailbox is full")])

    assert not found.drafts
    assert [line.why for line in found.unwritten] == ["the mailbox is full"]


def test_who_answered_is_named_and_since_when() -> None:
    answered = thread(sent(), reply("11-12", Intent.QUESTION))

    found = told([answered], [Decision("t1", Action.LEAVE, "your turn")], answered={"t1": Heard("Yuki Abe", '"When?"')})

    (line,) = found.your_turn
    assert (line.who, line.day, line.why) == ("Yuki Abe", date(2026, 11, 12), '"When?"')
    assert told([answered], []).your_turn[0].who == "Bob Byer", "the contact, where it is not known who wrote"


def test_what_is_held_says_why() -> None:
    held = thread(sent(), event(EventKind.HELD, "11-04", "probably an answer"))

    (line,) = told([held], [Decision("t1", Action.HOLD, "probably an answer")]).held

    assert line.why == "probably an answer"


def test_dates_that_somebody_named_are_listed_and_our_own_habit_is_counted() -> None:
    three = [thread(sent(), name=f"t{n}") for n in range(3)]
    decisions = [
        Decision("t0", Action.WAIT, "you promised to call", date(2026, 11, 20), 1, "promised"),
        Decision("t1", Action.WAIT, "the first wait", date(2026, 11, 18), 1),
        Decision("t2", Action.WAIT, "far away", date(2026, 11, 24), 1, "promised"),
    ]

    found = told(three, decisions)

    assert [line.thread_id for line in found.dates] == ["t0"]
    assert (found.later, found.next_on, found.followed) == (1, date(2026, 11, 18), 3)


def test_the_last_day_of_the_week_counts() -> None:
    """Seven days from today, and not one more."""
    soon = Decision("t1", Action.WAIT, "why", date(2026, 11, 23), 1, "expiring")

    assert told([thread(sent())], [soon]).dates
    assert not told([thread(sent())], [replace(soon, due_on=date(2026, 11, 24))]).dates


def test_what_became_of_drafts_lately_is_told_but_not_of_threads_that_are_gone() -> None:
    found = told(
        [thread(sent())], [], lately=[("t1", gone("11-13")), ("elsewhere", gone("11-13")), ("t1", saved("11-13"))]
    )

    assert [(line.thread_id, line.day) for line in found.dropped] == [("t1", date(2026, 11, 13))]


def test_what_could_not_be_written_says_what_is_missing() -> None:
    (line,) = told([thread(sent())], [], unwritten={"t1": "no template fits"}).unwritten

    assert (line.thread_id, line.why) == ("t1", "no template fits")


def test_the_oldest_comes_first_and_what_has_no_day_last() -> None:
    threads = [thread(sent(), reply(f"11-{n:02}", name=f"r{n}"), name=f"t{n}") for n in (12, 9, 10)]

    assert [line.thread_id for line in told(threads, []).your_turn] == ["t9", "t10", "t12"]


def test_what_is_due_and_not_yet_written_is_counted() -> None:
    """It is neither refused nor silently left out."""
    two = [thread(sent(), name="t1"), thread(sent(), name="t2")]
    found = told(two, [Decision(name, Action.WRITE, "due") for name in ("t1", "t2")], unwritten={"t1": "no template"})

    assert (len(found.unwritten), found.due) == (1, 1)


def test_a_proposal_that_did_not_arrive_is_told_until_the_person_has_decided() -> None:
    """Scenario 66: nobody else would ever say so; a word of the person's closes it for another reason."""
    lost = thread(sent(), bounced("11-03"), event(EventKind.LOST, "11-04"), name="t2")

    (line,) = told([thread(sent(), bounced("11-03")), lost], []).undelivered

    assert (line.thread_id, line.day, line.why) == ("t1", date(2026, 11, 3), "delivery to bob@acme.example failed")


def test_a_draft_that_is_taken_back_is_not_offered_for_sending() -> None:
    """It lies there until the next look, and the reason says why it shall not be sent."""
    over = thread(sent(), saved("11-05"), event(EventKind.LOST, "11-06"), draft=draft(reserved_at=at("11-05")))

    found = told([over], [Decision("t1", Action.WITHDRAW, "you said: lost")])

    assert found.drafts == ()
    assert [(line.thread_id, line.why) for line in found.unwanted] == [("t1", "you said: lost")]


def test_a_thread_that_stands_above_is_not_told_again_for_its_draft() -> None:
    """Its answer says more than that the draft was withdrawn because of it."""
    answered = thread(sent(), reply("11-12", Intent.QUESTION))

    found = told([answered, thread(sent(), name="t2")], [], lately=[("t1", gone("11-13")), ("t2", gone("11-13"))])

    assert [line.thread_id for line in found.your_turn] == ["t1"]
    assert [line.thread_id for line in found.dropped] == ["t2"]


def test_those_whose_turn_it_is_are_followed_as_well() -> None:
    """Only what is closed is not."""
    three = [
        thread(sent(), name="t1"),
        thread(sent(), reply("11-12", Intent.QUESTION), name="t2"),
        thread(sent(), event(EventKind.LOST, "11-04"), name="t3"),
    ]

    assert told(three, []).followed == 2
