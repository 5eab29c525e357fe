"""A template tried on a proposal: the mail, and whether it would be chosen now, and why not."""

from __future__ import annotations

from dataclasses import replace

from mailfollow.model import Refused, Template, Used
from mailfollow.workshop.proof import Proof, Setting, prove
from mailfollow.workshop.proposals import Case, in_language
from mailfollow.writing import Written
from mailfollow.writing.choice.rank import offered, unfit
from mailfollow.writing.facts.known import resource_facts

_ONE = {"are": "is", "were": "was", "need": "needs", "offer": "offers", "have": "has"}
"""The verbs with which `unfit` speaks of several templates, and how one speaks of a single one."""


def thread_proof(case: Case, template: Template) -> Proof:
    """Return the proof of a template for a proposal, whether or not it would be chosen.

    Raises DataError where nobody can be written to.
    """
    task, occasion = case.task, in_language(case, template)
    offer = offered(template, replace(occasion, used=Used()))
    facts = {**occasion.facts, "resource": resource_facts(offer)}
    own = f"{task.proposal.envelope.subject}\n{task.proposal.own_text}\n{facts['resource']}"
    label = f"{task.thread.id} ({task.thread.subject})"
    setting = Setting(
        *(label, case.head, facts, task.seed, own, choice(case, template)),
        chosen=chosen(case) == template.name,
        fits=chosen(case) == template.name or template.name in case.order,
    )
    return prove(template, setting, task.policy.words)


def chosen(case: Case) -> str:
    """Return the name of the text that the draft has, or would have; empty where there is none."""
    return case.lying or (case.written.template if isinstance(case.written, Written) else "")


def choice(case: Case, template: Template) -> str:
    """Say whether a template would be chosen for the proposal now, and why not."""
    if template.name == case.lying:
        return "The draft that lies in Drafts has this text."
    if case.occasion is None:
        assert isinstance(case.written, Refused)
        return f"No draft can be written: {case.written.why}."
    reason = unfit(template, case.occasion)
    if reason is not None:
        verb, _, rest = reason.partition(" ")
        return f"Not for this proposal now: it {_ONE.get(verb, verb)} {rest}."
    if case.lying:
        return f"It fits, and the draft that lies in Drafts has {case.lying}."
    return _in_line(case, template)


def _in_line(case: Case, template: Template) -> str:
    """Say where a template that fits stands among those that do."""
    if isinstance(case.written, Written) and case.written.template == template.name:
        return f"The draft would have this text: {case.written.why}."
    place = case.order.index(template.name)
    first = case.order.index(case.written.template) if isinstance(case.written, Written) else len(case.order)
    if place < first:
        return "It fits, but its text has a fault, or says again what they have had."
    return f"It fits; {'one other comes' if place == 1 else f'{place} others come'} before it."
