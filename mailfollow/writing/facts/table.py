"""The table of facts: the README, the checks and the samples follow it. And how a fact is looked up by its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

Facts = Mapping[str, object]
"""Group or fact to its value; groups ("proposal") are mappings themselves."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the table: "proposal.topic", its type, an example, and what it is. `always` = never None."""

    path: str
    type: str
    example: object
    meaning: str
    always: bool = False


_SLOTS = (datetime(2025, 5, 22, 10, 30, tzinfo=UTC), datetime(2025, 5, 26, 14, 0, tzinfo=UTC))

FACTS = (
    Fact("greeting", "text", "Hello Anna,", "the greeting line, with a name only if one is surely known", always=True),
    Fact("sign_off", "text", "Best regards,\nJonas", "the last lines; the signature follows by itself", always=True),
    Fact("me.name", "text", "Jonas Weber", "the sender's full name"),
    Fact("me.first_name", "text", "Jonas", "the sender's first name"),
    Fact("me.address", "text", "jonas@weber-consulting.example", "the address the proposal was sent from", always=True),
    Fact("me.company", "text", "Weber Consulting", "the sender's company, from the configuration"),
    Fact("contact.name", "text", "Anna Berger", "the first recipient's full name"),
    Fact("contact.first_name", "text", "Anna", "the first recipient's first name"),
    Fact("contact.address", "text", "anna.berger@acme.example", "the first recipient's address", always=True),
    Fact("company", "text", "Acme", "the recipient's company, as the proposal itself writes it"),
    Fact("proposal.topic", "text", "Website relaunch", "what the proposal is about"),
    Fact("proposal.number", "text", "2025-117", "the number of the proposal"),
    Fact("proposal.amount", "text", "4,800", "the amount as the proposal writes it; use `money`"),
    Fact("proposal.currency", "text", "EUR", "the currency of the amount"),
    Fact("proposal.valid_until", "date", date(2025, 6, 30), "the last day on which its terms hold"),
    Fact("proposal.sent_on", "date", date(2025, 5, 12), "the day on which it was sent", always=True),
    Fact("proposal.days_ago", "number", 8, "how many days ago that was", always=True),
    Fact("others", "texts", ("Logo",), "what other proposals are about that it is to name; mostly empty", always=True),
    Fact("promise.on", "date", date(2025, 5, 20), "the day on which the proposal promised to be in touch"),
    Fact("promise.text", "text", "I'll be in touch on Tuesday", "the words of that promise"),
    Fact("their_words", "text", "please try again in June", "their words, where they asked for time"),
    Fact("their_date", "date", date(2025, 6, 2), "the day that they named"),
    Fact("resource.title", "text", "How Acme halved its returns", "the title of what the text offers"),
    Fact("resource.pitch", "text", "A two-page case study on fewer returns.", "the pitch in the resource's file"),
    Fact("resource.kind", "text", "case-study", "its kind"),
    Fact("resource.url", "text", "https://weber-consulting.example/returns", "its address, if it has one"),
    Fact("resource.attached", "text", "returns.pdf", "the name of the file that goes along, if it has one"),
    Fact("touch", "number", 2, "the number of this follow-up, 1 for the first", always=True),
    Fact("slots", "times", _SLOTS, "free times to propose, each for `slot`; may be empty", always=True),
    Fact("today", "date", date(2025, 5, 20), "the day of writing", always=True),
    Fact("familiar", "yes or no", False, "whether people are addressed as du, tu or tú; see `you`", always=True),
)
PATHS = tuple(row.path for row in FACTS)
GROUPS = tuple(dict.fromkeys(path.partition(".")[0] for path in PATHS if "." in path))
UNSURE = frozenset(row.path for row in FACTS if not row.always)
"""Facts that can be None."""
OFFERED = frozenset({"resource.title", "resource.pitch", "resource.kind"})
"""What is known of every resource, in a template that offers one."""


def value(known: Facts, path: str) -> object:
    """Return the fact at `path` ("proposal.topic"); raises KeyError for one that does not exist."""
    group, _, name = path.partition(".")
    found = known[group]
    return found[name] if name and isinstance(found, Mapping) else found


def missing(known: Facts, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `paths` that are unknown (None or empty) in this thread."""
    return tuple(path for path in paths if value(known, path) in (None, "", ()))


def texts(known: Facts) -> str:
    """Return all facts that are text, a line each: what may look unusual in a mail without being our wording."""
    found = (one for path in PATHS for one in _flat(value(known, path)))
    return "\n".join(one for one in found if isinstance(one, str))


def _flat(found: object) -> tuple[object, ...]:
    return found if isinstance(found, tuple) else (found,)
