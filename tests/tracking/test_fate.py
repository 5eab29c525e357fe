"""What became of a draft, from where its copies lie, in the shapes that real mail clients leave behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Copy, DraftState, Place, Role
from mailfollow.tracking.fate import fate, is_copy, looked, may_append_again
from tests.tracking.builders import at, copy, draft, later

NOW = at("11-06")
DRAFTS, SENT, WATCH, TRASH = Role.DRAFTS, Role.SENT, Role.WATCH, Role.TRASH

ANSWER = Copy(
    Place("INBOX", 3, 900), WATCH, "answer@acme.example", "touch1-as-sent@studio.example",
    ("older", "5ec7e7@studio.example", "p1", "touch1-as-sent@studio.example"),
)  # fmt: skip
"""What the customer writes after the draft was sent: it carries the token, and answers the draft."""


def after(*copies, **values):
    judged = fate(draft(**values), copies, NOW)
    return (judged.state, judged.uid, judged.copies)


def test_a_copy_has_the_token_and_answers_what_the_draft_answers():
    """Scenarios 11 and 118. The Message-ID is another one."""
    assert is_copy(draft(), "other", "p1", ("older", draft().token, "p1"))
    assert is_copy(draft(), "other", None, ("older", draft().token, "p1"))


def test_a_later_answer_carries_the_token_and_is_no_copy():
    """Scenario 124."""
    assert not is_copy(
        draft(), "later", "customer@acme.example", ("older", draft().token, "p1", "customer@acme.example")
    )
    assert not is_copy(draft(), "later", None, ("older", draft().token, "p1", "customer@acme.example"))


def test_an_answer_to_the_same_mail_without_the_token_is_no_copy():
    """Scenario 12. The person answered the proposal themselves."""
    assert not is_copy(draft(), "own", "p1", ("older", "p1"))


def test_an_equal_message_id_is_enough():
    """Scenario 4. Where a server dropped References."""
    assert is_copy(draft(), draft().message_id, None, ())


def test_trimmed_references_still_tell():
    """Scenario 125."""
    long = tuple(f"r{n}" for n in range(30))

    assert is_copy(draft(), "x", "p1", (long[0], *long[-14:], draft().token, "p1"))
    assert is_copy(draft(), "x", "p1", (*long[-8:], draft().token, "p1"))


def test_an_unthreaded_draft_has_its_token_as_the_last_reference():
    """Scenario 29."""
    alone = draft(parent_id=None)

    assert is_copy(alone, "x", None, (alone.token,))
    assert not is_copy(alone, "x", alone.message_id, (alone.token, alone.message_id))


def test_a_draft_at_its_place_is_open():
    """Scenario 1. Ten passes later it still is, and it is the only one."""
    for _ in range(10):
        assert after(copy(DRAFTS)) == (DraftState.OPEN, 70, 1)


def test_all_mail_shows_drafts_too_and_proves_nothing():
    """Scenario 1. Only a copy that is no longer in Drafts was sent."""
    assert after(copy(DRAFTS), copy(WATCH, 5000)) == (DraftState.OPEN, 70, 1)
    assert after(copy(WATCH, 5000))[0] is DraftState.SENT


@pytest.mark.parametrize("state", [DraftState.RESERVED, DraftState.UNCERTAIN, DraftState.REFUSED])
def test_a_draft_whose_saving_was_interrupted_is_found(state):
    """Scenarios 2, 3 and 4. The process died, the database failed, or the server named no UID."""
    assert after(copy(DRAFTS, 71), state=state, uid=None) == (DraftState.OPEN, 71, 1)


def test_a_draft_found_before_the_place_where_it_should_be_is_not_taken_for_untouched():
    """Scenario 2. Only what came after our reservation can be what we saved."""
    assert after(copy(DRAFTS, 60), state=DraftState.UNCERTAIN, uid=None)[0] is DraftState.EDITED


@pytest.mark.parametrize("message_id", ["touch1@studio.example", "new@client.example", None])
def test_a_draft_that_a_client_saved_again_is_edited(message_id):
    """Scenarios 5 and 118. New UID, old one expunged, perhaps a new Message-ID."""
    assert after(copy(DRAFTS, 71, message_id=message_id)) == (DraftState.EDITED, 71, 1)


def test_an_edited_draft_never_becomes_untouched_again():
    """Scenario 6. Its new UID is known by then, and found at its place."""
    assert after(copy(DRAFTS, 71), state=DraftState.EDITED, uid=71) == (DraftState.EDITED, 71, 1)


def test_a_new_uidvalidity_leaves_the_draft_found_and_not_ours_to_remove():
    """Scenario 20."""
    assert after(copy(DRAFTS, 70, uidvalidity=8)) == (DraftState.EDITED, 70, 1)


def test_copies_flagged_as_deleted_are_not_there():
    """Scenario 120. Evolution leaves them for ever."""
    old = [copy(DRAFTS, uid, deleted=True) for uid in (70, 71, 72)]

    assert after(*old, copy(DRAFTS, 73)) == (DraftState.EDITED, 73, 1)
    assert after(*old)[0] is DraftState.MISSING


def test_two_versions_are_one_edited_draft_and_said():
    """Scenario 121. aerc leaves both after a postpone."""
    judged = fate(draft(), [copy(DRAFTS, 70), copy(DRAFTS, 75)], NOW)

    assert (judged.state, judged.uid, judged.copies) == (DraftState.EDITED, 75, 2)
    assert "2 versions" in judged.why


def test_a_draft_left_beside_the_sent_copy_is_sent_and_said():
    """Scenario 121. mutt's resend leaves it."""
    judged = fate(draft(), [copy(SENT, 400), copy(DRAFTS)], NOW)

    assert (judged.state, judged.copies) == (DraftState.SENT, 2)
    assert judged.why == "you sent it: a copy lies in sent; a copy is left in Drafts"


