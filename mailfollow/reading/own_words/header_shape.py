"""The heads of forwarded mail in languages whose words nobody wrote down, known by their shape alone.

------- Þýddur póstur -------
Frá: Jóna Dæmi <jona@client.example>
Sent: 05.03.2024 10:11
Til: Max Muster <max@agency.example>
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailfollow.reading.own_words.lines import is_blank, next_filled

_FRAMED = re.compile(r"[ \t]{0,8}([-_=*~])\1{3,79}[ \t]?(?=[^\W\d_]).{3,120}?\1{4}")
_LABEL = re.compile(r"[ \t]{0,8}\*?([^\s\d*:：<>@]{1,24}(?: [^\s\d*:：<>@]{1,24}){0,3})\*? ?[:：](?: |\t|\*|$)")
_SENDER = re.compile(r"[^<>\[\]]{2,80}[<\[](?:mailto:)?[^\s<>@]{1,64}@[^\s<>@]{1,255}[>\]]")
_TIMED = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d)(?!\d)")
_LEAST_LABELS = 3
_MOST_LABELS = 8


def is_framed(line: str) -> bool:
    """Whether a line is a few words between drawn lines: "-------- Original Message --------"."""
    found = _FRAMED.match(line[:200])
    return found is not None and not line[found.end() :].strip(" \t-_=*~")


def framed_head(lines: Sequence[str], at: int) -> int | None:
    """Give the line after the head of a mail below a framed line at `at`, on the same line or below it, or None."""
    found = _FRAMED.match(lines[at][:200])
    if found is None:
        return None
    rest = lines[at][found.end() : 600].lstrip("-_=*~ ")
    if rest:
        return at + 1 if rest.count(":") > _LEAST_LABELS and _SENDER.search(rest) else None
    below = next_filled(lines, at + 1)
    return labels_end(lines, below, _LEAST_LABELS) if below is not None else None


def labels_end(lines: Sequence[str], at: int, least: int = _LEAST_LABELS + 1) -> int | None:
    """Give the line after a run of at least `least` labels, a name with its address and a day with its time in it."""
    labels, end = set[str](), at
    while end < min(at + _MOST_LABELS, len(lines)):
        found = _LABEL.match(lines[end][:60])
        if found is None or found[1] in labels:
            break
        labels.add(found[1])
        end += 1
    if len(labels) < least or not (end == len(lines) or is_blank(lines[end])):
        return None
    values = [line[:300].partition(":")[2] for line in lines[at:end]]
    timed = any(_TIMED.search(value) and _YEAR.search(value) for value in values)
    return end if timed and any(map(_SENDER.search, values)) else None
