"""Text for a terminal: nothing that came by mail may steer it, and dates read as a person says them."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable
from datetime import date, datetime, tzinfo

import click

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1, but for newline and tab
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # bidi, line and paragraph separators
    "\u00ad\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"  # invisible
    "\ud800-\udfff\U000e0000-\U000e01ef]"  # lone surrogates; tags and selectors, which hide text
)


def plain(text: str) -> str:
    r"""Return `text` with control, bidi and invisible characters as `\x1b` or `\u202e`, newlines and tabs kept."""
    return _STEERING.sub(lambda match: _numbered(ord(match[0])), text)


def _numbered(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def line(text: str) -> str:
    """Return `text` as one safe line: `plain`, with runs of white space as one space."""
    return plain(" ".join(text.split()))


def day(when: date | datetime | None, zone: tzinfo | None = None) -> str:
    """Return a day as "Thu 5 Nov 2026", or "-" for None; a moment is shown as its day in `zone`."""
    if when is None:
        return "-"
    if isinstance(when, datetime):
        when = when.astimezone(zone)
    return f"{when:%a} {when.day} {when:%b %Y}"


def width() -> int:
    """Return the columns to write in: the terminal's, at most 100."""
    try:
        return min(os.get_terminal_size().columns or 100, 100)
    except OSError:  # standard output is no terminal
        return 100


def paragraph(text: str, indent: str = "    ", first: str | None = None) -> str:
    """Return `text` wrapped to the terminal, each line indented; the first one as `first` says, if that is given."""
    beginning = indent if first is None else first
    return textwrap.fill(
        line(text), width(), initial_indent=beginning, subsequent_indent=indent, break_on_hyphens=False
    )


def quote(text: str, mark: str = "    | ") -> str:
    """Return a draft's text set off from ours, line by line, wrapped to the terminal."""
    rows = [row for para in plain(text).split("\n") for row in textwrap.wrap(para, width() - len(mark)) or [""]]
    return "\n".join(f"{mark}{row}".rstrip() for row in rows)


def heading(text: str) -> str:
    """Return `text` in bold where the terminal shows it (click drops styles when piped or with NO_COLOR)."""
    return click.style(text, bold=True)


def complain(problems: Iterable[str]) -> None:
    """Print each of these sentences on standard error, behind the program's name."""
    for problem in problems:
        click.echo(f"mailfollow: {plain(problem)}", err=True)


def of_account(account: str, sentence: str) -> str:
    """Return a sentence about an account as one line, with the account's name in front where it does not name it."""
    return line(f"{account}: {sentence}" if account and f"“{account}”" not in sentence else sentence)


def json_line(value: object) -> str:
    """Return a JSON value on one line, keys in their documented order; non-ASCII is escaped only where it must be.

    What could steer a terminal must be: it stands in strings only, where JSON can escape it.
    """
    takes_all = (getattr(sys.stdout, "encoding", None) or "").lower() in {"utf-8", "utf8"}
    written = json.dumps(value, ensure_ascii=not takes_all, default=str)
    return _STEERING.sub(lambda match: json.dumps(match[0])[1:-1], written)


def emit_json(value: object) -> None:
    """Print one JSON value on one line."""
    click.echo(json_line(value))
