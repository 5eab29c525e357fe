"""Watching outside of pytest, and what a part of a run came to: for the promises that are about it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.watch import hook
from tests.watch.plugin import begin
from tests.watch.tally import FOLDER, breaches, counts


@dataclass
class Watched:
    """What was counted and what was wrong, once the block has ended."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[Watched]:
    """Watch this process and those it starts; what others do at the same time in the same run counts too."""
    if FOLDER not in os.environ:
        begin(tempfile.mkdtemp(prefix="mailfollow-watch-"))
        atexit.register(shutil.rmtree, os.environ[FOLDER], ignore_errors=True)
    hook.install()
    folder = Path(os.environ[FOLDER])
    before, known = counts(folder), len(breaches(folder))
    result = Watched()
    yield result
    hook.settle()
    result.counts = counts(folder) - before
    result.wrong = breaches(folder)[known:]
