"""A file of the person's that begins with TOML between two lines of +++, and goes on as text: template or resource."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailfollow.errors import DataError

SHORT_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an angle, a kind or a file is named by."""
_FENCE = "+++"
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file in its two halves: the values of the first, with its lines, and the body with the number of its line 1."""

    fields: Mapping[str, Any]
    lines: tuple[str, ...]
    body: str
    first_line: int

    def line_of(self, key: str) -> int:
        """Return the line of the file on which `key` stands, or the first one between the marks."""
        pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]")
        return next((number for number, line in enumerate(self.lines, start=2) if pattern.match(line)), 2)


def front_matter(text: str, path: str, what: str) -> FrontMatter:
    """Return the halves of `text`; `what` it is ("a template") and its `path` are only named in messages.

    Raises DataError with "path:line:column: sentence" if there is no front matter, or if that is not TOML.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    front, first_line = _split(lines, path, what)
    return FrontMatter(_toml(front, path), tuple(front), "\n".join(lines[first_line - 1 :]), first_line)


def _split(lines: list[str], path: str, what: str) -> tuple[list[str], int]:
    """Return the front matter's lines and the number of the body's first line (from 1)."""
    if not lines or lines[0].rstrip() != _FENCE:
        raise DataError(f"{path}:1:1: {what} begins with a line {_FENCE}, its front matter, and another {_FENCE}")
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return lines[1:index], index + 2
    raise DataError(f"{path}:{len(lines)}:1: the front matter does not end; put a line {_FENCE} after it")


def _toml(front: Sequence[str], path: str) -> Mapping[str, Any]:
    """Parse the front matter; tomllib says where in its message only."""
    try:
        return tomllib.loads("".join(f"{line}\n" for line in front))
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # lists in lists, a thousand deep
        message = str(error)
        place = _TOML_PLACE.search(message)
        line, column = (int(place[1]) + 1, int(place[2])) if place and place[1] else (len(front) + 1, 1)
        sentence = _TOML_PLACE.sub("", message)
        raise DataError(f"{path}:{line}:{column}: the front matter is not TOML: {sentence}") from error
