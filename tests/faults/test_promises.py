"""The short run of each promise: a few dozen of the thousands of points that `make faults` goes through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.promise import Effort, Promise
from tests.faults.promises import promises

pytestmark = pytest.mark.dovecot


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: f"{promise.number}-{promise.says}")
def test_the_promise_is_kept(promise: Promise, tmp_path: Path) -> None:
    found = promise.run(Effort(), tmp_path)

    assert found.wrong == []
    assert all(found.counts.values()), f"something was not tried at all: {found}"
