"""`mailfollow resources list`: what there is, and how often it was offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from mailfollow import clock
from mailfollow.cli.common import config_option, json_option, load_config, read_store
from mailfollow.cli.terminal import complain, day, emit_json, heading, paragraph
from mailfollow.library import load_resources
from mailfollow.model import Resource
from mailfollow.model.words import counted
from mailfollow.store.resources import Offered, Tried


@click.command("list", short_help="List the resources, and how often each was offered.")
@json_option
@config_option
def list_resources(config_file: str | None, as_json: bool) -> None:
    """List the resources that can be used: kind, topics, languages, expiry, and how often each was offered to whom."""
    config = load_config(config_file)
    found, problems = load_resources(config.paths.resources)
    with read_store(config) as store:
        offered, tried = store.resources.offered(), store.resources.tried()
    complain(problems)
    today = clock.now().astimezone(config.zone).date()
    rows = [_object(one, offered.get(one.name, Offered()), tried.get(one.url or ""), today) for one in found]
    if as_json:
        emit_json(rows)
        return
    if not rows and problems:
        click.echo("No resource can be offered yet: correct what is named above.")
    elif not rows:
        click.echo(f"There are no resources in {config.paths.resources}. `mailfollow resources new NAME` begins one.")
    for row in rows:
        click.echo(heading(row["name"]) + f"  ({row['kind']})")
        click.echo(paragraph(_sentence(row)))


def _object(one: Resource, offered: Offered, tried: Tried | None, today: date) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "title": one.title,
        "url": one.url,
        "file": one.file,
        "topics": list(one.topics),
        "languages": list(one.languages),
        "expires": one.expires and one.expires.isoformat(),
        "expired": one.expires is not None and one.expires < today,
        "link_tried_at": tried and tried.at.isoformat(),
        "link_problem": (tried and tried.problem) or None,
        "offered": offered.times,
        "companies": offered.companies,
        "path": one.path,
    }


def _sentence(row: dict[str, Any]) -> str:
    """Say the rest of a row in a line or two, what keeps it from being offered first."""
    expires = row["expires"] and day(date.fromisoformat(row["expires"]))
    companies = "1 company" if row["companies"] == 1 else f"{row['companies']} companies"
    often = f"offered {counted(row['offered'], 'time')} to {companies}" if row["offered"] else "never offered"
    said = [
        f"EXPIRED on {expires}" if row["expired"] else "",
        f"LINK DEAD: {row['link_problem']}" if row["link_problem"] else "",
        f"“{row['title']}”",
        f"topics {', '.join(row['topics'])}",
        f"languages {', '.join(row['languages'])}" if row["languages"] else "any language",
        f"until {expires}" if expires and not row["expired"] else "",
        often,
    ]
    return "; ".join(filter(None, said))
