"""A person with proposals, made once; and a Chromium for all tests of a worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.cli.command import Person
from tests.workshop.stage import chromium, person_with_proposals


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which one pass was made; to be copied, not to be used."""
    return person_with_proposals(tmp_path_factory.mktemp("proposals")).folder


@pytest.fixture
def person(made_once: Path, tmp_path: Path) -> Person:
    """Somebody with open proposals, one of them drafted, one with a hostile subject."""
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    return Person(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    with chromium() as started:
        yield started
