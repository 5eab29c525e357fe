"""One mailfollow at a time, whatever happens to the one that holds the lock."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mailfollow.errors import Busy, CannotCreate
from mailfollow.lock import only_one


def test_the_second_is_told_who_the_first_is(tmp_path: Path) -> None:
    """Scenario 19: by its process id, and at once."""
    told = rf"process {os.getpid()}\) is at work on {tmp_path}: "

    with only_one(tmp_path), pytest.raises(Busy, match=told), only_one(tmp_path):
        pytest.fail("two at a time")


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    """Also where the work ended in an error; the file that is left behind is no lock."""
    with pytest.raises(ZeroDivisionError), only_one(tmp_path):
        raise ZeroDivisionError
    (tmp_path / "lock").write_text("4711")

    with only_one(tmp_path):
        assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_only_the_owner_can_look_into_what_it_makes(tmp_path: Path) -> None:
    """Promise 22: the state directory is closed to others."""
    with only_one(tmp_path / "state"):
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "state", tmp_path / "state" / "lock")]

    assert modes == [0o700, 0o600]


def test_a_full_disk_does_not_break_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds without the process id in it; who comes second is still kept out."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with only_one(tmp_path), pytest.raises(Busy, match="process unknown"), only_one(tmp_path):
        pytest.fail("two at a time")


def test_a_directory_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """With its path."""
    (tmp_path / "file").touch()

    with (
        pytest.raises(CannotCreate, match=r"/file/state/lock cannot be made \(Not a directory\)"),
        only_one(tmp_path / "file" / "state"),
    ):
        pytest.fail("there is no such directory")
