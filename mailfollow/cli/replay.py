"""`mailfollow replay`: what mailfollow would have done over an export of mail. Writes nothing anywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import click

from mailfollow import clock, config
from mailfollow.cli.common import config_option, json_option
from mailfollow.cli.replay_json import as_objects
from mailfollow.cli.replay_text import print_replay
from mailfollow.cli.setup import clear_progress, load_texts, terminal_progress
from mailfollow.cli.terminal import complain, emit_json
from mailfollow.config import Config
from mailfollow.errors import UsageError
from mailfollow.mailbox.export import Span
from mailfollow.replay.run import Request
from mailfollow.replay.run import replay as replayed
from mailfollow.replay.settings import settings

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--me", "addresses", metavar="ADDRESS", multiple=True, help="An address of yours; may be repeated.")
@click.option("--since", metavar="DATE", help="Leave out what was written before this day (2026-01-31).")
@click.option("--until", metavar="DATE", help="Leave out what was written after this day, and take it as today.")
@click.option("-v", "--verbose", is_flag=True, help="Show each proposal's messages and the drafts' texts as well.")
@json_option
@config_option
def replay(
    config_file: str | None,
    paths: tuple[Path, ...],
    addresses: tuple[str, ...],
    since: str | None,
    until: str | None,
    *,
    verbose: bool,
    as_json: bool,
) -> None:
    """Go through an export of your mail, and say what would have happened: the way to trust mailfollow.

    PATH is an mbox (Google Takeout, Thunderbird, Apple Mail), a Maildir, or a directory with any of them or with .eml
    files. What is from you counts as sent. No configuration is needed, but one that exists is used.

    The drafts are those that would have been written if you had sent each one on its day, until somebody answered.
    Today is the day of the newest message, or that of --until. Nothing is written anywhere; the export is only read.

    With --json, each proposal is an object on a line of its own: id, root_message_id, subject, contact, messages (ids,
    oldest first), state and why (what really is), proposal (as in `inspect`), drafts (on, touch, angle, template,
    text), outcome (answered, declined, quiet, open, bounced, replaced, unclear), sent_on, answered_on, due_on,
    due_today, and missed (on, touch, why: the last draft for which there was no text).
    """
    whose = settings(_configured(config_file), addresses)
    texts = load_texts(whose)
    complain(texts.library.problems)
    request = Request(paths, _span(whose, since, until), until_last=until is not None)
    try:
        found = replayed(request, whose, texts.library, texts.lexicon, terminal_progress())
    finally:
        clear_progress()
    if as_json:
        for story in as_objects(found, whose.zone):
            emit_json(story)
    else:
        print_replay(found, whose.zone, verbose=verbose)


def _configured(config_file: str | None) -> Config | None:
    """Return the configuration that was named, or the one at the usual place if it is there."""
    path = Path(config_file) if config_file else config.default_path()
    return config.load(path) if config_file or path.exists() else None


def _span(whose: Config, since: str | None, until: str | None) -> Span:
    """Return the time to look at: whole days where the person lives, and never the future."""

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), whose.zone).astimezone(UTC)

    first = midnight(_day("--since", since)) if since else LONG_AGO
    end = midnight(_day("--until", until) + timedelta(days=1)) - timedelta(seconds=1) if until else clock.now()
    return Span(first, min(end, clock.now()))


def _day(option: str, text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text!r} is no day: write it as 2026-01-31.") from error
    if not 1970 <= found.year < 2200:
        raise UsageError(f"{option} {text!r} is no day on which anybody wrote e-mail.")
    return found
