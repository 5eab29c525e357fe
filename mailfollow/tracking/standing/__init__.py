"""Where a thread stands: the fold of what happened to it."""
