"""What is stored as JSON comes back as it was, whatever the value."""

from __future__ import annotations

import dataclasses
import typing
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailfollow import model
from mailfollow.errors import DataError
from mailfollow.model import Address, Event, EventKind, Message, Proposal, Standing
from mailfollow.store import codec

VALUES = [value for name in model.__all__ if dataclasses.is_dataclass(value := getattr(model, name))]

SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=()), max_size=20),  # lone surrogates too: broken mail has them
    int: st.integers(-(2**63), 2**63),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=50),
    date: st.dates(),
    datetime: st.datetimes(datetime(1971, 1, 1), datetime(9990, 1, 1), timezones=st.just(UTC)),
    type(None): st.none(),
}


def any_value(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a type annotation that fills every field, those with a default as well."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: any_value(hints[field.name]) for field in dataclasses.fields(kind)})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and inner[-1] is not Ellipsis:
        return st.tuples(*map(any_value, inner))
    if origin in {tuple, frozenset}:
        return st.lists(any_value(inner[0]), max_size=3).map(origin)
    if origin is dict:
        return st.dictionaries(any_value(inner[0]), any_value(inner[1]), max_size=3)
    return st.one_of(*map(any_value, inner))  # a union


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
def test_every_model_value_survives_the_way_to_json_and_back(cls: type) -> None:
    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(any_value(cls))
    def survives(value: object) -> None:
        assert codec.loads(cls, codec.dumps(value)) == value

    survives()


def test_json_is_ascii_so_that_broken_text_can_be_stored() -> None:
    assert codec.dumps(Address("J\udcfcrgen ☺", "j@x.example")).isascii()


def test_a_field_at_its_default_is_left_out() -> None:
    assert codec.dumps(Standing()) == "{}"


def test_a_field_that_a_newer_version_brought_gets_its_default() -> None:
    assert codec.loads(Proposal, '{"score": 2.5}') == Proposal(score=2.5)


def test_a_field_that_no_version_knows_any_more_is_passed_over() -> None:
    assert codec.loads(Proposal, '{"colour": "red"}') == Proposal()


def test_times_are_stored_in_utc() -> None:
    berlin = timezone(timedelta(hours=1))
    event = Event(EventKind.WON, datetime(2026, 3, 2, 10, tzinfo=berlin), "")

    assert '"2026-03-02T09:00:00+00:00"' in codec.dumps(event)
    assert codec.loads(Event, codec.dumps(event)).at.tzinfo is UTC


def test_a_day_does_not_become_a_time() -> None:
    event = Event(EventKind.SNOOZED, datetime(2026, 3, 2, tzinfo=UTC), "", until=date(2026, 4, 1))

    assert type(codec.loads(Event, codec.dumps(event)).until) is date


def test_a_set_is_stored_in_one_order_so_that_equal_values_are_equal_text() -> None:
    one, two = Standing(failed=frozenset("abcdef")), Standing(failed=frozenset("fedcba"))

    assert codec.dumps(one) == codec.dumps(two)


@pytest.mark.parametrize("text", ["[]", "{}", '{"envelope": 1, "at": "2026-03-02T09:00:00+00:00"}', "nonsense", ""])
def test_damaged_text_is_told_as_such(text: str) -> None:
    with pytest.raises(DataError, match="A stored Message cannot be read"):
        codec.loads(Message, text)


def test_a_type_that_no_value_has_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="no codec"):
        codec.codec_of(complex)
