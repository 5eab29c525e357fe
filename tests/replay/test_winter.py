"""Thirty proposals in three languages, and what became of each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailfollow.cli.replay_json import as_objects
from mailfollow.cli.replay_text import summary
from mailfollow.mailbox.export import Span
from mailfollow.replay.outcome import days_to_answer, median_days
from mailfollow.replay.run import Request, replay
from mailfollow.replay.story import Outcome, Replay, Story
from tests.replay.letters import NAMED, Letter, answer, mbox
from tests.replay.stage import FIRST, LAST, config, replayed, texts
from tests.replay.winter import BROKEN, EN, FATES, LETTERS, PROPOSALS

ZONE = config().zone


@pytest.fixture(scope="module")
def winter(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    """The replay of all of it, made once."""
    return replayed(tmp_path_factory.mktemp("winter"), [*LETTERS, BROKEN])


def story(winter: Replay, key: str) -> Story:
    """Return the story of a proposal."""
    return next(one for one in winter.stories if one.thread.standing.root_id == f"{key}@mail.example")


def keys(stories: list[Story]) -> set[str]:
    """Return the keys of the proposals."""
    return {(one.thread.standing.root_id or "").partition("@")[0] for one in stories}


def test_every_proposal_is_found_and_nothing_else(winter: Replay) -> None:
    """In each of the languages; neither drafts nor what was thrown away, nor private mail."""
    assert keys(list(winter.stories)) == set(PROPOSALS)
    assert len(winter.stories) == 30
    assert winter.left_out == {"broken": 1, "draft": 1, "thrown away": 1}


@pytest.mark.parametrize("fate", FATES)
def test_what_became_of_each_is_told(winter: Replay, fate: str) -> None:
    """Each fate has its proposals."""
    assert keys([one for one in winter.stories if one.outcome.value == fate]) == FATES[fate]


def test_the_summary_is_one_sentence(winter: Replay) -> None:
    """Every proposal is counted once, and the median is that of the calendar days."""
    assert summary(winter, ZONE) == (
        "30 proposals, 13 answered (3 with a no), 11 went quiet, 2 bounced, 1 replaced by a newer one, "
        "1 for you to judge, 2 not due yet; median answer after 3 days; these 12 are worth a follow-up today:"
    )


def test_the_median_is_the_middle_or_the_mean_of_the_two_in_the_middle(winter: Replay) -> None:
    """Of thirteen answers it is the seventh."""
    days = days_to_answer(winter.stories, ZONE)

    assert days == [1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 9, 11]
    assert median_days(days) == 3
    assert median_days([1, 2, 3, 10]) == 2.5
    assert median_days([]) is None


def test_all_messages_of_a_conversation_are_listed_by_time(winter: Replay) -> None:
    """Ours and theirs, absences, bounces and calendar answers."""
    found = {key: [name.partition("@")[0] for name in story(winter, key).history.messages] for key in PROPOSALS}

    assert found["reef"] == ["reef", "away-reef", "re-reef"]
    assert found["pike"] == ["pike", "again-pike", "re-pike"]
    assert found["lost"] == ["lost", "back-lost"]
    assert found["dale"] == ["dale", "cal-dale"]
    assert found["dock"] == ["dock", "re-dock"]
    assert found["hush"] == ["hush"]


def test_what_is_worth_a_follow_up_today_says_why(winter: Replay) -> None:
    """The silent ones, those whose day has come, and one a company."""
    due = keys([one for one in winter.stories if one.due_today])

    assert due == (FATES["quiet"] - {"big2"}) | {"moss", "port"}
    assert "they asked to wait" in story(winter, "moss").decision.why
    assert "another follow-up to big.example comes first" in story(winter, "big2").decision.why


def test_drafts_are_written_until_the_answer(winter: Replay) -> None:
    """None for those who answered at once, one for the absent on the day after the return."""
    drafts = {key: [one.on.isoformat() for one in story(winter, key).drafts] for key in PROPOSALS}

    assert drafts["mill"] == drafts["lost"] == drafts["news"] == []
    assert drafts["reef"] == ["2026-01-20"]
    assert drafts["hush"] == ["2026-01-29", "2026-02-05", "2026-02-12", "2026-02-26"]


def test_the_json_has_the_documented_keys(winter: Replay) -> None:
    """In their order, with values that a program can use."""
    found = {one["root_message_id"]: one for one in as_objects(winter, ZONE)}
    declined = found["loom@mail.example"]

    assert list(declined) == [
        *("id", "root_message_id", "subject", "contact", "messages", "state", "why", "proposal", "drafts"),
        *("outcome", "sent_on", "answered_on", "due_on", "due_today", "missed"),
    ]
    assert declined["subject"] == "Proposal: spring catalogue"
    assert declined["contact"] == "tess@loom.example"
    assert declined["messages"] == ["loom@mail.example", "re-loom@mail.example"]
    assert declined["state"] == "closed"
    assert declined["why"].startswith('they said no: "thank you, but we have decided to go with another vendor."')
    assert (declined["proposal"]["amount"], declined["proposal"]["currency"]) == ("4,800", "EUR")
    assert (declined["sent_on"], declined["answered_on"]) == ("2026-01-08", "2026-01-11")
    assert (declined["drafts"], declined["due_on"], declined["due_today"]) == ([], None, False)
    draft = found["hush@mail.example"]["drafts"][0]
    assert list(draft) == ["on", "touch", "angle", "template", "text"]
    assert (draft["on"], draft["touch"]) == ("2026-01-29", 1)
    assert "Eli" in draft["text"]


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(letters=st.permutations(LETTERS))
def test_the_order_of_messages_in_the_file_makes_no_difference(
    tmp_path: Path, winter: Replay, letters: list[Letter]
) -> None:
    """Object for object."""
    found = replayed(tmp_path, letters)

    assert list(as_objects(found, ZONE)) == list(as_objects(winter, ZONE))


def test_progress_is_told_with_how_much_there_is(tmp_path: Path) -> None:
    """Of reading messages and of days, to the end."""
    (tmp_path / "all.mbox").write_bytes(mbox(LETTERS))
    told: dict[str, list[tuple[int, int | None]]] = {}
    request = Request([tmp_path / "all.mbox"], Span(FIRST, LAST))
    replay(request, config(), *texts(), lambda what, *count: told.setdefault(what, []).append(count))

    assert told["export: understanding messages"][0] == (32, 32)
    assert told["going through the days"][0] == (0, 56)
    assert told["going through the days"][-1] == (56, 56)


def test_an_answer_before_its_proposal_by_a_wrong_clock_took_no_time(tmp_path: Path) -> None:
    """Rather than less than none."""
    offer = EN["mill"]
    found = replayed(tmp_path, [offer, answer(offer, offer.day - 1, "Hi Robin,\n\nhow long would it take?\n")])

    assert days_to_answer(found.stories, ZONE) == [0]


def test_what_they_wrote_before_the_proposal_is_no_answer_to_it(tmp_path: Path) -> None:
    """It belongs to the conversation, but the proposal is what came of it."""
    asked = Letter("asked", 0, EN["mill"].to, NAMED, "Website", "Hi Robin,\n\ncould you make us an offer?\n")
    offer = replace(EN["mill"], subject="Re: Website", answers="asked")
    (story,) = replayed(tmp_path, [asked, offer], until=offer.at + timedelta(weeks=2)).stories

    assert list(story.history.messages) == ["asked@mail.example", "mill@mail.example"]
    assert story.thread.standing.root_id == "mill@mail.example"
    assert (story.outcome, story.answered_at) == (Outcome.QUIET, None)


def test_an_answer_to_a_proposal_that_was_sent_twice_is_one_answer(tmp_path: Path) -> None:
    """To the second, which took the place of the first; after it nothing is drafted for either."""
    offer, again = EN["mill"], replace(EN["mill"], key="again", day=EN["mill"].day + 1)
    found = replayed(tmp_path, [offer, again, answer(offer, 12, "Hi Robin,\n\nhow long would it take?\n")])

    assert [story.outcome for story in found.stories] == [Outcome.REPLACED, Outcome.ANSWERED]
    assert days_to_answer(found.stories, ZONE) == [10]
    assert [draft.on for story in found.stories for draft in story.drafts] == [date(2026, 1, 12)]
