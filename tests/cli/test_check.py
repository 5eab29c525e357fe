"""`check`: the doctor. It looks at everything, changes nothing, and its exit code is that of the first problem."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.command import Person
from tests.cli.conftest import Call
from tests.cli.test_once import everything
from tests.cli.test_templates import BAD_SYNTAX, SHIPPED


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_all_is_well_and_nothing_was_changed(person: Person, call: Call, words: list[str]) -> None:
    """The folders with their roles and sizes; no state directory is made, no file written."""
    before = everything(person.folder)

    outcome = call("check", "--config", person.config, *words)

    assert (outcome.code, outcome.err) == (0, "")
    assert everything(person.folder) == before


def test_the_doctor_tells_a_person_what_it_found(person: Person, call: Call) -> None:
    """Configuration, each account with its folders, templates."""
    lines = call("check", "--config", person.config).out.splitlines()

    assert lines[0] == f"Configuration {person.config}: fine."
    assert "Account work: fine" in lines
    assert "    sent    Sent (6 messages)" in lines
    assert "    watch   INBOX (3 messages)" in lines
    assert lines[-3:] == [f"Templates: {SHIPPED}, 0 problems", "", "Resources: 0, 0 problems"]


def test_the_findings_in_json_have_everything(person: Person, call: Call) -> None:
    """The keys are what programs rely on."""
    told = call("check", "--json", "--config", person.config).json

    assert list(told) == ["config", "accounts", "templates", "resources", "slots"]
    assert told["config"] == str(person.config)
    assert told["templates"] == {"count": SHIPPED, "problems": []}
    (account,) = told["accounts"]
    assert list(account) == ["account", "folders", "notes", "problem", "exit_code"]
    assert (account["account"], account["problem"], account["exit_code"]) == ("work", None, 0)
    assert account["folders"] == [
        {"folder": "Sent", "role": "sent", "messages": 6},
        {"folder": "INBOX", "role": "watch", "messages": 3},
        {"folder": "Drafts", "role": "drafts", "messages": 0},
        {"folder": "Trash", "role": "trash", "messages": 0},
    ]


def test_a_broken_account_is_told_and_the_others_are_looked_at(person: Person, call: Call) -> None:
    """Its exit code is the call's; a missing folder is answered with those that are there."""
    shutil.copytree(person.folder / "Maildir", person.folder / "Other")
    person.configure(
        '\n[account.broken]\nkind = "maildir"\npath = "Other"\n[account.broken.folders]\nsent = "Gesendet"\n'
    )

    outcome = call("check", "--config", person.config)
    told = call("check", "--json", "--config", person.config)

    assert (outcome.code, told.code, told.err) == (78, 78, "")
    work, broken = told.json["accounts"]
    assert (work["exit_code"], broken["exit_code"], broken["folders"]) == (0, 78, [])
    for part in ("“Gesendet”", "`sent`", "“INBOX”", "“Sent”", "“Drafts”", "“Trash”"):
        assert part in broken["problem"]
    assert "Account broken: problem" in outcome.out.splitlines()


def test_a_broken_template_is_told_with_its_place(person: Person, call: Call) -> None:
    """Exit code 65 where all else is fine."""
    path = person.template("en/three-options", BAD_SYNTAX)

    outcome = call("check", "--config", person.config)

    assert outcome.code == 65
    assert f"\nTemplates: {SHIPPED}, 1 problems\n" in outcome.out
    assert f"{path}:" in outcome.out.replace("\n    ", "")


def test_a_calendar_that_cannot_be_read_is_told(person: Person, call: Call) -> None:
    """Else nobody would know why no draft ever offers a time."""
    with person.config.open("a") as file:
        file.write('\n[slots]\nfree = ["Tue 10:00-12:00"]\nbusy = "nowhere.ics"\n')

    outcome = call("check", "--config", person.config)

    assert outcome.code == 65
    told = " ".join(outcome.out.split())
    assert "Hours free for a talk: 1, 1 problems" in told
    assert "your calendar cannot be read (No such file or directory); correct [slots] busy." in told
