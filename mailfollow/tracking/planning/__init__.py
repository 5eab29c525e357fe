"""What to do about each thread now: what is due, what speaks against it, and how much at once."""
