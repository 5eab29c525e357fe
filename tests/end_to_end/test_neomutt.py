"""Real mail clients take our draft for what it is: neomutt and mutt in a terminal, on the mailbox that we look at.

The client dates what it sends by the system's clock, so the draft is made on a Monday before the present, and a pass
after a mail was sent is made now.
"""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from mailfollow import clock
from mailfollow.cli.common import read_store
from mailfollow.model import DraftState, State
from tests.clients.play import label
from tests.end_to_end.script import PROPOSAL, SCRIPT, WORDS, drafted_in
from tests.end_to_end.stage import JANE, ME, Stage
from tests.servers.login import Login
from tests.servers.neomutt import mutt
from tests.servers.terminal import program

pytestmark = pytest.mark.dovecot


@pytest.fixture
def name() -> str:
    """The program that the person uses, where one of the two is enough."""
    return "neomutt"


@pytest.fixture
def drafted(login: Login, tmp_path: Path) -> Stage:
    """A mailbox with one silent proposal, and the follow-up for it in Drafts."""
    return drafted_in(Stage(login, tmp_path))


@pytest.mark.parametrize("step", SCRIPT)
@pytest.mark.parametrize("name", ["neomutt", "mutt"])
def test_both_programs_leave_a_draft_that_is_known(name: str, step: str, drafted: Stage) -> None:
    """Scenarios 5, 6, 7, 9, 11, 119 and 121: one draft, and the right word for it, also three passes later."""
    deed, wanted = SCRIPT[step]
    deed(name, drafted)

    assert label(drafted) == wanted
    for _ in range(3):
        assert not drafted.at(minutes=5).look().written
    assert label(drafted) == wanted
    assert len(drafted.drafts()) <= 1


def fate(stage: Stage) -> DraftState:
    """Return what mailfollow knows of the draft, which is the only one it ever made."""
    thread = stage.thread()
    with read_store(stage.config) as store:
        (draft,) = store.drafts.of_thread(thread.id)
    return draft.state


def text_of(message: EmailMessage) -> str:
    """Return the text as a person sees it: the line ends on the wire are no part of it."""
    return "\n".join(message.get_content().splitlines())


def assert_sent(stage: Stage) -> None:
    """Look now, twice: the draft was sent, it was the first touch, and no other draft is made."""
    stage.now = clock.now()
    for _ in range(2):
        assert not stage.look().written
    standing = stage.thread().standing
    assert (standing.state, standing.touch, fate(stage)) == (State.WAITING, 1, DraftState.SENT)


def test_the_client_shows_the_draft_as_it_was_written(name: str, drafted: Stage) -> None:
    """The list, the message, the editor and the compose menu have our recipient, subject and text."""
    (draft,) = drafted.drafts()
    subject, text = draft["Subject"], text_of(draft)

    with mutt(name, drafted.login) as client:
        client.terminal.wait("To Jane Miller", subject)
        client.read()
        client.terminal.wait(f"From: {ME}", f"To: {JANE}", f"Subject: {subject}", text)
        client.back()
        assert client.recall() == f"{text}\n"
        client.terminal.wait(text)
        client.write()
        filed = ("Fcc: +Sent", "Fcc: =Sent")
        client.terminal.wait(f"From: {ME}", f"To: {JANE}", "Cc: Bcc:", f"Subject: {subject}", one_of=filed)


def test_a_draft_that_was_edited_and_sent_is_the_touch(name: str, drafted: Stage) -> None:
    """Scenario 11: it goes to the prospect alone, in the thread, with our words and the person's own."""
    (draft,) = drafted.drafts()

    with mutt(name, drafted.login) as client:
        client.recall()
        client.write(WORDS)
        client.send()
        ((recipients, sent),) = client.posted()
        assert_sent(drafted)
        client.tidy(left=0)

    assert recipients == ["jane@acme.example"]
    assert text_of(sent) == f"{text_of(draft)}\n\n{WORDS}"
    assert (sent["To"], sent["Subject"], sent["In-Reply-To"]) == (JANE, draft["Subject"], PROPOSAL)
    assert sent["References"] == draft["References"]
    assert not [name for name in sent if name.startswith("X-")]
    assert drafted.drafts() == []
    assert_sent(drafted)


def test_a_draft_that_is_open_in_the_client_is_missing_and_not_made_again(name: str, drafted: Stage) -> None:
    """Scenario 119: neomutt takes it out of Drafts for as long as it is being edited, be it for hours."""
    with mutt(name, drafted.login, "INBOX") as client:
        client.recall()
        assert drafted.drafts() == []
        for minutes in (5, 60, 600):
            assert not drafted.at(minutes=minutes).look().written
            assert fate(drafted) is DraftState.MISSING
        client.write(WORDS)
        assert not drafted.at(minutes=60).look().written
        client.send()

    assert drafted.drafts() == []
    assert_sent(drafted)


