"""Which day is meant, and whether somebody wants to be left alone until then."""
