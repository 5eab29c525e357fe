"""Attribution lines: "On Tue, 5 Mar 2024 at 10:11, Jane Doe <jane@client.example> wrote:" in all their forms.

The words come from the lexicon, but the shape counts for more, because it is much the same in every language: a date
near the beginning, an address, a colon at the end, quote marks below. Clients wrap the line over up to four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.lines import is_blank, is_quoted, quote_follows
from mailfollow.reading.notation import fold
from mailfollow.reading.vocabulary import StructureWords

_MOST_LINES = 4
_MOST_CHARACTERS = 500
_EDGES = " -*_|\t\xa0"

# Up to four short words ("on wednesday, december"), then the first number of a date.
_DATE_FIRST = re.compile(r"\W{0,4}(?:(?:[^\W\d]|-){1,16}[.,]{0,2}\s{1,2}){0,4}\W{0,2}\d")
_WHEN = re.compile(r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[:.h]\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2})")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")
_ADDRESS = re.compile(r"[^\s<>@\"(]{1,64}@[^\s<>@\")]{1,255}")
_BRACKETED = re.compile(r"[<(\[]\s?(?:mailto:)?[^\s<>@\"(]{1,64}@[^\s()\[\]]{1,255}[>)\]]?\W{0,3}")
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?…]\W{0,2}$")


def attribution_end(lines: Sequence[str], at: int, words: StructureWords) -> int | None:
    """Give the index after the attribution line that begins at `at`, or None if none does."""
    joined = ""
    for end in range(at + 1, min(at + _MOST_LINES, len(lines)) + 1):
        line = lines[end - 1]
        if is_blank(line) or is_quoted(lines, end - 1) or len(joined) + len(line) > _MOST_CHARACTERS:
            return None
        if end > at + 1 and not _continues(joined, line, words):
            return None
        joined = f"{joined} {fold(line)}".strip(_EDGES)
        if _is_attribution(joined, quote_follows(lines, end), words):
            return end
    return None


def _continues(joined: str, line: str, words: StructureWords) -> bool:
    """Whether `line` can go on with what may be an attribution: not if it begins one itself, nor after a sentence."""
    line = fold(line).strip(_EDGES)
    if _DATE_FIRST.match(line) and _opens_like_one(line, words):
        return False
    if _DATE_FIRST.match(joined) and (_opens_like_one(joined, words) or _WHEN.search(joined)):
        return True
    return not _SENTENCE_END.search(joined[-4:]) and not _name_first(line, False, words)


def _opens_like_one(line: str, words: StructureWords) -> bool:
    start = words.attribution_start.match(line)
    return start is not None or line[:1].isdigit()


def _is_attribution(line: str, followed: bool, words: StructureWords) -> bool:
    """Judge a joined, folded line; `followed` tells whether quote marks come next."""
    if _DATE_FIRST.match(line) and _date_first(line, followed, words):
        return True
    return _name_first(line, followed, words)


def _date_first(line: str, followed: bool, words: StructureWords) -> bool:
    """Judge "On Tue, 5 Mar 2024 at 10:11, Jane Doe <jane@client.example> wrote:", with or without address or verb."""
    if not _WHEN.search(line):
        return False
    closed = line.endswith((":", "："))
    verb = _last(words.attribution_verb, line)
    finished = closed or followed or (verb is not None and len(line) - verb.end() < 3)
    if not finished:
        return False
    address = _last(_ADDRESS, line)
    if address and len(line) - address.end() <= 60:
        return verb is not None or (
            _TIME.search(line) is not None and (followed or _BRACKETED.search(line) is not None)
        )
    if verb is None or verb.start() < _first_digit(line) or not (closed or followed):
        return False
    ends_so = len(line) - verb.end() <= 2
    return _opens_like_one(line, words) and (followed or ends_so or _TIME.search(line) is not None)


def _name_first(line: str, followed: bool, words: StructureWords) -> bool:
    """Judge "Jane Doe <jane@client.example> wrote:" and "Jane Doe schrieb am 05.03.2024 um 10:11:"."""
    if not line.endswith((":", "：")):
        return False
    address = _BRACKETED.search(line)
    if followed and address and len(line) - address.end() <= 1 and len(line.split()) <= 10:
        return True
    verb = words.attribution_verb.search(line[:160])
    if verb is None or len(line[: verb.start()].split()) > 8:
        return False
    last = len(line) - verb.end() <= 2
    if followed:
        return last or len(line) - verb.end() <= 60
    if address:
        return 0 <= verb.start() - address.end() <= 2 or (last and _TIME.search(line) is not None)
    when = _TIME.search(line, verb.end())
    return when is not None and len(line) - verb.end() <= 50 and len(line[: verb.start()].split()) <= 5


def _last(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(line):
        found = match
    return found


def _first_digit(line: str) -> int:
    found = _DIGIT.search(line)
    return found.start() if found else len(line)
