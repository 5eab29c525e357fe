"""What several commands share: the --config and --json options, and opening what they work on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from mailfollow.errors import UsageError

if TYPE_CHECKING:
    from mailfollow.config import Config
    from mailfollow.store import Fold, Store

F = TypeVar("F", bound=Callable[..., object])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def config_option(function: F) -> F:
    """Let --config stand behind the command as well as before it."""

    def remember(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
        ctx.obj = value or ctx.obj
        return ctx.obj if ctx.obj is None else str(ctx.obj)

    option = click.option("--config", "config_file", metavar="FILE", callback=remember, help="The configuration file.")
    return option(function)


def load_config(config_file: str | None) -> Config:
    """Read the configuration that was named, or the one at the usual place.

    Raises:
        ConfigError: it is missing or has problems.
    """
    from mailfollow import config

    return config.load(Path(config_file) if config_file else config.default_path())


def database(settings: Config) -> Path:
    """Return where the database of `settings` lies, or will lie."""
    return settings.paths.state / "mailfollow.db"


def fold_for(settings: Config) -> Fold:
    """Return how events fold to a standing under `settings`."""
    from functools import partial

    from mailfollow.tracking.standing.fold import fold

    return partial(fold, calendar=settings.calendar)


def open_store(settings: Config, *, read_only: bool = False) -> Store:
    """Open the database of `settings`; `read_only` needs neither the lock nor a migration.

    Raises:
        UsageError, CannotCreate, CannotWrite, Busy, DataError, ConfigError: as `Store.open` says.
    """
    from mailfollow.store import Store

    return Store.open(database(settings), read_only=read_only, fold=fold_for(settings))


def require_database(settings: Config) -> None:
    """Make sure that there was a pass: before the first one there is nothing to change, and nothing is made.

    Raises:
        UsageError: there is no database yet.
    """
    if not database(settings).exists():
        raise UsageError("Nothing is followed yet: run `mailfollow once` first.")


def read_store(settings: Config) -> Store:
    """Open the database for reading; before the first pass it is an empty one in memory.

    Raises:
        Busy, DataError, ConfigError: as `Store.open` says.
    """
    from mailfollow.store import Store

    if not database(settings).exists():
        return Store.in_memory(fold_for(settings))
    return open_store(settings, read_only=True)


def own_templates(config_file: str | None) -> Path | None:
    """Return the person's template folder; without a configuration there is none, and the shipped ones do."""
    from mailfollow import config

    path = Path(config_file) if config_file else config.default_path()
    return config.load(path).paths.templates if config_file or path.exists() else None
