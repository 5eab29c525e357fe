"""Databases as earlier releases left them, with real content: made of a present one by leaving out what came later."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from mailfollow import schema

Rows = dict[str, list[tuple[object, ...]]]
"""Table → its rows, sorted."""


ROWS = {
    "orders": "('work', 'INBOX/1/1', 'stop', 'm@mail.example', NULL, '2026-03-02T08:00:00+00:00', 'stopped')",
    "notices": "('digest@mail.example', 'work', 'INBOX', 1, 7, x'00', '2026-03-02T08:00:00+00:00', 1)",
    "links": "('https://hale-studio.example/case.html', '2026-03-02T08:00:00+00:00', '')",
    "versions": "((SELECT min(id) FROM main.drafts), 'Drafts', 1, 1, 'its text', '')",
}
"""What to put into tables that a short life leaves empty."""


def make_older(path: Path, version: int) -> None:
    """Replace the database `path` by one of an earlier `version` of the tables, with all that it has columns for."""
    present = path.with_name("present.db")
    path.rename(present)
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        with patch.multiple(schema, STEPS=schema.STEPS[:version], VERSION=version):
            schema.migrate(older)
        older.execute("ATTACH ? AS present", (str(present),))
        for table, columns in tables(older).items():
            names = ", ".join(columns)
            older.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM present.{table}")
            if table in ROWS and not older.execute(f"SELECT count(*) FROM main.{table}").fetchone()[0]:
                older.execute(f"INSERT INTO main.{table} VALUES {ROWS[table]}")
    present.unlink()
    path.chmod(0o600)


def tables(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Return our tables with their columns."""
    names = db.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND ltrim(name, '_') NOT GLOB 'sqlite*'"
    )
    return {name: [row[1] for row in db.execute(f"PRAGMA main.table_info({name})")] for (name,) in names.fetchall()}


def content(path: Path, of: Path | None = None) -> Rows:
    """Return all that the database `path` holds, in the tables and columns that the one at `of` has (or its own)."""
    with closing(sqlite3.connect(of or path)) as shape:
        wanted = tables(shape)
    with closing(sqlite3.connect(path)) as db:
        return {
            table: sorted(db.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)
            for table, columns in wanted.items()
        }


def version_of(path: Path) -> int:
    """Return the version of the tables in a database."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])
