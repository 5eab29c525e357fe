"""Where in a template's source a name stands: Jinja knows only the line of what it has read."""

from __future__ import annotations

import re

_PARTS = re.compile(r"\{#.*?(?:#\}|\Z)|\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)
_TEXTS = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)


def code_only(body: str) -> str:
    """Return `body` with all but the names and signs within its tags blanked out, of the same length."""
    kept, last = [], 0
    for part in _PARTS.finditer(body):
        kept += [_blank(body[last : part.start()]), _code(part[0])]
        last = part.end()
    return "".join([*kept, _blank(body[last:])])


def column(code: str, line: int, name: str, before: int = 0) -> int:
    """Return the column, from 1, of a name ("proposal.topic") in a line of `code_only`'s text.

    `before` is how often the line names it before. 1 where it is not found.
    """
    dotted = r"\s*\.\s*".join(map(re.escape, name.split(".")))
    text = code.split("\n")[line - 1]
    found = [one.start() for one in re.finditer(rf"(?<![\w.]){dotted}(?![\w.])", text)] or [0]
    return found[min(before, len(found) - 1)] + 1


def _code(tag: str) -> str:
    return _blank(tag) if tag.startswith("{#") else _TEXTS.sub(lambda text: _blank(text[0]), tag)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
