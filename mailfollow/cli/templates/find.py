"""Finding a template by the name that a person typed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from mailfollow.errors import UsageError
from mailfollow.model import Template


def find(templates: Iterable[Template], name: str) -> Template:
    """Return the template of that name; ".txt.j2" behind it does no harm.

    Raises:
        UsageError: there is none; says which comes nearest.
    """
    known = {template.name: template for template in templates}
    wanted = name.removesuffix(".j2").removesuffix(".txt")
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "`mailfollow templates list` shows them."
    raise UsageError(f"There is no template {name!r}: {hint}")
