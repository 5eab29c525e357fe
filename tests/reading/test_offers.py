"""What people send when they offer something; and sent mail that only sounds like it, in seven languages.

The mails are in `offers/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailfollow.model import Proposal
from mailfollow.reading import read
from tests.reading.test_proposal import ME
from tests.reading.words import lexicon

FOLDER = Path(__file__).parent / "offers"


def mails(name: str) -> list[object]:
    """Give the mails of a file: subject, text, names of attached files."""
    table = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    return [pytest.param(one["subject"], one["text"], one.get("files", ()), id=one["subject"]) for one in table["mail"]]


def sent(subject: str, text: str, files: Sequence[str]) -> Proposal:
    """Read a mail that I sent with files attached."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Max Berg <max@berg.example>", "jane@hill.example", subject
    mail["Date"] = "Tue, 10 Nov 2026 09:12:00 +0100"
    mail.set_content(text)
    for name in files:
        mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=name)
    return read(bytes(mail), ME, lexicon()).proposal


@pytest.mark.parametrize(("subject", "text", "files"), mails("offers.toml"))
def test_an_offer_is_found_in_whatever_words_it_comes(subject, text, files):
    found = sent(subject, text, files)

    assert found.is_proposal, found.reasons


@pytest.mark.parametrize(("subject", "text", "files"), mails("other.toml"))
def test_what_only_sounds_like_an_offer_is_none(subject, text, files):
    found = sent(subject, text, files)

    assert not found.is_proposal, found.reasons
