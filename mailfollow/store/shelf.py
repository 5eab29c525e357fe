"""Which resources fit a proposal: full-text search (SQLite FTS5, bm25) over topics, titles and pitches, in memory.

A resource is found only by its topics: every word of at least one of them must stand in one sentence of the proposal.
And it must be what the proposal is about: a topic that stands once in the text, and not in its heading, is a thing
mentioned; and one that only names an activity ("maintenance") needs another beside it. Best first is by bm25, in which
the heading counts more than the rest.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mailfollow.model import Offer, Resource
from mailfollow.writing.resource.matter import parts, sentences, stems, suffices

WEIGHTS = (10.0, 4.0, 1.0)
"""How much a word counts in a resource's topics, its title, and its pitch."""
HEADING = 3
"""How many times as much a word counts that stands in the subject or names the topic."""
ENOUGH = 2
"""Sentences in which topics must be met, where the heading holds none."""
MOST_TEXT = 20_000
"""Characters of a proposal that are looked at; a long one says in the beginning what it is about."""
MOST_FOUND = 200
"""Resources, of which some may have expired, or be in another language."""
COMPOUNDING = frozenset({"de", "nl"})
"""Languages that write "pump maintenance" as one word."""


def matching(resources: tuple[Resource, ...], heading: str, text: str, language: str | None) -> list[Offer]:
    """Return the resources that fit a proposal, best first, each with the topics by which that was seen.

    `heading` is its subject and topic, `text` its own words, `language` a code. Nothing of a mail is FTS5 syntax here:
    each word is quoted, and has only letters and digits.
    """
    return _shelf(resources).find(heading, text, language) if resources else []


@lru_cache(maxsize=4)
def _shelf(resources: tuple[Resource, ...]) -> _Shelf:
    """Return the index of `resources`; kept, as each pass asks it about many proposals."""
    return _Shelf(resources)


class _Shelf:
    """Resources with an index over them; it is never changed."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._resources = resources
        self._topics = [[(topic, frozenset(stems(topic))) for topic in one.topics] for one in resources]
        self._known = frozenset(word for topics in self._topics for _, words in topics for word in words)
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute("CREATE VIRTUAL TABLE shelf USING fts5 (topics, title, pitch, detail = column)")
        rows = [_row(number, one) for number, one in enumerate(resources, 1)]
        self._db.executemany("INSERT INTO shelf (rowid, topics, title, pitch) VALUES (?, ?, ?, ?)", rows)

    def find(self, heading: str, text: str, language: str | None) -> list[Offer]:
        """See `matching`."""
        heads = [self._with_parts(words, language) for words in sentences(heading)]
        bodies = [self._with_parts(words, language) for words in sentences(text[:MOST_TEXT])]
        head = frozenset[str]().union(*heads)
        words = [*sorted(head) * HEADING, *sorted(frozenset[str]().union(*bodies) - head)]
        found = (self._offer(number, [head], bodies) for number in self._ranked(words))
        return [offer for offer in found if offer is not None]

    def _with_parts(self, words: Iterable[str], language: str | None) -> frozenset[str]:
        """Return the words of a sentence, and the topics' words that they are made of."""
        whole = frozenset(words)
        if language not in COMPOUNDING:
            return whole
        return whole | {part for word in whole for part in parts(word) if part in self._known}

    def _ranked(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of the resources that hold any of `words` in a topic, best first."""
        known = sorted({word for word in words if word in self._known})
        if not known:
            return []
        query = f"(topics : ({_any(known)})) AND ({_any(words)})"
        rows = self._db.execute(
            "SELECT rowid FROM shelf WHERE shelf MATCH ? ORDER BY bm25(shelf, ?, ?, ?), rowid LIMIT ?",
            (query, *WEIGHTS, MOST_FOUND),
        )
        return [row[0] for row in rows]

    def _offer(self, number: int, head: Sequence[frozenset[str]], bodies: Sequence[frozenset[str]]) -> Offer | None:
        """Return the offer of a resource that the proposal is about; None where it is only mentioned."""
        met = Counter[str]()
        for topic, words in self._topics[number - 1]:
            if any(words <= sentence for sentence in head):
                met[topic] += ENOUGH
            met[topic] += sum(words <= sentence for sentence in bodies)
        matched = tuple(topic for topic, count in met.most_common() if count)
        clear = len(matched) > 1 or any(
            suffices(words) for topic, words in self._topics[number - 1] if topic in matched
        )
        return Offer(self._resources[number - 1], matched) if clear and met.total() >= ENOUGH else None


def _row(number: int, one: Resource) -> tuple[int, str, str, str]:
    topics = " ".join(word for topic in one.topics for word in stems(topic))
    return number, topics, " ".join(stems(one.title)), " ".join(stems(one.pitch))


def _any(words: Iterable[str]) -> str:
    """Return an FTS5 expression that any of `words` makes true; one that comes twice counts twice."""
    return " OR ".join(f'"{word}"' for word in words)
