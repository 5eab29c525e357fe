"""Which template comes next, and whether its text says something new."""
