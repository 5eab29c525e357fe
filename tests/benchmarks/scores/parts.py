"""All that is measured, in the order of the table."""

from __future__ import annotations

from tests.benchmarks.scores import auto_replies, bounces, dates, intents, mime, own_words, rejoin, speed, whole
from tests.benchmarks.scores.figures import Part

PARTS: tuple[Part, ...] = (
    own_words.PLAIN_PART,
    own_words.HTML_PART,
    whole.PART,
    bounces.PART,
    auto_replies.PART,
    auto_replies.OWN_PART,
    dates.PART,
    *dates.RECOGNIZERS_PARTS,
    intents.PART,
    mime.PART,
    speed.PART,
    rejoin.PART,
)
