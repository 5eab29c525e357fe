"""`mailfollow inspect`: what mailfollow understands of message files, directories, mboxes, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailfollow.cli.common import config_option, json_option
from mailfollow.cli.mail_files import messages
from mailfollow.cli.message_json import message_object
from mailfollow.cli.terminal import heading, json_line, line, paragraph, quote
from mailfollow.cli.workers import in_order
from mailfollow.model import Me, Message

if TYPE_CHECKING:
    from mailfollow.reading import Lexicon


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@json_option
@config_option
def inspect(config_file: str | None, paths: tuple[str, ...], as_json: bool) -> None:
    """Say what mailfollow understands of messages, and why.

    PATH is a message file, a directory of them, an mbox, a Maildir, or - for standard input.
    """
    from mailfollow.cli.setup import clear_progress, terminal_progress
    from mailfollow.cycle.desk import quiet
    from mailfollow.library import load_lexicon

    me, phrases = _who(config_file)
    tell = partial(_told, me=me, lexicon=load_lexicon(phrases), as_json=as_json)
    progress = terminal_progress() if not sys.stdout.isatty() else quiet
    try:
        for done, text in enumerate(in_order(tell, messages(paths), _size), 1):
            click.echo(text)
            progress("messages read", done, None)
    finally:
        clear_progress()


def _size(named: tuple[str, bytes]) -> int:
    return len(named[1])


def _told(named: tuple[str, bytes], *, me: Me, lexicon: Lexicon, as_json: bool) -> str:
    """Return what is to be printed of one message, given its name and its bytes."""
    from mailfollow import reading

    name, data = named
    message = reading.read(data, me, lexicon)
    return json_line({"file": name, **message_object(message)}) if as_json else "\n".join(_lines(name, message))


def _who(config_file: str | None) -> tuple[Me, Path | None]:
    """Return who the user is and the user's own phrases: inspecting works without a configuration too."""
    from mailfollow import config

    path = Path(config_file) if config_file else config.default_path()
    if not config_file and not path.exists():
        return Me(), None
    settings = config.load(path)
    return settings.me, settings.paths.phrases


def _lines(name: str, message: Message) -> Iterator[str]:
    """Yield what a person reads about a message, line by line."""
    envelope = message.envelope
    sender = envelope.sender.address if envelope.sender else "nobody"
    yield heading(f"{line(name)}: {line(envelope.subject)}") + f"  (from {line(sender)})"
    yield paragraph(f"{message.kind.value}: {message.kind_why}")
    until = f", not before {message.until}" if message.until else ""
    yield paragraph(f"{message.intent.value}{until}: {message.intent_why or 'nothing more definite was found'}")
    for failed in message.bounce.failed if message.bounce else ():
        yield paragraph(f"failed {'for good' if failed.permanent else 'for now'}: {failed.address} {failed.status}")
    verdict = "a proposal" if message.proposal.is_proposal else "no proposal"
    reasons = "; ".join(message.proposal.reasons) or "nothing speaks for one"
    yield paragraph(f"{verdict}, score {message.proposal.score:.1f}: {reasons}")
    for problem in message.problems:
        yield paragraph(f"problem: {problem}")
    yield quote(message.own_text) + "\n"
