"""Several accounts in one memory: a person is the same person in each, and one that fails stops no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mailfollow.cycle import run
from mailfollow.cycle.desk import Visit
from mailfollow.errors import ServerUnavailable
from mailfollow.model import State
from tests.end_to_end.stage import JANE, Stage
from tests.servers.dovecot import Server, free_port
from tests.servers.login import Login

pytestmark = pytest.mark.dovecot

SECOND = """
[account.home]
host = "127.0.0.1"
port = {port}
security = "none"
user = "{user}"
password = "secret"
"""


@pytest.fixture
def other(dovecot: Server, login: Login) -> Login:
    """The login of the second account."""
    return dovecot.user(f"{login.user}-home")


@pytest.fixture
def stage(login: Login, other: Login, tmp_path: Path) -> Stage:
    """One person with two accounts; `stage` acts in the first."""
    return Stage(login, tmp_path, more=SECOND.format(port=other.port, user=other.user))


def test_an_answer_in_the_other_account_is_an_answer(stage: Stage, other: Login) -> None:
    """The proposal went out from one account, the customer answered to the other."""
    proposal = stage.propose(days_ago=9)
    replace(stage, login=other).receive(JANE, "Re: Proposal: new website", "When could you start?\n", answers=proposal)

    report = stage.look()

    assert not report.written
    assert stage.thread().standing.state is State.YOUR_TURN


def test_one_draft_a_company_holds_across_accounts(stage: Stage, other: Login) -> None:
    """Two colleagues, one proposal to each from another account of ours: one draft at a time."""
    stage.propose(JANE, "new website", days_ago=9)
    replace(stage, login=other).propose("Max Stone <max@acme.example>", "photo workshop", days_ago=9)

    report = stage.look()

    assert len(report.written) == 1


def test_an_account_that_cannot_be_reached_does_not_stop_the_other(login: Login, tmp_path: Path) -> None:
    """It is reported with its sentence and exit code; the other account gets its draft."""
    stage = Stage(login, tmp_path, more=SECOND.format(port=free_port(), user="nobody"))
    stage.propose(days_ago=9)

    report = stage.look()

    assert len(report.written) == 1
    ((account, code),) = [(problem.account, problem.exit_code) for problem in report.problems]
    assert (account, code) == ("home", 69)


def test_an_account_that_could_not_be_read_gets_no_draft(stage: Stage, other: Login) -> None:
    """Not knowing is not "no reply": what is due there waits until it can be read again."""
    replace(stage, login=other).propose(days_ago=2)
    stage.look()
    broken = replace(stage, more=SECOND.format(port=free_port(), user=other.user)).at(days=5)

    report = broken.look()

    assert not report.written
    assert len(stage.at(days=5).look().written) == 1


def test_an_account_lost_in_the_midst_of_a_pass_gets_no_draft(
    stage: Stage, other: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mail that a thread has claimed but that cannot be read any more may be an answer: nothing is drafted there."""
    stage.propose(days_ago=9)
    replace(stage, login=other).propose("Omar Reyes <omar@northwind.example>", "labels", days_ago=9)
    looks: list[str] = []

    def lost_at_the_last_look(visit: Visit) -> None:
        looks.append(visit.account)
        if visit.account == "home":
            raise ServerUnavailable("The connection was lost.")

    monkeypatch.setattr(run, "read_pending", lost_at_the_last_look)

    report = stage.look()

    assert sorted(looks) == ["home", "work"]
    assert [written.to for written in report.written] == [("jane@acme.example",)]
    assert [problem.account for problem in report.problems] == ["home"]
