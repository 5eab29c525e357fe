"""In which language a thread's follow-up is written: that of the proposal, or the configured one, or none."""

from __future__ import annotations

from collections.abc import Sequence

from mailfollow.model import DraftPolicy, Refused, Template
from mailfollow.writing.languages import LANGUAGES, base_code


def spoken_language(
    detected: str | None, templates: Sequence[Template], policy: DraftPolicy
) -> tuple[str, str] | Refused:
    """Return the language to write in, and a remark for the explanation where it is not the thread's own.

    `detected` is the proposal's language, None if it could not be told (then the configured one is taken). A language
    without templates is replaced by the configured one only if the person allowed it.
    """
    code, there = base_code(detected or policy.language), {template.language for template in templates}
    if code in there:
        return code, "" if detected else f"; the proposal's language could not be told, so it is in {named(code)}"
    fallback = base_code(policy.language)
    if policy.fallback and fallback in there:
        return fallback, f"; there are no templates in {named(code)}, so it is in {named(fallback)}"
    if code not in LANGUAGES:
        return Refused(f"the proposal is in {named(code)}, which mailfollow cannot write; write this one yourself")
    return Refused(
        f"the proposal is in {named(code)} and there are no templates in it; put some into templates/{code}, "
        f"or allow another language for such threads with fallback = true under [draft]"
    )


def named(code: str) -> str:
    """Return a language's English name, or its code where it has none here."""
    return LANGUAGES[code].name if code in LANGUAGES else f'"{code}"'
