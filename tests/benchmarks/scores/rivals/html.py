"""Libraries that find the own words of an HTML reply. What they keep is turned to text by mailfollow's converter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mailfollow.reading.message.html import html_to_text
from tests.benchmarks.scores.figures import Contender
from tests.benchmarks.scores.rivals import own_words

Cut = Callable[[str], str]
"""Takes an HTML page, gives its own words as text."""


def quotequail() -> Cut:
    """The parts of `quote_html` that are shown at once; the line that introduces the quote counts as quoted."""
    from quotequail import quote_html

    def cut(page: str) -> str:
        return html_to_text("".join(part for shown, part in quote_html(page, quote_intro_line=True) if shown))

    return cut


def talon() -> Cut:
    """`extract_from_html`."""
    from talon.quotations import extract_from_html

    return lambda page: html_to_text(extract_from_html(page))


def lite_email_parser() -> Cut:
    """`remove_replies`, which leaves the sign-off in place."""
    from lite_email_parser import remove_replies

    return lambda page: html_to_text(remove_replies(page))


def of_text(load: Callable[[], own_words.Split]) -> Callable[[], Cut]:
    """A library for plain text is given the page's text, with the quote marks that the page implies."""

    def loaded() -> Cut:
        split = load()
        return lambda page: split(html_to_text(page))

    return loaded


def _contender(name: str, load: Callable[[], Cut], package: str) -> Contender:
    def loaded() -> Callable[[Any], str]:
        cut = load()
        return lambda row: cut(row["html"])

    return Contender(name, loaded, package)


CONTENDERS = (
    _contender("quotequail", quotequail, "quotequail"),
    _contender("talon", talon, "talon"),
    _contender("lite-email-parser", lite_email_parser, "lite-email-parser"),
    _contender("mail-parser-reply", of_text(own_words.mail_parser_reply), "mail-parser-reply"),
    _contender("email-reply-parser", of_text(own_words.email_reply_parser), "email-reply-parser"),
)
