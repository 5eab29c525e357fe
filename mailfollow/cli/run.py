"""`mailfollow run`: the daemon, in the foreground, as a service manager wants it."""

from __future__ import annotations

import logging

import click

from mailfollow.cli.common import config_option, load_config
from mailfollow.cli.setup import connector, desk_for, load_texts
from mailfollow.cycle.desk import Report
from mailfollow.cycle.run import run as one_pass
from mailfollow.daemon import Daemon, Watch
from mailfollow.lock import only_one

log = logging.getLogger(__name__)


@click.command()
@click.option("--verbose", "-v", is_flag=True, help="Log each pass, also when nothing happened.")
@config_option
def run(config_file: str | None, verbose: bool) -> None:
    """Watch the mailbox and draft follow-ups until SIGTERM or Ctrl-C.

    SIGHUP reads the configuration and templates again; SIGUSR1 makes a pass at once.
    """
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
    with only_one(load_config(config_file).paths.state):
        Daemon(lambda: _watch(config_file)).serve()


def _watch(config_file: str | None) -> Watch:
    """Load the configuration; what fails here keeps the daemon from starting, or from taking up a new one."""
    config = load_config(config_file)
    texts = load_texts(config)

    def make_pass(accounts: frozenset[str]) -> Report:
        nonlocal texts
        texts = load_texts(config, texts)
        with desk_for(config, texts, locked=True) as desk:
            report = one_pass(desk, connector(config), accounts)
        _tell(report)
        return report

    return Watch(tuple(account.name for account in config.accounts), config.poll, make_pass)


def _tell(report: Report) -> None:
    """Log what a pass did: without addresses or text, which are for `status` and `show`."""
    for written in report.written:
        log.warning("Drafted follow-up %d for %s (%s).", written.touch, written.thread_id, written.template)
    for thread in report.withdrawn:
        log.warning("Withdrew the untouched draft for %s.", thread)
    for thread, why in report.refused.items():
        log.info("No draft for %s: %s", thread, why)
    log.info("Pass done: %d messages looked at, %d new proposals.", report.looked, len(report.proposals))
