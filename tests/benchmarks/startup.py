"""How long `mailfollow status` takes to start and answer: `python tests/benchmarks/startup.py`, against `import click`.

Both are whole processes, in turn, so that a machine that slows down slows both; the medians are compared.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=25)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo"
        subprocess.run(_mailfollow("demo", "--keep", str(place)), check=True, stdout=subprocess.DEVNULL)
        status = _mailfollow("--config", str(place / "config.toml"), "status")
        click = [sys.executable, "-c", "import click"]
        times = [(_spent(click), _spent(status)) for _ in range(options.repeat + 1)][1:]
    lowest, mine = (median(column) for column in zip(*times, strict=True))
    print(f"python -c 'import click'                     {1_000 * lowest:8.1f} ms   1.00 x")
    print(f"mailfollow status, five proposals            {1_000 * mine:8.1f} ms {mine / lowest:6.2f} x")


def _mailfollow(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).parent / "mailfollow"), *arguments]


def _spent(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


if __name__ == "__main__":
    main()
