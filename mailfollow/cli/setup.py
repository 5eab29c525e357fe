"""Bring together what a pass needs: configuration, words, templates, database, clock, and a way to the mailboxes."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

import click

from mailfollow import clock
from mailfollow.cli.chart import progress_bar
from mailfollow.cli.common import open_store, read_store
from mailfollow.config import Config
from mailfollow.cycle.desk import Desk, Progress, quiet
from mailfollow.cycle.run import Connect
from mailfollow.library import Library, load_lexicon, load_library
from mailfollow.lock import only_one
from mailfollow.mailbox import open_mailbox
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Account
from mailfollow.reading import Lexicon
from mailfollow.store import Store


@dataclass(frozen=True, slots=True)
class Texts:
    """The words to read by and the templates to write from, as they lie on disk."""

    lexicon: Lexicon
    library: Library


def load_texts(config: Config, previous: Texts | None = None) -> Texts:
    """Load words and templates; a template that was broken since `previous` stays as it was there.

    Raises:
        DataError: the person's phrases cannot be used.
    """
    lexicon = previous.lexicon if previous else load_lexicon(config.paths.phrases)
    library = load_library(config.paths.templates, config.paths.resources, previous.library if previous else None)
    return Texts(lexicon, library)


@contextmanager
def desk_for(
    config: Config,
    texts: Texts,
    *,
    dry: bool = False,
    locked: bool = False,
    progress: Progress = quiet,
    now: datetime | None = None,
) -> Iterator[Desk]:
    """Open all that a pass over `config` needs; a dry run works on a copy in memory and takes no lock.

    `locked` says that the caller holds the lock already; `now` (UTC) is the present moment unless given.

    Raises:
        Busy: another mailfollow is at work. CannotCreate, CannotWrite, DataError, ConfigError: see `Store.open`.
    """
    lock = nullcontext() if dry or locked else only_one(config.paths.state)
    with lock, _scratch_store(config) if dry else open_store(config) as store:
        yield Desk(
            config,
            store,
            texts.library,
            texts.lexicon,
            now or clock.now(),
            secrets.token_bytes,
            dry=dry,
            progress=progress,
            ticks=None if now else clock.ticks(),
        )


def _scratch_store(config: Config) -> Store:
    """Return a copy of the database in memory: a dry run writes nothing anywhere."""
    with read_store(config) as store:
        return store.snapshot()


def connector(config: Config, *, dry: bool = False) -> Connect:
    """Return how a pass opens the mailbox of an account; a dry run leaves no file behind."""

    def connect(account: Account) -> AbstractContextManager[Mailbox]:
        return open_mailbox(account, None if dry else config.paths.state)

    return connect


def terminal_progress() -> Progress:
    """Return a progress bar on stderr that overwrites itself, or silence where stderr is no terminal.

    Where nobody knows how much there is to do, it is a count.
    """
    if not sys.stderr.isatty():
        return quiet

    def show(what: str, done: int, total: int | None) -> None:
        bar, of = (f"[{progress_bar(done, total)}] ", f" of {total:,}") if total else ("", "")
        click.echo(f"\r\x1b[K{bar}{what}: {done:,}{of}", nl=False, err=True)

    return show


def clear_progress() -> None:
    """Remove the progress line, if there is a terminal to show one."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
