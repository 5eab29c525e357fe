"""The connection cut after the k-th byte, in either direction, anywhere in a drafting pass."""

from __future__ import annotations

from dataclasses import replace

from tests.end_to_end.stage import Stage
from tests.servers.proxy import CuttingProxy


def bytes_of(stage: Stage) -> tuple[int, int]:
    """Return how many bytes a whole pass sends and receives."""
    with CuttingProxy(stage.login.host, stage.login.port) as proxy:
        _look_through(stage, proxy)
        return len(proxy.sent), len(proxy.received)


def cut_at(stage: Stage, *, sent: int | None = None, received: int | None = None) -> bool:
    """Make a pass whose connection breaks after so many bytes; return whether the pass noticed."""
    with CuttingProxy(stage.login.host, stage.login.port, cut_sent=sent, cut_received=received) as proxy:
        return _look_through(stage, proxy)


def _look_through(stage: Stage, proxy: CuttingProxy) -> bool:
    host, port = proxy.address
    through = replace(stage, login=replace(stage.login, host=host, port=port))
    return bool(through.look().problems)
