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
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"  # C0, C1, zero-width, bidi
)


def plain(text: str) -> str:
    r"""Return `text` with control, bidi and zero-width characters made visible (`\x1b`), newlines and tabs kept."""
    return _STEERING.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


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


def paragraph(text: str, indent: str = "    ") -> str:
    """Return `text` wrapped to the terminal, each line indented."""
    return textwrap.fill(line(text), width(), initial_indent=indent, subsequent_indent=indent)


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
    """Return a JSON value on one line, keys in their documented order; non-ASCII is escaped only where it must be."""
    takes_all = (getattr(sys.stdout, "encoding", None) or "").lower() in {"utf-8", "utf8"}
    return json.dumps(value, ensure_ascii=not takes_all, default=str)


def emit_json(value: object) -> None:
    """Print one JSON value on one line."""
    click.echo(json_line(value))
