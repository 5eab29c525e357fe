"""Sums of money in a text, as they are written: "EUR 4,800", "12.500,00 €", "CHF 9'600.–"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold

_CODES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD",
    "dollars": "USD", "£": "GBP", "gbp": "GBP", "pounds": "GBP", "chf": "CHF", "sfr": "CHF", "fr.": "CHF",
    "franken": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "czk": "CZK", "cad": "CAD", "c$": "CAD",
    "ca$": "CAD", "aud": "AUD", "a$": "AUD", "au$": "AUD", "nzd": "NZD", "nz$": "NZD", "brl": "BRL", "r$": "BRL",
    "mxn": "MXN", "jpy": "JPY", "¥": "JPY", "inr": "INR", "₹": "INR", "zar": "ZAR", "sgd": "SGD", "s$": "SGD",
    "hkd": "HKD", "hk$": "HKD", "cny": "CNY", "ils": "ILS", "₪": "ILS", "try": "TRY", "₺": "TRY", "huf": "HUF",
    "ron": "RON",
}  # fmt: skip
_CURRENCY = "|".join(re.escape(sign) for sign in sorted(_CODES, key=len, reverse=True))
_BEFORE = "|".join(re.escape(sign) for sign in sorted(_CODES, key=len, reverse=True) if len(sign) < 4)
_NUMBER = r"\d{1,3}(?:[.,' \u2009]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)k?"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_BEFORE})\s?(?P<first>{_NUMBER})|(?P<second>{_NUMBER})(?:[.,]?[-–—]{{1,2}})?\s?(?P<after>{_CURRENCY})(?!\w))"
)
_CLAUSE_END = re.compile(r"[.,;:!?()\n]\s|\n")
_SIGN = re.compile(rf"^(?:[.,]?[-–—]{{1,2}})?\s*(?:(?:{_CURRENCY})(?!\w))?\s*")
_BESIDE = 25
"""Characters behind a sum in which a word may tell that it is the total."""
_MOST = 100
"""Sums that are looked at."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum as written, its ISO 4217 currency code, and roughly its value for comparing."""

    text: str
    currency: str
    value: float
    start: int


def amounts(text: str) -> list[Amount]:
    """Return the sums of money in a text, in their order."""
    folded = fold(text)
    found = []
    for match, _ in zip(_AMOUNT.finditer(folded), range(_MOST), strict=False):
        group = "first" if match["first"] else "second"
        number, sign = text[match.start(group) : match.end(group)].strip(), match["before"] or match["after"]
        found.append(Amount(number, _CODES[sign], _value(number), match.start()))
    return found


def main_amount(text: str, lexicon: Lexicon) -> Amount | None:
    """Return the sum that a text is about: one beside "total" or the like, else the largest that still holds."""
    every, folded = amounts(text), fold(text)
    found = [one for one in every if not lexicon.proposal.former.search(folded[max(0, one.start - 30) : one.start])]
    named = [one for one in found if _is_total(one, folded, lexicon)]
    return max(named or found or every, key=lambda one: one.value, default=None)


def _is_total(one: Amount, folded: str, lexicon: Lexicon) -> bool:
    """Whether "total" or the like stands before a sum, or directly behind it ("640 all in")."""
    total, after = lexicon.proposal.total, one.start + len(one.text)
    behind = _CLAUSE_END.split(folded[after : after + _BESIDE], maxsplit=1)[0]
    return bool(total.search(folded, max(0, one.start - 60), one.start) or total.match(_SIGN.sub("", behind)))


def _value(number: str) -> float:
    digits = number.lower().rstrip("k")
    whole = re.sub(r"[.,]\d{1,2}$", "", digits)
    value = float(re.sub(r"\D", "", whole) or 0)
    return value * 1000 if number.lower().endswith("k") else value
