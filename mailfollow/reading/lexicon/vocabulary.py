"""The words of one subject each, as compiled patterns for folded text; `lexicon.py` fills them from the tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mailfollow.reading.lexicon.lazily import Lazily
from mailfollow.reading.lexicon.notation import compile_before, fold_all


@dataclass(frozen=True, slots=True, eq=False)
class StructureWords(Lazily):
    """What separates own words from quoted text and signatures. Patterns are for folded text."""

    attribution_start: re.Pattern[str]
    """How an attribution line begins: "on", "am", "le"."""
    attribution_verb: re.Pattern[str]
    """The word of an attribution line: "wrote", "schrieb", "a écrit"."""
    separator: re.Pattern[str]
    """The words between dashes above a quoted or forwarded message: "original message"."""
    sign_off: re.Pattern[str]
    """How a letter ends: "best regards"."""
    mobile: re.Pattern[str]
    """The advertisement under a mail from a telephone: "sent from my"."""
    disclaimer: re.Pattern[str]
    """How legal small print begins."""
    banner: re.Pattern[str]
    """How the warning begins that a mail server puts at the top of a mail from outside."""
    footer: re.Pattern[str]
    """How begins what lists, virus scanners and free mail services put below a mail."""


@dataclass(frozen=True, slots=True, eq=False)
class HeaderLabels(Lazily):
    """The labels of a header block that clients put above quoted mail, folded, without the colon."""

    sender: frozenset[str] = field(metadata={"build": fold_all})
    date: frozenset[str] = field(metadata={"build": fold_all})
    to: frozenset[str] = field(metadata={"build": fold_all})
    cc: frozenset[str] = field(metadata={"build": fold_all})
    subject: frozenset[str] = field(metadata={"build": fold_all})


@dataclass(frozen=True, slots=True, eq=False)
class IntentWords(Lazily):
    """What people say in answer to a proposal, in one language, and the words that turn it round."""

    vendor: re.Pattern[str]
    """They chose somebody else: a decline whatever else is said."""
    no: re.Pattern[str]
    no_thanks: re.Pattern[str]
    yes: re.Pattern[str]
    yes_alone: re.Pattern[str]
    """A whole message that consents."""
    yes_please: re.Pattern[str]
    """A yes that may be only to what was asked last, as whether to send something."""
    not_now: re.Pattern[str]
    defer: re.Pattern[str]
    """Asks to be asked again; counts in a sentence that names a day."""
    meet: re.Pattern[str]
    """Wants to speak at a time; a week and more off, that is a "not now" too."""
    holding: re.Pattern[str]
    question: re.Pattern[str]
    stop: re.Pattern[str]
    stop_alone: re.Pattern[str]
    left: re.Pattern[str]
    unless: re.Pattern[str]
    """Makes what follows a mere possibility: "if"."""
    filler: re.Pattern[str]
    """What may stand around a decision in its clause; a word that is not among them makes it about something else."""
    self: re.Pattern[str]
    """Tells that the writer speaks of himself, or to us: "we", "your"."""
    joins: re.Pattern[str]
    """Begins another clause without a comma: "because"."""
    negated: re.Pattern[str]
    present: re.Pattern[str]
    """Limits a decline to the present: "right now"."""
    but: re.Pattern[str]
    keen: re.Pattern[str]
    plead: re.Pattern[str]
    smalltalk: re.Pattern[str]
    """Questions that want no answer."""
    offer: re.Pattern[str]
    """Leaves the ball with the other side, in our own mail."""


@dataclass(frozen=True, slots=True, eq=False)
class BounceWords(Lazily):
    """What mail systems write about mail they could not deliver; of all languages together."""

    subject: re.Pattern[str]
    failed: re.Pattern[str]
    delayed: re.Pattern[str]
    unknown: re.Pattern[str]
    """The address itself is wrong: it will never work."""
    spared: re.Pattern[str]
    """The address is all right: the mailbox is full, the mail was refused as spam."""
    yours: re.Pattern[str]
    """Speaks of the mail that came back: "your message"."""
    original: re.Pattern[str]
    """Above the copy of the original message."""
    listing: re.Pattern[str] = field(metadata={"build": compile_before})
    """Directly before an address that failed."""
    contact: re.Pattern[str] = field(metadata={"build": compile_before})
    """Directly before an address that has nothing to do with it."""


@dataclass(frozen=True, slots=True, eq=False)
class KindWords(Lazily):
    """What tells one sort of message from another; of all languages together."""

    away_subject: re.Pattern[str]
    automatic_subject: re.Pattern[str]
    away: re.Pattern[str]
    responder: re.Pattern[str]
    """What absence notices say and people do not: "in urgent cases", "upon my return"."""
    automatic: re.Pattern[str]
    """The text says itself that no person wrote it."""
    acknowledgement: re.Pattern[str]
    order: re.Pattern[str]
    """What shops and booking desks confirm: "thank you for your order"."""
    urgent: re.Pattern[str]
    """What absence notices offer help for: "emergency"."""
    copula: re.Pattern[str]
    """Behind a name it tells of somebody else: "Jane is away"."""
    left: re.Pattern[str]
    """Tells in an automatic reply, and only there, that somebody is gone for good: "i have left"."""
    challenge: re.Pattern[str]
    calendar_subject: re.Pattern[str]
    receipt_subject: re.Pattern[str]
    receipt: re.Pattern[str]
    esign: re.Pattern[str]
    """Names of signing services, also as parts of their domains."""
    signed: re.Pattern[str]
    unsigned: re.Pattern[str]
    refused: re.Pattern[str]
    """Somebody declined to sign."""
    newsletter: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class ProposalWords(Lazily):
    """What proposals say, and what mail says that only talks about them; of all languages together."""

    noun: re.Pattern[str]
    handover: re.Pattern[str]
    """Hands one over: "please find attached our proposal"."""
    pricing: re.Pattern[str]
    offering: re.Pattern[str] = field(metadata={"build": compile_before})
    """Directly before a sum: "we can do the translation for"."""
    vat: re.Pattern[str]
    """Beside the price of a seller: "plus VAT"."""
    total: re.Pattern[str]
    valid: re.Pattern[str]
    promise: re.Pattern[str]
    greeting: re.Pattern[str]
    title: re.Pattern[str]
    """Stands before a name in a greeting, also in lower case: "señor"."""
    nobody: re.Pattern[str]
    """Greeted instead of a name: "all", "Damen und Herren"."""
    article: re.Pattern[str]
    joint: re.Pattern[str]
    """Joins a proposal and its topic: "for"."""
    invoice: re.Pattern[str]
    application: re.Pattern[str]
    received: re.Pattern[str]
    """Speaks of somebody else's proposal."""
    wanted: re.Pattern[str]
    """Asks for one."""
    chase: re.Pattern[str]
    """Asks after one that was sent before."""
    aside: re.Pattern[str]
    """Another sort of offer: of a date, at an exchange, in a lawsuit; or one that is over."""
    advert: re.Pattern[str]
    draft_talk: re.Pattern[str]
    """Announces one, or discusses it among colleagues."""
    close: re.Pattern[str]
    """Asks for a yes: "shall I book"."""
    scope: re.Pattern[str]
    """What a price covers: "included", "per person"."""
    measure: re.Pattern[str]
    """How much work it is: "two men", "38 m²"."""
    slot: re.Pattern[str]
    """When the work could be done: "we could start"."""
    figures: re.Pattern[str]
    """Says that prices follow a talk or an enquiry: "here are the numbers"."""
    enquiry: re.Pattern[str]
    """Asks a price, in the mail that is answered: "how much"."""
    choices: re.Pattern[str]
    """Begins the line of one of several offers: "option"."""
    former: re.Pattern[str] = field(metadata={"build": compile_before})
    """Directly before a sum that holds no more: "instead of"."""
    spent: re.Pattern[str]
    """Money that is no price of ours: "our invoice", "refund"."""
    theirs: re.Pattern[str]
    """Speaks of their asking for a proposal: "your request"."""
    revised: re.Pattern[str]
    """Says of a proposal that it is a later one, and nothing about its topic: "updated"."""
