"""The configuration to replay with: the person's own where there is one, and always the addresses that were named."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from email.utils import parseaddr
from pathlib import Path
from zoneinfo import ZoneInfo

from mailfollow.config import Config, Paths, default_path
from mailfollow.config.build import own_domains
from mailfollow.config.checks import address
from mailfollow.errors import UsageError
from mailfollow.model import Cadence, Detect, DraftPolicy, Me

LOCAL = Path("/etc/localtime")


def settings(configured: Config | None, addresses: Sequence[str]) -> Config:
    """Return `configured`, or the defaults, with `addresses` as further ones of the person's, the first to write from.

    Raises:
        UsageError: one is no address, or there is none at all.
    """
    named = tuple(map(_checked, addresses))
    base = configured or _defaults()
    mine = tuple(dict.fromkeys((*named, *base.me.addresses)))
    if not mine:
        raise UsageError("Say whose mail it is: --me ADDRESS, with the address that your proposals were sent from.")
    return replace(base, me=replace(base.me, addresses=mine, domains=base.me.domains | own_domains(named)))


def _checked(given: str) -> str:
    try:
        return address(parseaddr(given)[1])
    except ValueError as error:
        raise UsageError(f"--me {given!r} {error}.") from error


def _defaults() -> Config:
    """Return what holds where nothing is configured; the paths lead nowhere, so that only what came along is used."""
    nowhere = Path(os.devnull)
    paths = Paths(*(nowhere / name for name in ("state", "templates", "phrases", "resources")))
    return Config(Me(), (), Cadence(), Detect(), DraftPolicy(), local_zone(), paths, default_path())


def local_zone() -> ZoneInfo:
    """Return this machine's time zone, or UTC where it cannot be told (tzset(3): TZ, else /etc/localtime)."""
    name = os.environ.get("TZ", "").lstrip(":") or str(LOCAL.resolve()).partition("zoneinfo/")[2]
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a name at all; the name of a directory
        return ZoneInfo("UTC")
