"""A file that a person is to go on with: made once, never written over."""

from __future__ import annotations

from pathlib import Path

from mailfollow.errors import CannotCreate, UsageError
from mailfollow.private import make_directory


def write_new(path: Path, text: str) -> None:
    """Make the file `path` with `text`, and its directory if that is missing.

    Raises:
        UsageError: it is there already.
        CannotCreate: it cannot be made.
    """
    try:
        make_directory(path.parent)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already: edit it, or choose another name.") from error
    except OSError as error:
        raise CannotCreate(f"{path} cannot be made ({error.strerror}).") from error
