"""The folders under `Mailfollow`: what they are called on a server with whatever prefix and delimiter. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from mailfollow.tracking.orders import FOLDERS

PARENT = "Mailfollow"

_NAME = re.compile(rf"(?:INBOX[^\w ])?{PARENT}[^\w ]({'|'.join(map(re.escape, FOLDERS))})", re.IGNORECASE)
_WORDS = {name.lower(): name for name in FOLDERS}


def word_of(folder: str) -> str | None:
    """Return the word that a folder stands for: "Stop" for `INBOX.Mailfollow.Stop`; None for other folders."""
    found = _NAME.fullmatch(folder)
    return _WORDS[found[1].lower()] if found else None


def missing(there: Collection[str]) -> tuple[str, ...]:
    """Return the words that none of the folders `there` stands for."""
    known = {word_of(name) for name in there}
    return tuple(word for word in FOLDERS if word not in known)


def named(word: str, prefix: str, delimiter: str) -> str:
    """Return what the folder of `word` is to be called: `INBOX.Mailfollow.Stop`."""
    return f"{prefix}{PARENT}{delimiter}{word}"


def prefix_like(folder: str, delimiter: str) -> str:
    """Return the prefix under which a server keeps everything, judged by its folder for drafts; mostly empty."""
    inbox = f"INBOX{delimiter}"
    return folder[: len(inbox)] if folder.upper().startswith(inbox) else ""
