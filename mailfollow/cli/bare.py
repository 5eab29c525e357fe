"""For which followed proposals there is nothing left to offer: a part of `mailfollow status`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mailfollow.config import Config
    from mailfollow.model import Thread
    from mailfollow.store import Store

NAMED = 5
"""How many proposals are named; the others are counted."""


def bare_object(config: Config, store: Store, threads: Sequence[Thread], now: datetime) -> list[dict[str, str]]:
    """Return id and topic of each followed proposal with nothing left to offer; none where there are no resources."""
    if not any(config.paths.resources.glob("*.md")):
        return []  # most have none: reading them takes imports that `status` else needs not
    from mailfollow.cycle.drafts.offers import bare
    from mailfollow.library import load_resources

    resources, _ = load_resources(config.paths.resources)
    today = now.astimezone(config.zone).date()
    ours = [thread for thread in threads if thread.account in config.account_names]
    return [{"id": thread.id, "topic": topic} for thread, topic in bare(config, store, resources, ours, today)]


def print_bare(rows: Sequence[dict[str, str]]) -> None:
    """Say for what a resource is missing, if for anything."""
    from mailfollow.cli.terminal import paragraph

    if not rows:
        return
    named = [f"“{row['topic']}” ({row['id']})" for row in rows[:NAMED]]
    more = [f"{len(rows) - NAMED} more"] if len(rows) > NAMED else []
    what = ", ".join([*named, *more])
    click.echo(
        paragraph(f"No resource is left to offer for {what}: `mailfollow resources new NAME` begins a resource.", "")
    )
    click.echo()
