"""A pass that reaches the server through somebody in between."""

from __future__ import annotations

from dataclasses import replace

from mailfollow.cycle.desk import Report
from tests.end_to_end.stage import Stage
from tests.servers.between import Between, Meddle


def via(stage: Stage, address: tuple[str, int]) -> Stage:
    """Return `stage` as mailfollow should see it: with the server at `address`."""
    return replace(stage, login=replace(stage.login, host=address[0], port=address[1]))


def meddled(stage: Stage, meddle: Meddle) -> tuple[Report, list[str]]:
    """Make a pass whose commands `meddle` decides about; return its report, and the commands without their tags."""
    with Between(stage.login.host, stage.login.port, meddle) as between:
        report = via(stage, between.address).look()
        return report, [heard.words for heard in between.heard]
