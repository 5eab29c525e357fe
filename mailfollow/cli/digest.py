"""`mailfollow digest`: what waits for you, as the daily message in the inbox says it."""

from __future__ import annotations

import click

from mailfollow.cli.common import config_option, json_option, load_config, read_store


@click.command()
@json_option
@config_option
def digest(config_file: str | None, as_json: bool) -> None:
    """Say what waits for you: drafts, answers, what is held and why, dates of this week, what could not be read.

    With daily = true under [digest] the same text comes into your inbox once a day.
    """
    from mailfollow import clock
    from mailfollow.cli.coverage import late
    from mailfollow.cli.terminal import emit_json, paragraph, plain
    from mailfollow.cycle.digest import gather
    from mailfollow.writing.notice.text import text_of

    config, now = load_config(config_file), clock.now()
    with read_store(config) as store:
        overview = gather(config, store, now)
    if as_json:
        from dataclasses import asdict

        emit_json(asdict(overview))
    else:
        click.echo(plain(text_of(overview, config.zone)), nl=False)
        if overview.looked.at and (warning := late(overview.looked.at, now, config.poll)):
            click.echo(paragraph(warning, ""))
