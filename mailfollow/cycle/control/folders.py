"""Make the folders under `Mailfollow`, if the person asked for them.

Each is made once. One that the person deletes stays deleted: making it in the mail client, or turning the setting off
for a pass and on again, brings it back.
"""

from __future__ import annotations

from mailfollow.cycle.desk import Problem, Visit
from mailfollow.errors import CannotWrite
from mailfollow.tracking.orders import FOLDERS


def make_folders(visit: Visit) -> None:
    """Make those that were never made for this account; a refusal is reported, and tried again the next day."""
    if visit.desk.dry:
        return
    made, refused = f"control folders {visit.account}", f"control folders refused {visit.account}"
    marks = visit.store.marks
    if not visit.desk.config.control.folders:
        if marks.get(made) is not None:
            marks.put(made, None)
        return
    known = (marks.get(made) or "").split("\n")
    wanted = [word for word in FOLDERS if word not in known]
    today = visit.desk.calendar.today(visit.desk.now).isoformat()
    if not wanted or marks.get(refused) == today:
        return
    try:
        visit.mailbox.make_folders(wanted)
    except CannotWrite as error:
        marks.put(refused, today)
        visit.report.problems.append(Problem(visit.account, " ".join(error.problems), CannotWrite.exit_code))
        return
    marks.put(made, "\n".join(FOLDERS))
