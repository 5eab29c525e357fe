"""What the commands print about hostile mail: nothing of it may steer the terminal, and JSON stays JSON."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from mailfollow.cli import cli
from mailfollow.errors import MailfollowError
from mailfollow.reading import Lexicon
from tests.hostile.scene import MONDAY, Scene
from tests.reading.words import lexicon

STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
HARMLESS = frozenset("\n\t\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Line ends, tabs, and the signs of Arabic and Syriac that Unicode counts as formatting, but that show."""


def printed(*words: object) -> tuple[str, str]:
    """Run a command in this process; return what it wrote, and the sentences of its error."""
    raw = io.BytesIO()
    errors = io.StringIO()
    with io.TextIOWrapper(raw, "utf-8", errors="backslashreplace", write_through=True) as out:
        with redirect_stdout(out), redirect_stderr(errors), _words_of_the_tests():
            try:
                cli.main(list(map(str, words)), prog_name="mailfollow", standalone_mode=False)
            except MailfollowError as error:
                errors.write("\n".join(error.problems))
        return raw.getvalue().decode("utf-8"), errors.getvalue()


@contextmanager
def _words_of_the_tests() -> Iterator[None]:
    """Let the commands read with the words that are compiled already: nothing here depends on how they are loaded."""

    def load(_extra: Path | None = None) -> Lexicon:
        return lexicon()

    with patch("mailfollow.library.load_lexicon", load), patch("mailfollow.cli.setup.load_lexicon", load):
        yield


def commands(scene: Scene, folder: Path, most: int) -> Iterator[tuple[object, ...]]:
    """Yield the commands to look at: all that show mail, and the stories of at most `most` threads."""
    options = ("--config", scene.config_file)
    paths = _files(scene, folder)
    threads, _ = scene.threads(MONDAY)
    each = [("show", thread.id) for thread in threads[:: max(1, len(threads) // most)]]
    shown: list[tuple[object, ...]] = [("status", "--all"), *each, ("once", "--dry-run")]
    for words in (*shown, ("inspect", paths), ("replay", paths, "-v", "--me", "robin@hale-studio.example")):
        yield (*words, *options)
        yield (*(word for word in words if word not in {"--all", "-v"}), "--json", *options)


def _files(scene: Scene, folder: Path) -> Path:
    """Write the mails of all cases as files."""
    files = folder / "files"
    files.mkdir()
    for aim, case in scene.cases.items():
        for number, one in enumerate((*case.mails, *((case.proposal,) if case.proposal else ()))):
            (files / f"{aim.number:04d}-{number}.eml").write_bytes(one.data)
    return files


def faults(scene: Scene, folder: Path, most: int = 20) -> tuple[int, list[str]]:
    """Return how many characters were printed by the commands, and what was wrong with them."""
    characters, wrong = 0, []
    for words in commands(scene, folder, most):
        out, errors = printed(*words)
        characters += len(out)
        wrong += [f"{' '.join(map(str, words[:2]))}: {one}" for one in _faults(out + errors, "--json" in words, out)]
        if not out:
            wrong.append(f"{' '.join(map(str, words[:2]))} printed nothing: {errors[:200]}")
    return characters, wrong


def _faults(text: str, as_json: bool, out: str) -> Iterator[str]:
    raw = {c for c in text if unicodedata.category(c) in STEERING} - HARMLESS
    if raw:
        yield f"printed {sorted(map(ascii, raw))}"
    if as_json:
        for line in out.splitlines():
            json.loads(line)
