"""`mailfollow rebuild`: every proposal's state recomputed from what happened."""

from __future__ import annotations

import click

from mailfollow.cli.common import config_option, load_config, open_store, require_database


@click.command()
@config_option
def rebuild(config_file: str | None) -> None:
    """Recompute every proposal's state from the recorded events; no event is changed, no draft is made."""
    from mailfollow.lock import only_one

    config = load_config(config_file)
    require_database(config)
    with only_one(config.paths.state), open_store(config) as store:
        changed = store.threads.rebuild()
        total = len(store.threads.all())
    click.echo(f"{total} proposals recomputed, {changed} of them stood differently.")
