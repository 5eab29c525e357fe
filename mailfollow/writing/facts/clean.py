"""What other people wrote, made fit to stand in a mail of ours: one line, without invisible or control characters."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Zero-width (non-)joiners belong to Persian, Indic scripts and emoji; every other format character may go."""

_PLACEHOLDER = re.compile(
    r"""\{\{ [^{}\n]{0,80} \}\} | \{% [^{}\n]{0,80} %\} | \{\{ | \}\} | \{% | %\}  # template marks
      | \[ [^\]\[\n]{0,30} [^\W\d_]{2} [^\]\[\n]{0,30} \]   # [NAME], [Your company]
      | < [a-z_\ ]{0,20} name >            # <first name>
      | % [A-Z_]{3,30} %                   # %FIRSTNAME%
      | \b (?: XXX+ | xxx+ | TODO | TBD | FIXME ) \b
      | \b None \b (?! \s of \b)           # an unknown fact that was printed
      | \b Lorem \s ipsum \b
    """,
    re.VERBOSE,
)


def without_controls(text: str, keep: str = "") -> str:
    """Drop control, format (bidi, zero-width) and surrogate characters, except those in `keep`."""
    return "".join(c for c in text if c in keep or c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def one_line(text: str | None, most: int) -> str | None:
    """Return `text` as one trimmed line without invisible characters; None if empty or longer than `most`."""
    if not text or len(text) > 100 * most:
        return None
    line = " ".join(without_controls(unicodedata.normalize("NFC", text), keep="\t\r\n\v\f\x85").split())
    return line if 0 < len(line) <= most else None


def find_placeholder(text: str, start: int = 0) -> re.Match[str] | None:
    """Find something that was meant to be filled in: {{ x }}, [NAME], XXX, TODO, None."""
    return _PLACEHOLDER.search(text, start)


def fact(text: str | None, most: int) -> str | None:
    """Return `text` as a fact that may stand in a mail, or None: too long, empty, or an unfilled placeholder."""
    line = one_line(text, most)
    return None if line is None or find_placeholder(line) else line
