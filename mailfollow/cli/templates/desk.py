"""What a text is tried with: the person's settings, templates and proposals, all opened for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mailfollow.cli.common import load_config, read_store

if TYPE_CHECKING:
    from mailfollow.config import Config
    from mailfollow.cycle.desk import Desk
    from mailfollow.reading.lexicon import Lexicon
    from mailfollow.workshop.view import Bench


@contextmanager
def reading_desk(config: Config) -> Iterator[Desk]:
    """Open what is remembered for reading, with the templates as they lie on disk now.

    Raises:
        Busy, DataError, ConfigError: as `Store.open` says.
    """
    import secrets

    from mailfollow import clock
    from mailfollow.cycle.desk import Desk
    from mailfollow.library import load_library

    lexicon, library = _lexicon(config.paths.phrases), load_library(config.paths.templates, config.paths.resources)
    with read_store(config) as store:
        yield Desk(config, store, library, lexicon, clock.now(), secrets.token_bytes, dry=True)


@cache
def _lexicon(phrases: Path) -> Lexicon:
    from mailfollow.library import load_lexicon

    return load_lexicon(phrases)


def bench(config_file: str | None) -> Bench:
    """Return what the workshop works with; without a configuration there are the shipped templates only.

    Raises:
        ConfigError: a configuration was named or lies at the usual place, and cannot be used.
    """
    from functools import partial

    from mailfollow.config import default_path
    from mailfollow.workshop.view import Bench

    if config_file is None and not default_path().exists():
        return Bench()
    config = load_config(config_file)
    return Bench(config.paths.templates, config.paths.resources, config.drafts, partial(reading_desk, config))
