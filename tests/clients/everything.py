"""A folder that shows every message once more, drafts too, as Gmail's All Mail does."""

from __future__ import annotations

from tests.servers.login import Login

SHOWN = ("INBOX", "Sent", "Drafts")


def mirror(login: Login, folder: str) -> None:
    """Make `folder` show what lies in the others: copy what it lacks, drop the drafts that are gone."""
    found = login.snapshot()
    shown = {digest for _, digest, _ in found[folder].values()}
    for name in SHOWN:
        lacking = [uid for uid, (_, digest, _) in found[name].items() if digest not in shown]
        if lacking:
            with login.session(name) as client:
                client.copy(lacking, folder)
    drafts = {digest for _, digest, _ in found["Drafts"].values()}
    for uid, (flags, digest, _) in found[folder].items():
        if "\\Draft" in flags and digest not in drafts:
            login.remove(folder, uid)
