from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailfollow.store import Store
from tests.store.made_up import fold


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "mailfollow.db"


@pytest.fixture
def store() -> Iterator[Store]:
    """Return an empty store in memory: most of what a store does has nothing to do with files."""
    with Store.in_memory(fold) as store:
        yield store
