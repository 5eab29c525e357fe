"""Which numbered scenario is tested how often: `python -m tests.scenarios` prints the count for each.

A test names its scenarios at the start of its docstring ("Scenario 28.", "Scenarios 30, 45 and 46: ..."), a mail
with its expected meaning in the JSON ("scenario": 57, or a list). A range names none of its members.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parent
NUMBERS = range(1, 129)
_NAMED = re.compile(r"Scenarios? (?!\d+ to )(\d+(?:(?:, | and )\d+(?! to ))*)")


def counted() -> Counter[int]:
    """Return how many tests name each scenario."""
    return Counter([*_in_docstrings(), *_in_mails()])


def _in_docstrings() -> list[int]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(TESTS.rglob("test_*.py")))
    functions = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    found = (_NAMED.match(ast.get_docstring(node) or "") for node in functions if node.name.startswith("test_"))
    return [int(number) for one in found if one for number in re.findall(r"\d+", one[1])]


def _in_mails() -> list[int]:
    meanings = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(TESTS.glob("reading/mail/*/*.json")))
    named = (one.get("scenario", []) for one in meanings)
    return [number for one in named for number in (one if isinstance(one, list) else [one])]


def main() -> None:
    """Print the counts, ten to a line, and what has none."""
    found = counted()
    for start in range(0, NUMBERS.stop, 10):
        numbers = [n for n in range(start, start + 10) if n in NUMBERS]
        print("  ".join(f"{n:>3}:{found[n]:<3}" for n in numbers))
    missing = [n for n in NUMBERS if not found[n]]
    print(f"{found.total()} tests name {len(NUMBERS) - len(missing)} of {len(NUMBERS)} scenarios.")
    print(f"Without a test of their own: {', '.join(map(str, missing)) or 'none'}")


if __name__ == "__main__":
    main()
