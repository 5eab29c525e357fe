"""What is understood of whole mails: each `.eml` beside a `.json` with what `read` must give.

The JSON holds only the fields the mail is about; "scenario" is the number of the scenario, or a list of them.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from mailfollow.model import Me
from mailfollow.reading import read
from tests.reading.words import lexicon

FOLDERS = ("kinds", "bounces", "intents", "dates", "proposals")
MAILS = sorted(path for folder in FOLDERS for path in (Path(__file__).parent / "mail" / folder).glob("*.eml"))
ME = Me(
    name="Max Berg",
    addresses=("max@berg.example",),
    domains=frozenset({"berg.example"}),
    authserv_id="mx.berg.example",
)


def plain(value: Any) -> Any:
    """Turn a value into what JSON can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def only(value: Any, wanted: Any) -> Any:
    """Keep of a value what the wanted one speaks of."""
    if isinstance(wanted, dict) and isinstance(value, dict):
        return {key: only(value[key], wanted[key]) for key in wanted}
    if isinstance(wanted, list) and isinstance(value, list) and len(value) == len(wanted):
        return [only(item, want) for item, want in zip(value, wanted, strict=True)]
    return value


@pytest.mark.parametrize("path", MAILS, ids=[f"{path.parent.name}/{path.stem}" for path in MAILS])
def test_a_mail_is_understood_as_its_json_says(path):
    """Each JSON names the scenario that it stands for, where there is one."""
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    wanted.pop("scenario", None)

    message = plain(read(path.read_bytes(), ME, lexicon()))

    assert only(message, wanted) == wanted


def test_every_mail_has_its_expectation_and_none_is_left_over():
    """A mail without JSON would test nothing."""
    folders = [Path(__file__).parent / "mail" / folder for folder in FOLDERS]
    mails = {path.with_suffix("") for folder in folders for path in folder.glob("*.eml")}
    expectations = {path.with_suffix("") for folder in folders for path in folder.glob("*.json")}

    assert mails == expectations
    assert len(mails) > 60
