"""`mailfollow templates preview`: a text as the draft would have it, with notes on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from mailfollow.cli.common import config_option, json_option, load_config, own_templates
from mailfollow.cli.templates.desk import reading_desk
from mailfollow.cli.templates.find import find
from mailfollow.cli.terminal import complain, emit_json, heading, line, paragraph, quote
from mailfollow.errors import DataError, UsageError
from mailfollow.library import load_templates
from mailfollow.model import Template

if TYPE_CHECKING:
    from mailfollow.workshop.proof import Proof, Remark


@click.command(short_help="Show what a template becomes.")
@click.argument("name", required=False)
@click.option("--thread", "thread_id", metavar="ID", help="Render it for this proposal instead of made-up facts.")
@click.option("--sample", is_flag=True, help="Render it with made-up facts, as it is without --thread.")
@click.option("--touch", type=click.IntRange(1, 99), help="As which follow-up (1 is the first).")
@click.option("--all", "every", is_flag=True, help="Show every template.")
@json_option
@config_option
def preview(
    config_file: str | None,
    name: str | None,
    *,
    thread_id: str | None,
    sample: bool,
    touch: int | None,
    every: bool,
    as_json: bool,
) -> None:
    """Show what template NAME (such as en/three-options) becomes, with made-up facts or for a real proposal.

    Below each text stands what there is to know of it: whether it would be chosen for the proposal, faults, words,
    where it fits, and the facts it speaks of.
    """
    if every == (name is not None):
        raise UsageError("Name a template, such as en/three-options, or give --all: one of the two.")
    if sample and thread_id:
        raise UsageError("Give --thread or --sample, not both.")
    library = load_templates(own_templates(config_file))
    complain(library.problems if every else ())
    chosen = library.templates if name is None else [find(library.templates, name)]
    if thread_id:
        proofs = list(_of_thread(config_file, chosen, thread_id, touch))
    else:
        proofs = list(_of_samples(config_file, chosen, touch))
    if as_json:
        emit_json([_object(proof) for proof in proofs])
        return
    for proof in proofs:
        _print(proof, of_thread=thread_id is not None)
    if name is not None and all(proof.text is None for proof in proofs):
        raise DataError(f"There is no text of {proofs[0].template.name}: {proofs[0].problem}")


def _of_samples(config_file: str | None, templates: Sequence[Template], touch: int | None) -> Iterator[Proof]:
    from mailfollow.cli.templates.desk import bench
    from mailfollow.workshop.samples import sample_proofs

    limit = bench(config_file).policy.words
    for template in templates:
        yield from sample_proofs(template, touch, limit)


def _of_thread(
    config_file: str | None, templates: Sequence[Template], thread_id: str, touch: int | None
) -> Iterator[Proof]:
    from mailfollow.workshop.choice import thread_proof
    from mailfollow.workshop.proposals import case_for

    with reading_desk(load_config(config_file)) as desk:
        case = case_for(desk, thread_id, touch)
        for template in templates:
            yield thread_proof(case, template)


def _print(proof: Proof, *, of_thread: bool) -> None:
    setting, template = proof.setting, proof.template
    click.echo(heading(line(f"{template.name}{' for ' if of_thread else ', '}{setting.label}:")))
    for name, value in (("From", setting.head.sender), ("To", setting.head.to), ("Subject", setting.head.subject)):
        click.echo(paragraph(f"{name}: {value}"))
    click.echo(f"\n{quote(proof.text)}\n" if proof.text is not None else "")
    for note in _notes(proof):
        click.echo(paragraph(note, indent="      ", first="    "))
    click.echo()


def _notes(proof: Proof) -> Iterator[str]:
    """Yield what stands beside a text, a sentence or two a note."""
    template = proof.template
    if proof.setting.choice:
        yield proof.setting.choice
    if proof.text is None:
        yield f"There is no text: {proof.problem}"
    else:
        yield f"{proof.words} of {proof.limit} words; {proof.ease}. {'Faults:' if proof.faults else 'No fault.'}"
    yield from (f"- {_placed(fault, template)}" for fault in proof.faults)
    needs = f"; needs {', '.join(template.needs)}" if template.needs else ""
    offers = f"; offers {template.resource}" if template.resource else ""
    touches = ", ".join(map(str, template.touches)) or "any"
    yield f"Fits: when {', '.join(template.when)}; touches {touches}{needs}{offers}."
    facts = "; ".join(f"{path} {_fact(found)}" for path, found in proof.facts.items())
    yield f"Facts: {facts}." if facts else "Facts: none."


def _placed(fault: Remark, template: Template) -> str:
    """Return a fault with the place that an editor can jump to, where it has one."""
    return f"{template.path}:{fault.place}: {fault.sentence}" if fault.place else fault.sentence


def _fact(found: str | None) -> str:
    return "unknown" if found is None else f"“{found}”"


def _object(proof: Proof) -> dict[str, object]:
    setting = proof.setting
    return {
        "template": proof.template.name,
        "with": setting.label,
        "from": setting.head.sender,
        "to": setting.head.to,
        "subject": setting.head.subject,
        "text": proof.text,
        "problem": proof.problem or None,
        "chosen": setting.chosen if setting.choice else None,
        "why": setting.choice or None,
        "faults": [_placed(fault, proof.template) for fault in proof.faults],
        "words": proof.words,
        "ease": proof.ease,
        "facts": dict(proof.facts),
        "when": list(proof.template.when),
        "touches": list(proof.template.touches),
        "needs": list(proof.template.needs),
        "resource": proof.template.resource,
    }
