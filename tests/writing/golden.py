"""What every shipped template says, as files for people to read. `python -m tests.writing.golden` writes them anew."""

from __future__ import annotations

from pathlib import Path

from mailfollow.model import Template
from mailfollow.writing.template.render import render
from mailfollow.writing.template.samples import samples
from tests.writing.made_up import shipped

FOLDER = Path(__file__).parent / "golden"
SEED = "golden"


def golden(template: Template) -> str:
    """Return a template's text with every fact known, and with only those it needs."""
    return "\n\n".join(f"----- {label}\n{render(template, facts, SEED)}" for label, facts in samples(template)) + "\n"


def file_of(template: Template) -> Path:
    """Return the file that holds what a template says."""
    return FOLDER / f"{template.name}.txt"


def main() -> None:
    """Write the files for all shipped templates, and remove those of templates that are gone."""
    for old in FOLDER.glob("*/*.txt"):
        old.unlink()
    for template in shipped():
        file_of(template).parent.mkdir(parents=True, exist_ok=True)
        file_of(template).write_text(golden(template), "utf-8")


if __name__ == "__main__":
    main()
