"""Which situations and touches a language has nothing for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailfollow.model import Template
from mailfollow.writing.languages import LANGUAGES
from mailfollow.writing.template.parse import WHEN

WAITING = WHEN[0]
TOUCHES = range(1, 6)
"""The touches of a sequence as it comes; the notes behind them are for any touch."""


def gaps(templates: Iterable[Template]) -> Iterator[str]:
    """Yield a sentence for each language that has templates and nothing for some situation or touch.

    A template that offers a resource counts for neither, as there may be no resource that fits.
    """
    by_language: dict[str, list[Template]] = {}
    for template in templates:
        found = by_language.setdefault(template.language, [])
        found += [template] if template.resource is None else []
    for code, found in by_language.items():
        lacking = [f"`{when}`" for when in WHEN if not any(when in one.when for one in found)]
        lacking += [f"touch {touch}" for touch in TOUCHES if not any(_is_for(one, touch) for one in found)]
        if lacking:
            yield f"{LANGUAGES[code].name}: nothing for {', '.join(lacking)}"


def _is_for(template: Template, touch: int) -> bool:
    return WAITING in template.when and (not template.touches or touch in template.touches)
