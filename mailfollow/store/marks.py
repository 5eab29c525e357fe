"""Small facts about the program's own running that must outlive it: a name and a text each."""

from __future__ import annotations

from mailfollow.store.connection import Connection


class Marks:
    """The `marks` table."""

    def __init__(self, db: Connection) -> None:
        """Work on the marks of `db`."""
        self._db = db

    def get(self, name: str) -> str | None:
        """Return what was put under `name`, or None."""
        value: str | None = self._db.scalar("SELECT value FROM marks WHERE name = ?", name)
        return value

    def put(self, name: str, value: str | None) -> None:
        """Remember `value` under `name`, or forget it if None."""
        with self._db.writing():
            if value is None:
                self._db.run("DELETE FROM marks WHERE name = ?", name)
            else:
                self._db.run(
                    "INSERT INTO marks VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", name, value
                )
