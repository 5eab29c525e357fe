"""A fault of a text or a template, and the list of all rules with what each is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong: line and column (from 1), the rule's name, what it is, and what to do."""

    line: int
    column: int
    rule: str
    sentence: str
    hint: str


RULES = {
    "banned-phrase": "a phrase that only says that nobody answered: just checking in, touching base, any updates",
    "spam-word": "a phrase that spam filters and busy readers know too well",
    "too-long": "more words than the limit (120), with greeting and sign-off, without signature and quoted mail",
    "no-ask": "neither a question nor a request: the reader cannot tell what to do",
    "many-asks": "more than one question or request: the reader has to choose, and puts it off",
    "placeholder": "something that was to be filled in: {{ name }}, [NAME], XXX, TODO, None",
    "gap": "a blank before a comma or a full stop, as in Hi , where a name is missing",
    "shouting": "words in capitals that are not names",
    "exclamation": "more than one exclamation mark, or two in a row",
    "foreign-link": "a link that neither the template nor the proposal has",
    "unknown-fact": "a template speaks of a fact that does not exist",
    "unsure-fact": "a template prints a fact that may be unknown, without asking for it",
    "no-offer": "a template offers a resource and never says which, or needs one and offers none",
    "mixed-address": "one text says both Sie and du, vous and tu, or usted and tú",
    "hard-to-read": "a template's sentences and words are too long, by the reading ease for its language",
    "file-name": "a template's file name does not begin with its angle",
    "does-not-render": "a template fails with made-up facts",
}
"""Every rule and what it is about."""


def show(fault: Fault, path: str) -> str:
    """Return a fault as "path:line:column: [rule] sentence; hint"."""
    return f"{path}:{fault.line}:{fault.column}: [{fault.rule}] {fault.sentence}; {fault.hint}"
