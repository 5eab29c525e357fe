"""What the program says of itself, and how it answers to words that it does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailfollow import __version__
from mailfollow.cli import COMMANDS
from tests.cli.command import arguments, process
from tests.cli.conftest import Call

INNER = (*("templates list", "templates check", "templates preview", "templates new", "templates workshop"),)


def test_the_program_lists_its_commands(tmp_path: Path) -> None:
    """Started as a person starts it: every command with what it does, and nothing of a traceback."""
    outcome = process(arguments("--help"), tmp_path)

    assert (outcome.code, outcome.err) == (0, "")
    assert all(f"\n  {name} " in outcome.out for name in COMMANDS)


@pytest.mark.parametrize("command", [*COMMANDS, *INNER])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help(call: Call, command: str, option: str) -> None:
    """With usage, a sentence that ends, and its options."""
    outcome = call(*command.split(), option)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"Usage: mailfollow {command} ")
    assert "--help" in outcome.out
    assert outcome.out.split("\n\n")[1].rstrip().endswith(".")


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told(call: Call, option: str) -> None:
    """One line that a bug report can quote."""
    assert call(option).out == f"mailfollow {__version__}\n"


def test_without_a_command_there_is_help(call: Call) -> None:
    """On standard error, for nothing was done: exit code 2."""
    outcome = call()

    assert (outcome.code, outcome.out) == (2, "")
    assert "Commands:" in outcome.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sttus"], "There is no command 'sttus'. Did you mean 'status'?"),
        (["frobnicate"], "There is no command 'frobnicate'. See mailfollow --help."),
        (["--verbos", "run"], "--verbos"),
        (["status", "--jsn"], "--jsn"),
        (["show"], "'ID'"),
        (["snooze", "abc"], "'DAY'"),
        (["inspect"], "'PATH...'"),
        (["templates", "lst"], "lst"),
        (["demo", "--weeks", "0"], "'--weeks'"),
        (["templates", "preview", "en/timeline", "--touch", "0"], "'--touch'"),
    ],
)
def test_a_call_that_makes_no_sense_says_why(call: Call, words: list[str], told: str) -> None:
    """Exit code 2, usage and reason on standard error, nothing on the other."""
    outcome = call(*words)

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Usage: mailfollow")
    assert told in outcome.err.partition("\nError: ")[2]
