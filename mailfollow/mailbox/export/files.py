"""What an export consists of: mbox files, Maildirs and single messages, wherever below the given paths they lie."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mailfollow.errors import DataError
from mailfollow.mailbox import maildir_file, utf7
from mailfollow.mailbox.export import mbox

SINGLE = ".eml"
"""The ending of files that hold one message."""

NO_EXPORTS = {
    b"\x1f\x8b": "it is compressed; unpack it with gunzip first",
    b"PK\x03\x04": "it is an archive; unpack it first",
    b"!BDN": "it is an Outlook data file; turn it into an mbox with readpst, or by importing it into Thunderbird",
}
"""How files begin that people take for exports (RFC 1952, APPNOTE.TXT, [MS-PST]), and what to do about each."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file with mail. `names` are those of the folders around it, the file's own for an mbox."""

    path: Path
    names: tuple[str, ...]
    is_mbox: bool = False
    flags: frozenset[str] = frozenset()


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield every file with mail at or below `paths`, in order of their names.

    Raises:
        DataError: a path does not exist, cannot be read, or holds no mail.
    """
    for path in paths:
        with readable(path):
            found = _below(path) if path.is_dir() else iter([_only(path)])
            first = next(found, None)
            if first is None:
                raise DataError(f"{path}: there is no mail in it, neither an mbox nor a Maildir nor .eml files.")
            yield first
            yield from found


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn an OSError in the `with` block into a sentence about `path`."""
    try:
        yield
    except FileNotFoundError as error:
        raise DataError(f"{error.filename or path}: there is no such file or directory.") from error
    except OSError as error:
        raise DataError(f"{error.filename or path}: it cannot be read ({error.strerror}).") from error


def _only(path: Path) -> Source:
    """Return the one file that a path names."""
    beginning = _beginning(path)
    if path.suffix.lower() == SINGLE and beginning.strip():
        return Source(path, ())
    if not mbox.is_mbox(beginning):
        raise DataError(f"{path}: {_why_not(beginning)}.")
    return Source(path, _names(path.stem), is_mbox=True)


def _why_not(beginning: bytes) -> str:
    if not beginning.strip():
        return "it is empty"
    known = (what for start, what in NO_EXPORTS.items() if beginning.startswith(start))
    return next(known, "it is not an mbox: its first line does not begin with “From ”")


def _below(root: Path) -> Iterator[Source]:
    top = Path.cwd() / root  # so that "." has a name
    for folder, subfolders, files in os.walk(root, onerror=_fail):
        subfolders.sort()
        place = Path(folder)
        parts = (top / place.relative_to(root)).parts
        if place.name in {"cur", "new"} and _is_maildir(place.parent):
            names = _names(*parts[len(top.parts) - 1 : -1] or parts[-2:-1])
            shown = sorted(name for name in files if not name.startswith("."))
            yield from (Source(place / name, names, flags=maildir_file.flags(name)) for name in shown)
        elif place.name != "tmp" or not _is_maildir(place.parent):
            yield from _loose(place, sorted(files), parts[len(top.parts) - 1 :])


def _loose(place: Path, files: Iterable[str], parts: tuple[str, ...]) -> Iterator[Source]:
    """Yield the mboxes and messages among the files of a directory.

    An MH message is a number, perhaps with a dot; but so are the mboxes in which Thunderbird archives years.
    """
    for name in files:
        path = place / name
        if path.suffix.lower() == SINGLE:
            yield Source(path, _names(*parts))
        elif path.is_file() and mbox.is_mbox(_beginning(path)):
            yield Source(path, _names(*parts, path.stem), is_mbox=True)
        elif name.rstrip(".").isdigit():
            yield Source(path, _names(*parts))


def _fail(error: OSError) -> None:
    raise error


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def _names(*parts: str) -> tuple[str, ...]:
    """Return folder names: ".INBOX.Sent" is INBOX and Sent, as is "INBOX.sbd/Sent"."""
    return tuple(name for part in parts for name in utf7.decode(os.fsencode(part)).split(".") if name)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(200)


class Reader:
    """Reads pieces of files, and keeps the last one open: the messages of an mbox come one after the other."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._path: Path | None = None
        self._file: BinaryIO | None = None

    def read(self, path: Path, start: int, most: int) -> bytes:
        """Return at most `most` bytes from `start` on.

        Raises:
            DataError: the file cannot be read any more.
        """
        with readable(path):
            if self._file is None or path != self._path:
                self.close()
                self._file, self._path = path.open("rb", buffering=0), path
            return os.pread(self._file.fileno(), most, start)

    def close(self) -> None:
        """Close what is open."""
        if self._file is not None:
            self._file.close()
        self._file = self._path = None
