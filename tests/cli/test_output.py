"""Where the output goes: into pipes whose reader leaves, full disks, and terminals of another encoding."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import PATIENCE, Person, arguments, environment, process

LETTER = "Subject: 👍 für “dich”\nFrom: a@b.example\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n\nJürgen\n".encode()


@pytest.mark.parametrize("words", [["templates", "list"], ["--help"], ["show", "--help"]], ids=" ".join)
def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path, words: list[str]) -> None:
    """As in `mailfollow templates list | head`: exit code 0, not a word on standard error."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        ended = subprocess.run(
            arguments(*words),
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(tmp_path),
            timeout=PATIENCE,
        )

    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_full_disk_behind_the_output_is_told(tmp_path: Path) -> None:
    """`mailfollow … > file`: exit code 74 and one sentence."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            arguments("templates", "list"),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(tmp_path),
            timeout=PATIENCE,
        )

    sentence = b"mailfollow: The output cannot be read or written (No space left on device).\n"
    assert (ended.returncode, ended.stderr) == (74, sentence)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_no_encoding_of_the_terminal_stops_the_output(tmp_path: Path, encoding: str) -> None:
    """Letters that Latin-1 lacks are shown as their numbers; JSON stays JSON, with the same value."""
    command = arguments("inspect", "-")
    shown = process(command, tmp_path, given=LETTER, PYTHONIOENCODING=encoding)
    told = process([*command, "--json"], tmp_path, given=LETTER, PYTHONIOENCODING=encoding)

    assert (shown.code, told.code, shown.err, told.err) == (0, 0, "", "")
    assert json.loads(told.out)["subject"] == "👍 für “dich”"
    assert ("👍 für “dich”" in shown.out) == (encoding != "latin-1")


def test_ctrl_c_ends_it_without_a_traceback(person: Person, call: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 130, as shells have it."""
    assert callable(call)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mailfollow.cli.once.run", interrupt)

    outcome = call("--config", person.config, "once")

    assert (outcome.code, outcome.out, outcome.err) == (130, "", "\n")
