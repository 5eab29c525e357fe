"""Files and directories that only their owner can reach."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def for_the_owner_only() -> Iterator[None]:
    """Let whatever is made in the block have no permission for others, where nothing more is said."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def make_directory(directory: Path) -> None:
    """Make `directory` and those above it, each with mode 0700; pathlib gives the ones above the mode of the umask.

    Raises OSError.
    """
    if directory.exists():
        return
    make_directory(directory.parent)
    directory.mkdir(mode=0o700, exist_ok=True)
