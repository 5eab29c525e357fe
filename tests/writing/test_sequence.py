"""A proposal that nobody ever answers: eight touches, eight kinds of value, none said twice."""

from dataclasses import replace
from datetime import date

import pytest

from mailfollow.model import Proposal, Refused, Used
from mailfollow.writing.choice.sameness import similarity
from tests.writing.made_up import OFFER, due, message, shipped, thread, written

TEMPLATES = shipped()
BARE = Proposal(score=2.0, is_proposal=True)
USUAL = ("waiting",) * 7 + ("closing",)
EVENTFUL = ("promised", "waiting", "expiring", "lapsed", "asked-to-wait", "waiting", "waiting", "closing")


def sequence(name, whens, offer=OFFER, used=Used()):
    """Return the texts of one silent proposal; every touch knows what came before."""
    texts = []
    for touch, when in enumerate(whens, start=1):
        found = written(TEMPLATES, thread(name), due(touch, when), message(proposal=offer), used=used)
        assert not isinstance(found, Refused), f"touch {touch} ({when}): {found}"
        texts.append(found)
        used = Used(used.angles | {found.angle}, used.templates | {found.template}, (*used.texts, found.text))
    return texts, used


@pytest.mark.parametrize("whens", [USUAL, ("waiting",) * 8, EVENTFUL], ids=["usual", "waiting", "eventful"])
@pytest.mark.parametrize("offer", [replace(OFFER, promise=date(2025, 5, 20)), BARE], ids=["known", "bare"])
def test_eight_touches_have_eight_angles_and_eight_openings(whens, offer):
    """Scenarios 100, 101 and 105, for many threads."""
    for number in range(8):
        texts, _ = sequence(f"thread-{number}", whens, offer)

        assert len({text.angle for text in texts}) == 8
        assert len({tuple(text.text.split("\n\n")[1].split()[:3]) for text in texts}) == 8
        assert max(similarity(a.text, b.text) for i, a in enumerate(texts) for b in texts[:i]) < 0.3


def test_two_silent_people_at_one_company_never_read_the_same():
    """Scenario 105: sixteen mails to a company, sixteen angles, as far as situations allow."""
    first, used = sequence("anna", USUAL)
    second, _ = sequence("tom", USUAL, used=used)

    assert not {text.angle for text in first} & {text.angle for text in second}


def test_threads_begin_differently():
    openings = {sequence(f"thread-{number}", USUAL[:1])[0][0].text for number in range(30)}

    assert len(openings) >= 8
