"""The folder of real mail that is measured on: its mails, its labels, and which of its mails are ordinary.

The layout is `quotes/`, `bounces/`, `dates/` and `mime/`; `tests/README.md` describes it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.benchmarks.scores.mails import html_mail, text_mail

VARIABLE = "MAILFOLLOW_CORPUS"
_MAIL = {".eml", ".txt", ".msg"}
_REPORTS = (b"multipart/report", b"message/delivery-status", b"message/disposition-notification")
_REPORT_NAMES = ("bounce", "delivery-status", "disposition-notification", "feedback-report", "multipart_report")
PEOPLE_AMONG_BOUNCES = ("bounces/flufl/groupwise_03.txt",)
"""A person's answer that once crashed a bounce detector and so lies among the bounces, without a label."""


class Unusable(Exception):
    """The corpus cannot be measured on, told in one sentence."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message of the corpus and its path there."""

    place: str
    data: bytes


@dataclass(frozen=True)
class Corpus:
    """The folder; everything is read when it is first asked for."""

    root: Path

    def json(self, name: str) -> Any:
        """Return a label file's content."""
        try:
            return json.loads(self._bytes(name))
        except ValueError as error:
            raise Unusable(f"The label file {self.root / name} is not valid JSON: {error}.") from None

    def json_lines(self, name: str) -> list[Any]:
        """Return the objects of a label file with one a line."""
        return [json.loads(line) for line in self._bytes(name).decode().splitlines() if line.strip()]

    def mail(self, name: str) -> Mail:
        """Return one message by its path."""
        return Mail(name, self._bytes(name))

    def mails(self, folder: str) -> Iterator[Mail]:
        """Give all messages below a folder, in the order of their paths."""
        top = self.root / folder
        if not top.is_dir():
            raise Unusable(f"The corpus has no folder {top}.")
        for path in sorted(top.rglob("*")):
            if path.suffix in _MAIL and path.is_file():
                yield Mail(path.relative_to(self.root).as_posix(), path.read_bytes())

    @cached_property
    def gold(self) -> list[dict[str, Any]]:
        """The replies of `quotes/gold.jsonl`, each with its place and the text as a mail."""
        rows = self.json_lines("quotes/gold.jsonl")
        return [
            {**row, "place": f"quotes/gold.jsonl:{number} {row['set']}/{row['name']}", "mail": text_mail(row["text"])}
            for number, row in enumerate(rows, 1)
        ]

    @cached_property
    def html(self) -> list[dict[str, Any]]:
        """The replies of `quotes/html`, each with its place and as a mail of HTML only."""
        pages = sorted((self.root / "quotes/html").glob("*.html"))
        if not pages:
            raise Unusable(f"The corpus has no HTML replies in {self.root / 'quotes/html'}.")
        texts = [(path, path.read_bytes().decode("utf-8", "replace")) for path in pages]
        return [{"place": f"quotes/html/{path.name}", "html": text, "mail": html_mail(text)} for path, text in texts]

    @cached_property
    def ordinary(self) -> list[Mail]:
        """Mails that are no reports of machines: what a folder or name calls one, or holds one, is left out."""
        people = [mail for mail in self.mails("mime") if not is_report(mail)]
        people += [self.mail(name) for name in PEOPLE_AMONG_BOUNCES if (self.root / name).exists()]
        return people + [Mail(row["place"], row["mail"]) for row in (*self.gold, *self.html)]

    @cached_property
    def real(self) -> list[Mail]:
        """Every message in its original form."""
        return [*self.mails("mime"), *self.mails("bounces")]

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.root / name).read_bytes()
        except OSError:
            raise Unusable(f"The corpus lacks the file {self.root / name}.") from None


def open_corpus(path: str | None) -> Corpus:
    """Return the corpus at `path`, or else where the environment says it is."""
    place = path or os.environ.get(VARIABLE)
    if not place:
        raise Unusable(f"Name the folder of the corpus, as an argument or in {VARIABLE}.")
    if not Path(place).is_dir():
        raise Unusable(f"There is no folder {place}.")
    return Corpus(Path(place))


def is_report(mail: Mail) -> bool:
    """Whether a message is a machine's report, by its folder, its name, or a part of that type."""
    return any(word in mail.place for word in _REPORT_NAMES) or any(kind in mail.data.lower() for kind in _REPORTS)
