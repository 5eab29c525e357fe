"""`mailfollow run`: the daemon, in the foreground, as a service manager wants it."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from mailfollow.cli.common import config_option, load_config, open_store
from mailfollow.cli.log import set_up
from mailfollow.cli.setup import connector, desk_for, load_texts
from mailfollow.cycle.desk import Report
from mailfollow.cycle.run import run as one_pass
from mailfollow.daemon import Daemon, Watch
from mailfollow.errors import ConfigError
from mailfollow.library import Library
from mailfollow.lock import only_one

log = logging.getLogger(__name__)


@click.command()
@click.option("--verbose", "-v", is_flag=True, help="Log each pass, also when nothing happened.")
@config_option
def run(config_file: str | None, verbose: bool) -> None:
    """Watch the mailbox and draft follow-ups until SIGTERM or Ctrl-C.

    SIGHUP reads the configuration and templates again; SIGUSR1 makes a pass at once.
    """
    set_up(verbose=verbose)
    config = load_config(config_file)
    with only_one(config.paths.state):
        open_store(config).close()  # what keeps the database from use is told at once, with its exit code
        Daemon(lambda: _watch(config_file, config.paths.state)).serve()


def _watch(config_file: str | None, state: Path) -> Watch:
    """Load the configuration; what fails here keeps the daemon from starting, or from taking up a new one.

    Raises:
        ConfigError: it has problems, or names another state directory than `state`, whose lock we hold.
        DataError: the person's phrases cannot be used.
    """
    config = load_config(config_file)
    if config.paths.state != state:
        raise ConfigError(f"{config.source}: [paths] state cannot change while mailfollow runs: restart it.")
    texts = load_texts(config)
    _tell_problems(texts.library, Library())

    def make_pass(accounts: frozenset[str]) -> Report:
        nonlocal texts
        before, texts = texts, load_texts(config, texts)
        _tell_problems(texts.library, before.library)
        with desk_for(config, texts, locked=True) as desk:
            report = one_pass(desk, connector(config), accounts)
        _tell(report)
        return report

    return Watch(tuple(account.name for account in config.accounts), config.poll, make_pass)


def _tell_problems(library: Library, before: Library) -> None:
    """Log what is wrong with templates, once and not at each pass."""
    for problem in library.problems:
        if problem not in before.problems:
            log.warning("%s", problem)


def _tell(report: Report) -> None:
    """Log what a pass did: without addresses or text, which are for `status` and `show`."""
    for written in report.written:
        log.warning("Drafted follow-up %d for %s (%s).", written.touch, written.thread_id, written.template)
    for thread in report.withdrawn:
        log.warning("Withdrew the untouched draft for %s.", thread)
    for thread, why in report.refused.items():
        log.info("No draft for %s: %s", thread, why)
    log.info("Pass done: %d messages looked at, %d new proposals.", report.looked, len(report.proposals))
