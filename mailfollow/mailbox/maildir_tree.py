"""Where the folders of a Maildir lie on disk, in the layouts that exist.

Maildir++ (Dovecot, Courier, mutt): the root is the inbox, subfolders are `.Sent`, `.INBOX.Sent`, `.Archive.2024`.
Plain subfolders, as mbsync makes them: `Sent/`, `Archive/2024/`, and an inbox `INBOX/` where the root is none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mailfollow.mailbox import control, utf7
from mailfollow.private import make_directory

_PARTS = frozenset({"cur", "new", "tmp"})
DEEPEST = 8
"""How many levels of subfolders are looked into; links may lead in a circle."""


def tree(root: Path) -> dict[str, Path]:
    """Return folder name → directory for all the folders below `root`. Raises OSError where it cannot be read."""
    found = {"INBOX": root} if _is_maildir(root) else {}
    for name, path in _subfolders(root, "", DEEPEST):
        shown = "INBOX" if name.upper() == "INBOX" and "INBOX" not in found else name
        while shown in found:  # `.Sent` and `Sent` side by side
            shown = f"./{shown}"
        found[shown] = path
    return found


def make(root: Path, drafts: str, there: Mapping[str, Path], words: Sequence[str]) -> tuple[str, ...]:
    """Make those of the folders under Mailfollow that are not `there`, and return their names. Raises OSError."""
    hidden = there[drafts].name.startswith(".")
    delimiter = "." if hidden else "/"
    prefix = control.prefix_like(drafts, delimiter)
    missing = control.missing(there)
    names = [control.named(word, prefix, delimiter) for word in words if word in missing]
    for name in names:
        _make(root / (f".{name}" if hidden else name))
    return tuple(names)


def _make(folder: Path) -> None:
    """Make an empty folder for its owner alone; `cur` comes last, so that half of one is none."""
    for part in ("tmp", "new", "cur"):
        make_directory(folder / part)


def _subfolders(parent: Path, prefix: str, levels: int) -> Iterator[tuple[str, Path]]:
    for path in sorted(Path(entry) for entry in os.scandir(parent) if entry.is_dir() and entry.name not in _PARTS):
        hidden = path.name.startswith(".")
        name = prefix + utf7.decode(os.fsencode(path.name.removeprefix(".")))
        if _is_maildir(path):
            yield name, path
        if not hidden and levels > 0:
            yield from _subfolders(path, f"{name}/", levels - 1)


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()
