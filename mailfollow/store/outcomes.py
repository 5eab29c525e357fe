"""What became of every follow-up: the drafts, what happened to their threads, and the words that were sent. Reads only.

Three queries, however many drafts there are; the sent words are the costly part, and only asked for where wanted.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from mailfollow.model import Became, Edit, EventKind, Intent, Outcome, Tally
from mailfollow.model.outcome import SENT, WITHIN, tally
from mailfollow.store.columns import maybe_time, utc_time
from mailfollow.store.connection import Connection
from mailfollow.tracking.answered import Moment, answered_at
from mailfollow.writing.choice.edits import edit

STATES = {
    "sent": Became.SENT,
    "discarded": Became.DISCARDED,
    "withdrawn": Became.WITHDRAWN,
    "reserved": Became.OTHERWISE,
    "refused": Became.OTHERWISE,
}
"""What the states of a draft come to; in all others it lies in Drafts, or may."""

ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
"""How a text begins that was encrypted without MIME (RFC 9580 section 6.2.1)."""


class Outcomes:
    """The `drafts` table with all that tells what became of them."""

    def __init__(self, db: Connection) -> None:
        """Read from `db`."""
        self._db = db

    def all(self, within: timedelta = WITHIN, since: datetime | None = None) -> list[Outcome]:
        """Return what became of every follow-up that was first written at or after `since` (aware), oldest first.

        An answer counts if it came `within` that time. One that was written anew counts once, as the last of them.
        """
        words = self._sent_words()
        return [one for one in self._read(within, words) if since is None or one.written_at >= since]

    def tallies(self, now: datetime, within: timedelta = WITHIN) -> dict[str, Tally]:
        """Return how often each angle was sent, and answered `within` that time; what is too recent is left out."""
        angles: dict[str, list[Outcome]] = defaultdict(list)
        for one in self._read(within, {}):
            angles[one.angle].append(one)
        return {angle: tally(angles[angle], now, within) for angle in sorted(angles) if angle}

    def _read(self, within: timedelta, words: Mapping[int, str]) -> list[Outcome]:
        rows, moments = self._drafts(), self._moments()
        earlier = {row["id"]: row["replaces"] for row in rows}
        written = {row["id"]: row["reserved_at"] for row in rows}
        replaced = set(earlier.values())
        return [
            _outcome(row, written[_first(row["id"], earlier)], moments, within, words.get(row["id"]))
            for row in rows
            if row["id"] not in replaced
        ]

    def _drafts(self) -> list[sqlite3.Row]:
        """Return all drafts, with when the mail was sent that each became, if it is known."""
        return self._db.rows(
            """
            SELECT id, thread, covers, state, template, angle, language, touch, resource, text, replaces, reserved_at,
                (SELECT min(at) FROM events WHERE draft = drafts.id AND kind = 'sent') AS mailed_at
            FROM drafts ORDER BY id
            """
        )

    def _moments(self) -> dict[str, list[Moment]]:
        """Return what was sent in each thread, and what came back, by time."""
        rows = self._db.rows(
            """
            SELECT thread, at, kind, json_extract(event, '$.intent') AS intent FROM events
            WHERE thread IS NOT NULL AND kind IN ('sent', 'reply', 'signed') ORDER BY at, id
            """
        )
        moments: dict[str, list[Moment]] = defaultdict(list)
        for row in rows:
            intent = Intent(row["intent"]) if row["intent"] else None
            moments[row["thread"]].append((utc_time(row["at"]), EventKind(row["kind"]), intent))
        return moments

    def _sent_words(self) -> dict[int, str]:
        """Return the own words of what was sent, by the number of the draft that it was.

        Nobody sends a mail without words: where none are found it was encrypted, and they are not known.
        """
        rows = self._db.rows(
            """
            SELECT events.draft, json_extract(readings.message, '$.own_text') AS words
            FROM events JOIN drafts ON drafts.id = events.draft AND drafts.thread = events.thread
                JOIN threads ON threads.id = events.thread
                JOIN readings ON readings.account = threads.account AND readings.message_id = events.message_id
            WHERE events.kind = 'sent' AND readings.role = 'sent' ORDER BY events.id DESC
            """
        )
        return {row["draft"]: row["words"] for row in rows if row["words"] and not row["words"].startswith(ENCRYPTED)}


def _first(draft: int, earlier: Mapping[int, int | None]) -> int:
    """Return the number of the first of the drafts that took each other's place."""
    while (before := earlier[draft]) is not None:
        draft = before
    return draft


def _outcome(
    row: sqlite3.Row, written_at: str, moments: Mapping[str, list[Moment]], within: timedelta, words: str | None
) -> Outcome:
    sent_at = maybe_time(row["mailed_at"])
    became = _became(row)
    changed = edit(row["text"], words) if words is not None and became in SENT and row["text"] else None
    threads = (moments.get(name, []) for name in (row["thread"], *row["covers"].split()))
    return Outcome(
        draft_id=row["id"],
        thread_id=row["thread"],
        template=row["template"],
        angle=row["angle"],
        language=row["language"] or _language_of(row["template"]),
        touch=row["touch"],
        resource=row["resource"],
        written_at=utc_time(written_at),
        became=_used(changed) if changed else became,
        sent_at=sent_at if became in SENT else None,
        answered_at=answered_at(sent_at, threads, within) if sent_at and became in SENT else None,
        edit=changed,
        text=row["text"],
    )


def _became(row: sqlite3.Row) -> Became:
    """Say what a draft came to: it was sent if there is a mail of it, unless that went to somebody else."""
    if row["mailed_at"] is not None:
        return Became.OTHERWISE if row["state"] == "withdrawn" else Became.SENT
    return STATES.get(row["state"], Became.OPEN)


def _used(changed: Edit) -> Became:
    return Became.EDITED if changed.changed else Became.AS_IS


def _language_of(template: str) -> str:
    """Return the language of a draft of an older version, which did not note it."""
    return template.partition("/")[0] if "/" in template else ""