@pytest.mark.parametrize("state", [DraftState.OPEN, DraftState.EDITED, DraftState.MISSING, DraftState.DISCARDED])
def test_a_copy_in_sent_means_sent(state):
    """Scenarios 11 and 21. Whatever we thought of it before."""
    assert after(copy(SENT, 400, message_id="x"), state=state)[0] is DraftState.SENT


def test_a_sent_copy_that_two_folders_show_is_nothing_to_report():
    """Scenario 112. In Gmail every sent mail lies in All Mail too; only what is left in Drafts is said."""
    shown = [copy(SENT, 400), copy(WATCH, 5000)]

    assert looked(draft(), fate(draft(), shown, NOW), NOW).problem == ""
    assert "left in Drafts" in looked(draft(), fate(draft(), [*shown, copy(DRAFTS)], NOW), NOW).problem


def test_what_is_left_in_drafts_is_still_said_when_the_answer_has_come():
    """Scenario 121. It holds the next follow-up, so the person should know."""
    judged = fate(draft(), [ANSWER, copy(SENT, 400), copy(DRAFTS)], NOW)

    assert (judged.state, judged.copies) == (DraftState.SENT, 2)
    assert judged.why.endswith("; a copy is left in Drafts")


@pytest.mark.parametrize("left", [[], [copy(DRAFTS)], [copy(TRASH, 9)]])
def test_a_withdrawn_draft_of_which_a_copy_was_sent_stays_withdrawn(left):
    """Scenario 13. It went to somebody else; also while the client has not removed it from Drafts yet."""
    judged = fate(draft(state=DraftState.WITHDRAWN), [copy(SENT, 400), *left], NOW)

    assert (judged.state, judged.why) == (DraftState.WITHDRAWN, "nothing has changed")


def test_a_draft_in_the_trash_is_discarded():
    """Scenarios 9 and 10."""
    assert after(copy(TRASH, 9)) == (DraftState.DISCARDED, None, 1)


def test_a_draft_moved_to_the_archive_is_not_written_again():
    """Scenario 10. It left Drafts for another folder: its touch is used."""
    assert after(copy(WATCH, 77))[0] is DraftState.SENT


def test_undo_brings_a_discarded_draft_back():
    """Scenario 127. From the trash, under a new UID."""
    assert after(copy(DRAFTS, 80), state=DraftState.DISCARDED) == (DraftState.EDITED, 80, 1)


def test_a_discarded_draft_stays_so_when_the_trash_is_emptied():
    """Scenario 9."""
    assert after(state=DraftState.DISCARDED)[0] is DraftState.DISCARDED
    assert after(state=DraftState.SENT)[0] is DraftState.SENT
    assert after(state=DraftState.WITHDRAWN)[0] is DraftState.WITHDRAWN


