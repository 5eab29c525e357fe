"""A person with made-up mail, before and after the first pass, and the command line to call on it."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mailfollow import clock
from mailfollow.cli import main
from tests.cli.command import NOW, Outcome, Person

Call = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A home of one's own, a terminal of a known width, and a Tuesday morning by the only clock there is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "ticks", lambda: None)  # the real one would show that no day passes in a test


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the program in this process, as the installed script does; an error that it lets through fails the test."""

    def called(*words: object, given: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["mailfollow", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), written.out, written.err)

    return called


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody who has never run mailfollow."""
    return Person.make(tmp_path)


@pytest.fixture(scope="session")
def first_pass(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which one pass was made; to be copied, not to be used."""
    folder = tmp_path_factory.mktemp("looked")
    person = Person.make(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        patch.setattr(clock, "ticks", lambda: None)
        patch.setattr(sys, "argv", ["mailfollow", "--config", str(person.config), "once", "--json"])
        with pytest.raises(SystemExit) as ended:
            main()
    assert not ended.value.code
    return folder


@pytest.fixture
def looked(first_pass: Path, tmp_path: Path) -> Person:
    """The same person after the first pass: one proposal is drafted, one their turn, two wait, one is closed."""
    shutil.copytree(first_pass, tmp_path, dirs_exist_ok=True)
    return Person(tmp_path)


@pytest.fixture
def thread_id(looked: Person, call: Call) -> Callable[[str], str]:
    """Return the id of the only thread in a state."""

    def found(state: str) -> str:
        threads = call("--config", looked.config, "status", "--json").json["threads"]
        return next(str(thread["id"]) for thread in threads if thread["state"] == state)

    return found
