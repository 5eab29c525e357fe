"""What is remembered of resources: how often each was offered, and whether its link led somewhere when it was tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailfollow.store.columns import utc_text, utc_time
from mailfollow.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying a link, and when (UTC); an empty `problem` means that it leads somewhere."""

    at: datetime
    problem: str


@dataclass(frozen=True, slots=True)
class Offered:
    """How often a resource was offered, and to how many companies; somebody without one counts for themselves."""

    times: int = 0
    companies: int = 0


class Resources:
    """The `links` table, and the column `resource` of `drafts`."""

    def __init__(self, db: Connection) -> None:
        """Work on the tables of `db`."""
        self._db = db

    def offered(self) -> dict[str, Offered]:
        """Return by its name how often each resource was offered; drafts withdrawn or refused don't count."""
        rows = self._db.rows(
            """
            SELECT resource, count(*) AS times, count(DISTINCT coalesce(
                company, (SELECT min(address) FROM people WHERE people.thread = drafts.thread)
            )) AS companies
            FROM drafts JOIN threads ON threads.id = drafts.thread
            WHERE resource <> '' AND drafts.state NOT IN ('withdrawn', 'refused')
            GROUP BY resource ORDER BY resource
            """
        )
        return {row["resource"]: Offered(row["times"], row["companies"]) for row in rows}

    def tried(self) -> dict[str, Tried]:
        """Return what is known of each link that was tried."""
        rows = self._db.rows("SELECT url, tried_at, problem FROM links ORDER BY url")
        return {row["url"]: Tried(utc_time(row["tried_at"]), row["problem"]) for row in rows}

    def dead(self) -> frozenset[str]:
        """Return the links that led nowhere when they were tried last."""
        return frozenset(row["url"] for row in self._db.rows("SELECT url FROM links WHERE problem <> ''"))

    def note(self, url: str, at: datetime, problem: str) -> None:
        """Remember that `url` was tried at `at` (UTC), and what was wrong with it; empty if nothing was."""
        with self._db.writing():
            self._db.run("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", url, utc_text(at), problem)
