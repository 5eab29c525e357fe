"""What would have been drafted on which day, each draft taken as sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from mailfollow.model import Cadence, DraftPolicy
from mailfollow.replay.story import Outcome, Story
from tests.replay.letters import NAMED, START, Letter, answer, proposal
from tests.replay.stage import config, replayed

OFFER = proposal("offer", 0, "Jane Mill <jane@mill.example>", "website relaunch")
"""Sent on Monday, 5 January 2026."""


def days(story: Story) -> list[str]:
    """Return the days of the drafts."""
    return [draft.on.isoformat() for draft in story.drafts]


def only(folder: Path, *letters: Letter, weeks: float = 8, **changes: object) -> Story:
    """Return the only story of these letters and the weeks after the offer."""
    (story,) = replayed(folder, [OFFER, *letters], config(**changes), START + timedelta(weeks=weeks)).stories
    return story


def test_a_silent_proposal_is_followed_up_in_the_cadence(tmp_path: Path) -> None:
    """Three, five and five business days after the mail before, then ten; each in its turn and never the same twice."""
    story = only(tmp_path)

    assert days(story) == ["2026-01-08", "2026-01-15", "2026-01-22", "2026-02-05", "2026-02-19"]
    assert [draft.touch for draft in story.drafts] == [1, 2, 3, 4, 5]
    assert len({draft.angle for draft in story.drafts}) == 5
    assert len({draft.template for draft in story.drafts}) == 5
    assert all("Jane" in draft.text for draft in story.drafts)
    assert "first follow-up after 3 business days" in story.drafts[0].why


def test_the_state_is_that_of_what_really_happened(tmp_path: Path) -> None:
    """Nothing was sent: so it is the first follow-up that is due."""
    story = only(tmp_path)

    assert story.outcome is Outcome.QUIET
    assert story.thread.standing.touch == 0
    assert story.decision.touch == 1
    assert story.due_today


def test_an_answer_ends_the_drafts(tmp_path: Path) -> None:
    """From the moment it came."""
    story = only(tmp_path, answer(OFFER, 12, "Hi Robin,\n\ncould you do the shop too?\n"))

    assert days(story) == ["2026-01-08", "2026-01-15"]
    assert story.outcome is Outcome.ANSWERED
    assert not story.due_today


def test_an_answer_before_the_drafts_are_written_keeps_the_draft_of_that_day_away(tmp_path: Path) -> None:
    """It came at eight in the morning (07:00 UTC), an hour before; at nine it would have been too late."""
    early = only(tmp_path, answer(OFFER, 3 - 1 / 24, "Hi Robin,\n\nhow long would it take?\n"))
    late = only(tmp_path, answer(OFFER, 3 + 1 / 24, "Hi Robin,\n\nhow long would it take?\n"))

    assert days(early) == []
    assert days(late) == ["2026-01-08"]


def test_a_day_that_they_named_is_kept(tmp_path: Path) -> None:
    """Nothing before March, and then at once."""
    story = only(tmp_path, answer(OFFER, 2, "Hi Robin,\n\nnot now, please get back to me in March.\n"), weeks=8.5)

    assert days(story) == ["2026-03-02"]


def test_what_the_person_wrote_counts_as_a_touch(tmp_path: Path) -> None:
    """The clock starts again from it, as it does for mailfollow itself."""
    own = Letter("own", 4, NAMED, OFFER.to, f"Re: {OFFER.subject}", "Hi Jane,\n\nshall I call you?\n", answers="offer")
    story = only(tmp_path, own, weeks=4)

    assert days(story) == ["2026-01-08", "2026-01-16", "2026-01-30"]
    assert [draft.touch for draft in story.drafts] == [1, 3, 4]


def test_it_ends_when_all_follow_ups_are_used_up(tmp_path: Path) -> None:
    """What was assumed ends then; what really happened goes on waiting."""
    story = only(tmp_path, cadence=Cadence(most=2))

    assert [draft.touch for draft in story.drafts] == [1, 2]
    assert story.outcome is Outcome.QUIET


def test_two_people_of_a_company_are_not_written_to_on_the_same_day_nor_told_the_same(tmp_path: Path) -> None:
    """As in Drafts, where one a company lies at most."""
    other = proposal("other", 0.01, "Carl Mill <carl@mill.example>", "meeting rooms")
    found = replayed(tmp_path, [OFFER, other], until=START + timedelta(weeks=4))
    first, second = found.stories

    assert days(first)[0] == "2026-01-08"
    assert days(second)[0] == "2026-01-09"
    assert not set(days(first)) & set(days(second))
    angles = [draft.angle for story in found.stories for draft in story.drafts]
    assert len(angles) == len(set(angles))
    assert [story.due_today for story in found.stories] == [True, False]


def test_no_more_are_drafted_than_are_allowed_a_day(tmp_path: Path) -> None:
    """The others come on the days after; a pass may write fewer, but a day has many passes."""
    offers = [proposal(f"p{n}", 0, f"P {n} <p@firm{n}.example>", f"matter {n}") for n in range(7)]
    capped = replayed(tmp_path, offers, config(drafts=DraftPolicy(daily=3)), START + timedelta(days=4.5)).stories
    free = replayed(tmp_path, offers, config(), START + timedelta(days=4.5)).stories

    assert sorted(day for story in capped for day in days(story)) == ["2026-01-08"] * 3 + ["2026-01-09"] * 3
    assert sorted(day for story in free for day in days(story)) == ["2026-01-08"] * 7


def test_hours_and_absences_of_the_person_are_respected(tmp_path: Path) -> None:
    """As they are by the daemon."""
    away = Cadence(hours=(14, 16), away=((date(2026, 1, 7), date(2026, 1, 11)),))

    assert days(only(tmp_path, cadence=away, weeks=2.1)) == ["2026-01-12", "2026-01-19"]


def test_where_no_text_can_be_written_it_says_why(tmp_path: Path) -> None:
    """There is no template left for a language without any; it is not tried each day anew."""
    story = only(tmp_path, drafts=DraftPolicy(words=20))

    assert story.drafts == ()
    assert story.missed is not None
    assert story.missed.on == date(2026, 1, 8)
    assert "no draft: no English template is left for touch 1" in story.missed.why


def test_a_proposal_older_than_the_look_back_is_not_worth_a_follow_up(tmp_path: Path) -> None:
    """It went quiet long ago, and is counted as that."""
    (young,) = replayed(tmp_path, [OFFER], until=START + timedelta(days=89)).stories
    (old,) = replayed(tmp_path, [OFFER], until=START + timedelta(days=91)).stories

    assert (young.due_today, old.due_today) == (True, False)
    assert old.outcome is Outcome.QUIET


def test_today_is_the_day_of_the_newest_message_or_the_day_named(tmp_path: Path) -> None:
    """What was written after it is left out, and the story is that of this day."""
    reply = answer(OFFER, 10, "Hi Robin,\n\nhow long would it take?\n")
    newest = replayed(tmp_path, [OFFER, reply])
    before = replayed(tmp_path, [OFFER, reply], until=START + timedelta(days=8))

    assert newest.now == reply.at
    assert before.stories[0].outcome is Outcome.QUIET
    assert before.left_out == {"too new": 1}


def test_a_message_without_an_id_is_told_under_a_name_that_lasts(tmp_path: Path) -> None:
    """However the file is ordered."""
    nameless = replace(OFFER, key=None)
    later = proposal("later", 1, "Omar <omar@dock.example>", "labels")
    one = replayed(tmp_path, [nameless, later]).stories
    other = replayed(tmp_path, [later, nameless]).stories

    assert [story.thread.id for story in one] == [story.thread.id for story in other]
    assert list(one[0].history.messages) == [one[0].thread.standing.root_id]


def test_a_proposal_that_only_a_robot_got_has_no_drafts_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    """As in a real pass, where such a draft is refused; here its company's next one is looked at a day later."""
    robot = replace(OFFER, key="robot", day=-0.1, to="helpdesk+4711@mill.example")
    first, second = replayed(tmp_path, [robot, OFFER], until=START + timedelta(weeks=1)).stories

    assert (days(first), days(second)) == ([], ["2026-01-09"])
    assert first.missed is not None
    assert "which no person reads" in first.missed.why
