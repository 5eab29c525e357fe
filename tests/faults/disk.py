"""A disk that is full: a file system in memory with so many free pages, or a limit to the size of any file.

Both hold for a child process alone. The file system needs a mount namespace of the child's own, which Linux gives to
ordinary users as well, unless the machine forbids it.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.faults.kill import in_child

PAGE = 4_096
NEW_NAMESPACE, NEW_USER = 0x00020000, 0x10000000
"""CLONE_NEWNS and CLONE_NEWUSER of unshare(2)."""


def with_no_file_above(size: int, work: Callable[[], int]) -> int:
    """Return what `work` returns (as an exit code) in a process that can make no file larger than `size` bytes."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        os._exit(work())

    return in_child(limited)


def with_free_pages(free: int, folder: Path, work: Callable[[], int]) -> int:
    """Return what `work` returns (as an exit code) where the disk of `folder` has so many free pages left.

    What lies in `folder` lies there afterwards as `work` left it.
    """
    after = folder.with_name(f"{folder.name}-after")

    def on_small_disk() -> None:
        shutil.copytree(folder, after)
        _mount(folder, sum(1 + -(-path.stat().st_size // PAGE) for path in after.iterdir()) + 2 + free)
        shutil.copytree(after, folder, dirs_exist_ok=True)
        _fill(folder, free)
        code = work()
        shutil.rmtree(after)
        shutil.copytree(folder, after, ignore=shutil.ignore_patterns(BALLAST))
        os._exit(code)

    code = in_child(on_small_disk)
    shutil.rmtree(folder)
    after.rename(folder)
    return code


BALLAST = "ballast"


def _mount(folder: Path, pages: int) -> None:
    """Mount a file system of so many pages at `folder`, seen by this process only. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    _checked(libc.unshare(NEW_NAMESPACE | NEW_USER))
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        Path(f"/proc/self/{name}").write_text(text, "ascii")
    _checked(libc.mount(b"none", os.fsencode(folder), b"tmpfs", 0, b"size=%d" % (pages * PAGE)))


def _checked(result: int) -> None:
    if result != 0:
        raise OSError(
            ctypes.get_errno(), "no file system can be mounted here: run this where user namespaces are allowed"
        )


def _fill(folder: Path, free: int) -> None:
    """Leave only so many pages free."""
    there = os.statvfs(folder).f_bfree
    assert there >= free, "the file system came out too small"
    (folder / BALLAST).write_bytes(b"x" * PAGE * (there - free))
    assert os.statvfs(folder).f_bfree == free
