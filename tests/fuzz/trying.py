"""What trying a case needs at several boundaries: files, and errors that are sentences."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mailfollow.errors import MailfollowError


@contextmanager
def file(name: str, data: bytes) -> Iterator[Path]:
    """Give a file with these bytes, in a directory of its own."""
    folder = Path(tempfile.mkdtemp(prefix="mailfollow-fuzz-"))
    try:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(0o600)
        yield path
    finally:
        shutil.rmtree(folder)


def quietly(do: Callable[[], object]) -> None:
    """Do it; an error that a person meets as a sentence is right, and has one."""
    try:
        do()
    except MailfollowError as error:
        if not error.problems or not all(problem.strip() for problem in error.problems):
            raise ValueError("an error without a sentence") from error
