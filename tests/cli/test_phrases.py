"""A person's own phrase files: one that adds a language, and what is said of one that cannot be used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import mailfollow.reading
from tests.cli.command import Person
from tests.cli.conftest import Call

PHRASES = Path(mailfollow.reading.__file__).parent / "phrases"
ABSENCE = """\
From: Anna Zielinska <anna@gora.example>
To: robin@hale-studio.example
Subject: Nie ma mnie w pracy: Oferta 41
Date: Tue, 21 Apr 2026 10:00:00 +0200
Message-ID: <absence@gora.example>
Content-Type: text/plain; charset=utf-8

Dzień dobry,

dziękuję za wiadomość. Nie ma mnie w pracy do 5 maja. W pilnych sprawach proszę dzwonić do biura.
"""
ANSWER = """\
From: Anna Zielinska <anna@gora.example>
To: robin@hale-studio.example
Subject: Re: Oferta 41
Date: Tue, 21 Apr 2026 10:00:00 +0200
Message-ID: <answer@gora.example>
In-Reply-To: <offer@hale-studio.example>
Content-Type: text/plain; charset=utf-8

Dziękuję, jest dobrze i nie mam pytań. Omówimy to w zespole.

W dniu 20.04.2026 o 09:12, Robin Hale napisał(a):
> Dzień dobry, w załączeniu oferta.
"""


@pytest.fixture
def folder(person: Person) -> Path:
    """The person's phrases folder, which the configuration names."""
    folder = person.config.parent / "phrases"
    folder.mkdir(exist_ok=True)
    return folder


def understood(call: Call, text: str, *options: object) -> dict[str, Any]:
    """Return what `inspect` says of a message."""
    outcome = call("inspect", "--json", *options, "-", given=text.encode())
    assert (outcome.code, outcome.err) == (0, "")
    return dict(outcome.json)


def test_the_readmes_example_adds_a_language(call: Call, person: Person, folder: Path) -> None:
    """Polish, which came along in rudiments only: a person before, an absence until 5 May after."""
    example = re.search(r"```toml\n(.*?)```", (PHRASES / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example
    before = understood(call, ABSENCE)
    (folder / "pl.toml").write_text(example[1], encoding="utf-8")

    absence = understood(call, ABSENCE, "--config", person.config)
    answer = understood(call, ANSWER, "--config", person.config)

    assert (before["kind"], before["until"]) == ("person", None)
    assert (absence["kind"], absence["language"], absence["until"]) == ("auto-reply", "pl", "2026-05-05")
    assert (answer["kind"], answer["language"]) == ("person", "pl")
    assert answer["own_text"] == "Dziękuję, jest dobrze i nie mam pytań. Omówimy to w zespole."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[kinds]\naway = []", "pl.toml: there is no section [kinds]; did you mean 'kind'?"),
        ("[kind]\nawya = []", "pl.toml: [kind] has no key 'awya'; did you mean 'away'?"),
        ('[kind]\naway = "urlop"', "pl.toml: [kind] away: this must be a list of texts"),
        ("[kind]\naway = [3]", "pl.toml: [kind] away: this must be a list of texts"),
        ('[kind]\naway = ["*"]', "pl.toml: [kind] away: '*': it fits everywhere"),
        (
            '[kind]\naway = ["a ... a ... a ... a ... b"]',
            "pl.toml: [kind] away: 'a ... a ... a ... a ... b': it fits in too",
        ),
        ('[kind]\naway = ["urlop"', "pl.toml: This is not TOML: "),
        ("[kind]\naway = [urlop]", "(at line 2, column 9)"),
    ],
)
def test_a_broken_phrase_file_is_one_sentence_with_its_place(
    call: Call, person: Person, folder: Path, text: str, sentence: str
) -> None:
    (folder / "pl.toml").write_text(text, encoding="utf-8")

    outcome = call("inspect", "--config", person.config, "-", given=ABSENCE.encode())

    assert outcome.code
    assert outcome.out == ""
    assert sentence in " ".join(outcome.err.split())
    assert str(folder) in outcome.err
    assert "Traceback" not in outcome.err


def test_a_phrase_is_never_taken_for_a_regular_expression(call: Call, person: Person, folder: Path) -> None:
    """What looks like a slow pattern is only text."""
    (folder / "pl.toml").write_text('[kind]\naway = ["(a+)+$"]', encoding="utf-8")

    assert understood(call, f"{ABSENCE}{'a' * 5_000}!\n", "--config", person.config)["kind"] == "person"
