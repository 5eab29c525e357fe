"""Whether a template that offers a resource says which one."""

from __future__ import annotations

from collections.abc import Iterator

from mailfollow.errors import DataError
from mailfollow.model import Template
from mailfollow.writing.facts.table import Facts
from mailfollow.writing.languages.normal import normal
from mailfollow.writing.lint.fault import Fault
from mailfollow.writing.template.render import render
from mailfollow.writing.template.samples import SEEDS, samples

NAMING = ("title", "pitch", "url", "attached")
"""The facts of a resource by which the reader learns what it is; its kind alone says nothing."""


def offer_faults(template: Template) -> Iterator[Fault]:
    """Yield a fault for a template that offers a resource without naming it, or needs one and offers none."""
    needed = [path for path in template.needs if path.startswith("resource.")]
    if needed and not template.resource:
        hint = 'add resource = "any" to the front matter, or the kind that it offers'
        yield Fault(1, 1, "no-offer", f"it needs {needed[0]} and offers no resource", hint)
    elif template.resource and not all(_names_it(template, facts) for facts in _offers(template)):
        hint = "put {{ resource.title }} or {{ resource.pitch }} into a sentence that every reader gets"
        yield Fault(template.first_line, 1, "no-offer", "it offers a resource and does not say which", hint)


def _offers(template: Template) -> Iterator[Facts]:
    """Yield made-up facts with a resource that has an address, and with one that is a file."""
    for _, facts in samples(template):
        resource = facts["resource"]
        assert isinstance(resource, dict)
        for key, made_up in (("url", "https://weber-consulting.example/returns"), ("attached", "returns.pdf")):
            yield {**facts, "resource": {**resource, "url": None, "attached": None, key: made_up}}


def _names_it(template: Template, facts: Facts) -> bool:
    """Whether every wording of the text holds one of the facts that name the resource; True where it cannot tell."""
    resource = facts["resource"]
    assert isinstance(resource, dict)
    named = [normal(found).text for key in NAMING if (found := resource[key])]
    try:
        said = [normal(render(template, facts, seed)).text for seed in SEEDS]
    except DataError:
        return True  # said by another rule
    return all(any(one in text for one in named) for text in said)
