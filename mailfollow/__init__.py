"""mailfollow watches a mailbox for proposals nobody answered, and drafts the next follow-up. It never sends."""

__version__ = "0.1.0"
