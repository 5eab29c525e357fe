"""A text file of the person's, read whole or not at all."""

from __future__ import annotations

from pathlib import Path

from mailfollow.errors import DataError

LARGEST = 262_144
"""Bytes of a template, resource or phrase file; English, the largest language, has some 70,000."""


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        DataError: it cannot be read, is too large or is no UTF-8.
    """
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise DataError(f"{path}:1:1: it has {len(data):,} bytes; {LARGEST:,} are the most.")
        return data.decode("utf-8-sig")  # some editors put a byte order mark in front
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}:{line}:1: this is not UTF-8 text: save it as UTF-8.") from error
    except OSError as error:
        raise DataError(f"{path}:1:1: it cannot be read ({error.strerror}).") from error
