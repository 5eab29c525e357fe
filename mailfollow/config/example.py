"""The text of config.example.toml, made from the list of keys so that the two cannot drift apart."""

from __future__ import annotations

from mailfollow.config.spec import TABLES, Key, Table

OPENING = """\
# The configuration of mailfollow. Copy it to ~/.config/mailfollow/config.toml and edit it; `mailfollow check`
# then tries it out.
# A key behind a # shows its default, or an example where there is none: it need not be given.
"""

EXAMPLE_NAME = "work"


def example() -> str:
    """Return a complete, valid example file with every key and what it is for."""
    return OPENING + "".join(_table(table) for table in TABLES)


def _table(table: Table) -> str:
    header = table.name.replace("NAME", EXAMPLE_NAME)
    return f"\n# {table.doc}\n[{header}]\n" + "".join(_key(key) for key in table.keys)


def _key(key: Key) -> str:
    return f"# {key.doc}\n{'' if key.live else '#'}{key.name} = {key.example or key.default}\n"
