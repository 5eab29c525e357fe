"""The example file, the list of keys and the model say the same."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from mailfollow import config
from mailfollow.config import spec
from mailfollow.config.example import example
from mailfollow.config.spec import Key, Table
from mailfollow.model import Account, Cadence, Control, Detect, Digest, DraftPolicy, Me, Slots

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
KEYS = [(table, key) for table in spec.TABLES for key in table.keys]
MODELS = {
    "me": Me,
    "account.NAME": Account,
    "cadence": Cadence,
    "detect": Detect,
    "draft": DraftPolicy,
    "slots": Slots,
    "control": Control,
    "digest": Digest,
}


def named(value: object) -> str | None:
    return value.name if isinstance(value, Table | Key) else None


def checked(key: Key, text: str) -> object:
    return key.check(tomllib.loads(f"value = {text}")["value"])


def test_the_example_file_is_the_one_that_the_list_of_keys_makes() -> None:
    assert EXAMPLE.read_text("utf-8") == example()


def test_the_example_file_is_a_valid_configuration() -> None:
    loaded = config.load(EXAMPLE)

    assert loaded.me.addresses == ("anna@agency.example", "hello@agency.example")
    assert loaded.accounts == (
        Account(
            "work",
            host="imap.agency.example",
            user="anna@agency.example",
            password_command=("pass", "show", "mail/anna"),
        ),
    )
    assert (loaded.cadence, loaded.detect, loaded.drafts, loaded.poll) == (Cadence(), Detect(), DraftPolicy(), 5)


@pytest.mark.parametrize(("table", "key"), KEYS, ids=named)
def test_the_example_file_shows_every_key_with_what_it_is_for(table: Table, key: Key) -> None:
    section = EXAMPLE.read_text("utf-8").partition(f"\n[{table.name.replace('NAME', 'work')}]\n")[2].partition("\n[")[0]

    assert re.search(rf"(?m)^# {re.escape(key.doc)}\n#?{key.name} = ", section)


@pytest.mark.parametrize(("table", "key"), KEYS, ids=named)
def test_what_the_example_shows_for_a_key_is_allowed(table: Table, key: Key) -> None:
    assert key.example or key.default
    checked(key, key.example or key.default)


@pytest.mark.parametrize(
    ("table", "key"), [pair for pair in KEYS if pair[0].name in MODELS and pair[1].default], ids=named
)
def test_the_default_that_is_told_is_the_default_that_is_used(table: Table, key: Key) -> None:
    fields = {field.name: field.default for field in dataclasses.fields(MODELS[table.name])}

    assert checked(key, key.default) == fields[key.name]


@pytest.mark.parametrize(
    ("table", "key"), [pair for pair in KEYS if pair[0].name not in {"me", "paths", "run"}], ids=named
)
def test_every_key_has_a_place_in_the_model(table: Table, key: Key) -> None:
    model = MODELS[table.name.removesuffix(".folders")]

    assert key.name in {field.name for field in dataclasses.fields(model)}


def test_lines_of_the_example_fit_a_terminal() -> None:
    assert max(map(len, example().splitlines())) <= 120
