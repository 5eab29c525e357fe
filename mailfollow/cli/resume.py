"""`mailfollow resume`: drafts again, after something stopped them that only the person can judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import click

from mailfollow.cli.common import config_option, load_config, open_store, require_database

if TYPE_CHECKING:
    from mailfollow.config import Config
    from mailfollow.store import Store


@click.command()
@config_option
def resume(config_file: str | None) -> None:
    """Let new drafts be written again, after they were stopped; `mailfollow status` says whether and why."""
    from mailfollow import clock

    config, now = load_config(config_file), clock.now()
    require_database(config)
    with open_store(config) as store, store.writing():
        lifted = [*_brake_lifted(config, store, now), *_losses_believed(config, store, now)]
    for sentence in lifted or ["Nothing is stopped: new drafts are written as they fall due."]:
        click.echo(sentence)


def _brake_lifted(config: Config, store: Store, now: datetime) -> Iterator[str]:
    """Let drafts go on that nobody used, or of which there were too many; yield what was lifted."""
    from mailfollow.cycle.decide import brake_on, traces

    stopped = brake_on(config, store, now)
    if stopped:
        latest = max((trace.changed_at or trace.written_at for trace in traces(config, store)), default=now)
        store.note_resumed(max(now, latest))  # a clock may have been fast; the person's word is last
        yield f"New drafts are written again from the next pass on. They were stopped: {stopped.why}."


def _losses_believed(config: Config, store: Store, now: datetime) -> Iterator[str]:
    """Believe each account that suddenly holds less than half of its mail; yield which did."""
    from mailfollow.cycle.look.shrunk import believe

    for account in config.account_names:
        if believe(store, account, now):
            yield (
                f"Account “{account}” is believed again from the next pass on: that it suddenly holds less than "
                "half of its mail is right, as you say."
            )
