"""How well mail is read, beside the best libraries: `python tests/benchmarks/reading.py PATH`.

PATH is a folder of real mail with labels, laid out as `tests/README.md` says; without it, MAILFOLLOW_CORPUS names one.
Libraries that are not installed are left out: `pip install -e '.[benchmark]'` installs all of them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.scores import table
from tests.benchmarks.scores.corpus import Unusable, open_corpus
from tests.benchmarks.scores.measure import chosen, measured
from tests.benchmarks.scores.parts import PARTS


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code: 2 where the corpus cannot be used."""
    options = _options(arguments)
    try:
        parts = chosen(PARTS, options.only, alone=options.alone)
        corpus = open_corpus(options.path)
        results = [measured(part, corpus) for part in parts]
    except Unusable as problem:
        print(problem, file=sys.stderr)
        return 2
    if options.wrong:
        Path(options.wrong).write_text("\n".join(table.wrong(results)) + "\n", encoding="utf-8")
    if options.json:
        print(json.dumps(table.document(results), ensure_ascii=False))
    else:
        print("\n".join(table.lines(results)))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", help="the folder; without it MAILFOLLOW_CORPUS counts")
    parser.add_argument("--only", action="append", default=[], metavar="FIGURE", help="measure this figure; repeatable")
    parser.add_argument("--alone", action="store_true", help="leave the libraries out")
    parser.add_argument("--wrong", metavar="FILE", help="write there what mailfollow got wrong, case by case")
    parser.add_argument("--json", action="store_true", help="print one object instead of the tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
