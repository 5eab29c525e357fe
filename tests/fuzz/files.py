"""Files that a person, or an export, gives to the program: settings, templates, phrases, mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

from mailfollow import config
from mailfollow.cli.mail_files import messages as messages_in
from mailfollow.errors import MailfollowError
from mailfollow.library import load_lexicon, shipped
from mailfollow.mailbox.export import ExportMailbox, Span, survey
from mailfollow.model import Me
from mailfollow.reading import read
from mailfollow.writing import parse_template
from mailfollow.writing.lint import lint_template
from mailfollow.writing.template.render import render
from mailfollow.writing.template.samples import samples
from tests.fuzz.mutate import mutated
from tests.fuzz.runs import ME, messages
from tests.fuzz.trying import file, quietly
from tests.hostile.injected import KINDS
from tests.reading.words import PHRASES

CANARY = "canary-7Kq"


@cache
def settings_files() -> list[bytes]:
    example = shipped("config.example.toml").read_bytes().replace(b"not-a-real-password", CANARY.encode())
    return [
        example,
        b'[me]\naddresses = ["a@b.example"]\n\n[account.x]\nhost = "h"\nuser = "u"\npassword = "'
        + CANARY.encode()
        + b'"\n',
    ]


def check_settings(data: bytes) -> str | None:
    with file("config.toml", data) as path:
        try:
            config.load(path)
        except MailfollowError as error:
            told = [one for one in error.problems if CANARY in one]
            return f"a problem tells a value: {told[0]}" if told else None
    return None


@cache
def template_files() -> list[bytes]:
    return [path.read_bytes() for path in sorted(shipped("templates").glob("en/*.j2"))] + [
        f"{one}\n".encode("utf-8", "replace") for one in KINDS["template"]
    ]


def check_template(data: bytes) -> str | None:
    try:
        template = parse_template(data.decode("utf-8", "replace"), "en/fuzzed", "en/fuzzed.txt.j2")
        lint_template(template)
        for _, facts in samples(template):
            text = render(template, facts, "seed")
            if len(text) > 70_000:
                return f"a text of {len(text)} characters"
    except MailfollowError:
        return None
    return None


@cache
def exports() -> list[bytes]:
    some = messages()[::7]
    box = b"".join(
        b"From a@b.example Mon Jan  1 00:00:00 2024\n" + one.replace(b"\nFrom ", b"\n>From ") + b"\n"
        for one in some[:6]
    )
    return [box, box[:20_000], *some[:20]]


def check_export(data: bytes) -> str | None:
    for name in ("all.mbox", "one.eml", "INBOX/cur/1700000000.x:2,S"):
        with file(name, data) as path:
            root = path.parent.parent if name.startswith("INBOX") else path
            (root / "new").mkdir(exist_ok=True) if name.startswith("INBOX") else None
            quietly(lambda path=path: [len(one) for _, one in messages_in((str(path),))])
            quietly(lambda root=root: _read_export(root))
    return None


def _read_export(root: Path) -> None:
    span = Span(datetime(1990, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
    box = ExportMailbox(
        "x", survey([root], replace(ME, addresses=("max@berg.example",)), span, lambda _done, _all: None)
    )
    for folder in box.folders():
        for batch in box.headers(folder.name, 1, None):
            list(box.bodies(folder.name, [raw.place.uid for raw in batch][:5]))


@cache
def _phrase_files() -> list[bytes]:
    return [path.read_bytes() for path in sorted(PHRASES.glob("*.toml"))]


def make_phrases(rng: Random) -> bytes:
    """Return a small file of somebody's own words: some lines of a shipped one, changed."""
    lines = rng.choice(_phrase_files()).splitlines(keepends=True)
    start = rng.randint(0, len(lines) - 1)
    return mutated(rng, [b"".join(lines[start : start + rng.randint(1, 25)])])[:5_000]


def check_phrases(data: bytes) -> str | None:
    with file("en.toml", data) as path:
        quietly(
            lambda: read(
                b"Subject: Re: x\r\n\r\nWe are not interested until Monday.\r\n", Me(), load_lexicon(path.parent)
            )
        )
    return None
