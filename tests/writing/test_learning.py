"""Learning which angles are answered: from enough cases only, with the counts told."""

from __future__ import annotations

import pytest

from mailfollow.model import Tally, Used
from mailfollow.writing.choice.learning import Verdict, place, told, verdict
from mailfollow.writing.choice.rank import Occasion, rank
from tests.writing.made_up import good, known

OTHERS = {"b": Tally(80, 8), "c": Tally(60, 4)}
"""12 of 140: 8.6 %."""


@pytest.mark.parametrize(
    ("own", "found"),
    [
        (Tally(31, 9), Verdict.PREFERRED),
        (Tally(20, 4), Verdict.PREFERRED),  # at least 11 %
        (Tally(20, 3), Verdict.USUAL),  # at least 7.4 %
        (Tally(19, 19), Verdict.TOO_FEW),
        (Tally(0, 0), Verdict.TOO_FEW),
        (Tally(20, 0), Verdict.SELDOM),  # at most 7.6 %
        (Tally(40, 1), Verdict.SELDOM),
        (Tally(40, 3), Verdict.USUAL),
    ],
    ids=str,
)
def test_an_angle_is_judged_from_twenty_on_by_what_is_likely(own: Tally, found: Verdict) -> None:
    """Preferred if even the lower end of the 80 % interval is above all others together, last if the upper is below."""
    assert verdict("a", {"a": own, **OTHERS}) is found


def test_the_others_must_be_enough_as_well() -> None:
    """One angle that was always used is neither better nor worse than nothing."""
    assert verdict("a", {"a": Tally(50, 25), "b": Tally(19, 0)}) is Verdict.TOO_FEW
    assert verdict("a", {"a": Tally(50, 25), "b": Tally(20, 0)}) is Verdict.PREFERRED


def test_what_was_never_sent_is_unknown_and_comes_in_the_middle() -> None:
    """A new angle is neither punished nor favoured."""
    learned = {"good": Tally(100, 60), "bad": Tally(100, 2), "few": Tally(5, 5), "usual": Tally(100, 31)}

    assert {angle: place(angle, learned) for angle in (*learned, "new")} == {
        "good": 0,
        "usual": 1,
        "few": 1,
        "new": 1,
        "bad": 2,
    }


def test_the_reason_has_the_counts() -> None:
    """Whoever reads it can judge for themselves."""
    learned = {"a": Tally(31, 9), **OTHERS}

    assert told("a", learned) == "preferred: it was answered 9 of 31 times, others 12 of 140"
    assert told("new", learned) == "too few to tell whether it is answered: 0 sent of 20"
    assert (
        told("a", {"a": Tally(40, 1), **OTHERS}) == "seldom answered: it was answered 1 of 40 times, others 12 of 140"
    )
    assert told("a", {"a": Tally(40, 3), **OTHERS}) == "it was answered 3 of 40 times, others 12 of 140"
    assert (
        told("a", {"a": Tally(31, 9), "b": Tally(7, 1)}) == "too few to tell whether others are answered: 7 sent of 20"
    )
    assert told("a", {}) == ""


def _ranked(
    learned: dict[str, Tally], when: str = "waiting", seed: str = "seed", **used: object
) -> list[tuple[str, str]]:
    templates = [
        good("en/bad", angle="bad"),
        good("en/middle", angle="middle"),
        good("en/best", angle="best"),
        good("en/end", angle="end", when=["closing"]),
    ]
    occasion = Occasion("en", 1, when, known(), Used(**used), learned=learned)  # type: ignore[arg-type]
    return [(choice.template.name, choice.why) for choice in rank(templates, occasion, seed)]


LEARNED = {"bad": Tally(50, 1), "middle": Tally(50, 10), "best": Tally(50, 25)}


def test_what_is_answered_comes_first_and_what_is_not_comes_last() -> None:
    """Even if it was used more of late."""
    lately = {"en/best": 7, "en/middle": 3}
    ranked = _ranked(LEARNED, lately=lately)

    assert [name for name, _ in ranked] == ["en/best", "en/middle", "en/bad"]
    assert "preferred: it was answered 25 of 50 times, others 11 of 100" in ranked[0][1]
    assert [name for name, _ in _ranked({}, lately=lately)] == ["en/bad", "en/middle", "en/best"]


def test_the_situation_comes_before_what_was_learned() -> None:
    """The last mail is a goodbye, however well something else is answered."""
    assert _ranked(LEARNED, when="closing")[0][0] == "en/end"


def test_a_first_week_says_nothing_of_answers() -> None:
    """There is nothing to tell."""
    assert "answered" not in _ranked({})[0][1]


def test_one_follow_up_in_four_tries_the_others_too() -> None:
    """Else an angle that was unlucky at first would never be heard of again."""
    first = [_ranked(LEARNED, seed=f"thread-{number}", lately={"en/best": 7})[0][0] for number in range(400)]

    assert 0.65 < first.count("en/best") / len(first) < 0.85