def test_an_answer_with_the_token_proves_that_the_draft_was_sent():
    """Scenario 123. alpine leaves no copy in Sent."""
    assert after(ANSWER)[0] is DraftState.SENT
    assert after(ANSWER, state=DraftState.MISSING)[0] is DraftState.SENT


def test_a_draft_that_is_nowhere_is_missing_at_first():
    """Scenario 119. mutt and alpine take it out while it is being edited."""
    assert after()[0] is DraftState.MISSING
    assert after(state=DraftState.EDITED, uid=75)[0] is DraftState.MISSING


def test_neither_the_moment_before_nor_after_sending_misleads():
    """Scenario 122. Thunderbird removes the draft just before or after the Sent copy arrives."""
    removed_first = fate(draft(), [], NOW)
    gone_for_now = looked(draft(), removed_first, NOW)

    assert removed_first.state is DraftState.MISSING
    assert fate(gone_for_now, [copy(SENT, 400)], later(NOW, minutes=5)).state is DraftState.SENT
    assert after(copy(SENT, 400), copy(DRAFTS))[0] is DraftState.SENT


def watch_missing(hours: list[float]):
    """Return the draft after looks at these hours, none of which found it."""
    current = draft()
    for hour in hours:
        now = later(NOW, hours=hour)
        current = looked(current, fate(current, [], now), now)
    return current


def test_missing_for_a_day_and_three_looks_is_discarded():
    """Scenario 119. Then, and not before, the person has thrown it away."""
    assert watch_missing([0, 12, 24]).state is DraftState.DISCARDED
    assert watch_missing([0, 12, 23.9]).state is DraftState.MISSING


def test_two_looks_are_too_few_however_long_it_is():
    """A machine that slept for a week has looked twice."""
    assert watch_missing([0, 200]).state is DraftState.MISSING
    assert watch_missing([0, 200, 201]).state is DraftState.DISCARDED


def test_looks_at_the_same_moment_count_once():
    """Scenario 91. Two ticks in one second are one look."""
    assert watch_missing([0, 30, 30, 30.01]).state is DraftState.MISSING


def test_a_draft_that_turns_up_again_starts_anew():
    """Scenario 119. Postponed again in mutt: edited, and the looks are forgotten."""
    missing = watch_missing([0, 12])
    found = fate(missing, [copy(DRAFTS, 81)], later(NOW, hours=13))
    again = looked(missing, found, later(NOW, hours=13))

    assert (again.state, again.uid, again.looks, again.missing_since) == (DraftState.EDITED, 81, 0, None)
    assert again.problem == found.why


def test_a_recipient_s_name_or_flags_do_not_matter():
    """Scenario 128. Roundcube drops the flag and replaces the name; place and token are what counts."""
    assert after(copy(DRAFTS, 71, references=("older", draft().token, "p1")))[0] is DraftState.EDITED


def uncertain_after(minutes: list[float], **values):
    """Return the draft of an uncertain attempt at NOW after looks at these minutes that found nothing."""
    current = draft(DraftState.UNCERTAIN, uid=None, attempted_at=NOW, **values)
    for minute in minutes:
        now = later(NOW, minutes=minute)
        current = looked(current, fate(current, [], now), now)
    return current


@pytest.mark.parametrize(("minutes", "allowed"), [
    ([], False), ([31], False), ([5, 29], False), ([5, 31], True), ([25, 31], False), ([25, 36], True),
    ([1, 2, 3, 4], False), ([0, 10, 20, 30], True), ([20, 29, 35], True), ([31, 32, 33], False), ([31, 41], True),
])  # fmt: skip
def test_an_uncertain_draft_is_saved_again_after_two_clean_looks(minutes, allowed):
    """Ten minutes apart, the last half an hour after the attempt: a ghost may still arrive until then."""
    current = uncertain_after(minutes)
    now = later(NOW, minutes=(minutes or [0])[-1])

    assert current.state is DraftState.UNCERTAIN
    assert may_append_again(current, now) is allowed


