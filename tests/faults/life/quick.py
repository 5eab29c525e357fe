"""A folder on a disk in memory where there is one: thousands of databases are written there and thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_MEMORY = Path("/dev/shm")


@contextmanager
def quick_folder(otherwise: Path) -> Iterator[Path]:
    """Make a folder in memory, else below `otherwise`, until the block ends."""
    where = IN_MEMORY if IN_MEMORY.is_dir() else otherwise
    with tempfile.TemporaryDirectory(prefix="mailfollow-", dir=where) as folder:
        yield Path(folder)
