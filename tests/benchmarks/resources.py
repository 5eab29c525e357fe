"""Resources: how many of 30 made-up proposals get what a person would send along, and how long 5,000 resources take.

`python -m tests.benchmarks.resources`; `--all` lists every proposal with what it got. The shelf is `shelf/`, the
proposals with a person's choice are `proposals.toml`, and behind them as many traps; in all of them names are made up.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from time import perf_counter

from mailfollow.cycle.drafts.offers import fitting
from mailfollow.library import load_lexicon, load_resources
from mailfollow.model import Me, Message, Offer, Resource
from mailfollow.reading import read
from mailfollow.store.shelf import matching

HERE = Path(__file__).parent
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ME = Me("Robin Hale", ("robin@hale-studio.example",))
MANY = 5_000


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal, what a person would send along, and what was found."""

    message: Message
    pick: tuple[str, ...]
    found: tuple[Offer, ...]

    @property
    def best(self) -> str | None:
        """The name of what would be offered first."""
        return self.found[0].resource.name if self.found else None

    @property
    def verdict(self) -> str:
        """How that is beside the person's choice."""
        if self.best is None:
            return "withheld" if self.pick else "right"
        return "right" if self.best in self.pick else "another" if self.pick else "absurd"


def shelf() -> tuple[Resource, ...]:
    """Return the resources of the shelf."""
    resources, problems = load_resources(HERE / "shelf")
    assert problems == (), problems
    return resources


def proposals(kind: str = "proposal") -> Iterator[tuple[Message, tuple[str, ...]]]:
    """Yield each proposal as it is read from a mail, with a person's choice."""
    lexicon = load_lexicon()
    for one in tomllib.loads((HERE / "proposals.toml").read_text("utf-8"))[kind]:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "robin@hale-studio.example", "anna@acme.example", one["subject"]
        mail["Message-ID"] = "<one@hale-studio.example>"
        mail.set_content(one["text"] + "\nRobin Hale\n")
        message = read(mail.as_bytes(), ME, lexicon, AT)
        assert message.language == one["language"], (one["subject"], message.language)
        yield message, tuple(one["pick"])


def cases(kind: str = "proposal") -> list[Case]:
    """Return every proposal with what was found for it."""
    resources = shelf()
    return [
        Case(message, pick, tuple(fitting(resources, message, today=AT.date()))) for message, pick in proposals(kind)
    ]


def many(resources: tuple[Resource, ...], count: int = MANY) -> tuple[Resource, ...]:
    """Return the shelf over and over, each copy with topics of its own besides."""
    return tuple(
        replace(one, name=f"{one.name}-{n}", topics=(*one.topics, f"topic{n} matter{n}"))
        for n, one in ((n, resources[n % len(resources)]) for n in range(count))
    )


def main() -> None:
    """Print the scores, what went wrong, and the time."""
    found = cases()
    _score("proposals", found)
    _score("proposals that try to mislead", cases("trap"))
    _time(shelf(), [case.message for case in found])


def _score(what: str, found: list[Case]) -> None:
    """Print how many are right, and those that are not."""
    verdicts = Counter(case.verdict for case in found)
    print(f"{verdicts['right']} of {len(found)} {what} got what a person would have picked, or rightly nothing;")
    print(f"{verdicts['another']} got another one, {verdicts['absurd']} got one though none fits, ", end="")
    print(f"{verdicts['withheld']} got none though one fits.")
    for case in found:
        if case.verdict != "right" or "--all" in sys.argv:
            matched = ", ".join(case.found[0].matched) if case.found else ""
            wanted = " or ".join(case.pick) or "none"
            print(f"  {case.verdict:<9} {case.message.envelope.subject}: {case.best} ({matched}); a person: {wanted}")


def _time(resources: tuple[Resource, ...], messages: list[Message]) -> None:
    """Print what building the index and looking through it takes, beside reading the same proposals as mail."""
    floor = _seconds(lambda: list(proposals())) / len(messages)
    large = many(resources)
    building = _seconds(lambda: matching(large, "pumps", "", "en"))
    looking = _seconds(lambda: [fitting(large, one, today=AT.date()) for one in messages]) / len(messages)
    small = _seconds(lambda: [fitting(resources, one, today=AT.date()) for one in messages]) / len(messages)
    print(f"{MANY:,} resources: {building / floor:.0f} × the reading of one proposal to build the index once,")
    print(f"{looking / floor:.1f} × to look through it; {len(resources)} resources: {small / floor:.2f} ×.")
    print(f"(Reading one took {1000 * floor:.1f} ms.)")


def _seconds(work: object) -> float:
    assert callable(work)
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    main()
