"""Attribution lines: "On Tue, 5 Mar 2024 at 10:11, Jane Doe <jane@client.example> wrote:" in all their forms.

The words come from the lexicon, but the shape counts for more, because it is much the same in every language: a date
near the beginning, an address, a colon at the end, quote marks below. Clients wrap the line over up to six.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.vocabulary import StructureWords
from mailfollow.reading.own_words.lines import is_blank, is_quoted, is_rule, quote_follows
from mailfollow.reading.own_words.sign_off import is_name

_MOST_LINES = 6
_MOST_NAME_LINES = 3
"""Lines of an attribution without a date at its beginning."""
_MOST_CHARACTERS = 500
_MOST_WORDS = 20
"""Words of an attribution line without an address; more are a sentence."""
_MOST_NAME_WORDS = 4
"""Words of a name that stands behind the verb: "According to Jane Doe:"."""
_EDGES = " -*_|\t\xa0"
_CLOSERS = (":", "：", "...")

# Up to five short words ("in a message dated mon,"), then the first number of a date.
_DATE_FIRST = re.compile(r"\W{0,4}(?:[^\s\d.,:;!?<>()]{1,16}[.,]{0,2}\s{1,2}){0,5}\W{0,2}\d")
# The same right after "wrote", with fewer words: "on tuesday, 5".
_DATE_NEXT = re.compile(r"\W{0,4}(?:[^\W\d]{1,16}[.,]{0,2}\s{1,2}){0,3}\W{0,2}\d")
_WHEN = re.compile(r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[:.h]\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2})")
_TIME = re.compile(r"(?<![\d./])(?<!\d-)\d{1,2}[:.h]\d\d(?!\d|[./-]\d)")
_DAY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2})")
_ADDRESS = re.compile(r"[^\s<>@\"(]{1,64}@[^\s<>@\")]{1,255}")
_BRACKETED = re.compile(r"[<(\[]\s?(?:mailto:)?[^\s<>@\"(]{1,64}@[^\s()\[\]]{1,255}[>)\]]?\W{0,3}")
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?…]\W{0,2}$")

_folded = lru_cache(maxsize=256)(fold)
"""The same lines are looked at together with each of the lines before them."""


def attribution_end(lines: Sequence[str], at: int, words: StructureWords) -> int | None:
    """Give the index after the attribution line that begins at `at`, or None if none does."""
    if not _may_begin(lines, at):
        return None
    joined = ""
    for end in range(at + 1, min(at + _MOST_LINES, len(lines)) + 1):
        line = lines[end - 1]
        if is_quoted(lines, end - 1) or len(joined) + len(line) > _MOST_CHARACTERS:
            return None
        if is_blank(line) and not _goes_on_below(joined, lines, end):
            return None
        if end > at + 1 and not _continues(_folded(joined), line, words):
            return None
        framed = lines[at].lstrip().startswith("--") and line.rstrip().endswith("--")
        joined = f"{joined} {line}".strip(_EDGES) + (":" if framed else "")
        closed = joined.endswith(_CLOSERS)
        if (closed or _DATE_FIRST.match(joined)) and _is_attribution(joined, quote_follows(lines, end), words):
            return end
        if closed:
            return None
    return None


def attribution_within(lines: Sequence[str], at: int, words: StructureWords) -> int:
    """Give the column at which an attribution line begins on the same line as the words before it, or 0."""
    line = lines[at][:_MOST_CHARACTERS]
    closed = line.rstrip().endswith(":")
    joined = line.rstrip() if closed else " ".join(lines[at : at + 2])[: 2 * _MOST_CHARACTERS].rstrip()
    if not joined.endswith(":") or not _DAY.search(line):
        return 0
    folded = fold(line)
    if _opens_like_one(folded.lstrip(_EDGES), words):
        return 0
    for start in words.attribution_start.finditer(folded):
        rest = fold(joined[start.start() :])
        verb = _last(words.attribution_verb, rest)
        said = verb is not None and len(rest) - verb.end() <= 2 and _ADDRESS.search(rest) is not None
        if said and start.start() and _DATE_FIRST.match(rest) and _DAY.search(rest[:60]):
            return start.start()
    return 0


def _goes_on_below(joined: str, lines: Sequence[str], at: int) -> bool:
    """Whether a blank line stands within an attribution: its date before, the bracket of its address below."""
    begun = _DATE_FIRST.match(joined) is not None and _TIME.search(joined) is not None
    return begun and at < len(lines) and lines[at].lstrip().startswith("<")


def _may_begin(lines: Sequence[str], at: int) -> bool:
    """Whether a date is near the beginning, or a colon comes soon: what costs little to see."""
    if _DATE_FIRST.match(lines[at]) or (lines[at].startswith("--") and not is_rule(lines[at])):
        return True
    for line in lines[at : at + _MOST_NAME_LINES]:
        if line.rstrip().endswith(_CLOSERS):
            return True
        if is_blank(line):
            return False
    return False


def _continues(joined: str, line: str, words: StructureWords) -> bool:
    """Whether `line` can go on with what may be an attribution: not if it begins one itself, nor after a sentence."""
    folded = _folded(line).strip(_EDGES)
    if _DATE_FIRST.match(folded) and _opens_like_one(folded, words) and _WHEN.search(folded):
        return False
    if _DATE_FIRST.match(joined) and (_opens_like_one(joined, words) or _WHEN.search(joined)):
        return True
    return not _SENTENCE_END.search(joined[-4:]) and not _name_first(folded, False, words)


def _opens_like_one(line: str, words: StructureWords) -> bool:
    start = words.attribution_start.match(line)
    return start is not None or (line[:1].isdigit() and ")" not in line[1:3])


def _is_attribution(line: str, followed: bool, words: StructureWords) -> bool:
    """Judge a joined line; `followed` tells whether quote marks come next."""
    folded = _folded(line)
    if _DATE_FIRST.match(folded) and _date_first(line, folded, followed, words):
        return True
    return _name_first(folded, followed, words)


def _date_first(line: str, folded: str, followed: bool, words: StructureWords) -> bool:
    """Judge "On Tue, 5 Mar 2024 at 10:11, Jane Doe <jane@client.example> wrote:", with or without address or verb."""
    if not _WHEN.search(folded):
        return False
    closed = folded.endswith((":", "："))
    verb = _last(words.attribution_verb, folded)
    if not (closed or followed or (verb is not None and len(folded) - verb.end() < 3)):
        return False
    address = _last(_ADDRESS, folded)
    if address and len(folded) - address.end() <= 60:
        bracketed = _BRACKETED.search(folded) is not None
        return verb is not None or (followed and bracketed) or (_timed(folded) and (followed or bracketed))
    if verb is None or verb.start() < _first_digit(folded) or not (closed or followed):
        return False
    if not _opens_like_one(folded, words) or len(folded.split()) > _MOST_WORDS:
        return False
    if followed or not _timed(folded):
        return followed
    return len(folded) - verb.end() <= 2 or is_name(line[verb.end() :].rstrip(" :："))


def _name_first(line: str, followed: bool, words: StructureWords) -> bool:
    """Judge "Jane Doe <jane@client.example> wrote:" and "Jane Doe schrieb am 05.03.2024 um 10:11:"."""
    address = _BRACKETED.search(line)
    if not line.endswith((":", "：")) and not (followed and address and line.endswith("...")):
        return False
    if followed and address and len(line.split()) <= 10 and (_at_end(address, line) or _WHEN.search(line)):
        return True
    verb = words.attribution_verb.search(line[:160])
    if verb is None or len(line[: verb.start()].split()) > (12 if address else 8):
        return False
    last = len(line) - verb.end() <= 2
    if followed:
        known = address is not None or _DIGIT.search(line) is not None
        return last or len(line[verb.end() :].split()) <= _MOST_NAME_WORDS or (known and len(line) - verb.end() <= 60)
    if address and verb.start() == 0:
        return _at_end(address, line)  # "Quoting Jane Doe <jane@client.example>:"
    if address:
        return 0 <= verb.start() - address.end() <= 2 or (last and _timed(line))
    when = _TIME.search(line, verb.end()) if _DATE_NEXT.match(line, verb.end()) else None
    return when is not None and len(line) - verb.end() <= 50 and len(line[: verb.start()].split()) <= 5


def _at_end(address: re.Match[str], line: str) -> bool:
    return len(line) - address.end() <= 1


def _timed(line: str) -> bool:
    return _TIME.search(line) is not None


def _last(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(line):
        found = match
    return found


def _first_digit(line: str) -> int:
    found = _DIGIT.search(line)
    return found.start() if found else len(line)
