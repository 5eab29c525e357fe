"""What `stats` says of a made-up stretch of time is what happened in it, written down independently."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mailfollow import clock
from mailfollow.cli import cli
from tests.end_to_end.year import Year, played


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Seven weeks, with a proposal on each business day."""
    return played(tmp_path_factory.mktemp("year"), seed=3, days=49, each_day=1)


def told(year: Year, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Return what `stats --json` says at the end."""
    monkeypatch.setattr(clock, "now", lambda: year.host.now)
    config = str(year.host.folder / "config.toml")
    cli.main(["--config", config, "stats", "--json", *words], standalone_mode=False)
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("by", ["angle", "template", "touch", "language"])
def test_every_number_is_what_truly_happened(
    year: Year, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    """Sent as it was, edited, thrown away, left to lie; and answered in time, of those that could be."""
    groups = told(year, monkeypatch, capsys, "--by", by)["groups"]

    assert {one["name"]: _counts(one) for one in groups} == {
        name: (
            *(became[what] for what in ("sent as is", "sent edited", "discarded", "open")),
            answered,
            ripe,
            became.total(),
        )
        for name, (became, answered, ripe) in year.truth(by).items()
    }


def _counts(one: dict[str, Any]) -> tuple[int, ...]:
    became = ("sent_as_is", "sent_edited", "discarded", "open")
    return (*(one[what] for what in became), one["answers"]["answered"], one["answers"]["counted"], one["drafts"])


def test_enough_happened_for_that_to_mean_something(year: Year) -> None:
    """All that can become of a draft did, and some were answered."""
    done = year.done

    assert len(done) > 40
    assert {one.became for one in done} == {"sent as is", "sent edited", "discarded", "open"}
    assert {one.touch for one in done} >= {1, 2, 3}
    assert 3 < sum(one.answered for one in done) < len(done) / 2
    assert {one.language for one in done} == {"en", "de"}


def test_what_this_person_edits_is_found(
    year: Year, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each habit that is told is one that they have: the opening goes, or another one comes before it."""
    habits = told(year, monkeypatch, capsys, "--by", "template")["edits"]

    assert {(one["what"], one["paragraph"]) for one in habits} <= {
        ("removed", 2),
        ("added", 1),
        ("shortened", None),
        ("lengthened", None),
    }
