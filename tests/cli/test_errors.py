"""Every mistake that a person can make on this machine: one sentence, its exit code, and no traceback."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from mailfollow.lock import only_one
from tests.cli.command import Person, arguments, process, real_now
from tests.cli.conftest import Call

READERS = [
    ["status"],
    ["show", "abc"],
    ["check"],
    ["once"],
    ["once", "--dry-run"],
    ["run"],
    ["stop", "abc"],
    ["rebuild"],
]


# The configuration.


@pytest.mark.parametrize("words", [*READERS, ["templates", "list"], ["inspect", "/dev/null"]], ids=" ".join)
def test_a_missing_configuration_is_told_with_its_place(tmp_path: Path, call: Call, words: list[str]) -> None:
    """Exit code 78, with the path and what to do."""
    outcome = call("--config", tmp_path / "none.toml", *words)

    assert (outcome.code, outcome.out) == (78, "")
    assert outcome.sentence.startswith(f"There is no configuration at {tmp_path / 'none.toml'}: ")
    assert "config.example.toml" in outcome.sentence


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('name = "Robin Hale"', "nmae = 3", "2: [me] has no key 'nmae'; did you mean 'name'?"),
        ("[paths]", "[pahts]", "11: There is no table [pahts]; did you mean 'paths'?"),
        ('timezone = "Europe/Berlin"', 'timezone = "Europe/Brelin"', "5: [me] timezone must be a time zone such as "),
        ("[paths]", "[paths", "11: This is not TOML: "),
    ],
)
def test_a_mistake_in_the_configuration_is_told_with_its_line(
    person: Person, call: Call, before: str, after: str, told: str
) -> None:
    """Exit code 78; did-you-mean where something is alike."""
    person.configure("", (before, after))

    outcome = call("--config", person.config, "status")

    assert (outcome.code, outcome.out) == (78, "")
    assert outcome.sentence.startswith(f"{person.config}:{told}")


def test_all_mistakes_of_the_configuration_are_told_at_once(person: Person, call: Call) -> None:
    """One sentence a line, each with the program's name in front."""
    person.configure("[cadence]\nwaits = []\n[run]\npoll = 0\n", ('name = "Robin Hale"', "nmae = 3"))

    outcome = call("--config", person.config, "run")

    assert outcome.code == 78
    pattern = rf"mailfollow: {re.escape(str(person.config))}:\d+: .*[.?]"
    assert [bool(re.fullmatch(pattern, line)) for line in outcome.err.splitlines()] == [True] * 3


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.write_bytes(b"\xff\xfe")], ids=["folder", "bytes"])
def test_a_configuration_that_is_no_text_file_is_told(
    tmp_path: Path, call: Call, make: Callable[[Path], object]
) -> None:
    """Exit code 78."""
    make(tmp_path / "config.toml")

    outcome = call("--config", tmp_path / "config.toml", "status")

    assert outcome.code == 78
    assert str(tmp_path / "config.toml") in outcome.sentence


def test_phrases_that_cannot_be_used_are_told(person: Person, call: Call) -> None:
    """Exit code 65, with the file."""
    path = person.folder / "phrases" / "en.toml"
    path.parent.mkdir()
    path.write_text("[intent\n")

    outcome = call("--config", person.config, "once")

    assert outcome.code == 65
    assert outcome.sentence.startswith(f"{path}: This is not TOML: ")


# The state directory.


@pytest.mark.parametrize("words", [["once"], ["run"]], ids=" ".join)
def test_a_state_directory_that_cannot_be_made_is_told(person: Person, call: Call, words: list[str]) -> None:
    """Exit code 73, with the path; nothing was drafted."""
    person.configure("", ('state = "state"', 'state = "config.toml/state"'))

    outcome = call("--config", person.config, *words)

    assert (outcome.code, outcome.out) == (73, "")
    assert outcome.sentence.startswith(f"The lock file {person.config}/state/lock cannot be made (Not a directory): ")
    assert person.drafts() == []


def test_a_state_directory_that_cannot_be_written_is_told(
    looked: Person, call: Call, thread_id: Callable[[str], str]
) -> None:
    """Exit code 73 where the database may not be opened (a directory in its place: root may write anywhere)."""
    waiting = thread_id("waiting")
    looked.database.unlink()
    looked.database.mkdir()

    for words in (["once"], ["stop", waiting]):
        outcome = call("--config", looked.config, *words)

        assert outcome.code == 73
        assert outcome.sentence.startswith(
            f"The database {looked.database} cannot be made or opened (Is a directory): "
        )


def test_a_dry_run_needs_no_state_directory(person: Person, call: Call) -> None:
    """What cannot be written is not needed for looking."""
    person.configure("", ('state = "state"', 'state = "config.toml/state"'))

    assert call("--config", person.config, "once", "--dry-run").code == 0
    assert call("--config", person.config, "status").code == 0


