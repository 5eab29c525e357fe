"""Libraries that find the own words of a plain reply. Each is called in the way that scored best for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.benchmarks.scores.figures import Contender

Split = Callable[[str], str]
"""Takes the text of a mail, gives its own words."""


def mail_parser_reply() -> Split:
    """The body of the newest reply, without signature and disclaimer, in all languages that the library knows."""
    from mailparser_reply import EmailReplyParser
    from mailparser_reply.constants import MAIL_LANGUAGES

    parser = EmailReplyParser(languages=[code for code in MAIL_LANGUAGES if code != "david"])
    return lambda text: parser.read(text).replies[0].body


def email_reply_parser() -> Split:
    """`parse_reply`: all fragments that are neither quoted nor a signature."""
    from email_reply_parser import EmailReplyParser

    return EmailReplyParser.parse_reply


def quotequail() -> Split:
    """What `unwrap` finds above and below the quoted mail; the whole text where it finds none."""
    from quotequail import unwrap

    def split(text: str) -> str:
        found = unwrap(text)
        return "\n".join(found.get(key, "") for key in ("text_top", "text_bottom")) if found else text

    return split


def talon() -> Split:
    """`extract_from_plain`. Its signature finder needs a scikit-learn of 2018 and cannot be imported any more."""
    from talon.quotations import extract_from_plain

    return extract_from_plain


SPLITTERS: tuple[tuple[str, Callable[[], Split], str], ...] = (
    ("mail-parser-reply", mail_parser_reply, "mail-parser-reply"),
    ("email-reply-parser", email_reply_parser, "email-reply-parser"),
    ("quotequail", quotequail, "quotequail"),
    ("talon", talon, "talon"),
)


def contenders(text_of: Callable[[Any], str]) -> tuple[Contender, ...]:
    """Return the libraries, asked for the text of a case."""

    def loader(load: Callable[[], Split]) -> Callable[[], Callable[[Any], str]]:
        def loaded() -> Callable[[Any], str]:
            split = load()
            return lambda case: split(text_of(case))

        return loaded

    return tuple(Contender(name, loader(load), package) for name, load, package in SPLITTERS)


CONTENDERS = contenders(lambda row: row["text"])
OF_TEXTS = contenders(lambda text: text.text)
