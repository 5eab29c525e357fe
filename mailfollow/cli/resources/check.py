"""`mailfollow resources check`: every fault with its place, and, if asked to, whether each link leads somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailfollow import clock
from mailfollow.cli.common import config_option, database, load_config, open_store
from mailfollow.cli.terminal import complain, line
from mailfollow.config import Config
from mailfollow.errors import DataError, ServerUnavailable
from mailfollow.library import attachment, load_resource, resource_files
from mailfollow.library.file import read_text
from mailfollow.model import Resource
from mailfollow.model.words import counted

if TYPE_CHECKING:
    from mailfollow.cli.resources.links import Outcome


@click.command(short_help="Check all resources, or some files.")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--links", "try_links", is_flag=True, help="Try each link over the network, and remember dead ones.")
@config_option
def check(config_file: str | None, files: tuple[Path, ...], try_links: bool) -> None:
    """Check all resources, or those in FILE...: keys, topics, expiry, the pitch, and the file that goes along.

    With --links, and never otherwise, each link is tried over the network. One that is dead is not offered until it
    is found alive by another check.

    Exit code 65 if there is any fault or dead link.
    """
    from mailfollow.writing.resource.judge import doubled

    config = load_config(config_file)
    paths = files or tuple(resource_files(config.paths.resources))
    found, problems = _read(paths, config)
    problems += doubled(found)
    complain(problems)
    click.echo(f"{counted(len(paths), 'resource')} checked, {counted(len(problems), 'fault')}.")
    dead = _try_links(config, found) if try_links else 0
    click.get_current_context().exit(DataError.exit_code if problems or dead else 0)


def _read(paths: Sequence[Path], config: Config) -> tuple[list[Resource], list[str]]:
    """Return the resources that can be read, and every fault of each file."""
    from mailfollow.writing.front_matter import front_matter
    from mailfollow.writing.resource.judge import judge

    today = clock.now().astimezone(config.zone).date()
    found: list[Resource] = []
    problems: list[str] = []
    for path in paths:
        try:
            one = load_resource(path)
            found.append(one)
            problems += judge(one, front_matter(read_text(path), str(path), "a resource"), today)
            if one.file:
                attachment(one)
        except DataError as error:
            problems += error.problems
    return found, problems


def _try_links(config: Config, resources: Sequence[Resource]) -> int:
    """Try every link, say what came of it, remember it, and return how many are dead.

    Raises:
        ServerUnavailable: none could be tried, as this machine seems to be offline; nothing is remembered then.
    """
    from mailfollow.cli.resources.links import try_link

    outcomes: dict[str, Outcome] = {}
    for url in dict.fromkeys(one.url for one in resources if one.url):
        outcomes[url] = try_link(url)
        click.echo(f"{line(url)}: {outcomes[url].sentence}")
    if outcomes and not any(outcome.answered for outcome in outcomes.values()):
        raise ServerUnavailable("No link could be tried: is this machine online? Nothing was changed.")
    _remember(config, outcomes)
    dead = sum(outcome.dead for outcome in outcomes.values())
    click.echo(f"{counted(len(outcomes), 'link')} tried, {dead} dead.")
    return dead


def _remember(config: Config, outcomes: dict[str, Outcome]) -> None:
    if not database(config).exists():
        if outcomes:
            click.echo("Nothing is followed yet, so this is not remembered: run `mailfollow once` first.")
        return
    now = clock.now()
    with open_store(config) as store, store.writing():
        for url, outcome in outcomes.items():
            store.resources.note(url, now, outcome.sentence if outcome.dead else "")
