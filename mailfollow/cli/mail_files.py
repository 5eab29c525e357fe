"""The messages below some paths: files, directories, mboxes, Maildirs, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from mailfollow.mailbox.export import mbox
from mailfollow.mailbox.export.files import readable

ONE_MESSAGE = {".eml", ".txt", ".msg"}
"""Endings of files that hold one message, even if it begins with an mbox "From " line."""
NO_MAIL = {".json", ".jsonl", ".md", ".toml"}
"""Endings of files that a folder of messages may hold besides."""
MOST = 32 * 1024 * 1024
"""Bytes read of one message; one that is larger is understood from its beginning."""


def messages(paths: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of each message below `paths`, in order of their names.

    Raises:
        DataError: a path does not exist or cannot be read.
    """
    for name in paths:
        if name == "-":
            yield "-", sys.stdin.buffer.read(MOST)
            continue
        for path in _files(Path(name)):
            with readable(path), path.open("rb") as file:
                yield from _messages(path, file)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix not in NO_MAIL)


def _messages(path: Path, file: BufferedReader) -> Iterator[tuple[str, bytes]]:
    """Yield the messages of one file: one, or those of an mbox (RFC 4155), whose "From " lines are no part of them."""
    if path.suffix not in ONE_MESSAGE and mbox.is_mbox(file.peek()):
        places = list(mbox.pieces(file))
        for number, (start, end) in enumerate(places, 1):
            yield f"{path}#{number}", mbox.message(os.pread(file.fileno(), min(end - start, MOST), start))
        if places:
            return
        file.seek(0)
    data = file.read(MOST)
    yield str(path), data.partition(b"\n")[2] if data.startswith(b"From ") else data
