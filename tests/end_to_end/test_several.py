"""One draft for several proposals to one person, whole: it names them, and what becomes of it counts for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from mailfollow.cli.common import open_store
from mailfollow.mailbox.imap.mailbox import ImapMailbox
from mailfollow.model import DraftState, State
from tests.end_to_end import outage
from tests.end_to_end.stage import JANE, MONDAY, Stage

pytestmark = pytest.mark.dovecot


def both(stage: Stage) -> tuple[str, str]:
    """Send two proposals to one person, and look when both are due; return their Message-IDs."""
    roots = stage.propose(days_ago=9), stage.propose(topic="company logo", days_ago=8)
    stage.look()
    return roots


def standings(stage: Stage) -> list[tuple[State | None, int]]:
    """Return state and touch of each thread, the older proposal first."""
    return [(thread.standing.state, thread.standing.touch) for thread in stage.threads()[0]]


def test_two_proposals_to_one_person_get_one_draft(stage: Stage) -> None:
    """It names both, answers the older one, and neither gets another one meanwhile."""
    older, _ = both(stage)

    (draft,) = stage.drafts()
    assert draft["In-Reply-To"] == older
    assert '"new website"' in draft.get_content()
    assert '"company logo"' in draft.get_content()
    assert standings(stage) == [(State.DRAFTED, 0), (State.DRAFTED, 0)]
    assert [len(stage.at(days=1).look().written) for _ in range(9)] == [0] * 9


@pytest.mark.parametrize("action", ["sent", "trash"])
def test_what_becomes_of_it_counts_for_both(stage: Stage, action: str) -> None:
    """Both have had their first follow-up, and the next one has its own time in each."""
    both(stage)
    stage.at(hours=1)
    if action == "sent":
        stage.send_draft()
    else:
        stage.login.move("Drafts", stage.drafts_by_uid()[0][0], "Trash")
    stage.at(minutes=5).look()

    assert standings(stage) == [(State.WAITING, 1), (State.WAITING, 1)]
    (second,) = {one.due_on for one in stage.threads()[1].values()}
    stage.now = datetime.combine(second, MONDAY.timetz())
    assert [len(stage.at(minutes=5).look().written) for _ in range(3)] == [1, 0, 0]


def test_undone_in_the_trash_it_is_open_for_both_again(stage: Stage) -> None:
    """Scenario 127."""
    both(stage)
    stage.login.move("Drafts", stage.drafts_by_uid()[0][0], "Trash")
    stage.at(minutes=5).look()
    with stage.login.session("Trash") as client:
        (uid,) = client.search("ALL")
    stage.login.move("Trash", uid, "Drafts")
    stage.at(minutes=5).look()

    assert standings(stage) == [(State.DRAFTED, 0), (State.DRAFTED, 0)]
    assert len(stage.drafts()) == 1


@pytest.mark.parametrize("answered", [0, 1])
def test_an_answer_to_either_takes_it_back(stage: Stage, answered: int) -> None:
    """It would name what was answered; the other one gets a draft of its own."""
    roots = both(stage)
    subject = ("Re: Proposal: new website", "Re: Proposal: company logo")[answered]
    stage.at(hours=1).receive(JANE, subject, "Hi Robin,\n\ncould you do it in May?\n\nJane\n", answers=roots[answered])
    report = stage.at(minutes=5).look()
    assert len(report.withdrawn) == 1
    assert stage.drafts() == []

    stage.at(minutes=5).look()

    (draft,) = stage.drafts()
    assert draft["In-Reply-To"] == roots[1 - answered]
    expected = [(State.DRAFTED, 0), (State.DRAFTED, 0)]
    expected[answered] = (State.YOUR_TURN, 0)
    assert standings(stage) == expected


def test_answers_to_both_take_it_back_once(stage: Stage) -> None:
    """The second one finds it gone already, and that is no trouble."""
    for root in both(stage):
        stage.at(minutes=5).receive(JANE, "Re: Proposal", "Could you do it in May?\n", answers=root)
    report = stage.at(minutes=5).look()

    with open_store(stage.config) as store:
        draft = store.drafts.get(1)
    assert (len(report.withdrawn), draft.state, draft.kept) == (1, DraftState.WITHDRAWN, "")
    assert standings(stage) == [(State.YOUR_TURN, 0), (State.YOUR_TURN, 0)]


def test_an_edited_one_stays_whatever_is_answered(stage: Stage) -> None:
    """Scenario 6: it is the person's."""
    _, newer = both(stage)
    ((uid, draft),) = stage.drafts_by_uid()
    draft.set_content(draft.get_content().replace("Hello", "Dear"))
    stage.login.append("Drafts", draft.as_bytes(), ["\\Draft"], stage.now)
    stage.login.remove("Drafts", uid)
    stage.at(hours=1).receive(JANE, "Re: Proposal: company logo", "Could you do it in May?\n", answers=newer)

    assert stage.at(minutes=5).look().withdrawn == []
    assert len(stage.drafts()) == 1


