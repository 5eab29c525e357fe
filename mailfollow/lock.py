"""One mailfollow at a time: an advisory lock on a file in the state directory (flock(2))."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from mailfollow.errors import Busy, CannotCreate
from mailfollow.private import make_directory


@contextlib.contextmanager
def only_one(state: Path) -> Iterator[None]:
    """Hold the lock of the state directory `state` for the block.

    Raises:
        Busy: another process holds it; its process id is named.
        CannotCreate: the directory or the lock file cannot be made.
    """
    path = state / "lock"
    try:
        make_directory(state)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotCreate(
            f"The lock file {path} cannot be made ({error.strerror}): check its owner, and the disk."
        ) from error
    try:
        _take(handle, path)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
        raise Busy(
            f"Another mailfollow (process {owner}) is at work on {path.parent}: wait for it to end, or stop it."
        ) from error
    with contextlib.suppress(OSError):  # a full disk: the lock holds, it only does not name us
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
