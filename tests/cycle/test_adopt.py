"""A draft that another mailfollow of the same person wrote, as the one on the other host finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailfollow.cli.common import read_store
from mailfollow.model import Draft, State
from mailfollow.tracking.fate import ADOPTED
from tests.faults.ledger import Ledger
from tests.faults.life.host import Host
from tests.servers.memory import MemoryLogin


class Two:
    """Two hosts on one mailbox, of which the first has drafted the follow-up of its only proposal."""

    def __init__(self, folder: Path) -> None:
        login = MemoryLogin()
        self.first, self.other = (Host(login, folder / name) for name in ("first", "other"))  # type: ignore[arg-type]  # as Host says
        self.ledger = Ledger(login)
        self.ledger.listen(self.first, self.other)
        self.first.propose(days_ago=9)
        self.first.look()
        self.login = login
        (self.uid,) = self.ledger.drafts

    def other_looks(self, **later: float) -> State:
        """Let time pass and the other host look; return where the thread stands for it."""
        self.other.at(**later).look()
        ((thread,), _) = self.other.threads()
        return thread.standing.state

    def journal(self) -> list[Draft]:
        """Return what the other host knows of drafts."""
        with read_store(self.other.config) as store:
            (thread,) = store.threads.all()
            return store.drafts.of_thread(thread.id)


@pytest.fixture
def two(tmp_path: Path) -> Two:
    """Two hosts, and a draft."""
    return Two(tmp_path)


def test_what_lies_in_drafts_is_the_persons_own(two: Two) -> None:
    """We cannot know whether it was edited: it counts as the follow-up, and is neither made again nor ever removed."""
    assert two.other_looks() is State.DRAFTED
    two.first.receive("Jane Miller <jane@acme.example>", "Re: Proposal: new website", "No, thank you.\n")
    two.other_looks(hours=1)

    assert [draft.touch for draft in two.journal()] == [1]
    assert ADOPTED in two.journal()[0].why
    assert two.ledger.drafts == [two.uid]
    assert len(two.ledger.written) == 1


def test_what_lies_in_the_trash_was_thrown_away(two: Two) -> None:
    """The follow-up is skipped as on the host that wrote it, and the next one comes in its time."""
    two.login.move("Drafts", two.uid, "Trash")

    assert two.other_looks() is State.WAITING
    assert two.other_looks(days=4) is State.WAITING
    assert two.ledger.written == [(0, 1)]
    assert two.other_looks(days=6) is State.DRAFTED
    assert two.ledger.written == [(0, 1), (0, 2)]


def test_what_is_marked_as_deleted_is_not_there(two: Two) -> None:
    """Scenario 120. Some clients leave such copies behind; they say nothing."""
    two.login.flag("Drafts", two.uid, "\\Deleted")

    two.other_looks()

    assert [ADOPTED in draft.why for draft in two.journal()] == [False]


def test_one_that_was_withdrawn_before_is_no_hindrance(two: Two) -> None:
    """The next one of the same follow-up has another Message-ID, by which it is known too."""
    two.first.receive("Jane Miller <jane@acme.example>", "Re: Proposal: new website", "Please try again in a week.\n")
    two.first.at(hours=1).look()
    assert two.ledger.drafts == []
    two.first.at(days=9).look()
    assert two.ledger.written == [(0, 1), (0, 1)]

    assert two.other_looks(days=9, hours=2) is State.DRAFTED
    assert ADOPTED in two.journal()[0].why
    assert len(two.ledger.drafts) == 1


def test_a_dry_run_takes_nothing_over(two: Two) -> None:
    """It says that there is nothing to write, and leaves no memory behind."""
    report = two.other.look(dry=True)

    assert report.written == []
    assert not two.other.config.paths.state.exists()
