"""What one page shows: which proofs, in what language, with which proposal or made-up facts, at which touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from mailfollow.cycle.desk import Desk
from mailfollow.errors import DataError
from mailfollow.library import load_templates
from mailfollow.model import DraftPolicy, Template, Thread
from mailfollow.workshop.choice import thread_proof
from mailfollow.workshop.proof import Proof
from mailfollow.workshop.proposals import Case, case_for, open_threads
from mailfollow.workshop.samples import EVERY, sample_proof
from mailfollow.workshop.shelf import Broken, Shelf, folders, shelf, version
from mailfollow.workshop.usage import usage
from mailfollow.writing.languages import LANGUAGES

Open = Callable[[], AbstractContextManager[Desk]]
"""Opens what is remembered, for reading."""

SAMPLES = (EVERY, "only the needed facts known", f"{EVERY} (familiar)", "only the needed facts known (familiar)")
ALL = "all"
"""Stands for every language."""
TOUCHES = range(1, 13)
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a sample's label or a proposal's id, a touch (None = its own), a language's code."""

    subject: str = EVERY
    touch: int | None = None
    language: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """Take what makes sense from a query; the rest is as if it were not there."""
        touch = query.get("touch", "")
        number = int(touch) if touch.isdecimal() and len(touch) < 3 else 0
        language = query.get("language", "")
        return cls(
            query.get("with") or EVERY,
            number if number in TOUCHES else None,
            language if language in {*LANGUAGES, ALL} else "",
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of all templates: `broken` without a proof where the file cannot be used."""

    name: str
    language: str
    angle: str
    proof: Proof | None = None
    broken: Broken | None = None
    used: str = ""
    own: bool = False

    @property
    def anchor(self) -> str:
        """The entry's place on the page, in signs that no browser writes in another way in an address."""
        kind = "broken" if self.broken else "t"
        return f"{kind}-" + "".join(map(_in_anchor, self.name))


def _in_anchor(sign: str) -> str:
    if sign in "/-":
        return "-"
    return sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):x}"


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows. `groups` has the entries of every language; those with a proof are shown in full."""

    asked: Asked
    language: str
    entries: tuple[Entry, ...]
    threads: tuple[Thread, ...]
    version: str
    case: Case | None = None

    @property
    def languages(self) -> dict[str, tuple[Entry, ...]]:
        """The entries by language, English name first."""
        codes = dict.fromkeys(entry.language for entry in self.entries)
        return {code: tuple(one for one in self.entries if one.language == code) for code in codes}

    @property
    def chosen(self) -> Entry | None:
        """The text that the draft has or would have, if it is on the page."""
        return next((one for one in self.shown if one.proof and one.proof.setting.chosen), None)

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries that the page shows in full."""
        return tuple(one for one in self.entries if self.language in {ALL, one.language})


@dataclass(frozen=True, slots=True)
class Bench:
    """What the workshop works with: the person's folders and settings, and how to open what is remembered.

    Without a configuration there is nothing but the templates that came along.
    """

    templates: Path | None = None
    resources: Path | None = None
    policy: DraftPolicy = field(default_factory=DraftPolicy)
    open_desk: Open | None = None

    def version(self) -> str:
        """Return a text that changes when a template or a resource is saved."""
        return version(*folders(self.templates, self.resources))


def view(bench: Bench, asked: Asked) -> View:
    """Return what the page shows.

    Raises:
        UsageError: there is no such proposal. Busy, DataError, ConfigError: as `Store.open` says.
    """
    state = bench.version()  # before the files are read, so that none that is saved meanwhile is missed
    if bench.open_desk is None:
        return _view(bench, asked, shelf(load_templates(), None), state=state)
    with bench.open_desk() as desk:
        case = case_for(desk, asked.subject, asked.touch) if asked.subject not in SAMPLES else None
        lying = shelf(desk.library, bench.templates)
        found = _view(bench, asked, lying, state=state, case=case, counts=usage(desk.store))
        return replace(found, threads=tuple(open_threads(desk.store)))


def _view(
    bench: Bench,
    asked: Asked,
    lying: Shelf,
    *,
    state: str,
    case: Case | None = None,
    counts: Mapping[str, str] = NOTHING,
) -> View:
    spoken = case.occasion.language if case and case.occasion else bench.policy.language
    language = asked.language or spoken
    shown = [one for one in lying.templates if language in {ALL, one.language}]
    proofs = dict(_proofs(shown, case, asked, bench.policy.words))
    entries = [*_entries(lying.templates, proofs, counts, bench.templates), *map(_broken, lying.broken)]
    return View(asked, language, tuple(sorted(entries, key=_order)), (), state, case)


def _proofs(templates: Sequence[Template], case: Case | None, asked: Asked, limit: int) -> Iterator[tuple[str, Proof]]:
    for template in templates:
        if case is None:
            yield template.name, sample_proof(template, asked.subject, asked.touch, limit)
        else:
            yield template.name, _of_case(template, case, limit)


def _of_case(template: Template, case: Case, limit: int) -> Proof:
    """Return the proof for a proposal, or one that says why nothing can be written."""
    try:
        return thread_proof(case, template)
    except DataError as error:
        sample = sample_proof(template, EVERY, None, limit)
        setting = replace(sample.setting, head=case.head, choice=str(error))
        return replace(sample, setting=setting, text=None, problem=str(error), faults=())


def _entries(
    templates: Sequence[Template], proofs: Mapping[str, Proof], counts: Mapping[str, str], own: Path | None
) -> Iterator[Entry]:
    for one in templates:
        yield Entry(
            *(one.name, one.language, one.angle, proofs.get(one.name)),
            used=counts.get(one.name, ""),
            own=own is not None and Path(one.path).is_relative_to(own),
        )


def _broken(broken: Broken) -> Entry:
    language, _, stem = broken.name.partition("/")
    return Entry(broken.name, language if stem else "", stem or broken.name, broken=broken, own=True)


def _order(entry: Entry) -> tuple[int, str, str, bool]:
    codes = list(LANGUAGES)
    known = codes.index(entry.language) if entry.language in codes else len(codes)
    return known, entry.language, entry.name, entry.broken is None