@pytest.mark.parametrize(
    "text", ["Yes, let's do it.", "No, thank you, we have decided against it.", "Which one first?"]
)
def test_an_answer_to_it_is_the_person_s_turn_in_both(stage: Stage, text: str) -> None:
    """A yes or a no may be meant for one of them: which, only the person can tell."""
    both(stage)
    stage.at(hours=1)
    sent = stage.send_draft()
    stage.at(hours=1).receive(JANE, "Re: Proposal: new website", f"Hi Robin,\n\n{text}\n\nJane\n", answers=sent)
    stage.at(minutes=5).look()

    assert standings(stage) == [(State.YOUR_TURN, 1), (State.YOUR_TURN, 1)]
    assert all("to your mail on several proposals" in one.why for one in stage.threads()[1].values())


@pytest.mark.parametrize("answered", [0, 1])
def test_an_answer_to_either_copy_of_it_in_sent_is_the_person_s_turn_in_both(stage: Stage, answered: int) -> None:
    """The client files one, and the server another under an id of its own: they answer the one that they got."""
    both(stage)
    ((_, draft),) = stage.drafts_by_uid()
    first = stage.at(hours=1).send_draft()
    del draft["Message-ID"], draft["Date"]
    draft["Message-ID"], draft["Date"] = "<renamed@server.example>", format_datetime(stage.now)
    stage.at(minutes=5).look()
    stage.login.append("Sent", draft.as_bytes(), ["\\Seen"], stage.now)
    stage.at(minutes=5).look()
    parent = (first, "<renamed@server.example>")[answered]
    stage.at(hours=1).receive(JANE, "Re: Proposal: new website", "Which one first?\n", answers=parent)
    stage.at(minutes=5).look()

    assert standings(stage) == [(State.YOUR_TURN, 1), (State.YOUR_TURN, 1)]


