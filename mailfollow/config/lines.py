"""On which line of a TOML file each key stands: tomllib does not say, and a person needs to know.

Only for text that tomllib has accepted: this scanner skips values, it does not check them.
"""

from __future__ import annotations

import re

Path = tuple[str, ...]

_HEADER = re.compile(r"[ \t]*\[\[?(?P<path>[^\]\n]*)\]")
_KEY = re.compile(r"""[ \t]*(?P<path>(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[\w.\- \t])+?)[ \t]*=""")
_PART = re.compile(r"""\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|([\w-]+))\s*\.?""")
_VALUE = re.compile(
    r'''(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
    r"""|(?P<comment>\#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|[^"'\#\[\]{}\n]+""",
    re.DOTALL,
)
"""One piece of a value: what strings and comments hold is no structure."""


def key_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table and key of a valid TOML document, by its path.

    Keys of inline tables are left out; `line_of` gives them the line of the table.
    """
    found: dict[Path, int] = {}
    table: Path = ()
    start = 0
    while start < len(text):
        line = text.count("\n", 0, start) + 1
        if header := _HEADER.match(text, start):
            table = _parts(header["path"])
            found.setdefault(table, line)
        elif key := _KEY.match(text, start):
            found.setdefault(table + _parts(key["path"]), line)
        start = _after_statement(text, start)
    return found


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """Return the line of `path`, or of the nearest thing that holds it; 1 if nothing does."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _parts(path: str) -> Path:
    return tuple(basic or literal or bare for basic, literal, bare in _PART.findall(path))


def _after_statement(text: str, start: int) -> int:
    """Return where the statement at `start` ends: behind the first line end outside strings and brackets."""
    depth = 0
    while start < len(text):
        piece = _VALUE.match(text, start)
        if piece is None:  # cannot happen in valid TOML
            return len(text)
        start = piece.end()
        depth += (piece.lastgroup == "open") - (piece.lastgroup == "close")
        if piece.lastgroup == "end" and depth <= 0:
            break
    return start
