"""How mail clients write the body of a message anew: the words stay, the bytes do not."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable
from email.message import EmailMessage

Body = Callable[[EmailMessage, str], None]
"""Put a text into a message, in a client's own way."""

WIDTH = 72


def plain(message: EmailMessage, text: str) -> None:
    """As it is, in UTF-8: mutt, aerc, Gmail."""
    message.set_content(text, cte="8bit")


def flowed(message: EmailMessage, text: str) -> None:
    """Wrapped at 72, with a blank before each soft break (RFC 3676): Thunderbird, Evolution, Roundcube."""
    message.set_content(_wrapped(text, " \n"), cte="8bit", params={"format": "flowed"})


def dashed(message: EmailMessage, text: str) -> None:
    """Wrapped hard, with the signs of a typewriter: alpine."""
    signs = text.translate({0x2014: "--", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2026: "..."})
    message.set_content(_wrapped(signs, "\n"), charset="iso-8859-1", cte="quoted-printable")


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


def _wrapped(text: str, end: str) -> str:
    """Wrap every line that is neither quoted nor the mark above a signature."""
    lines = (
        line if line.startswith((">", "-- ")) else end.join(textwrap.wrap(line, WIDTH)) for line in text.split("\n")
    )
    return "\n".join(lines)
