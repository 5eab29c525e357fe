"""What was looked at and what could not be: "nobody to follow up" is not "could not look"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mailfollow.store import Coverage

PASSES_MISSED = 4
"""So many passes may be late before it is said that nobody seems to make them; and never within the first hour."""


def coverage_object(coverage: Sequence[Coverage]) -> dict[str, Any]:
    """Return what was looked at, folder by folder, and what failed; `complete` only if everything could be read."""
    read = [row for row in coverage if row.folder and row.read_at]
    return {
        "complete": bool(read) and not any(row.problem for row in coverage),
        "folders": [
            {"account": row.account, "folder": row.folder, "read_at": _moment(row.read_at)}
            for row in coverage
            if row.folder
        ],
        "messages": sum(row.looked for row in coverage),
        "failed": [
            {"account": row.account, "folder": row.folder, "since": _moment(row.failed_at), "problem": row.problem}
            for row in coverage
            if row.problem
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def print_coverage(coverage: Sequence[Coverage], zone: tzinfo, now: datetime, poll: int, *, idle: bool) -> None:
    """Print what could be read up to `now` (aware), and what could not; `idle`: nothing waits for the person.

    `poll` is how many minutes lie between passes.
    """
    from mailfollow.cli.terminal import paragraph

    read = [row for row in coverage if row.folder and row.read_at]
    blind = [row for row in coverage if row.problem]
    if idle and read and not blind:
        click.echo("Nobody is to be followed up now: everything could be read.")
    if read:
        last = max(row.read_at for row in read if row.read_at)
        click.echo(paragraph(_last(read, zone) + late(last, now, poll), ""))
    for row in blind:
        click.echo(paragraph(_blind(row, zone), ""))


def _last(read: Sequence[Coverage], zone: tzinfo) -> str:
    from mailfollow.model.words import counted

    when = max(row.read_at for row in read if row.read_at)
    messages = sum(row.looked for row in read)
    return f"Last looked {_when(when, zone)}: {counted(len(read), 'folder')}, {counted(messages, 'message')}."


def late(last: datetime, now: datetime, poll: int) -> str:
    """Return a warning where the last look is so long ago that nobody seems to make passes; empty otherwise."""
    from mailfollow.model.words import counted

    ago = now - last
    if ago <= max(timedelta(hours=1), PASSES_MISSED * timedelta(minutes=poll)):
        return ""
    hours = int(ago / timedelta(hours=1))
    long = counted(hours, "hour") if hours < 48 else counted(ago.days, "day")
    return f" That is {long} ago: what came since is not known. Is `mailfollow run` running?"


def _blind(row: Coverage, zone: tzinfo) -> str:
    from mailfollow.cli.terminal import of_account

    where = f"{row.account} {row.folder}" if row.folder else row.account
    since = f" since {_when(row.failed_at, zone)}" if row.failed_at else ""
    return f"Could not look{since}: {of_account(where, row.problem or '')} Silence there means nothing."


def _when(at: datetime, zone: tzinfo) -> str:
    from mailfollow.cli.terminal import day

    return f"{day(at, zone)} at {at.astimezone(zone):%H:%M}"
