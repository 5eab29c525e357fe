"""The connection cut after the k-th byte, in either direction, anywhere in a pass."""

from __future__ import annotations

from tests.end_to_end.stage import Stage
from tests.faults.through import via
from tests.servers.proxy import CuttingProxy


def bytes_of(stage: Stage) -> tuple[int, int]:
    """Return how many bytes a whole pass sends and receives."""
    with CuttingProxy(stage.login.host, stage.login.port) as proxy:
        via(stage, proxy.address).look()
        return len(proxy.sent), len(proxy.received)


def cut_at(stage: Stage, *, sent: int | None = None, received: int | None = None) -> bool:
    """Make a pass whose connection breaks after so many bytes; return whether the pass noticed."""
    with CuttingProxy(stage.login.host, stage.login.port, cut_sent=sent, cut_received=received) as proxy:
        return bool(via(stage, proxy.address).look().problems)
