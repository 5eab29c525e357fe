"""What became of a draft, from where its copies lie, in the shapes that real mail clients leave behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Copy, DraftState, Place, Role, Version
from mailfollow.tracking.fate import NOT_OURS, fate, is_copy, unread
from mailfollow.tracking.looks import looked
from mailfollow.tracking.planning.attempts import GIVEN_UP, MOST_ATTEMPTS, may_append_again
from tests.tracking.builders import at, copy, draft, later

NOW = at("11-06")
DRAFTS, SENT, WATCH, TRASH, CONTROL = Role.DRAFTS, Role.SENT, Role.WATCH, Role.TRASH, Role.CONTROL

OURS = Version()
ANEW = Version(kept="your mail client saved it anew")
OTHER = Version("you edited it: its text changed", "your mail client saved it anew")

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
    assert not is_copy(draft(), "later", "customer@acme.example", ("older", draft().token, "p1"))
    assert is_copy(draft(), "other", "p1", ("older", draft().token))


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
    assert after(copy(DRAFTS, 71, version=OURS), state=state, uid=None) == (DraftState.OPEN, 71, 1)


def test_what_was_not_compared_is_never_taken_for_ours():
    """Scenarios 2 and 8. At another place than the one we know, its bytes alone can tell."""
    assert after(copy(DRAFTS, 60), state=DraftState.UNCERTAIN, uid=None)[0] is DraftState.EDITED
    assert after(copy(DRAFTS, 71))[0] is DraftState.EDITED


@pytest.mark.parametrize("message_id", ["touch1@studio.example", "new@client.example", None])
def test_a_draft_that_a_client_saved_with_other_words_is_edited(message_id):
    """Scenarios 5 and 118. New UID, old one expunged, perhaps a new Message-ID."""
    changed = copy(DRAFTS, 71, message_id=message_id, version=OTHER)

    assert after(changed) == (DraftState.EDITED, 71, 1)
    assert fate(draft(), [changed], NOW).why == "you edited it: its text changed"


@pytest.mark.parametrize("state", [DraftState.OPEN, DraftState.EDITED, DraftState.MISSING, DraftState.DISCARDED])
def test_a_draft_that_a_client_only_saved_anew_is_open_and_not_ours_to_remove(state):
    """Scenarios 7, 126 and 127. Nobody changed a word; but the bytes are the client's."""
    before = draft(state=state)
    judged = fate(before, [copy(DRAFTS, 71, version=ANEW)], NOW)
    now = looked(before, judged, NOW)

    assert (judged.state, judged.uid, judged.copies) == (DraftState.OPEN, 71, 1)
    assert (now.kept, now.problem) == ("your mail client saved it anew", "")
    assert (now.uid, now.uidvalidity) == (before.uid, before.uidvalidity)


@pytest.mark.parametrize("state", [DraftState.OPEN, DraftState.EDITED, DraftState.MISSING, DraftState.DISCARDED])
def test_our_very_bytes_at_another_place_are_ours_there(state):
    """Scenarios 12, 20 and 127. Undone from Trash, or in a folder with a new UIDVALIDITY."""
    before = draft(state=state, kept="your mail client saved it anew")
    now = looked(before, fate(before, [copy(DRAFTS, 3, uidvalidity=8, version=OURS)], NOW), NOW)

    assert (now.state, now.uid, now.uidvalidity, now.kept) == (DraftState.OPEN, 3, 8, "")


def test_an_edited_draft_is_compared_again_wherever_it_lies():
    """Scenario 6. A place that was once taken for edited proves nothing by itself."""
    edited = draft(DraftState.EDITED, uid=71)

    assert unread(edited, [copy(DRAFTS, 71)]) == [copy(DRAFTS, 71)]
    assert after(copy(DRAFTS, 71, version=OTHER), state=DraftState.EDITED, uid=71) == (DraftState.EDITED, 71, 1)


def test_a_pass_in_which_nothing_happened_compares_nothing():
    assert unread(draft(), [copy(DRAFTS), copy(SENT, 4), copy(TRASH, 5), copy(DRAFTS, 6, deleted=True)]) == []
    assert unread(draft(), [copy(DRAFTS, 71, version=OTHER)]) == []
    assert unread(draft(DraftState.SENT), [copy(DRAFTS, 71)]) == []


def test_what_another_mailfollow_wrote_is_the_person_s_own_and_not_compared():
    """Promise 13. There are no bytes of ours to compare it with."""
    adopted = draft(uidvalidity=NOT_OURS)

    assert unread(adopted, [copy(DRAFTS)]) == []
    assert fate(adopted, [copy(DRAFTS, version=OURS)], NOW).state is DraftState.EDITED


