"""`inspect`: what is understood of files, folders, mboxes and standard input, also of what is no mail."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Outcome, Person
from tests.cli.conftest import Call

KEYS = [
    *["file", "kind", "kind_why", "from", "to", "date", "subject", "message_id", "in_reply_to", "references"],
    *["language", "own_text", "quoted_text", "signature", "intent", "intent_why", "until", "bounce", "proposal"],
    *["attachments", "problems"],
]
PROPOSAL = ["score", "is_proposal", "reasons", "number", "amount", "currency", "valid_until", "promise"]

ANSWER = b"""\
From: Jane Miller <jane@acme.example>
To: Robin Hale <robin@hale-studio.example>
Subject: Re: Proposal: new website
Date: Mon, 2 Mar 2026 08:00:00 +0000
Message-ID: <answer@acme.example>
In-Reply-To: <silent@mail.example>

Not now, please ask me again on 1 June 2026.

Jane

> Does the timeline suit you?
"""
"""An answer that names a day."""


def told(outcome: Outcome) -> list[dict[str, Any]]:
    """Return the objects, one a line, of a call that went well."""
    assert (outcome.code, outcome.err) == (0, "")
    return [json.loads(line) for line in outcome.out.splitlines()]


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """A message file."""
    path = tmp_path / "answer.eml"
    path.write_bytes(ANSWER)
    return path


def test_a_message_file_is_explained(call: Call, answer: Path) -> None:
    """Kind, intent with its day, verdict with its reasons, and the person's own words; no configuration is needed."""
    outcome = call("inspect", answer)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{answer}: Re: Proposal: new website  (from jane@acme.example)\n    person: ")
    assert "\n    not now, not before 2026-06-01: " in outcome.out
    assert "\n    no proposal, score " in outcome.out
    assert "\n    | Not now, please ask me again on 1 June 2026.\n" in outcome.out
    assert "timeline" not in outcome.out


def test_json_is_one_object_a_line_with_everything(call: Call, answer: Path) -> None:
    """The keys and their types are what programs rely on."""
    (message,) = told(call("inspect", answer, "--json"))

    assert list(message) == KEYS
    assert list(message["proposal"]) == PROPOSAL
    assert message["from"] == {"name": "Jane Miller", "address": "jane@acme.example"}
    assert message["to"] == [{"name": "Robin Hale", "address": "robin@hale-studio.example"}]
    assert (message["date"], message["until"]) == ("2026-03-02T08:00:00+00:00", "2026-06-01")
    assert (message["message_id"], message["in_reply_to"]) == ("answer@acme.example", "silent@mail.example")
    assert (message["kind"], message["intent"], message["language"]) == ("person", "not now", "en")
    assert (message["bounce"], message["attachments"], message["problems"]) == ({"failed": []}, [], [])


def test_a_folder_is_read_in_the_order_of_its_names(call: Call, person: Person) -> None:
    """A Maildir, with everything below it; files that are no mail by their names are left out."""
    (person.folder / "Maildir" / "expected.json").write_text("{}")

    messages = told(call("inspect", "--json", person.folder / "Maildir"))

    names = [str(message["file"]) for message in messages]
    assert len(names) == 9
    assert names == sorted(names)


def test_the_configuration_says_who_the_person_is(call: Call, person: Person) -> None:
    """A message from one's own address may be a proposal; from anybody else it is none."""
    (sent,) = (person.folder / "Maildir/.Sent/cur").glob("silent.*")

    (known,) = told(call("inspect", "--json", sent, "--config", person.config))
    (unknown,) = told(call("inspect", "--json", sent))

    assert known["proposal"]["is_proposal"] is True
    assert (known["proposal"]["amount"], known["proposal"]["currency"]) == ("4,800", "EUR")
    assert known["proposal"]["score"] >= unknown["proposal"]["score"]