@pytest.mark.parametrize("words", ["", WORDS])
def test_a_draft_that_was_postponed_again_is_the_persons_own(name: str, drafted: Stage, words: str) -> None:
    """Scenarios 5 and 6: saved with words or without, it is never doubled, and stays when an answer comes."""
    with mutt(name, drafted.login, "INBOX") as client:
        text = client.recall()
        client.write(words)
        client.postpone()

    assert not drafted.at(minutes=5).look().written
    assert fate(drafted) is (DraftState.EDITED if words else DraftState.OPEN)
    drafted.at(minutes=5).receive(JANE, "Re: Proposal: new website", "Could we start in May?\n", answers=PROPOSAL)
    assert drafted.look().withdrawn == []
    assert drafted.thread().standing.state is State.YOUR_TURN
    (left,) = drafted.drafts()
    assert text_of(left) == f"{text}\n{words}".strip()


def test_a_postponed_draft_that_is_sent_later_is_the_touch(name: str, drafted: Stage) -> None:
    """Scenario 11: it is known again after it went through the client twice."""
    with mutt(name, drafted.login, "INBOX") as client:
        client.recall()
        client.write(WORDS)
        client.postpone()
        assert not drafted.at(minutes=5).look().written
        assert WORDS in client.recall()
        client.write()
        client.send()

    assert drafted.drafts() == []
    assert_sent(drafted)


def test_two_versions_until_the_client_tidies_up_are_one_draft(name: str, drafted: Stage) -> None:
    """Scenario 121: opened from within Drafts, the old version stays beside the new one until then."""
    with mutt(name, drafted.login) as client:
        client.recall()
        client.write(WORDS)
        client.postpone()
        for left in (2, 1):
            assert len(drafted.drafts()) == left
            assert not drafted.at(minutes=5).look().written
            assert fate(drafted) is DraftState.EDITED
            client.tidy(left=1)


def test_a_draft_that_was_deleted_into_the_trash_skips_the_touch(name: str, drafted: Stage) -> None:
    """Scenario 9: it is not made again; the next one comes in its time."""
    with mutt(name, drafted.login, trash="Trash") as client:
        client.delete()
        client.tidy(left=0)

    assert not drafted.at(minutes=5).look().written

    standing = drafted.thread().standing
    assert (standing.state, standing.touch, fate(drafted)) == (State.WAITING, 1, DraftState.DISCARDED)
    assert drafted.drafts() == []


@pytest.mark.parametrize("how", ["deleted", "aborted"])
def test_a_draft_that_was_thrown_away_for_good_skips_the_touch_after_a_day(name: str, drafted: Stage, how: str) -> None:
    """Scenario 9: without a trash, it might just as well be open in the client; after a day it is not."""
    with mutt(name, drafted.login) as client:
        if how == "deleted":
            client.delete()
        else:
            client.recall()
            client.write(WORDS)
            client.abort()
        client.tidy(left=0)
        client.quit()

    for minutes in (5, 60):
        assert not drafted.at(minutes=minutes).look().written
        assert fate(drafted) is DraftState.MISSING
    assert not drafted.at(days=1).look().written
    assert (drafted.thread().standing.touch, fate(drafted)) == (1, DraftState.DISCARDED)
    assert drafted.drafts() == []


@pytest.mark.parametrize("name", ["neomutt", "mutt", "tmux"])
def test_a_missing_program_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is skipped: the test fails, and says what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(AssertionError, match=f"{name} is not installed: run `make test`"):
        program(name)


def test_a_draft_that_was_open_for_longer_than_a_day_is_known_again(name: str, drafted: Stage) -> None:
    """Scenario 127: given up as thrown away, then saved: it is the person's own draft, and none comes beside it."""
    with mutt(name, drafted.login, "INBOX") as client:
        client.recall()
        for hours in (1, 1, 25):
            drafted.at(hours=hours).look()
        assert fate(drafted) is DraftState.DISCARDED
        client.write(WORDS)
        client.postpone()

    for _ in range(14):
        assert not drafted.at(days=1).look().written
    assert fate(drafted) is DraftState.EDITED
    assert len(drafted.drafts()) == 1


def test_a_withdrawn_draft_that_was_open_in_the_client_is_the_persons_own_when_saved(name: str, drafted: Stage) -> None:
    """Scenario 16: an answer came meanwhile, and the person wrote again; no draft comes beside the one saved."""
    with mutt(name, drafted.login) as client:
        client.recall()
        drafted.at(hours=1).receive(
            JANE, "Re: Proposal: new website", "Could we start in May?\n", answers=PROPOSAL, Message_ID="<a@x.example>"
        )
        assert drafted.look().withdrawn
        client.write(WORDS)
        client.postpone()
    drafted.at(hours=1).look()
    drafted.send(JANE, "Re: Proposal: new website", "Yes. Does the 4th of May suit you?\n", answers="<a@x.example>")

    for _ in range(14):
        assert not drafted.at(days=1).look().written
    assert len(drafted.drafts()) == 1
