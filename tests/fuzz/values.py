"""Values that were mail once: what a draft is made of, what the database keeps, what a terminal shows."""

# ruff: noqa: E501 - cases are data, and stand side by side
from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from email import message_from_bytes
from email.utils import getaddresses
from functools import cache
from random import Random
from typing import Any

from mailfollow.cli.terminal import json_line, line, paragraph, plain, quote
from mailfollow.errors import MailfollowError
from mailfollow.model import Address, Draft, Event, Identity, Letter, Message, Proposal, Standing
from mailfollow.reading import read
from mailfollow.store import codec
from mailfollow.writing import compose
from tests.fuzz.mutate import mutated
from tests.fuzz.runs import ME, messages
from tests.fuzz.trying import quietly
from tests.hostile.injected import KINDS
from tests.reading.words import lexicon

PAYLOADS = tuple(payload for payloads in KINDS.values() for payload in payloads)


def make_letter(rng: Random) -> bytes:
    """Return the fields of a letter as JSON: names, addresses, ids and texts of all the hostile kinds."""

    def some() -> str:
        return (
            rng.choice(("", "Jane", " ", "x" * rng.randint(0, 400)))
            + rng.choice(PAYLOADS)
            + rng.choice(("", "é", ",", "\n", '"'))
        )

    def address() -> str:
        return rng.choice(
            (
                "jane@acme.example",
                "o'brien@acme.example",
                "ü@münchen.example",
                f"{some()}@acme.example",
                f"jane@{some()}",
                some(),
            )
        )

    people = [[some(), address()] for _ in range(rng.randint(1, 4))]
    ids = [rng.choice(("a@b.example", "a" * 500 + "@b.example", some())) for _ in range(rng.randint(0, 30))]
    letter = {
        "name": some(),
        "to": people,
        "cc": people[: rng.randint(0, 2)],
        "subject": some(),
        "text": some(),
        "parent": rng.choice([None, *ids]),
    }
    return json.dumps(
        {**letter, "references": ids, "quoted": some(), "quoted_from": some(), "signature": some()}
    ).encode()


def check_letter(data: bytes) -> str | None:
    made = json.loads(data)
    to = tuple(Address(*one) for one in made["to"])
    cc = tuple(Address(*one) for one in made["cc"])
    letter = Letter(
        Identity(made["name"], "me@hale-studio.example", made["signature"]), to, cc, made["subject"], made["text"], "token@hale-studio.example",
        "id@hale-studio.example", made["parent"], tuple(made["references"]), datetime(2026, 3, 2, tzinfo=UTC), made["quoted"], made["quoted_from"],
    )  # fmt: skip
    try:
        written = compose(letter)
    except MailfollowError:
        return None
    message = message_from_bytes(written)
    found = [
        one
        for _, one in getaddresses(message.get_all("To", []) + message.get_all("Cc", []) + message.get_all("Bcc", []))
    ]
    if len(found) != len(to + cc) or set(message.keys()) - _FIELDS or len(message.keys()) != len(set(message.keys())):
        return f"a draft to {found} with the fields {message.keys()}"
    if (
        message.defects
        or not written.isascii()
        or b"\n" in written.replace(b"\r\n", b"")
        or b"\r" in written.replace(b"\r\n", b"")
    ):
        return f"a draft with defects {message.defects}"
    return None


_FIELDS = {
    "Date", "From", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
}  # fmt: skip


KINDS_STORED = (Standing, Event, Message, Draft, Proposal)


@cache
def _stored() -> list[bytes]:
    """Return messages as the database keeps them, and what other kinds of values look like."""
    read_ones = [read(one, ME, lexicon()) for one in messages()[::40]]
    found = [codec.dumps(one) for one in read_ones]
    return [
        one.encode()
        for one in (
            *found,
            "{}",
            '{"state":"waiting","touch":1,"people":[{"name":"x","address":"a@b"}]}',
            '{"kind":"sent","at":"2026-03-02T08:00:00+00:00","why":"x"}',
        )
    ]


def make_stored(rng: Random) -> bytes:
    data = mutated(rng, _stored())[:20_000]
    return rng.choice(
        (
            data,
            rng.choice(_stored()).replace(
                rng.choice((b'"', b"[", b"{", b":", b"2")), rng.choice((b"1", b"null", b"[]", b"{}", b"1e999")), 1
            ),
        )
    )


def check_stored(data: bytes) -> str | None:
    for kind in KINDS_STORED:
        quietly(lambda kind=kind: codec.loads(kind, data.decode("utf-8", "replace")))
    return None


def make_text(rng: Random) -> bytes:
    letters: list[Any] = [*PAYLOADS, "word ", "\n", "\t", *(chr(rng.randrange(0x110000)) for _ in range(20))]
    return "".join(rng.choices(letters, k=rng.randint(0, 60))).encode("utf-8", "surrogatepass")


def check_text(data: bytes) -> str | None:
    text = data.decode("utf-8", "surrogatepass")
    for shown in (plain(text), line(text), paragraph(text), quote(text), json_line({"x": text})):
        steering = {
            c
            for c in shown
            if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(c) in _BIDI
        } - {"\n", "\t"}
        if steering:
            return f"{sorted(map(ascii, steering))} would be printed"
    if "\n" in line(text) or "\n" in json_line({"x": text}):
        return "one line became several"
    return (
        None
        if json.loads(json_line({"x": text})) == json.loads(json.dumps({"x": text}))
        else "the JSON says something else"
    )


_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
