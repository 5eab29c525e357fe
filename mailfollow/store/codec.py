"""Model values to JSON and back, by their type annotations alone.

A field that has its default value is left out, and one that is missing gets it: so a value stored before a
field existed can still be read. The JSON is ASCII: even a lone surrogate from broken mail survives it.
"""

from __future__ import annotations

import json
import types
import typing
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from mailfollow.errors import DataError
from mailfollow.store.connection import plain

T = TypeVar("T")


class Codec(NamedTuple):
    """How values of one type become JSON's own types, and how they are made again."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def dumps(value: object) -> str:
    """Return the dataclass instance `value` as JSON."""
    return json.dumps(codec_of(type(value)).encode(value), separators=(",", ":"))


def loads(cls: type[T], text: str) -> T:
    """Return the `cls` that `text` holds, as `dumps` wrote it.

    Raises:
        DataError: it holds something else.
    """
    try:
        value: T = codec_of(cls).decode(json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(
            f"A stored {cls.__name__} cannot be read ({error}): put a backup of the database back."
        ) from error
    return value


def codec_of(kind: Any) -> Codec:  # noqa: ANN401 - type forms such as `date | None` have no common type
    """Return the codec of a type annotation, made once.

    Raises:
        TypeError: no model value has such a type.
    """
    if kind not in CODECS:
        CODECS[kind] = _make(kind)
    return CODECS[kind]


def _make(kind: Any) -> Codec:  # noqa: ANN401 - as in codec_of
    if is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Codec(lambda value: value.value, kind)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in CONTAINERS:
        return CONTAINERS[origin](inner)
    raise TypeError(f"no codec for {kind}")


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _same(value: Any) -> Any:  # noqa: ANN401 - identity of any JSON value
    return value


CODECS: dict[Any, Codec] = {
    str: Codec(_same, _same),
    int: Codec(_same, _same),
    bool: Codec(_same, _same),
    float: Codec(_same, float),
    bytes: Codec(lambda value: b2a_base64(value, newline=False).decode("ascii"), a2b_base64),
    datetime: Codec(lambda value: value.astimezone(UTC).isoformat(), _utc),
    date: Codec(date.isoformat, date.fromisoformat),
}
"""Every codec made so far; the simple types to begin with."""


def _optional(inner: tuple[Any, ...]) -> Codec:
    (some,) = (codec_of(kind) for kind in inner if kind is not types.NoneType)
    return Codec(
        lambda value: None if value is None else some.encode(value),
        lambda value: None if value is None else some.decode(value),
    )


def _tuple(inner: tuple[Any, ...]) -> Codec:
    if inner[-1] is Ellipsis:
        return _many(inner[0], tuple)
    each = [codec_of(kind) for kind in inner]
    return Codec(
        lambda value: [one.encode(item) for one, item in zip(each, value, strict=True)],
        lambda value: tuple(one.decode(item) for one, item in zip(each, value, strict=True)),
    )


def _frozenset(inner: tuple[Any, ...]) -> Codec:
    return _many(inner[0], frozenset, order=sorted)


def _many(
    kind: Any,  # noqa: ANN401 - a type form, as in codec_of
    collect: Callable[[Iterable[Any]], Any],
    order: Callable[[Iterable[Any]], list[Any]] = list,
) -> Codec:
    one = codec_of(kind)
    return Codec(
        lambda value: order(one.encode(item) for item in value),
        lambda value: collect(one.decode(item) for item in value),
    )


def _dict(inner: tuple[Any, ...]) -> Codec:
    one = codec_of(inner[1])
    return Codec(
        lambda value: {key: one.encode(item) for key, item in value.items()},
        lambda value: {key: one.decode(item) for key, item in value.items()},
    )


CONTAINERS: dict[Any, Callable[[tuple[Any, ...]], Codec]] = {
    types.UnionType: _optional,
    typing.Union: _optional,
    tuple: _tuple,
    frozenset: _frozenset,
    dict: _dict,
}


def _dataclass(cls: Any) -> Codec:  # noqa: ANN401 - any dataclass
    hints = typing.get_type_hints(cls)
    parts = [(field.name, codec_of(hints[field.name]), _default(field)) for field in fields(cls)]
    decoders = {name: codec.decode for name, codec, _ in parts}

    def encode(value: Any) -> dict[str, Any]:  # noqa: ANN401 - an instance of cls
        items = ((name, codec, getattr(value, name), default) for name, codec, default in parts)
        return {name: codec.encode(item) for name, codec, item, default in items if item != default}

    def decode(data: dict[str, Any]) -> Any:  # noqa: ANN401 - an instance of cls
        return cls(**{name: decoders[name](item) for name, item in data.items() if name in decoders})

    return Codec(encode, decode)


def _default(field: Field[Any]) -> Any:  # noqa: ANN401 - of the field's own type
    return field.default_factory() if field.default_factory is not MISSING else field.default


def texts(values: Iterable[str]) -> str:
    """Return `values` as one JSON array, for SQLite's json_each."""
    return json.dumps(sorted(map(plain, values)))
