"""What must hold between the keys of one account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mailfollow.config.validate import Problem

SECRETS = ("password_command", "token_command", "password")


def account_problems(
    name: str, values: Mapping[str, Any], *, private: bool, wrong: frozenset[str]
) -> Iterator[Problem]:
    """Yield what is wrong with an account whose single values are right.

    `private` says that nobody else can read the file; `wrong` are keys that were given, but with a wrong value,
    and so are not to be called missing.
    """
    path = ("account", name)
    if values.get("kind") == "maildir":
        needed, useless = {"path"}, {"host", "user", "port", "security", *SECRETS}
    else:
        needed, useless = {"host", "user"}, {"path"}
        yield from _login_problems(path, values, private=private, wrong=wrong)
    given = values.keys() | wrong
    for key in sorted(needed - given):
        yield Problem(path, f"[account.{name}] needs {key}.")
    for key in sorted(useless & given):
        kind = values.get("kind", "imap")
        yield Problem((*path, key), f'[account.{name}] {key} has no meaning for kind = "{kind}": remove one of them.')


def twin_problems(accounts: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield the accounts that are the mailbox of an earlier one: each would follow the same proposals up."""
    first: dict[tuple[Any, ...], str] = {}
    for name, values in accounts.items():
        mailbox = tuple(values.get(key) for key in ("host", "port", "user", "path"))
        if any(mailbox) and first.setdefault(mailbox, name) != name:
            told = f"[account.{name}] is the mailbox of [account.{first[mailbox]}] once more: remove one of them."
            yield Problem(("account", name), told)


def _login_problems(
    path: tuple[str, ...], values: Mapping[str, Any], *, private: bool, wrong: frozenset[str]
) -> Iterator[Problem]:
    where = f"[{'.'.join(path)}]"
    secrets = [key for key in SECRETS if key in values or key in wrong]
    if len(secrets) != 1:
        yield Problem(path, f"{where} needs one of {', '.join(SECRETS)}; it has {' and '.join(secrets) or 'none'}.")
    if "password" in values and not private:
        advice = "run `chmod 600` on it, or use password_command"
        yield Problem((*path, "password"), f"{where} password may stand in a file that only you can read: {advice}.")
    if values.get("security") == "none" and not is_loopback(values.get("host", "localhost")):
        told = 'security = "none" would show your password to the network: it is for a server on this machine only'
        yield Problem((*path, "security"), f"{where} {told}.")


def is_loopback(host: str) -> bool:
    """Whether `host` names this machine itself (RFC 6761 section 6.3, RFC 5735 section 3, RFC 4291 section 2.5.3)."""
    parts = host.split(".")
    ipv4 = len(parts) == 4 and all(part.isdigit() for part in parts)
    return host.lower() == "localhost" or host == "::1" or (ipv4 and parts[0] == "127")
