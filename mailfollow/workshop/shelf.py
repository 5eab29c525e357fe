"""The templates as they lie on disk now: those in use, and those that cannot be used, with what is wrong."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mailfollow.errors import DataError
from mailfollow.library import SUFFIX, Library, shipped
from mailfollow.model import Template

_PLACE = re.compile(r"(.+?):(?:\d+:\d+:)? ")


@dataclass(frozen=True, slots=True)
class Broken:
    """A template file that cannot be used: its name ("en/timeline"), its path, and sentences that say why.

    `instead` is whether another text of that name is in use, the one that came with the program.
    """

    name: str
    path: str
    problems: tuple[str, ...]
    instead: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """All templates by name, in order."""

    templates: tuple[Template, ...]
    broken: tuple[Broken, ...]


def shelf(library: Library, own: Path | None) -> Shelf:
    """Return the templates of `library`, and what could not be used of the person's folder `own` or the shipped one."""
    names = {template.name for template in library.templates}
    problems: dict[str, list[str]] = {}
    for sentence in library.problems:
        place = _PLACE.match(sentence)
        problems.setdefault(place[1] if place else "", []).append(sentence)
    broken = [
        Broken(name, path, tuple(sentences), name in names)
        for path, sentences in problems.items()
        if (name := _name(path, own))
    ]
    return Shelf(library.templates, tuple(sorted(broken, key=lambda one: one.name)))


def _name(path: str, own: Path | None) -> str:
    """Return a template's name from its path: "en/timeline"; empty for a file that is none."""
    for root in (own, shipped("templates")):
        if root is not None and Path(path).is_relative_to(root):
            return Path(path).relative_to(root).as_posix().removesuffix(SUFFIX)
    return ""


def version(*folders: Path | None) -> str:
    """Return a short text that changes whenever a file below one of these folders is saved, added or removed."""
    digest = hashlib.sha256()
    for line in _states(folders):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def _states(folders: tuple[Path | None, ...]) -> Iterator[str]:
    for folder in folders:
        for path in _below(folder):
            try:
                state = path.stat()
            except OSError as error:  # editors save by renaming: it was there a moment ago
                yield f"{path}\0{error.errno}\n"
            else:
                yield f"{path}\0{state.st_mtime_ns}\0{state.st_size}\n"


def _below(folder: Path | None) -> list[Path]:
    try:
        return sorted(folder.rglob("*")) if folder is not None else []
    except OSError:  # it goes away while it is walked through, or its disk does
        return []


def folders(own: Path | None, *others: Path | None) -> tuple[Path | None, ...]:
    """Return the folders whose files show on the page."""
    return (own, *others, _shipped())


def _shipped() -> Path | None:
    try:
        return shipped("templates")
    except DataError:
        return None
