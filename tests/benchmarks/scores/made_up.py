"""Conversations that never were: proposals to people of made-up companies, their answers, and strangers' mail.

Every mail is written out in full and read again, so that what is measured is what happens to real mail whose
In-Reply-To and References were lost on the way. One seed gives the same mail every time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from tests.benchmarks.scores.made_mail import PUBLIC, Offer, Person, answer, forwarded, offer, people, quote, somebody

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SUBJECTS = (
    "Proposal", "Quote", "Your offer", "Angebot", "Offre", "Presupuesto", "Website relaunch", "Warehouse racking",
    "Proposal for the new website", "Angebot für die Lagerhalle", "Devis pour la cuisine", "Offerta per il catalogo",
    "Training for the service team", "Maintenance 2027", "Support plan", "Photo shoot in May", "Proposta de manutenção",
)  # fmt: skip
_ANSWERS = (
    "Thank you, this looks good. Could you send the terms as well?", "We shall discuss it on Thursday.",
    "Danke, das passt so für uns.", "Merci, je reviens vers vous la semaine prochaine.", "Is the price still valid?",
    "Gracias, lo miramos con el equipo.", "Fine with me, please go ahead.", "Can we start two weeks later?",
)  # fmt: skip
_PREFIXES = (
    "Re: ", "RE: ", "AW: ", "Antw: ", "SV: ", "R: ", "RES: ", "Re[2]: ", "Re:", "[EXTERNAL] Re: ", "EXTERN: AW: ",
)  # fmt: skip
_CASES = {
    "quoted": 45, "bare": 22, "colleague": 10, "passed on": 5, "number": 8, "from home": 5, "other subject": 5,
}  # fmt: skip
"""How people answer, and how many of a hundred do so: with the offer below, without it, somebody else of the company,
somebody of another company to whom it was forwarded, in a mail of its own that names the offer's number, from a
private address with the offer below, on a subject of their own with the offer below."""
_AGAIN = 0.1
"""How often somebody gets two offers with one subject."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail that came in, what sort of case it is, and the threads it belongs to; none for a stranger's."""

    case: str
    mail: bytes
    threads: frozenset[str]


@dataclass
class World:
    """All offers and all incoming mail."""

    offers: list[Offer] = field(default_factory=list)
    incoming: list[Incoming] = field(default_factory=list)


def world(seed: int = 7, size: int = 200) -> World:
    """Return the proposals to so many people, an answer to each of them, and strangers with equal subjects."""
    made, random = World(), Random(seed)
    for person in people(random, size):
        for number, subject in enumerate(random.sample(SUBJECTS, random.choice((1, 1, 2, 3)))):
            made.incoming += _talk(random, made, person, subject, twice=number == 0 and random.random() < _AGAIN)
    made.incoming += [_stranger(random, one) for one in random.sample(made.offers, len(made.offers) // 2)]
    return made


def _talk(random: Random, made: World, person: Person, subject: str, *, twice: bool) -> list[Incoming]:
    """Send an offer, or two with one subject, and answer."""
    first = _send(random, made, person, subject)
    return _either(random, first, _send(random, made, person, subject)) if twice else [_reply(random, first)]


def _send(random: Random, made: World, person: Person, subject: str) -> Offer:
    at = START + timedelta(hours=random.randrange(2_000))
    made.offers.append(offer(random, f"offer{len(made.offers):04}", person, subject, at))
    return made.offers[-1]


def _reply(random: Random, answered: Offer) -> Incoming:
    """Answer an offer in one of the ways in which people do."""
    case = random.choices(list(_CASES), list(_CASES.values()))[0]
    if case == "colleague" and answered.to.domain in PUBLIC:
        case = "passed on"  # nobody there is a colleague
    sender, text = _sender(random, case, answered.to), random.choice(_ANSWERS)
    subject, below = random.choice(_PREFIXES) + answered.subject, quote(random, answered)
    if case == "number":
        subject, text = "Question", f"{text}\nIt is about your offer {answered.number}."
    elif case == "other subject":
        subject = "Dates for the start"
    elif case == "passed on":
        below = forwarded(answered)
    below = "" if case in {"bare", "number"} else below
    mail = answer(random, sender, subject, answered.at, f"{text}\n\n{sender.name}\n{below}")
    return Incoming(case, mail, frozenset({answered.id}))


def _sender(random: Random, case: str, asked: Person) -> Person:
    """Tell who answers for the person who was asked."""
    if case == "from home":
        return Person(asked.name, f"{asked.name.replace(' ', '')}@{PUBLIC[0]}".lower())
    if case in {"colleague", "passed on"}:
        return somebody(random, asked.domain if case == "colleague" else "advisors.example")
    return asked


def _either(random: Random, first: Offer, second: Offer) -> list[Incoming]:
    """Answer two offers with one subject: what has no quote may mean either, what has one does not."""
    last, text = max(first.at, second.at), random.choice(_ANSWERS)
    bare = answer(random, first.to, f"Re: {first.subject}", last, text)
    quoted = answer(random, first.to, f"Re: {first.subject}", last, text + quote(random, second))
    return [
        Incoming("either of two", bare, frozenset({first.id, second.id})),
        Incoming("one of two", quoted, frozenset({second.id})),
    ]


def _stranger(random: Random, near: Offer) -> Incoming:
    """Let somebody whom no known offer went to write with an offer's subject; at a public provider a neighbour does.

    Some got an offer in nearly the same words from us that nobody keeps track of, and quote that.
    """
    shared = near.to.domain in PUBLIC
    sender = somebody(random, near.to.domain if shared else f"elsewhere{random.randrange(1_000)}.example")
    subject = random.choice(("", *_PREFIXES)) + near.subject
    unknown = offer(random, "unknown", sender, near.subject, near.at)
    below = random.choice(
        ("", "\n> Hello,\n>\n> here is what you asked for.\n", quote(random, unknown), forwarded(unknown))
    )
    return Incoming("stranger", answer(random, sender, subject, near.at, random.choice(_ANSWERS) + below), frozenset())
