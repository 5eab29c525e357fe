"""Replays of made-up mail, without the command line; the words and templates are loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from mailfollow.config import Config
from mailfollow.library import Library, load_lexicon, load_templates
from mailfollow.mailbox.export import Span
from mailfollow.reading import Lexicon
from mailfollow.replay.run import Request, replay
from mailfollow.replay.settings import settings
from mailfollow.replay.story import Replay
from tests.replay.letters import ME, Letter, mbox

FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


@cache
def texts() -> tuple[Library, Lexicon]:
    """Return the templates and words that came along."""
    return load_templates(), load_lexicon()


def config(**changes: object) -> Config:
    """Return the defaults in Berlin, with `changes`."""
    return replace(settings(None, [ME]), **({"zone": ZoneInfo("Europe/Berlin")} | changes))  # type: ignore[arg-type]


def replayed(
    folder: Path, letters: Iterable[Letter | bytes], whose: Config | None = None, until: datetime | None = None
) -> Replay:
    """Replay an mbox of `letters`, until the newest of them or until `until`."""
    path = folder / "all.mbox"
    path.write_bytes(mbox(letters))
    request = Request([path], Span(FIRST, until or LAST), until_last=until is not None)
    return replay(request, whose or config(), *texts())
