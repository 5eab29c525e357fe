"""How mail clients write the body of a message anew: the words stay, the bytes do not."""

from __future__ import annotations

import email
import email.policy
import html
import re
import textwrap
from collections.abc import Callable
from email import base64mime, quoprimime
from email.message import EmailMessage

Body = Callable[[EmailMessage, str], None]
"""Put a text into a message, in a client's own way."""

WIDTH = 72


def plain(message: EmailMessage, text: str) -> None:
    """As it is, in UTF-8: mutt, aerc, Gmail."""
    message.set_content(text, cte="8bit")


def flowed(message: EmailMessage, text: str) -> None:
    """Wrapped at 72, with a blank before each soft break (RFC 3676); quoted lines stay as they are: Evolution."""
    message.set_content(_wrapped(text, " \n"), cte="8bit", params={"format": "flowed"})


def unquoted_flowed(message: EmailMessage, text: str) -> None:
    """The same, as 7bit if it is ASCII, and no blank on empty quoted lines: Thunderbird."""
    text = re.sub(r"(?m)^(>+) $", r"\1", _wrapped(text, " \n"))
    message.set_content(text, cte="7bit" if text.isascii() else "8bit", params={"format": "flowed"})


def all_flowed(message: EmailMessage, text: str) -> None:
    """The same for quoted lines too, with a blank on empty ones, as US-ASCII if it is: Roundcube."""
    text = re.sub(r"(?m)^>+$", r"\g<0> ", _wrapped(text, " \n", quoted=True))
    charset, cte = ("us-ascii", "7bit") if text.isascii() else ("utf-8", "8bit")
    message.set_content(text, charset=charset, cte=cte, params={"format": "flowed"})


def dashed(message: EmailMessage, text: str) -> None:
    """Wrapped hard, with the signs of a typewriter: alpine."""
    signs = text.translate({0x2013: "--", 0x2014: "--", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2026: "..."})
    charset = "iso-8859-1" if max(signs, default="") < "\u0100" else "utf-8"
    message.set_content(_wrapped(signs, "\n"), charset=charset, cte="quoted-printable")


def with_html(message: EmailMessage, text: str) -> None:
    """With the same in HTML, a block for each line: Apple Mail."""
    plain(message, text)
    lines = "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.splitlines())
    message.add_alternative(f'<html><body style="overflow-wrap: break-word;">{lines}</body></html>', subtype="html")


def as_html(message: EmailMessage, text: str) -> None:
    """As HTML alone, in base64: Outlook."""
    lines = "".join(f"<p class=MsoNormal>{html.escape(line) or '&nbsp;'}</p>" for line in text.splitlines())
    page = f"<html><body lang=EN-US><div class=WordSection1>{lines}</div></body></html>"
    message.set_content(page, subtype="html", charset="utf-8", cte="base64")


def _wrapped(text: str, end: str, *, quoted: bool = False) -> str:
    """Wrap every line but the mark above a signature; those that are `quoted` only if that is said."""
    return "\n".join(_lines(line, end, quoted=quoted) for line in text.split("\n"))


def _lines(line: str, end: str, *, quoted: bool) -> str:
    mark = re.match(r"(?:>+ ?)?", line)[0]  # type: ignore[index]  # it matches anything
    if line == "-- " or line.strip() == mark.strip() or (mark and not quoted):
        return line
    return end.join(textwrap.wrap(line, WIDTH, subsequent_indent=mark))


def in_one_word(data: bytes, encoding: str) -> bytes:
    """Write the subject of a message as one encoded word (RFC 2047), "b" or "q", if it is not ASCII."""
    subject = str(email.message_from_bytes(data, policy=email.policy.default)["Subject"])
    if subject.isascii():
        return data
    encode = base64mime.header_encode if encoding == "b" else quoprimime.header_encode
    word = encode(subject.encode(), charset="UTF-8").encode()
    return re.sub(rb"(?m)^Subject: [^\r\n]*", lambda _: b"Subject: " + word, data, count=1)
