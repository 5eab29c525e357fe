"""The tables of phrases as they come from TOML: merging a user's own into them, and telling what is wrong in them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeGuard

from mailfollow.reading.lexicon.datewords import KEYS as DATE_KEYS
from mailfollow.reading.lexicon.notation import trouble
from mailfollow.reading.lexicon.vocabulary import (
    BounceWords,
    HeaderLabels,
    IntentWords,
    KindWords,
    ProposalWords,
    StructureWords,
)

Tables = Mapping[str, Mapping[str, Any]]
"""Parsed TOML by language code; "und" (undetermined, ISO 639-2) holds words of further languages."""

_SECTIONS: Mapping[str, type[Any]] = {
    "structure": StructureWords,
    "labels": HeaderLabels,
    "intent": IntentWords,
    "bounce": BounceWords,
    "kind": KindWords,
    "proposal": ProposalWords,
}
KEYS: Mapping[str, frozenset[str]] = {
    "words": frozenset({"common", "abbreviations"}),
    "dates": DATE_KEYS,
    **{name: frozenset(field.name for field in fields(section)) for name, section in _SECTIONS.items()},
}
_SHAPES: Mapping[str, type[Any]] = {"named": dict, "month_first": bool}
"""The keys that hold something else than a list of texts."""
_CALLED: Mapping[type[Any], str] = {dict: "a section with one list of texts a name", bool: "true or false"}


def merge_tables(base: Tables, extra: Tables) -> dict[str, dict[str, Any]]:
    """Return `base` with a user's own tables added: lists grow, new languages and keys come in."""
    return {code: _merge(base.get(code, {}), extra.get(code, {})) for code in sorted({*base, *extra})}


def _merge(base: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in extra.items():
        old = merged.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            merged[key] = _merge(old, value)
        else:
            merged[key] = [*old, *value] if isinstance(old, list) and isinstance(value, list) else value
    return merged


def problems_of(code: str, table: Mapping[str, Any]) -> Iterator[str]:
    """Give a sentence for everything in a language's table that is unknown, no list of texts, or no phrase."""
    for name, section in table.items():
        if name not in KEYS:
            yield f"{code}.toml: there is no section [{name}]{_meant(name, KEYS)}"
        elif not isinstance(section, Mapping):
            yield f"{code}.toml: [{name}] must be a section"
        else:
            yield from _problems_in(f"{code}.toml: [{name}]", section, KEYS[name])


def _problems_in(place: str, section: Mapping[str, Any], keys: frozenset[str]) -> Iterator[str]:
    for key, value in section.items():
        if key not in keys:
            yield f"{place} has no key {key!r}{_meant(key, keys)}"
        elif (shape := _SHAPES.get(key, list)) is not list and not isinstance(value, shape):
            yield f"{place} {key}: this must be {_CALLED[shape]}"
        elif shape is dict:
            yield from _problems_in(f"{place} {key}", value, frozenset(value) - _SHAPES.keys())
        elif _is_list(value):
            yield from (f"{place} {key}: {text!r}: {why}" for text in value if (why := trouble(text)))
        elif shape is list:
            yield f"{place} {key}: this must be a list of texts"


def _is_list(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _meant(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {near[0]!r}?" if near else ""
