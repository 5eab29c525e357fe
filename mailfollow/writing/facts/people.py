"""Names as people bear them, from display names as mail programs write them ("BERGER, Anna (ACME)").

A wrong first name is worse than none: whatever does not look like a person's gives None, and the greeting goes without.
"""

from __future__ import annotations

import re

from mailfollow.writing.facts.clean import fact
from mailfollow.writing.languages.language import listed

_LONGEST = 80
_ASIDE = re.compile(r"\([^)]{0,100}\)|\[[^\]]{0,100}\]|<[^>]{0,100}>")
_CUT = re.compile(r"\s+[|/@·•–—-]\s+|\s+(?:via|c/o|from|bei|chez)\s+", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:dr|prof|mag|dipl|ing|ir|mr|mrs|ms|mx|miss|sir|herr|frau|mme|mlle|monsieur|madame|sr|sra|sig|sigra|dott|dhr|mevr)\.?"
    r"|h\.?c\.|dipl\.-\w+\.?|m\.",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(r"(?:jr|sr|ph\.?d|mba|md|llm|msc|bsc|cpa|esq|ii|iii|iv)\.?", re.IGNORECASE)
_NO_PERSON = frozenset(
    listed("""
        gmbh, ag, kg, ohg, ug, se, ltd, limited, llc, inc, corp, plc, sa, sas, sarl, srl, sl, bv, nv, oy, ab, as, co,
        company, group, holding, team, sales, info, office, support, service, services, admin, accounts, accounting,
        billing, hello, contact, mail, marketing, department, dept, procurement, purchasing, einkauf, vertrieb,
        buchhaltung, verwaltung, kontakt, empfang, ventas, compras, achats, comptabilité, acquisti, inkoop, helpdesk,
        noreply, reception, studio, agency, agentur, the, all, administrator, postmaster, system, delivery, newsletter,
        notification, notifications, automated, orders, bestellung, recruiting, press, presse, redaktion
    """)
)
"""Words of firms and shared mailboxes."""
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?")


def full_name(display: str) -> str | None:
    """Return a person's name in speaking order, from a display name; None if it is not a person's."""
    name = fact(_ASIDE.sub(" ", display), _LONGEST)
    if name is None or any(c.isdigit() or c == "@" for c in name):
        return None
    name = _CUT.split(name.strip("'\"’‘“” "))[0]
    words = [word for word in _in_order(name).split() if not (word.endswith(".") and _TITLE.fullmatch(word))]
    while words and _TITLE.fullmatch(words[0]):
        words = words[1:]
    if not 1 <= len(words) <= 5 or not all(_WORD.fullmatch(w) for w in words):
        return None
    if any(w.casefold().strip(".") in _NO_PERSON for w in words):
        return None
    return " ".join(_cased(w) for w in words)


def first_name(display: str, domain: str = "") -> str | None:
    """Return the first name in a display name; None for initials, firms, and names without a known order.

    `domain` is the address's: a single word that is its first label ("Acme" at acme.example) is the firm.
    """
    name = full_name(display)
    if name is None:
        return None
    first, *rest = name.split()
    if not rest and (display.strip().isupper() or first.casefold() == domain.partition(".")[0].casefold()):
        return None
    if not rest and _titled(display):
        return None
    if first.endswith(".") or len(first) < 2 or _family_comes_first(first) or _abbreviation(first, display):
        return None
    return first


def _titled(display: str) -> bool:
    """Whether a title or an initial stands before the only name: "M. Berger", "Herr Müller" tell no first name."""
    words = _CUT.split(_ASIDE.sub(" ", display).strip("'\"’‘“” "))[0].split()
    return len(words) > 1 and _TITLE.fullmatch(words[0]) is not None


def greeting_name(name: str | None) -> str | None:
    """Return the name the user greeted with in the proposal, if it can be used again."""
    used = fact(name, 40)
    if used is None or any(c.isdigit() or c in "@{}[]<>|;:!?" for c in used):
        return None
    return used.strip(" ,.") or None


def _in_order(name: str) -> str:
    """Turn "Berger, Anna" into "Anna Berger"; leave out degrees after a comma."""
    family, *rest = (part.strip() for part in name.split(","))
    rest = [part for part in rest if part and not _AFTER_COMMA.fullmatch(part)]
    return f"{rest[0]} {family}" if len(rest) == 1 else family if not rest else name


def _cased(word: str) -> str:
    """Write ANNA and anna as Anna; leave McDonald, de and J.P. alone."""
    if len(word.strip(".")) > 2 and (word.isupper() or (word.islower() and word not in {"van", "von", "der", "den"})):
        return "-".join(part.capitalize() for part in word.split("-"))
    return word


def _abbreviation(word: str, display: str) -> bool:
    """Whether a word stands in capitals among others that do not: "MMSC Administrator", "JP Berger"."""
    return (
        word.upper() in display.replace(",", " ").split() and not display.isupper() and any(map(str.islower, display))
    )


def _family_comes_first(word: str) -> bool:
    """Chinese, Japanese and Korean names put the family first; which part to greet with is not ours to guess."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in word)