@pytest.mark.parametrize("words", [["once"], ["run"], ["rebuild"]], ids=" ".join)
def test_one_mailfollow_at_a_time(looked: Person, call: Call, words: list[str]) -> None:
    """Scenario 19: exit code 75, and which process it is."""
    with only_one(looked.state):
        outcome = call("--config", looked.config, *words)

    assert (outcome.code, outcome.out) == (75, "")
    assert re.match(r"Another mailfollow \(process \d+\) is at work on ", outcome.sentence)


def test_looking_goes_on_beside_another_mailfollow(looked: Person, call: Call) -> None:
    """Scenario 19: status, show and dry runs take no lock."""
    with only_one(looked.state):
        assert call("--config", looked.config, "status").code == 0
        assert call("--config", looked.config, "once", "--dry-run").code == 0


# The database.


@pytest.mark.parametrize("words", [words for words in READERS if words != ["check"]], ids=" ".join)
def test_a_database_of_a_newer_mailfollow_is_left_alone(looked: Person, call: Call, words: list[str]) -> None:
    """Exit code 78, and not a byte of it is changed. The doctor does not need it."""
    with closing(sqlite3.connect(looked.database)) as database:
        database.execute("PRAGMA user_version = 999")
    before = looked.database.read_bytes()

    outcome = call("--config", looked.config, *words)

    assert (outcome.code, outcome.out) == (78, "")
    assert "was written by a newer mailfollow (schema 999, " in outcome.sentence
    assert looked.database.read_bytes() == before


@pytest.mark.parametrize("words", [["status"], ["once"], ["once", "--dry-run"], ["run"], ["won", "abc"]], ids=" ".join)
@pytest.mark.parametrize("damage", [b"SQLite format 3\0" + b"\xff" * 5_000, b"no database\n" * 1_000])
def test_a_damaged_database_is_told(looked: Person, call: Call, words: list[str], damage: bytes) -> None:
    """Exit code 65, with what to do; nothing is drafted out of a lost memory."""
    looked.database.write_bytes(damage)

    outcome = call("--config", looked.config, *words)

    assert (outcome.code, outcome.out) == (65, "")
    assert outcome.sentence.startswith(f"The database {looked.database} is damaged (")
    assert len(looked.drafts()) == 1


def test_a_database_of_another_program_is_told(person: Person, call: Call) -> None:
    """Exit code 65; it is not written into."""
    person.state.mkdir()
    with closing(sqlite3.connect(person.database)) as database:
        database.execute("CREATE TABLE recipes (name)")

    outcome = call("--config", person.config, "once")

    assert outcome.code == 65
    assert "is a database of another program" in outcome.sentence


# The disk.


@contextmanager
def little_space(folder: Path, kilobytes: int) -> Iterator[list[str]]:
    """Make `folder` small: a file system of that size where that may be mounted, else a limit for each file.

    Yields the words to put in front of a command.
    """
    folder.mkdir()
    size = f"size={kilobytes}k"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        yield ["prlimit", f"--fsize={kilobytes * 1024}"]
        return
    try:
        yield []
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize(("kilobytes", "codes"), [(4, {74}), (64, {74}), (132, {74})])
def test_a_full_disk_is_told(tmp_path: Path, kilobytes: int, codes: set[int]) -> None:
    """Whether nothing fits, half of the database, or all of it but no file beside it; the mailbox is left alone."""
    person = Person.make(tmp_path, real_now())

    with little_space(person.state, kilobytes) as limit:
        outcome = process([*limit, *arguments("--config", person.config, "once")], tmp_path)

    assert outcome.code in codes
    assert outcome.out == ""
    assert str(person.state) in outcome.sentence
    assert person.drafts() == []


def test_after_a_full_disk_the_next_pass_makes_the_draft(tmp_path: Path) -> None:
    """Nothing is lost by it, and nothing doubled."""
    person = Person.make(tmp_path, real_now())
    command = arguments("--config", person.config, "once")
    limited = process(["prlimit", f"--fsize={64 * 1024}", *command], tmp_path)

    after = [process(command, tmp_path) for _ in range(2)]

    assert limited.code == 74
    assert [outcome.code for outcome in after] == [0, 0]
    assert len(person.drafts()) == 1


def test_a_draft_that_cannot_be_saved_is_told(person: Person, call: Call) -> None:
    """Scenario 22: exit code 74, and no state "drafted"; nothing else of the pass is lost."""
    tmp = person.folder / "Maildir/.Drafts/tmp"
    tmp.rmdir()
    tmp.write_text("in the way")

    outcome = call("--config", person.config, "once")

    assert outcome.code == 74
    assert outcome.sentence == f"work: The draft cannot be written into {tmp.parent}: Not a directory."
    states = [thread["state"] for thread in call("--config", person.config, "status", "--json").json["threads"]]
    assert sorted(states) == ["closed", "waiting", "waiting", "waiting", "your_turn"]
