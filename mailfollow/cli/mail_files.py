"""The messages below some paths: files, directories, mboxes, Maildirs, standard input."""

from __future__ import annotations

import mailbox as mboxes
import sys
from collections.abc import Iterator
from pathlib import Path

from mailfollow.errors import DataError

ONE_MESSAGE = {".eml", ".txt", ".msg"}
"""Endings of files that hold one message, even if it begins with an mbox "From " line."""
NO_MAIL = {".json", ".jsonl", ".md", ".toml"}
"""Endings of files that a folder of messages may hold besides."""
MOST = 32 * 1024 * 1024
"""Bytes read of one file; a message that is larger is understood from its beginning."""


def messages(paths: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of each message below `paths`, in order of their names.

    Raises:
        DataError: a path does not exist or cannot be read.
    """
    for name in paths:
        if name == "-":
            yield "-", sys.stdin.buffer.read(MOST)
            continue
        path = Path(name)
        if not path.exists():
            raise DataError(f"{name}: there is no such file or directory.")
        files = (
            sorted(file for file in path.rglob("*") if file.is_file() and file.suffix not in NO_MAIL)
            if path.is_dir()
            else [path]
        )
        for file in files:
            yield from _file(file)


def _file(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the messages of one file: one, or those of an mbox (RFC 4155), whose "From " lines are no part of them."""
    try:
        with path.open("rb") as handle:
            data = handle.read(MOST)
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from error
    if not data.startswith(b"From "):
        yield str(path), data
    elif path.suffix in ONE_MESSAGE:
        yield str(path), data.partition(b"\n")[2]
    else:
        yield from _mbox(path)


def _mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    box = mboxes.mbox(path, create=False)
    try:
        for number, key in enumerate(box.keys(), 1):
            yield f"{path}#{number}", box.get_bytes(key)[:MOST]
    finally:
        box.close()
