"""Where each proposal stands, and what is due: pure functions from values to values.

`match` finds the thread a message belongs to, `thread` folds a thread's events to its standing (one table of
states and events), `plan` decides what to do now, `fate` judges what became of a draft.
"""
