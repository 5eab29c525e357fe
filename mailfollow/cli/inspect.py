"""`mailfollow inspect`: what mailfollow understands of message files, directories, mboxes, or standard input."""

from __future__ import annotations

import mailbox as mboxes
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from mailfollow.cli.common import config_option, json_option
from mailfollow.cli.terminal import emit_json, heading, line, paragraph, quote
from mailfollow.errors import DataError
from mailfollow.model import Address, Bounce, Message, Proposal

ONE_MESSAGE = {".eml", ".txt", ".msg"}
"""Endings of files that hold one message, even if it begins with an mbox "From " line."""
NO_MAIL = {".json", ".jsonl", ".md", ".toml"}
"""Endings of files that a folder of messages may hold besides."""
MOST = 32 * 1024 * 1024
"""Bytes read of one file; a message that is larger is understood from its beginning."""


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@json_option
@config_option
def inspect(config_file: str | None, paths: tuple[str, ...], as_json: bool) -> None:
    """Say what mailfollow understands of messages, and why.

    PATH is a message file, a directory of them, an mbox, a Maildir, or - for standard input.
    """
    from mailfollow import reading
    from mailfollow.library import load_lexicon

    me, phrases = _who(config_file)
    lexicon = load_lexicon(phrases)
    for name, data in messages(paths):
        message = reading.read(data, me, lexicon)
        if as_json:
            emit_json({"file": name, **message_object(message)})
        else:
            _print(name, message)


def _who(config_file: str | None) -> tuple[Any, Path | None]:
    """Return who the user is and the user's own phrases: inspecting works without a configuration too."""
    from mailfollow import config
    from mailfollow.model import Me

    path = Path(config_file) if config_file else config.default_path()
    if not config_file and not path.exists():
        return Me(), None
    settings = config.load(path)
    return settings.me, settings.paths.phrases


def messages(paths: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of each message below `paths`, in order of their names.

    Raises:
        DataError: a path does not exist or cannot be read.
    """
    for name in paths:
        if name == "-":
            yield "-", sys.stdin.buffer.read(MOST)
            continue
        path = Path(name)
        if not path.exists():
            raise DataError(f"{name}: there is no such file or directory.")
        files = (
            sorted(file for file in path.rglob("*") if file.is_file() and file.suffix not in NO_MAIL)
            if path.is_dir()
            else [path]
        )
        for file in files:
            yield from _file(file)


def _file(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the messages of one file: one, or those of an mbox (RFC 4155), whose "From " lines are no part of them."""
    try:
        with path.open("rb") as handle:
            data = handle.read(MOST)
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from error
    if not data.startswith(b"From "):
        yield str(path), data
    elif path.suffix in ONE_MESSAGE:
        yield str(path), data.partition(b"\n")[2]
    else:
        yield from _mbox(path)


def _mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    box = mboxes.mbox(path, create=False)
    try:
        for number, key in enumerate(box.keys(), 1):
            yield f"{path}#{number}", box.get_bytes(key)[:MOST]
    finally:
        box.close()


def message_object(message: Message) -> dict[str, Any]:
    """Return a message as `--json` documents it; dates are ISO, ids stand without angle brackets."""
    envelope = message.envelope
    return {
        "kind": message.kind.value,
        "kind_why": message.kind_why,
        "from": _address(envelope.sender),
        "to": [_address(who) for who in envelope.recipients],
        "date": envelope.date.isoformat() if envelope.date else None,
        "subject": envelope.subject,
        "message_id": envelope.message_id,
        "in_reply_to": envelope.in_reply_to,
        "references": list(envelope.references),
        "language": message.language,
        "own_text": message.own_text,
        "quoted_text": message.quoted_text,
        "signature": message.signature,
        "intent": message.intent.value,
        "intent_why": message.intent_why,
        "until": message.until.isoformat() if message.until else None,
        "bounce": _bounce(message.bounce),
        "proposal": _proposal(message.proposal),
        "attachments": list(message.attachments),
        "problems": list(message.problems),
    }


def _address(who: Address | None) -> dict[str, str] | None:
    return {"name": who.name, "address": who.address} if who else None


def _bounce(bounce: Bounce | None) -> dict[str, Any]:
    failed = [
        {
            "address": one.address,
            "permanent": one.permanent,
            "status": one.status,
            "original_message_id": one.original_message_id or (bounce.original_message_id if bounce else None),
        }
        for one in (bounce.failed if bounce else ())
    ]
    return {"failed": failed}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "score": round(proposal.score, 2),
        "is_proposal": proposal.is_proposal,
        "reasons": list(proposal.reasons),
        "number": proposal.number,
        "amount": proposal.amount,
        "currency": proposal.currency,
        "valid_until": proposal.valid_until.isoformat() if proposal.valid_until else None,
        "promise": proposal.promise.isoformat() if proposal.promise else None,
    }


def _print(name: str, message: Message) -> None:
    envelope = message.envelope
    sender = envelope.sender.address if envelope.sender else "nobody"
    click.echo(heading(f"{line(name)}: {line(envelope.subject)}") + f"  (from {line(sender)})")
    click.echo(paragraph(f"{message.kind.value}: {message.kind_why}"))
    until = f", not before {message.until}" if message.until else ""
    click.echo(paragraph(f"{message.intent.value}{until}: {message.intent_why or 'nothing more definite was found'}"))
    for failed in message.bounce.failed if message.bounce else ():
        click.echo(
            paragraph(f"failed {'for good' if failed.permanent else 'for now'}: {failed.address} {failed.status}")
        )
    verdict = "a proposal" if message.proposal.is_proposal else "no proposal"
    reasons = "; ".join(message.proposal.reasons) or "nothing speaks for one"
    click.echo(paragraph(f"{verdict}, score {message.proposal.score:.1f}: {reasons}"))
    for problem in message.problems:
        click.echo(paragraph(f"problem: {problem}"))
    click.echo(quote(message.own_text) + "\n")