def test_copies_flagged_as_deleted_are_not_there():
    """Scenario 120. Evolution leaves them for ever."""
    old = [copy(DRAFTS, uid, deleted=True) for uid in (70, 71, 72)]

    assert after(*old, copy(DRAFTS, 73, version=OTHER)) == (DraftState.EDITED, 73, 1)
    assert after(*old, copy(DRAFTS, 73, version=ANEW)) == (DraftState.OPEN, 73, 1)
    assert after(*old)[0] is DraftState.MISSING


def test_two_versions_are_one_edited_draft_and_said():
    """Scenario 121. aerc leaves both after a postpone."""
    judged = fate(draft(), [copy(DRAFTS, 70), copy(DRAFTS, 75, version=OTHER)], NOW)

    assert (judged.state, judged.uid, judged.copies) == (DraftState.EDITED, 75, 2)
    assert "2 versions" in judged.why


@pytest.mark.parametrize("second", [OURS, ANEW])
def test_two_versions_with_our_words_are_said_and_neither_is_taken_back(second):
    """Scenario 121. Which of them the person wants, we cannot know."""
    judged = fate(draft(), [copy(DRAFTS, 70), copy(DRAFTS, 75, version=second)], NOW)
    now = looked(draft(), judged, NOW)

    assert (judged.state, judged.copies) == (DraftState.OPEN, 2)
    assert now.kept == now.problem == "2 versions of it lie in Drafts: please delete those that you don't want"


def test_a_draft_left_beside_the_sent_copy_is_sent_and_said():
    """Scenario 121. mutt's resend leaves it."""
    judged = fate(draft(), [copy(SENT, 400), copy(DRAFTS)], NOW)

    assert (judged.state, judged.copies) == (DraftState.SENT, 2)
    assert judged.why == "you sent it: a copy lies in sent; a copy is left in Drafts"


@pytest.mark.parametrize("state", [DraftState.OPEN, DraftState.EDITED, DraftState.MISSING, DraftState.DISCARDED])
def test_a_copy_in_sent_means_sent(state):
    """Scenarios 11 and 21. Whatever we thought of it before."""
    assert after(copy(SENT, 400, message_id="x"), state=state)[0] is DraftState.SENT


def test_what_was_sent_stays_so_though_its_copy_was_removed_before_the_draft():
    """Scenario 121. What is left in Drafts is no draft that waits."""
    assert after(copy(DRAFTS), state=DraftState.SENT) == (DraftState.SENT, None, 2)


def test_sent_is_named_before_any_other_folder_that_shows_it():
    """Scenario 112."""
    everything = replace(copy(WATCH, 5000), place=Place("All Mail", 1, 5000))

    assert fate(draft(), [everything, copy(SENT, 400)], NOW).why == "you sent it: a copy lies in sent"


@pytest.mark.parametrize("role", [SENT, WATCH])
def test_any_later_mail_with_the_token_proves_that_it_was_sent(role):
    """Scenarios 123 and 124. Theirs, or our own answer to it; thrown away, it is at least not the draft."""
    assert after(replace(ANSWER, role=role))[0] is DraftState.SENT
    assert after(replace(ANSWER, role=TRASH))[0] is DraftState.MISSING


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


@pytest.mark.parametrize("left", [[], [copy(DRAFTS, deleted=True)]])
def test_a_draft_that_vanished_while_we_removed_it_was_withdrawn_after_a_day(left):
    """Scenarios 90 and 119. We died over it: it is gone, or mutt has it open. Its follow-up is not skipped."""
    current = draft(withdrawing="they answered")
    for hours in (0, 12, 23.9):
        now = later(NOW, hours=hours)
        current = looked(current, fate(current, left, now), now)
        assert (current.state, current.withdrawing) == (DraftState.MISSING, "they answered")
    assert "interrupted in taking it back" in current.problem

    judged = fate(current, left, later(NOW, hours=24))
    assert (judged.state, judged.why) == (DraftState.WITHDRAWN, "the draft was withdrawn: they answered")
    assert looked(current, judged, NOW).withdrawing == ""


@pytest.mark.parametrize("role", [TRASH, CONTROL])
def test_a_draft_that_the_removal_put_elsewhere_was_withdrawn(role):
    """Scenario 90. Gmail moves what is expunged to the trash; no client has it open there."""
    judged = fate(draft(withdrawing="they answered"), [copy(role, 9)], NOW)

    assert (judged.state, judged.why) == (DraftState.WITHDRAWN, "the draft was withdrawn: they answered")


