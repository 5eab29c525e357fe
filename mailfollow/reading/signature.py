"""Where a person's words end and the signature begins: delimiter, mobile advertisement, small print, list footer.

What servers add counts as signature too. The sign-off ("Best regards" and what follows) is in `sign_off`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.lines import begins, is_blank, is_rule
from mailfollow.reading.sign_off import POSTSCRIPT, is_name, is_prose, sign_off_line
from mailfollow.reading.vocabulary import StructureWords

_LIST_FOOTER = re.compile(r"mailing[ -]?list|https?://|listinfo|unsubscribe", re.IGNORECASE)
_MOST_MOBILE_WORDS = 10
_MOST_SIGNATURE_LINES = 12
_LEAST_DISCLAIMER_WORDS = 7
_LEAST_WORDS_UNDER_HEADING = 20


def own_lines(block: Sequence[str], words: StructureWords) -> list[bool]:
    """Tell of each line of a block of unquoted text whether it is its author's own words."""
    end = min(_delimiter(block), _mobile(block, words), _disclaimer(block, words), _list_footer(block))
    end = min(end, sign_off_line(block[:end], words))
    return [i < end or keep for i, keep in enumerate(_postscripts(block, end))]


def banner_end(lines: Sequence[str], words: StructureWords) -> int:
    """Give the number of lines of the warning that a mail server put at the top ("external sender"), or 0."""
    start = next((i for i, line in enumerate(lines[:10]) if not is_blank(line) and not is_rule(line)), None)
    if start is None or not begins(words.banner, " ".join(lines[start : start + 3])):
        return 0
    end = next((i for i in range(start, len(lines)) if is_blank(lines[i])), len(lines))
    return end if end < len(lines) and end - start <= 8 else 0


def _delimiter(block: Sequence[str]) -> int:
    """Find "-- " (RFC 3676 section 4.3), or what is left of it when the space was lost and a signature follows."""
    for i, line in enumerate(block):
        if line == "-- " or (line.strip(" \t\xa0") in {"--", "—", "––"} and _looks_like_one(line, block[i + 1 :])):
            return i
    return len(block)


def _looks_like_one(delimiter: str, below: Sequence[str]) -> bool:
    """Whether a short signature follows, and not more text: people also divide their text with dashes."""
    filled = [line for line in below[: 4 * _MOST_SIGNATURE_LINES] if not is_blank(line)]
    if not filled or len(filled) > _MOST_SIGNATURE_LINES:
        return False
    return is_name(filled[0]) if "—" in delimiter else not is_prose(filled[0])


def _mobile(block: Sequence[str], words: StructureWords) -> int:
    """Find "Sent from my phone": a short line for itself, without a comma, for people write sentences so too."""
    last = next((i for i in reversed(range(len(block))) if not is_blank(block[i])), 0)
    for i, line in enumerate(block):
        short = len(line) <= 160 and len(line.split()) <= _MOST_MOBILE_WORDS and "," not in line
        if short and (i == last or _alone(block, i)) and begins(words.mobile, line):
            return _above_rule(block, i)
    return len(block)


def _alone(block: Sequence[str], at: int) -> bool:
    """Whether line `at` begins a paragraph, and is no sentence with its full stop."""
    return (at == 0 or is_blank(block[at - 1])) and not block[at].rstrip().endswith((".", "!", "?"))


def _disclaimer(block: Sequence[str], words: StructureWords) -> int:
    """Find the paragraph with which legal small print begins; a few words alone are none."""
    for i, line in enumerate(block):
        starts = not is_blank(line) and (i == 0 or is_blank(block[i - 1]) or is_rule(block[i - 1]))
        found = begins(words.disclaimer, " ".join(block[i : i + 2])) if starts else None
        if found:
            least = _LEAST_WORDS_UNDER_HEADING if len(found[0].split()) <= 2 else _LEAST_DISCLAIMER_WORDS
            count = sum(len(line.split()) for line in block[i : i + 12])
            return _above_rule(block, i) if count >= least else len(block)
    return len(block)


def _list_footer(block: Sequence[str]) -> int:
    """Find the drawn line above what a mailing list adds: a few lines at the end, with an address on the web."""
    for i, line in enumerate(block):
        if line.lstrip().startswith("_" * 30) and is_rule(line):
            rest = [line for line in block[i + 1 : i + 30] if not is_blank(line)]
            return i if len(rest) <= 6 and _LIST_FOOTER.search("\n".join(rest)) else len(block)
    return len(block)


def _above_rule(block: Sequence[str], at: int) -> int:
    while at and (is_blank(block[at - 1]) or is_rule(block[at - 1])):
        at -= 1
    return at


def _postscripts(block: Sequence[str], end: int) -> list[bool]:
    """Tell of each line whether it belongs to a postscript below the signature that begins at `end`."""
    keep, inside = [], False
    for i, line in enumerate(block):
        if i > end and POSTSCRIPT.match(line):
            inside = True
        elif is_blank(line):
            inside = False
        keep.append(inside)
    return keep