def test_a_lost_answer_of_the_server_makes_no_second_draft_for_either(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 107: as long as its fate is not known, both wait; the same bytes are saved again in the end."""
    with monkeypatch.context() as lost:
        lost.setattr(ImapMailbox, "save_draft", lambda *_arguments: None)
        both(stage)
    named = [thread.covered_by.state for thread in stage.threads()[0] if thread.covered_by]
    assert named == [DraftState.UNCERTAIN]
    for minutes in (15, 15, 15, 15, 600):
        stage.at(minutes=minutes).look()

    (draft,) = stage.drafts()
    assert '"company logo"' in draft.get_content()
    assert standings(stage) == [(State.DRAFTED, 0), (State.DRAFTED, 0)]


def test_an_answer_while_its_fate_is_unknown_keeps_it_from_being_saved(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 52: to the other proposal, too."""
    with monkeypatch.context() as lost:
        lost.setattr(ImapMailbox, "save_draft", lambda *_arguments: None)
        _, newer = both(stage)
    stage.at(minutes=5).receive(JANE, "Re: Proposal: company logo", "Could you do it in May?\n", answers=newer)
    for _ in range(5):
        stage.at(minutes=15).look()

    (draft,) = stage.drafts()
    assert "company logo" not in draft.get_content().partition("\n-- ")[0]
    assert standings(stage) == [(State.DRAFTED, 0), (State.YOUR_TURN, 0)]


def test_once_the_texts_for_several_are_used_up_they_come_one_after_the_other(stage: Stage) -> None:
    """Never two at once, and never the same text again."""
    both(stage)
    texts = []
    for _ in range(20):
        texts += [draft.get_content().partition("\n> ")[0] for draft in stage.drafts()]
        assert len(stage.drafts()) <= 1
        outage.send_all(stage)
        stage.at(days=7).look()

    joint = [text for text in texts if '"new website"' in text and '"company logo"' in text]
    assert len(joint) == 3
    assert len(texts) > 3
    assert len(set(texts)) == len(texts)


def test_a_fourth_proposal_is_left_for_another_day(stage: Stage) -> None:
    """Nobody gets two follow-ups on one morning, however quickly the first is sent."""
    for n, topic in enumerate(("new website", "company logo", "photo shooting", "trade fair stand")):
        stage.propose(topic=topic, days_ago=9 - n / 10)
    stage.look()
    stage.at(hours=1).send_draft()

    assert [len(stage.at(hours=1).look().written) for _ in range(3)] == [0, 0, 0]
    (waiting,) = (one for one in stage.threads()[1].values() if "has just had another" in one.why)
    assert waiting.why.endswith("; jane@acme.example has just had another follow-up, so on Tue 3 Mar")
    assert len(stage.at(days=1).look().written) == 1


@pytest.mark.parametrize("other", ["language", "sender"])
def test_what_cannot_be_said_together_comes_one_after_the_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """A topic in another language, or "you have these from me" where a colleague sent one: it names nothing else."""
    stage.propose(days_ago=9)
    if other == "sender":
        with monkeypatch.context() as colleague:
            colleague.setattr("tests.end_to_end.stage.ME", "Ada Hale <ada@hale-studio.example>")
            stage.propose(topic="company logo", days_ago=8)
    else:
        text = "Guten Tag Frau Miller,\n\nanbei unser Angebot für den Messestand: die Gesamtsumme beträgt EUR 4.800."
        stage.send(JANE, "Angebot: Messestand", f"{text}\n\nPasst Ihnen der Zeitplan?\n\nRobin\n", days_ago=8)
    stage.look()

    (draft,) = stage.drafts()
    own = draft.get_content().partition("\n-- ")[0]
    assert len(stage.threads()[0]) == 2
    assert not {"company logo", "Messestand"} & {line.strip(' 12.-"') for line in own.splitlines()}


def test_copies_go_to_whom_they_went_before(stage: Stage) -> None:
    """Who had one in To and the other in Cc has had both."""
    bob = "Bob Fox <bob@acme.example>"
    stage.propose(days_ago=9, Cc=bob)
    stage.propose(bob, topic="company logo", days_ago=8, Cc=JANE)
    stage.look()

    (draft,) = stage.drafts()
    assert (draft["To"], draft["Cc"]) == (JANE, bob)
    assert '"company logo"' in draft.get_content()


@pytest.mark.parametrize("answers", [True, False])
def test_a_newer_offer_on_one_of_them_takes_it_back(stage: Stage, answers: bool) -> None:
    """It would name the old one; the other proposal gets a draft of its own, which names neither."""
    _, newer = both(stage)
    stage.at(hours=1).propose(topic="company logo", **({"answers": newer} if answers else {}))

    assert len(stage.at(minutes=5).look().withdrawn) == 1
    stage.at(days=1).look()
    (draft,) = stage.drafts()
    assert draft["Subject"] == "Re: Proposal: new website"
    assert "company logo" not in draft.get_content()


def test_another_mailfollow_knows_what_it_names(stage: Stage, tmp_path: Path) -> None:
    """A second computer, or a lost database: neither proposal gets a second draft, and it counts for both."""
    both(stage)
    (tmp_path / "other").mkdir()
    other = replace(stage, folder=tmp_path / "other")
    passes = [one.at(minutes=30).look() for _ in range(3) for one in (other, stage)]
    other.at(days=1).send_draft()
    for one in (stage, other):
        one.now = other.now + timedelta(minutes=5)
        passes.append(one.look())

    assert [len(one.written) for one in passes] == [0] * 8
    assert standings(stage) == standings(other) == [(State.WAITING, 1), (State.WAITING, 1)]


def test_a_state_computed_anew_is_the_same(stage: Stage) -> None:
    """The events of both threads tell all."""
    both(stage)
    stage.at(hours=1).send_draft()
    stage.at(minutes=5).look()

    with open_store(stage.config) as store:
        assert store.threads.rebuild() == 0