def test_a_draft_that_is_still_there_was_not_withdrawn_whatever_was_begun():
    before = draft(withdrawing="they answered")

    after = looked(before, fate(before, [copy(DRAFTS)], NOW), NOW)

    assert (after.state, after.withdrawing) == (DraftState.OPEN, "")


def test_a_draft_in_a_control_folder_is_discarded_by_what_that_folder_says():
    """It is neither sent nor waiting; while it lies in Drafts as well, it was only copied."""
    there = replace(copy(CONTROL, 9), place=Place("Mailfollow/Stop", 4, 9))
    judged = fate(draft(), [there, copy(TRASH, 3)], NOW)

    assert (judged.state, judged.why) == (
        DraftState.DISCARDED,
        "you moved it to Mailfollow/Stop: this follow-up is skipped",
    )
    assert after(there, copy(DRAFTS)) == (DraftState.OPEN, 70, 1)
    assert fate(draft(DraftState.WITHDRAWN), [there], NOW).state is DraftState.WITHDRAWN
    assert fate(draft(DraftState.EDITED), [there], NOW).state is DraftState.DISCARDED


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
    assert "since Fri 6 Nov" in fate(watch_missing([0, 12]), [], later(NOW, hours=24)).why
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
    found = fate(missing, [copy(DRAFTS, 81, version=OTHER)], later(NOW, hours=13))
    again = looked(missing, found, later(NOW, hours=13))

    assert (again.state, again.looks, again.missing_since) == (DraftState.EDITED, 0, None)
    assert again.problem == found.why


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
    """After that a person has to look, and is told so."""
    twice, thrice = (uncertain_after([5, 40], attempts=number) for number in (2, MOST_ATTEMPTS))
    now = later(NOW, minutes=40)

    assert may_append_again(twice, now)
    assert not may_append_again(thrice, now)
    assert fate(thrice, [], now).why == GIVEN_UP
    assert "is looked for" in fate(twice, [], now).why
    assert "is looked for" in fate(uncertain_after([5], attempts=MOST_ATTEMPTS), [], later(NOW, minutes=5)).why


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
    found = fate(waiting, [copy(DRAFTS, 70, version=OURS)], later(NOW, minutes=29))

    assert (found.state, found.uid) == (DraftState.OPEN, 70)
    assert not may_append_again(looked(waiting, found, later(NOW, minutes=29)), later(NOW, minutes=60))


def test_a_refused_draft_is_tried_again_every_six_hours():
    """Scenario 22. Over quota, or a folder without the right to write."""
    refused = draft(DraftState.REFUSED, uid=None, attempted_at=NOW, problem="[OVERQUOTA] Quota exceeded")

    assert not may_append_again(refused, later(NOW, hours=5.9))
    assert may_append_again(refused, later(NOW, hours=6))
    assert fate(refused, [], later(NOW, hours=1)).why == "[OVERQUOTA] Quota exceeded"
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
        version=st.sampled_from([None, OURS, ANEW, OTHER]),
    ),
    max_size=4,
)
drafts = st.builds(
    lambda state, uid, looks: draft(state, uid=uid, looks=looks, looked_at=NOW if looks else None),
    st.sampled_from(list(DraftState)), st.sampled_from([None, 70, 71]), st.integers(0, 5),
)  # fmt: skip


@given(drafts, copies)
def test_a_draft_may_be_taken_back_only_if_the_one_copy_is_ours_to_the_byte(current, found):
    """What a person touched is sacred: where nothing was compared, it must lie where we put it."""
    judged = fate(current, found, NOW)
    live = [one for one in found if not one.deleted and one.role is DRAFTS]
    ours = [one for one in live if is_copy(current, one.message_id, one.in_reply_to, one.references)]

    if judged.state is DraftState.OPEN:
        assert ours
        assert not any(one.version and one.version.differs for one in ours)
    if judged.state is DraftState.OPEN and not judged.kept:
        (one,) = ours
        assert one.version in {None, OURS}
        assert one.version == OURS or (one.place.uid, one.place.uidvalidity) == (current.uid, current.uidvalidity)


@given(drafts, copies, st.integers(0, 10_000))
def test_the_order_of_copies_and_looking_twice_make_no_difference(current, found, minutes):
    """The same folders give the same fate; a second look at once changes nothing more."""
    now = NOW + timedelta(minutes=minutes)
    judged = fate(current, found, now)
    once = looked(current, judged, now)

    assert fate(current, found[::-1], now) == judged
    assert looked(once, fate(once, found, now), now).looks == once.looks