def test_three_attempts_are_enough():
    """After that a person has to look."""
    assert may_append_again(uncertain_after([5, 40], attempts=2), later(NOW, minutes=40))
    assert not may_append_again(uncertain_after([5, 40], attempts=3), later(NOW, minutes=40))


def test_a_reserved_draft_that_was_never_tried_counts_from_its_reservation():
    """The process may have died right after the APPEND: it is uncertain like any other."""
    current = draft(DraftState.RESERVED, uid=None, attempts=0, attempted_at=None, reserved_at=NOW)
    for minute in (10, 35):
        now = later(NOW, minutes=minute)
        current = looked(current, fate(current, [], now), now)

    assert current.state is DraftState.UNCERTAIN
    assert may_append_again(current, later(NOW, minutes=35))


def test_a_ghost_that_arrives_late_is_found_and_not_doubled():
    """The bytes were on their way for twenty-nine minutes."""
    waiting = uncertain_after([5, 15])
    found = fate(waiting, [copy(DRAFTS, 70)], later(NOW, minutes=29))

    assert (found.state, found.uid) == (DraftState.OPEN, 70)
    assert not may_append_again(looked(waiting, found, later(NOW, minutes=29)), later(NOW, minutes=60))


def test_a_refused_draft_is_tried_again_every_six_hours():
    """Scenario 22. Over quota, or a folder without the right to write."""
    refused = draft(DraftState.REFUSED, uid=None, attempted_at=NOW, problem="[OVERQUOTA] Quota exceeded")

    assert not may_append_again(refused, later(NOW, hours=5.9))
    assert may_append_again(refused, later(NOW, hours=6))
    assert fate(refused, [], later(NOW, hours=1)).why == "the server refused it: [OVERQUOTA] Quota exceeded"
    assert looked(refused, fate(refused, [], NOW), NOW).state is DraftState.REFUSED


@pytest.mark.parametrize(
    "state",
    [
        DraftState.OPEN,
        DraftState.EDITED,
        DraftState.MISSING,
        DraftState.SENT,
        DraftState.DISCARDED,
        DraftState.WITHDRAWN,
    ],
)
def test_a_draft_that_was_stored_is_never_saved_again(state):
    """Whatever became of it: what a person touched is theirs."""
    assert not may_append_again(draft(state, looks=9, looked_at=later(NOW, days=9)), later(NOW, days=9))


def test_a_clock_that_went_back_saves_nothing_again():
    """Scenario 91."""
    assert not may_append_again(uncertain_after([5, 40]), later(NOW, minutes=10))


copies = st.lists(
    st.builds(
        copy,
        st.sampled_from(list(Role)),
        st.integers(68, 73),
        deleted=st.booleans(),
        message_id=st.sampled_from([None, "touch1@studio.example", "new@client.example"]),
        uidvalidity=st.sampled_from([7, 8]),
        in_reply_to=st.sampled_from(["p1", None, "customer@acme.example"]),
    ),
    max_size=4,
)
drafts = st.builds(
    lambda state, uid, looks: draft(state, uid=uid, looks=looks, looked_at=NOW if looks else None),
    st.sampled_from(list(DraftState)), st.sampled_from([None, 70, 71]), st.integers(0, 5),
)  # fmt: skip


@given(drafts, copies)
def test_a_draft_is_called_untouched_only_if_one_copy_lies_where_we_put_it(current, found):
    """Only such a draft may be withdrawn: what a person touched is sacred."""
    judged = fate(current, found, NOW)
    live = [one for one in found if not one.deleted and one.role is DRAFTS]
    ours = [one for one in live if is_copy(current, one.message_id, one.in_reply_to, one.references)]

    if judged.state is DraftState.OPEN:
        assert len(ours) == 1
        assert ours[0].place.uidvalidity == current.uidvalidity
        assert current.uid in {None, ours[0].place.uid}


@given(drafts, copies, st.integers(0, 10_000))
def test_the_order_of_copies_and_looking_twice_make_no_difference(current, found, minutes):
    """The same folders give the same fate; a second look at once changes nothing more."""
    now = NOW + timedelta(minutes=minutes)
    judged = fate(current, found, now)
    once = looked(current, judged, now)

    assert fate(current, found[::-1], now) == judged
    assert looked(once, fate(once, found, now), now).looks == once.looks
