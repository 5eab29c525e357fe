"""Made-up facts to try a template on: once with all of them known, once with only those that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from mailfollow.model import Template
from mailfollow.writing.facts import wording
from mailfollow.writing.facts.table import FACTS, OFFERED, Facts
from mailfollow.writing.languages import Language, language

SEEDS = ("a", "b", "c", "d", "e", "f")
"""Enough for every option of a pick(…) with two or three to be seen."""


def samples(template: Template) -> Iterator[tuple[str, Facts]]:
    """Yield what to call them, and made-up facts for `template` in its language."""
    words = language(template.language)
    touch = min(template.touches, default=1)
    every = {row.path: row.example for row in FACTS}
    least = {row.path: row.example if row.always or row.path in template.needs else None for row in FACTS}
    if "slots" not in template.needs:
        least["slots"] = ()
    if template.resource:
        least |= {row.path: row.example for row in FACTS if row.path in OFFERED}
    for familiar in (False, True) if words.greeting_familiar else (False,):
        way = " (familiar)" if familiar else ""
        also = {"touch": touch, "familiar": familiar}
        yield f"every fact known{way}", {**_built(every), **_names(words, "Anna", familiar=familiar), **also}
        yield f"only the needed facts known{way}", {**_built(least), **_names(words, None, familiar=familiar), **also}


def _names(words: Language, name: str | None, *, familiar: bool) -> dict[str, object]:
    """Return the lines that hold names, with and without one."""
    return {
        "greeting": wording.greeting(name, None, None, words, familiar=familiar),
        "sign_off": wording.sign_off(name and "Jonas Weber", name and "Jonas", words, familiar=familiar),
    }


def _built(flat: dict[str, object]) -> dict[str, object]:
    """Turn {"proposal.topic": x} into {"proposal": {"topic": x}}."""
    nested: dict[str, object] = {}
    for path, found in flat.items():
        group, _, name = path.partition(".")
        if name:
            inner = nested.setdefault(group, {})
            assert isinstance(inner, dict)
            inner[name] = found
        else:
            nested[group] = found
    return nested
