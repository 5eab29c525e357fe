"""Mail without any quote: all of it is its author's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.benchmarks.scores.corpus import Corpus, Mail
from tests.benchmarks.scores.figures import Answer, Figure, Part, Score, Wrong, fold, share
from tests.benchmarks.scores.mails import text_mail
from tests.benchmarks.scores.ours import ours
from tests.benchmarks.scores.rivals import own_words

WHOLE = Figure(
    "unquoted-whole",
    "mail without any quote returned whole",
    "plain texts, of five words and more, of ordinary mails of mime/ that answer nothing (no In-Reply-To, no "
    "References, no Re:) and have no quote mark, ruled line, heading of a quoted mail, signature mark or file, "
    "returned with every word in its place",
    least=0.99,
)
_ANSWER = re.compile(r"\s*(?:re|fwd?|aw|wg|sv|tr|rv|r)\s*:", re.IGNORECASE)
_MARKS = re.compile(
    r"^\s*(?:[>|]"  # a quote mark
    r"|-- ?$|[-_=*]{4,}"  # a signature mark, a ruled line
    r"|\W{0,3}(?:from|von|de|da|van|sent|gesendet|date|subject)\s*:"  # the heading of a quoted mail
    r"|.{0,300}@.{0,300}:\s*$"  # "Jane Roe <jane@hill.example> wrote:"
    r"|begin [0-7]{3} )",  # a uuencoded file within the text
    re.IGNORECASE | re.MULTILINE,
)
_FEW = 5


@dataclass(frozen=True, slots=True)
class Text:
    """A text with where it came from."""

    place: str
    text: str


def cases(corpus: Corpus) -> list[Text]:
    """Return the texts without quotes, each once."""
    found = {
        fold(text.text): text for mail in corpus.ordinary if mail.place.startswith("mime/") for text in _text(mail)
    }
    return list(found.values())


def _text(mail: Mail) -> Iterator[Text]:
    """Give the plain text of a mail, as Python's own library reads it, if it has no quote."""
    message = message_from_bytes(mail.data, policy=policy.default)
    text = _plain(message)
    if text and len(text.split()) >= _FEW and not _answers(message) and not _MARKS.search(text):
        yield Text(mail.place, text)


def _plain(message: EmailMessage) -> str | None:
    try:
        body = message.get_body(("plain",))
        text = body.get_content().replace("\r\n", "\n") if body is not None else None
    except Exception:  # noqa: BLE001 - what the library cannot read, or is no text, is left out
        return None
    return text if isinstance(text, str) and "\ufffd" not in text else None


def _answers(message: EmailMessage) -> bool:
    try:
        return bool(message["In-Reply-To"] or message["References"] or _ANSWER.match(message["Subject"] or ""))
    except Exception:  # noqa: BLE001 - a header that the library cannot read
        return True


def judge(texts: Sequence[Text], answers: Sequence[Answer]) -> dict[str, Score]:
    """Score what came back whole."""
    wrong = [
        Wrong(text.place, text.text, str(answer.value))
        for text, answer in zip(texts, answers, strict=True)
        if fold(str(answer.value)) != fold(text.text)
    ]
    return {WHOLE.key: share(len(texts) - len(wrong), wrong, len(texts))}


def _asked(text: Text) -> bytes:
    return text_mail(text.text, subject="Hello")


PART = Part(
    "Mail without quotes",
    (WHOLE,),
    (ours(_asked, lambda message: message.own_text), *own_words.OF_TEXTS),
    cases,
    judge,
)
