"""Make one small mistake in a module at a time, and see whether its tests notice.

    python -m tests.mutation mailfollow/tracking/matching/match.py [tests/tracking/test_match.py ...] [--every N]

The files stay as they are: a mistake is made in the memory of a forked process, which then runs the tests. Prints
what went unnoticed, and the share that was noticed. Without tests named: the ones named after the module.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path

import hypothesis
import pytest

from tests.mutation.changes import changed, sites

QUIET = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
"""Hypothesis is imported before pytest looks at it, once for all the processes."""


class Mistaken(SourceFileLoader):
    """Finds and loads one module from a changed syntax tree."""

    def __init__(self, name: str, path: Path, code: object) -> None:
        super().__init__(name, str(path))
        self.code = code

    def get_code(self, fullname: str) -> object:
        return self.code

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return spec_from_loader(name, self) if name == self.name else None


def noticed(path: Path, code: object, tests: list[str], seconds: int) -> bool:
    """Whether the tests fail, or never end, with that code in place of the module at `path`."""
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        sys.meta_path.insert(0, Mistaken(".".join(path.with_suffix("").parts), path, code))
        hypothesis.settings.register_profile("mistake", database=None, derandomize=True, max_examples=50)
        hypothesis.settings.load_profile("mistake")
        os._exit(pytest.main([*QUIET, *tests]))
    return os.waitpid(child, 0)[1] != 0


def main() -> None:
    """Try all changes of the module, or every n-th."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="*")
    parser.add_argument("--every", type=int, default=1, help="try only every N-th change")
    given = parser.parse_args()
    path: Path = given.module
    tests = given.tests or [str(Path("tests", *path.parts[1:-1], f"test_{path.name}"))]
    source = path.read_text(encoding="utf-8")
    begun = time.monotonic()
    if noticed(path, compile(source, path, "exec"), tests, 600):
        sys.exit("The tests fail without any mistake.")
    limit = int(5 * (time.monotonic() - begun)) + 5
    tried = sites(source)[:: given.every]
    survived = [site for site in tried if not noticed(path, compile(changed(source, site), path, "exec"), tests, limit)]
    for site in sorted(survived, key=lambda site: site.line):
        print(f"{path}:{site.line}: {site.what}")
    print(f"{len(tried) - len(survived)} of {len(tried)} mistakes noticed ({1 - len(survived) / len(tried):.1%})")


if __name__ == "__main__":
    main()