def test_an_mbox_is_taken_apart(call: Call, tmp_path: Path) -> None:
    """RFC 4155: the "From " lines belong to no message; each has its number."""
    path = tmp_path / "archive"
    path.write_bytes(b"".join(b"From x@y.example Mon Mar  2 08:00:00 2026\n" + ANSWER + b"\n" for _ in range(3)))

    messages = told(call("inspect", "--json", path))

    assert [message["file"] for message in messages] == [f"{path}#{number}" for number in (1, 2, 3)]
    assert {message["message_id"] for message in messages} == {"answer@acme.example"}


@pytest.mark.parametrize("start", [b"From the desk of Jane:\n\n", b"From - \n\n"])
def test_a_file_that_only_looks_like_an_mbox_is_one_message(call: Call, tmp_path: Path, start: bytes) -> None:
    """Nothing that was given is left out."""
    path = tmp_path / "letter"
    path.write_bytes(start + b"we begin on Monday.\n")

    (message,) = told(call("inspect", "--json", path))

    assert message["file"] == str(path)


@pytest.mark.parametrize("start", [b"", b"From x@y.example Mon Mar  2 08:00:00 2026\n"])
def test_a_message_comes_through_standard_input(call: Call, start: bytes) -> None:
    """`-`, as a mail client pipes it, with or without a "From " line."""
    (message,) = told(call("inspect", "--json", "-", given=start + ANSWER))

    assert (message["file"], message["subject"]) == ("-", "Re: Proposal: new website")


@pytest.mark.parametrize("data", [b"", b"\0" * 1_000, b"\x7fELF\x02\x01\xff\xfe" * 5_000, b"\n\n\n", b"\xff" * 100])
def test_garbage_is_called_unreadable(call: Call, tmp_path: Path, data: bytes) -> None:
    """Exit code 0, for it is the answer: nothing can be understood of it, and why."""
    path = tmp_path / "program"
    path.write_bytes(data)

    (message,) = told(call("inspect", "--json", path))

    assert message["kind"] == "unreadable"
    assert message["kind_why"]
    assert call("inspect", path).code == 0


def test_a_missing_file_ends_it_with_one_sentence(call: Call, answer: Path) -> None:
    """Exit code 65; what came before it was told."""
    outcome = call("inspect", answer, "/no/such.eml")

    assert (outcome.code, outcome.sentence) == (65, "/no/such.eml: there is no such file or directory.")
    assert str(answer) in outcome.out


def test_a_file_that_cannot_be_read_ends_it_with_one_sentence(
    call: Call, answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 65 (the refusal is played: the tests may run as root, whom nothing is refused)."""
    opened = Path.open

    def refuse(path: Path, *words: Any, **more: Any) -> Any:
        if path == answer:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *words, **more)

    monkeypatch.setattr(Path, "open", refuse)

    outcome = call("inspect", answer)

    assert (outcome.code, outcome.sentence) == (65, f"{answer}: it cannot be read (Permission denied).")


def test_what_a_message_holds_does_not_steer_the_terminal(call: Call, tmp_path: Path) -> None:
    """Escape sequences and bidi overrides in the text are shown, not obeyed."""
    path = tmp_path / "evil.eml"
    path.write_bytes(ANSWER.replace(b"Not now", "Not \x1b[2J now\u202e".encode()))

    outcome = call("inspect", path)

    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out


def test_a_file_name_in_no_encoding_is_shown_all_the_same(call: Call, tmp_path: Path) -> None:
    """A name that is no UTF-8 is escaped, in JSON so that a program gets it back."""
    path = os.fsencode(tmp_path) + b"/\xff.eml"
    Path(os.fsdecode(path)).write_bytes(ANSWER)

    shown = call("inspect", tmp_path)
    (message,) = told(call("inspect", "--json", tmp_path))

    assert shown.out.startswith(f"{tmp_path}/\\udcff.eml: Re: Proposal")
    assert os.fsencode(str(message["file"])) == path
