"""The shapes that date expressions have: one pattern each for folded text, with a language's words filled in.

`<W>` and the like stand for words of the tables (`datewords.py`); what a match stands for is worked out in
`resolve.py` and `relative.py`. Every repetition is bounded, so that no search takes long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MARKS = {
    "W": "weekdays", "M": "months", "N": "numbers", "DAY": "days", "ORD": "ordinals", "EARLY": "early", "MID": "mid",
    "END": "end", "NEXT": "next", "THIS": "this", "LATER": "later", "RANGE": "range", "OR": "or", "WEEK": "week",
    "MONTH": "month", "NTH": "nth", "LAST": "last", "AFTER": "after", "SINCE": "since", "NUMBERED": "numbered",
    "HOUR": "hour",
}  # fmt: skip
"""The names of word classes in the shapes below, and the keys of a `[dates]` section that list their words."""
_GLUE = r"[\s,]{0,4}(?:<P>){0,2}"
_NEAR = r"(?:(?:<NEXT>|<THIS>)\s{1,3})?"
_DAY_NAME = r"(?:" + _NEAR + r"(?P<weekday><W>)\.?(?:\s{1,3}(?:<NEXT>)(?!\w))?" + _GLUE + ")?"
_TO = r"\s?(?:<RANGE>)\s?(?:<P>){0,2}(?:(?:<W>)\.?" + _GLUE + ")?"
_YEAR = r"(?:[\s,/'-]{0,3}(?:<P>)?(?P<year>(?:19|20)\d\d|(?<=[-/'])\d\d)(?![\w:]|[.,]\d))?"
_LONG_YEAR = r"(?:[\s,/'-]{0,3}(?:<P>)?(?P<year>20\d\d)(?![\w:]|[.,]\d))?"
_PART = r"(?:(?:(?P<early><EARLY>)|(?P<mid><MID>)|(?P<end><END>))" + _GLUE + ")?"
_FOLLOWING = r"(?:\s{1,3}(?:<P>)?(?P<next>(?:<NEXT>)\s{1,3}(?:<U>)|(?:<U>)\s{1,3}(?:<NEXT>))(?!\w))?"
_NEXT_MONTH = r"(?:<NEXT>)\s{1,3}(?:<MONTH>)|(?:<MONTH>)\s{1,3}(?:<NEXT>)"
# Of two that match the same words the one that stands first here counts.
_SHAPES = {
    "nth_weekday": (
        r"(?<!\w)(?:(?P<nth><NTH>)|(?P<end><LAST>))\s{1,3}(?P<weekday><W>)\.?" + _GLUE
        + r"(?:(?P<month><M>)(?!\w)\.?" + _LONG_YEAR + r"|(?P<next>" + _NEXT_MONTH + r"))"
    ),
    "nth_week": (
        r"(?<!\w)(?:(?P<nth><NTH>)|(?P<end><LAST>))\s{1,3}"
        r"(?:(?:<WEEK>)" + _GLUE + r"(?:(?P<month><M>)(?!\w)\.?" + _LONG_YEAR + r"|(?P<next>" + _NEXT_MONTH + r"))"
        r"|(?P<compound><M>)(?:<WEEK>)(?!\w))"
    ),
    "day_month": (
        r"(?<![\w.,/:-])" + _DAY_NAME + r"(?:(?P<from>\d{1,2})(?:<ORD>)?" + _TO + r")?"
        r"(?:(?P<day>\d{1,2})(?:<ORD>)?|(?P<spelled><DAY>))"
        r"(?:[\s,.]{0,3}|[/-])(?:<P>){0,2}(?P<month><M>)(?!\w)\.?" + _YEAR
    ),
    "month_day": (
        r"(?<!\w)" + _DAY_NAME + r"(?P<month><M>)\.?(?:[/-]|[\s,]{0,3}(?:<P>)?)"
        r"(?:(?P<day>\d{1,2})(?:<ORD>)?(?![\w:%]|[.,]\d|\s{1,2}(?:<P>){0,2}(?:<M>)(?!\w))|(?P<spelled><DAY>)(?!\w))"
        r"(?:\s?(?:<RANGE>)\s?(?:<P>)?(?P<to>\d{1,2})(?:<ORD>)?(?![\w:%/-]|\.\d))?" + _YEAR
    ),
    "month": (
        r"(?<!\w)" + _PART + r"(?:(?P<next><NEXT>)\s{1,3})?(?P<month><M>)(?:<WEEK>)?(?!\w)\.?"
        + _LONG_YEAR + r"(?:\s{1,3}(?P<next2><NEXT>)(?!\w))?"
    ),
    "day_next_month": (
        r"(?<![\w.,/:-])(?P<day>\d{1,2})(?:<ORD>)?[\s,]{1,3}(?:<P>){0,2}(?:(?P<next>" + _NEXT_MONTH + r")"
        r"|(?:<THIS>)\s{1,3}(?:<MONTH>))(?!\w)"
    ),
    "weekday": (
        r"(?<!\w)(?:(?:(?P<second><SECOND>)|(?P<week>(?:<NEXT>)\s{1,3}(?:<WEEK>)|(?:<WEEK>)\s{1,3}(?:<NEXT>)))"
        r"[\s,]{1,3}(?:<P>)?)?"
        r"(?:(?:(?P<next><NEXT>)|(?P<this><THIS>))\s{1,3})?(?P<weekday><W>)(?!\w)\.?"
        r"(?:" + _GLUE + r"(?P<next2>(?:<NEXT>)\s{1,3}(?:<WEEK>)|(?:<WEEK>)\s{1,3}(?:<NEXT>)|<NEXT>)(?!\w))?"
    ),
    "weekday_day": (
        r"(?<!\w)" + _NEAR + r"(?P<weekday><W>)\.?" + _GLUE
        + r"(?P<day>\d{1,2})(?:<ORD>)?(?![\w:%]|[.,/-]\d|\s{0,2}(?:<HOUR>)(?!\w))"
    ),
    "day": (
        r"(?<![\w.,/:-])(?P<day>\d{1,2})"
        r"(?:(?P<ordinal><ORD>)(?!\w)|(?=\s*(?:[^\w\s%€$£+/:]|$)|\s{1,2}(?:<RANGE>)\s(?!\d)))"
    ),
    "span": (
        r"(?<!\w)(?:(?:<N>|\d{1,3})(?:\s?[,/-]\s?|\s{1,3}(?:<OR>)\s{1,3}))?"
        r"(?P<number><N>|\d{1,3})[\s-]{1,3}(?P<unit><U>)(?!\w)"
        r"(?:\s{1,3}(?:(?P<later><LATER>)|(?:<AFTER>|<SINCE>)\s{1,3}(?:<P>){0,2}(?P<base><NAMED>))(?!\w))?"
    ),
    "named": (
        r"(?<!\w)" + _PART + r"(?P<name><NAMED>)(?!\w)(?:[\s/,'-]{1,3}(?:<P>)?(?P<year>20\d\d)(?!\w))?" + _FOLLOWING
    ),
    "unit": (
        r"(?<!\w)" + _PART + r"(?:(?:<THIS>)\s{1,3}(?:(?:<U>)\s{1,3})?(?:<RANGE>)\s{1,3}(?:<P>)?)?"
        r"(?:(?:(?P<next><NEXT>)|(?P<this><THIS>))\s{1,3})?(?P<unit><U>)(?!\w)(?:\s{1,3}(?P<next2><NEXT>)(?!\w))?"
    ),
    "week": (
        r"(?<!\w)(?:(?P<nth>\d{1,2})(?:<ORD>)\s?(?:<NUMBERED>)|(?:<NUMBERED>)\.?\s?(?P<number>\d{1,2}))"
        r"(?:\s?(?:<RANGE>|[/&+])\s?(?:(?:<NUMBERED>)\.?\s?)?(?P<to>\d{1,2})(?!\d))?(?:[\s/]{1,2}(?P<year>20\d\d))?(?![\w%:]|[.,/-]\d)"
    ),
    "year": r"(?<![\w.,/:#-])(?P<year>20\d\d)(?![\w%]|[-./,:]\d)",
    "iso": (
        r"(?<![\w./-])" + _DAY_NAME + r"(?P<year>20\d\d)(?P<sign>[-./])"
        r"(?:(?P<month>\d{1,2})|(?P<named><M>))(?P=sign)(?P<day>\d{1,2})(?![\d/-])"
    ),
    "numeric": (
        r"(?<![\w./:,-])" + _DAY_NAME
        + r"(?:(?P<from>\d{1,2}(?:[./]|[./-]\d{1,2}(?:[./-](?:\d{4}|\d\d)?)?)?)" + _TO + ")?"
        r"(?P<first>\d{1,2})(?P<sign>[-./])\s?(?P<second>\d{1,2})"
        r"(?:(?P=sign)\s?(?P<year>\d{4}|\d\d)(?![\w:]|[.,/-]\d)|(?P<open>\.)?(?![\w%:]|[.,/-]\d))"
    ),
    "day_range": (
        r"(?<![\w.,/:-])(?P<from>\d{1,2})(?:<ORD>)?" + _TO + r"(?P<day>\d{1,2})(?:<ORD>)?"
        r"(?![\w:%/]|[.,-]\d|\s{0,2}(?:<HOUR>)(?!\w))(?=\s*(?:[^\w\s%€$£+/]|$))"
    ),
}  # fmt: skip


def compile_shapes(words: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Return the patterns of date expressions by shape; `words` gives a pattern for each `<NAME>` in them."""
    return {
        name: re.compile(re.sub(r"<([A-Z]+)>", lambda found: words[found[1]], shape)) for name, shape in _SHAPES.items()
    }
