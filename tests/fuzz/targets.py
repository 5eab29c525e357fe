"""What else comes from outside, a target for each boundary: bytes or values made of a number, and what must hold then.

A target makes its case from a random source, and `check` does with it what the program does. Errors that a person meets
as a sentence are right; everything else that comes out is a finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.fuzz import files, server, values
from tests.fuzz.mutate import mutated


@dataclass(frozen=True, slots=True)
class Target:
    """A boundary: how a case is made, and what is wrong with what comes of it (None = nothing)."""

    make: Callable[[Random], bytes]
    check: Callable[[bytes], str | None]


TARGETS: dict[str, Target] = {
    "imap": Target(server.make_answers, server.check_answers),
    "config": Target(lambda rng: mutated(rng, files.settings_files()), files.check_settings),
    "template": Target(lambda rng: mutated(rng, files.template_files())[:50_000], files.check_template),
    "facts": Target(values.make_letter, values.check_letter),
    "export": Target(lambda rng: mutated(rng, files.exports()), files.check_export),
    "phrases": Target(files.make_phrases, files.check_phrases),
    "store": Target(values.make_stored, values.check_stored),
    "terminal": Target(values.make_text, values.check_text),
}
"""By the name for `--target`; `message`, bytes to meaning, is in `runs`."""
