"""A silent proposal's whole life, and a second one at the same company: sixteen mails, and nothing comes twice."""

from __future__ import annotations

import pytest

from tests.end_to_end.life import PEOPLE, play, repeated
from tests.end_to_end.stage import Stage

pytestmark = pytest.mark.dovecot


@pytest.mark.parametrize("language", PEOPLE)
def test_eight_follow_ups_each_to_two_people_of_a_company_and_nothing_twice(stage: Stage, language: str) -> None:
    """Scenarios 100, 101 and 105."""
    lives = play(stage, language)

    assert [len(touches) for touches in lives.values()] == [8, 8]
    assert repeated([touch for touches in lives.values() for touch in touches]) == []
    assert {touch.draft.language for touches in lives.values() for touch in touches} == {language}
