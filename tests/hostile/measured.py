"""Runs the program in a process of its own, and tells how much memory it took at most."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def peak_of(*words: object) -> float:
    """Return the most memory in MB that the program took. Raises CalledProcessError if it failed."""
    command = [sys.executable, "-m", "tests.hostile.measured", *map(str, words)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", errors="replace")
    return int(done.stderr.rsplit("\n", 2)[-2]) / 1_000


def main() -> None:
    """Run the program; the last line on standard error is the peak in kB."""
    from mailfollow.cli import cli

    cli.main(sys.argv[1:], prog_name="mailfollow", standalone_mode=False)
    found = PEAK.search(Path("/proc/self/status").read_text())
    assert found is not None
    sys.stderr.write(f"{found[1]}\n")


if __name__ == "__main__":
    main()
