"""`mailfollow replay` as a person meets it: the summary, JSON, sentences for what is wrong, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import arguments, process
from tests.cli.conftest import Call
from tests.replay.letters import ME, Letter, answer, mbox, proposal
from tests.replay.winter import BROKEN, LETTERS

OFFER = proposal("offer", 0, "Jane Mill <jane@mill.example>", "website relaunch")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """All mail of a winter in one file."""
    path = tmp_path / "all.mbox"
    path.write_bytes(mbox([*LETTERS, BROKEN]))
    return path


def written(folder: Path, letters: list[Letter]) -> Path:
    """Return an mbox of these letters."""
    path = folder / "some.mbox"
    path.write_bytes(mbox(letters))
    return path


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return every file below `folder` with its time and content."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_a_person_sees_a_summary_charts_and_a_line_for_each_proposal(call: Call, export: Path) -> None:
    """What was read, what became of it, what to do today and why, and on what the drafts rest."""
    outcome = call("replay", export, "--me", ME)

    assert (outcome.code, outcome.err) == (0, "")
    assert " ".join(outcome.out.split()).startswith(
        "61 messages from Tue 6 Jan 2026 to Tue 3 Mar 2026, which is taken as today; 32 by you. "
        "Left out: 1 broken, 1 draft, 1 thrown away. 30 proposals, 13 answered (3 with a no), 11 went quiet, 2 bounced"
    )
    rest = outcome.out.splitlines()
    assert "  2-3 days    █████████ 9" in rest
    assert "  2026-01  ██████████▒▒▒░░░░░░░░░ 22" in rest
    assert any(line.startswith("If you had sent each draft on its day: ") for line in rest)
    assert len(rest) - rest.index("Every proposal") == 31


def test_with_verbose_each_message_and_draft_is_shown(call: Call, tmp_path: Path) -> None:
    """With the reasons, and the texts in full."""
    reply = answer(OFFER, 5, "Hi Robin,\n\nhow long would it take?\n")
    outcome = call("replay", written(tmp_path, [OFFER, reply]), "--me", ME, "-v")

    assert "you sent a proposal: " in outcome.out
    assert 'the subject says "proposal"' in outcome.out
    assert "Sat 10 Jan 2026, jane@mill.example: Re: Proposal: website relaunch" in outcome.out
    assert "2026-01-08, follow-up 1: en/" in outcome.out
    assert "            | Hello Jane," in outcome.out


def test_json_is_one_object_a_line(call: Call, export: Path) -> None:
    """For each proposal, by the time it was sent."""
    outcome = call("replay", export, "--me", ME, "--json")
    found = [json.loads(line) for line in outcome.out.splitlines()]

    assert len(found) == 30
    assert found[0]["root_message_id"] == "mill@mail.example"
    assert [one["sent_on"] for one in found] == sorted(one["sent_on"] for one in found)


def test_nothing_is_written_anywhere(export: Path, tmp_path: Path) -> None:
    """In a process of its own: the export is as it was, and home and temporary folder stay empty."""
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    export.chmod(0o400)
    before = tree(tmp_path)
    outcome = process(arguments("replay", export, "--me", ME), home, TMPDIR=str(temporary), PYTHONDONTWRITEBYTECODE="1")

    assert (outcome.code, outcome.err) == (0, "")
    assert "30 proposals, 13 answered" in outcome.out
    assert tree(tmp_path) == before
    assert [*home.iterdir(), *temporary.iterdir()] == []


def test_blocks_that_the_output_cannot_show_become_letters(export: Path, tmp_path: Path) -> None:
    """Charts are read on any terminal."""
    outcome = process(arguments("replay", export, "--me", ME), tmp_path, PYTHONIOENCODING="ascii")

    assert "  2-3 days    ######### 9" in outcome.out
    assert "  2026-01  ##########===......... 22" in outcome.out


def test_a_configuration_is_used_and_me_adds_to_it(call: Call, tmp_path: Path) -> None:
    """Its cadence, its addresses and its account's name, as `status` shows ids by it."""
    config = tmp_path / "config.toml"
    config.write_text(
        '[me]\naddresses = ["robin@hale-studio.example"]\ntimezone = "Europe/Berlin"\n[cadence]\nwaits = [2]\n'
        '[account.work]\nkind = "maildir"\npath = "Mail"\n'
    )
    path = written(tmp_path, [OFFER, Letter("late", 4, "a@b.example", ME, "Hello", "Hi\n")])
    drafts = [call("--config", config, "replay", path, "--json").json["drafts"]]
    drafts += [call("replay", path, "--json", "--me", "else@x.example", "--config", config).json["drafts"]]

    assert [[draft["on"] for draft in some] for some in drafts] == [["2026-01-07"]] * 2


def test_since_and_until_choose_the_time(call: Call, export: Path) -> None:
    """Whole days; what is outside is counted as left out."""
    outcome = call("replay", export, "--me", ME, "--since", "2026-01-19", "--until", "2026-01-31")

    assert outcome.out.startswith("21 messages from Mon 19 Jan 2026 to Sat 31 Jan 2026, which is taken as today;")
    assert "too new" in outcome.out
    assert "too old" in outcome.out


def test_what_came_by_mail_cannot_steer_the_terminal(call: Call, tmp_path: Path) -> None:
    """What would turn the direction of the text is shown as its number."""
    path = written(tmp_path, [OFFER])
    path.write_bytes(path.read_bytes().replace(b"website", b"=?utf-8?q?=E2=80=AEboo?="))
    outcome = call("replay", path, "--me", ME, "-v")

    assert "\u202e" not in outcome.out
    assert "\\u202eboo" in outcome.out


def test_an_export_without_proposals_is_told(call: Call, tmp_path: Path) -> None:
    """Kindly, and with what to do about it."""
    outcome = call(
        "replay", written(tmp_path, [Letter("a", 0, ME, "jane@mill.example", "Lunch", "Noon?\n")]), "--me", ME
    )

    assert outcome.code == 0
    assert "No proposals were found; `mailfollow inspect FILE` says why" in outcome.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["{export}"], 2, "Say whose mail it is: --me ADDRESS"),
        (["{export}", "--me", "Robin"], 2, "--me 'Robin' must be a bare mail address"),
        (["{export}", "--me", ME, "--since", "January"], 2, "--since 'January' is no day: write it as 2026-01-31."),
        (["{export}", "--me", ME, "--until", "0001-01-01"], 2, "--until '0001-01-01' is no day on which"),
        (["{export}/deeper", "--me", ME], 65, "{export}/deeper: it cannot be read (Not a directory)."),
        (["nowhere.mbox", "--me", ME], 65, "nowhere.mbox: there is no such file or directory."),
        (["{export}", "--me", "me@else.example"], 65, "There is no message from me@else.example among the"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(
    call: Call, export: Path, words: list[str], code: int, sentence: str
) -> None:
    """With its exit code: 2 for the words, 65 for the export."""
    outcome = call("replay", *(word.format(export=export) for word in words))

    assert outcome.code == code
    assert outcome.sentence.startswith(sentence.format(export=export))
    assert outcome.out == ""
