"""`once`: a pass, and what it says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mailfollow.cli.once import print_report
from mailfollow.cycle.desk import Report
from mailfollow.model import Action, Decision
from tests.cli.command import Person, arguments, process, real_now
from tests.cli.conftest import Call

REPORT = [
    "dry_run",
    "looked",
    "too_old",
    "proposals",
    "drafts",
    "withdrawn",
    "refused",
    "stopped",
    "decisions",
    "problems",
]
WRITTEN = ["id", "to", "subject", "touch", "template", "angle", "why", "text", "uncertain"]


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files below `folder` with their bytes, and all directories."""
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_a_dry_run_writes_nothing_at_all(person: Person, call: Call, words: list[str]) -> None:
    """No state directory, no file anywhere, no change in the mailbox; but it says what it would draft."""
    before = everything(person.folder)

    outcome = call("once", "--dry-run", "--config", person.config, *words)

    assert (outcome.code, outcome.err) == (0, "")
    assert "Jane" in outcome.out
    assert everything(person.folder) == before


def test_a_dry_run_says_would_and_the_real_one_says_did(person: Person, call: Call) -> None:
    """Both find the same, in the same words otherwise; the second run after the real one finds nothing new."""
    dry = call("once", "--dry-run", "--config", person.config)
    real = call("once", "--config", person.config)
    again = call("once", "--config", person.config)

    assert dry.out.startswith("9 messages looked at, 5 new proposals, 1 would be drafted, ")
    assert real.out.startswith("9 messages looked at, 5 new proposals, 1 drafted, ")
    assert "\nWould draft for jane@acme.example: Re: Proposal: new website" in dry.out
    assert "\nDrafted for jane@acme.example: Re: Proposal: new website" in real.out
    assert again.out.startswith("0 messages looked at, 0 new proposals, 0 drafted, ")
    assert len(person.drafts()) == 1


def test_a_dry_run_after_a_real_one_leaves_the_memory_alone(looked: Person, call: Call) -> None:
    """It works on a copy in memory, and needs no lock."""
    before = looked.database.read_bytes()

    outcome = call("once", "--dry-run", "--config", looked.config)

    assert outcome.code == 0
    assert looked.database.read_bytes() == before


def test_the_report_in_json_has_everything(person: Person, call: Call) -> None:
    """The keys are what programs rely on; one decision a thread, each with its reason."""
    told = call("once", "--json", "--config", person.config).json

    assert list(told) == REPORT
    assert (told["dry_run"], told["looked"], len(told["proposals"])) == (False, 9, 5)
    (draft,) = told["drafts"]
    assert list(draft) == WRITTEN
    assert (draft["to"], draft["touch"], draft["uncertain"]) == (["jane@acme.example"], 1, False)
    assert [list(decision) for decision in told["decisions"]] == [["id", "action", "due_on", "why"]] * 5
    assert sorted(decision["action"] for decision in told["decisions"]) == ["leave", "leave", "leave", "wait", "wait"]
    assert all(decision["why"] for decision in told["decisions"])
    assert (told["withdrawn"], told["refused"], told["problems"]) == ([], [], [])


def test_a_problem_of_an_account_is_in_the_report_and_in_the_exit_code(person: Person, call: Call) -> None:
    """In JSON it is part of the object; in words it goes to standard error."""
    (person.folder / "Maildir").rename(person.folder / "elsewhere")

    told = call("once", "--json", "--config", person.config)
    words = call("once", "--config", person.config)

    assert (told.code, words.code, told.err) == (78, 78, "")
    (problem,) = told.json["problems"]
    assert (problem["account"], problem["exit_code"]) == ("work", 78)
    assert words.sentence == problem["problem"]


def test_other_accounts_go_on_where_one_fails(person: Person, call: Call) -> None:
    """Scenario 115: the broken one is told, the other gets its draft."""
    person.configure('\n[account.broken]\nkind = "maildir"\npath = "nowhere"\n')

    outcome = call("once", "--config", person.config)

    assert outcome.code == 78
    assert outcome.sentence.startswith("Account “broken”: there is no Maildir")
    assert len(person.drafts()) == 1


def test_unreadable_messages_stop_nothing(person: Person, call: Call) -> None:
    """Scenario 114: garbage in Sent and in the inbox is noted and passed over; exit code 0."""
    for number, data in enumerate([b"", b"\0\xff" * 5_000, b"Content-Type: multipart/mixed\n\n--", b"From:" * 50_000]):
        person.deliver(f"1772000000.bad{number}.host", data)
        person.deliver(f"1772000000.bad{number}.host", data, "Sent")

    outcome = call("once", "--config", person.config)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("17 messages looked at, 5 new proposals, 1 drafted")
    assert len(person.drafts()) == 1


def test_a_process_of_its_own_does_the_same(tmp_path: Path) -> None:
    """As a person starts it, on the real clock: one draft, in Drafts, and exit code 0."""
    person = Person.make(tmp_path, real_now())

    outcome = process(arguments("--config", person.config, "once"), tmp_path)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("9 messages looked at, 5 new proposals, 1 drafted")
    assert len(person.drafts()) == 1


@pytest.mark.parametrize(("dry", "listed"), [(False, 10), (True, 15)])
def test_what_only_waits_is_not_listed_without_end(capsys: pytest.CaptureFixture[str], dry: bool, listed: int) -> None:
    """The next ones, and what is held; a dry run stores nothing that `status` could list instead."""
    waiting = [Decision(f"t{n:02}", Action.WAIT, "too early", date(2026, 3, 30 - n)) for n in range(15)]
    report = Report(decisions=[*waiting, Decision("held", Action.HOLD, "probably an answer")])

    print_report(report, {}, dry=dry)

    told = capsys.readouterr().out
    assert (told.count("too early"), told.count("probably an answer")) == (listed, 1)
    assert ("5 more wait until later: `mailfollow status` lists them." in told) is not dry
    assert "t14" in told, "due first"
