"""An export (mbox files, Maildirs, .eml files) as a mailbox that can only be read: what `mailfollow replay` works on.

`files` finds what there is, `mbox` the messages in one file, `survey` sorts them by time into own and others' mail, and
`mailbox` shows them as a `port.Mailbox`. The whole export is never in memory: of each message its place and time are.
"""

from mailfollow.mailbox.export.mailbox import ExportMailbox
from mailfollow.mailbox.export.survey import TELL, Span, Survey, survey

__all__ = ["TELL", "ExportMailbox", "Span", "Survey", "survey"]
