"""A server for wrong passwords: it refuses them at once, and is not slower to everybody else for it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.dovecot import dovecot
from tests.servers.login import Login

AT_ONCE = """
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
"""


@contextmanager
def refusing_at_once() -> Iterator[Login]:
    """Run such a server; yields the login that it accepts."""
    with dovecot(extra=AT_ONCE) as server:
        yield server.user("anna")
