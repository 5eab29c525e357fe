"""Made-up facts to try a template with, in its own language, when there is no proposal at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mailfollow.model import Template
from mailfollow.workshop.proof import Head, Proof, Setting, prove
from mailfollow.writing.facts.table import FACTS
from mailfollow.writing.letter.address import reply_subject
from mailfollow.writing.template.samples import samples

EVERY = "every fact known"
"""The label of the sample to begin with."""

_EXAMPLE = {row.path: str(row.example) for row in FACTS}
_HEAD = Head(
    f"{_EXAMPLE['me.name']} <{_EXAMPLE['me.address']}>",
    f"{_EXAMPLE['contact.name']} <{_EXAMPLE['contact.address']}>",
    reply_subject(_EXAMPLE["proposal.topic"]),
)


def sample_proofs(template: Template, touch: int | None, limit: int) -> Iterator[Proof]:
    """Yield the proofs of a template with made-up facts: all known, and only those it needs, formal and familiar.

    `touch` is the number of the follow-up; the first one that fits, unless it is given.
    """
    seed = f"preview/{touch or 1}"
    for label, facts in samples(template):
        known = {**facts, "touch": touch or facts["touch"]}
        yield prove(template, Setting(label, _HEAD, known, seed, str(known["resource"])), limit)


def sample_proof(template: Template, label: str, touch: int | None, limit: int) -> Proof:
    """Return the proof with the sample of that label; where the language has none such, the formal one like it."""
    proofs = {proof.setting.label: proof for proof in sample_proofs(template, touch, limit)}
    return proofs.get(label) or _renamed(proofs.get(label.partition(" (")[0]) or proofs[EVERY], label)


def _renamed(proof: Proof, label: str) -> Proof:
    return replace(proof, setting=replace(proof.setting, label=label))
