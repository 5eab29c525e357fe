"""Whose words these are: the author's own, quoted history, a signature, small print."""
