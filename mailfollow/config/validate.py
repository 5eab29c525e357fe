"""A parsed file against the list of keys: the values that pass, and everything that is wrong, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mailfollow.config import spec
from mailfollow.config.spec import Table

Path = tuple[str, ...]
Values = dict[str, Any]


class Problem(NamedTuple):
    """What is wrong with the key or table at `path`."""

    path: Path
    sentence: str


class Checked(NamedTuple):
    """The checked values of each table, those of accounts by name, folders with their account."""

    tables: dict[str, Values]
    accounts: dict[str, Values]
    problems: list[Problem]


SINGLE = tuple(table for table in spec.TABLES if not table.name.startswith("account."))
"""The tables that a file has once."""


def validate(document: Mapping[str, Any]) -> Checked:
    """Check a parsed TOML document; values that are wrong are left out and told as problems."""
    known = [*(table.name for table in SINGLE), "account"]
    strange = [name for name in document if name not in known]
    problems = [Problem((name,), _ended(f"There is no table [{name}]{_meant(name, known)}")) for name in strange]
    tables = {table.name: _table(table, document.get(table.name, {}), (table.name,), problems) for table in SINGLE}
    accounts = _accounts(document.get("account", {}), problems)
    wanted = tables["digest"].get("account")
    if wanted and accounts and wanted not in accounts:
        sentence = f"[digest] account names none of your accounts{_meant(wanted, accounts)}"
        problems.append(Problem(("digest", "account"), _ended(sentence)))
    return Checked(tables, accounts, problems)


def _accounts(found: object, problems: list[Problem]) -> dict[str, Values]:
    if not isinstance(found, dict) or any(not isinstance(table, dict) for table in found.values()):
        problems.append(
            Problem(("account",), "An account needs a name: write [account.work], with a name of your choice.")
        )
        return {}
    if not found:
        problems.append(Problem(("account",), "No mailbox is configured: add a table such as [account.work]."))
    return {name: _account(name, table, problems) for name, table in found.items()}


def _account(name: str, table: Mapping[str, Any], problems: list[Problem]) -> Values:
    path = ("account", name)
    if not name.replace("-", "").replace("_", "").isalnum():
        problems.append(Problem(path, "The name of an account may have letters, digits, - and _ only."))
    own = {key: value for key, value in table.items() if key != "folders"}
    folders = _table(spec.FOLDERS, table.get("folders", {}), (*path, "folders"), problems)
    return _table(spec.ACCOUNT, own, path, problems) | folders


def _table(table: Table, found: object, path: Path, problems: list[Problem]) -> Values:
    if not isinstance(found, dict):
        problems.append(Problem(path, f"{path[-1]} must be a table: write [{'.'.join(path)}] above its keys."))
        return {}
    keys = {key.name: key for key in table.keys}
    values: Values = {}
    for name, value in found.items():
        if name not in keys:
            problems.append(Problem((*path, name), _unknown(name, table, path)))
            continue
        try:
            values[name] = keys[name].check(value)
        except ValueError as error:
            problems.append(Problem((*path, name), _ended(f"{_named(path, name)} {error}")))
    missing = (key for key in table.keys if key.required and key.name not in found)
    problems += (Problem(path, f"{_named(path, key.name)} is missing: {key.doc}") for key in missing)
    return values


def _named(path: Path, name: str) -> str:
    return f"[{'.'.join(path)}] {name}"


def _unknown(name: str, table: Table, path: Path) -> str:
    names = [key.name for key in table.keys] + (["folders"] if table is spec.ACCOUNT else [])
    elsewhere = [other.name for other in spec.TABLES if name in {key.name for key in other.keys}]
    meant = _meant(name, names) or (f"; it belongs to [{elsewhere[0]}]" if elsewhere else "")
    return _ended(f"[{'.'.join(path)}] has no key {name!r}{meant}")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else sentence + "."


def _meant(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
