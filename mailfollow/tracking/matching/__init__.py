"""Which thread a message belongs to, and by what sign."""
