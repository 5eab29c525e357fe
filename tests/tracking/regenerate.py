"""Write matrix.txt anew: `python -m tests.tracking.regenerate`. Read the difference before keeping it."""

from __future__ import annotations

from tests.tracking.matrix import GOLDEN, render

if __name__ == "__main__":
    GOLDEN.write_text(render(), encoding="utf-8")
    print(f"{GOLDEN} written")
