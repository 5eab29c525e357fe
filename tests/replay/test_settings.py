"""With whose eyes an export is looked at: addresses, configuration, time zone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mailfollow.errors import UsageError
from mailfollow.replay import settings as module
from mailfollow.replay.settings import local_zone, settings


def test_addresses_are_enough() -> None:
    """Their company's people are colleagues; those of a free-mail provider are not."""
    me = settings(None, ["Robin Hale <Robin@Hale.example>", "robin@gmail.com"]).me

    assert me.addresses == ("robin@hale.example", "robin@gmail.com")
    assert me.domains == {"hale.example"}


def test_a_configuration_is_kept_and_the_addresses_come_first() -> None:
    """The cadence and all else are the person's own."""
    own = replace(settings(None, ["robin@hale.example"]), poll=7)
    both = settings(own, ["other@side.example", "robin@hale.example"])

    assert both.poll == 7
    assert both.me.addresses == ("other@side.example", "robin@hale.example")
    assert both.me.domains == {"side.example", "hale.example"}
    assert settings(own, []) == own


@pytest.mark.parametrize("addresses", [[], ["Robin"], ["a@b.example", "@"]])
def test_without_an_address_it_is_asked_for(addresses: list[str]) -> None:
    """In one sentence."""
    with pytest.raises(UsageError, match=r"--me .*\.$"):
        settings(None, addresses)


@pytest.mark.parametrize(
    ("name", "zone"),
    [("Europe/Paris", "Europe/Paris"), (":Asia/Tokyo", "Asia/Tokyo"), ("CET-1CEST", "UTC"), ("/", "UTC")],
)
def test_the_time_zone_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch, name: str, zone: str) -> None:
    """By its name; a rule that is written out is no name."""
    monkeypatch.setenv("TZ", name)

    assert local_zone().key == zone


@pytest.mark.parametrize(("target", "zone"), [("usr/share/zoneinfo/Europe/Rome", "Europe/Rome"), ("etc/zone", "UTC")])
def test_without_tz_the_zone_is_that_of_etc_localtime(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, target: str, zone: str
) -> None:
    """Where the link leads."""
    monkeypatch.delenv("TZ", raising=False)
    (tmp_path / "localtime").symlink_to(tmp_path / target)
    monkeypatch.setattr(module, "LOCAL", tmp_path / "localtime")

    assert local_zone().key == zone
