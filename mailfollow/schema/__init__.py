"""The tables, and how an older database becomes a newer one. No other module defines a table.

`PRAGMA user_version` counts the migrations that a database has been through, so that opening an up-to-date
one needs sqlite3 alone: sqlite_utils is imported only when a migration must run. Migrations only go forward,
each database is copied before the first of them touches it, and all of them are one transaction.
Times are UTC in ISO 8601, which sorts as text. Text in columns is for people and for finding things; whole
values are JSON in the columns `standing`, `event` and `message`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

from mailfollow.schema.first import APPLICATION_ID, FIRST
from mailfollow.schema.later import FIFTH, FOURTH, SECOND, THIRD

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

__all__ = ["APPLICATION_ID", "STEPS", "VERSION", "create", "migrate"]

STEPS: tuple[tuple[str, ...], ...] = (FIRST, SECOND, THIRD, FOURTH, FIFTH)
"""The statements of each migration, in order. One that has been released is never changed."""

VERSION = len(STEPS)
"""The `user_version` of a database that this program reads and writes."""


def migrate(conn: sqlite3.Connection) -> None:
    """Bring the database up to `VERSION`, in one transaction that another process cannot come between.

    `conn` must be in autocommit mode (isolation_level None) and not in a transaction.
    """
    from sqlite_utils import Database

    conn.execute("BEGIN IMMEDIATE")
    try:
        _migrations().apply(Database(conn, recursive_triggers=False, execute_plugins=False))
        conn.execute(f"PRAGMA user_version = {VERSION}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations("mailfollow")
    for number, statements in enumerate(STEPS, 1):
        migrations(name=f"version {number}")(_step(statements))
    return migrations


def _step(statements: tuple[str, ...]) -> Callable[[Database], None]:
    def step(db: Database) -> None:
        for statement in statements:
            db.execute(statement)

    return step


def create(conn: sqlite3.Connection) -> None:
    """Make all tables in the new, empty database behind `conn`; quick, for one in memory that is never migrated."""
    for statement in chain.from_iterable(STEPS):
        conn.execute(statement)
    conn.execute(f"PRAGMA user_version = {VERSION}")
