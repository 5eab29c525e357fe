"""A message that may be an automatic reply, as the questions about it need it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailfollow.model.subject import base_subject
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import fold
from mailfollow.reading.lexicon.vocabulary import KindWords
from mailfollow.reading.message.parts import Parsed

BEGINNING = 600
"""Characters within which a responder says what it is."""
OPENING = "[(【* "
"""What may stand before a subject's first word."""
_TERSE = 15
"""Words of a notice that says no more than that somebody is away."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A message as the questions need it: the text without the sign-off as far as it is looked at, and folded."""

    parsed: Parsed
    own: str
    folded: str
    lexicon: Lexicon

    @property
    def words(self) -> KindWords:
        """The phrases that tell sorts of mail apart."""
        return self.lexicon.kind

    @property
    def beginning(self) -> str:
        """The part in which a responder says what it is."""
        return self.folded[:BEGINNING]

    @property
    def terse(self) -> bool:
        """Whether it says no more than a line."""
        return len(self.folded.split()) <= _TERSE

    @property
    def titles(self) -> tuple[str, ...]:
        """The subject, folded, with and without the tags of mail gateways."""
        subject = self.parsed.envelope.subject
        return tuple(dict.fromkeys((fold(subject).lstrip(OPENING), fold(base_subject(subject)[0]))))

    @property
    def names_reader(self) -> bool:
        """Whether it calls a recipient by name: "Thanks Max"."""
        names = (fold(name) for who in self.parsed.envelope.recipients for name in who.name.split()[:1])
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.folded) for name in names if len(name) > 1)
