"""Checked values as the values that the rest of the program speaks in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mailfollow.config.locate import default_state
from mailfollow.config.validate import Checked
from mailfollow.config.values import Config, Paths
from mailfollow.model import Account, Cadence, Control, Detect, Digest, DraftPolicy, Me, Slots
from mailfollow.tracking.matching.company import company_of

STARTTLS_PORT = 143
"""RFC 9051 section 2.1: 993 is for TLS from the start, 143 for everything else."""


def build(checked: Checked, source: Path) -> Config:
    """Return the configuration; `checked` must have no problems."""
    tables = checked.tables
    detect = Detect(**tables["detect"])
    zone: ZoneInfo = tables["me"]["timezone"]
    return Config(
        me=_me(tables["me"], detect),
        accounts=tuple(_account(name, values, source) for name, values in checked.accounts.items()),
        cadence=Cadence(**tables["cadence"]),
        detect=detect,
        drafts=DraftPolicy(**tables["draft"]),
        control=Control(**tables["control"]),
        digest=Digest(**tables["digest"]),
        slots=_slots(tables["slots"], source),
        zone=zone,
        paths=_paths(tables["paths"], source),
        source=source,
        **tables["run"],
    )


def _me(values: Mapping[str, Any], detect: Detect) -> Me:
    addresses: tuple[str, ...] = values["addresses"]
    return Me(
        name=values.get("name", ""),
        addresses=addresses,
        company=values.get("company", ""),
        signature=values.get("signature", "").strip("\n"),
        domains=own_domains(addresses) | frozenset(detect.colleagues),
        authserv_id=detect.authserv_id,
    )


def own_domains(addresses: tuple[str, ...]) -> frozenset[str]:
    """Return the domains of which everybody is a colleague: those of `addresses`, but for public mail providers."""
    companies = {address.rpartition("@")[2]: company_of(address) for address in addresses}
    return frozenset(name for pair in companies.items() if pair[1] for name in pair if name)


def _account(name: str, values: Mapping[str, Any], source: Path) -> Account:
    fields = dict(values)
    if "port" not in fields and fields.get("security", "tls") != "tls":
        fields["port"] = STARTTLS_PORT
    if "path" in fields:
        fields["path"] = str(_absolute(fields["path"], source))
    return Account(name, **fields)


def _slots(values: Mapping[str, Any], source: Path) -> Slots:
    busy = values.get("busy", "")
    return Slots(**{**values, "busy": str(_absolute(busy, source)) if busy else ""})


def _paths(values: Mapping[str, str], source: Path) -> Paths:
    return Paths(
        state=_absolute(values["state"], source) if "state" in values else default_state(),
        templates=_absolute(values.get("templates", "templates"), source),
        phrases=_absolute(values.get("phrases", "phrases"), source),
        resources=_absolute(values.get("resources", "resources"), source),
    )


def _absolute(path: str, source: Path) -> Path:
    return source.parent.absolute() / path
