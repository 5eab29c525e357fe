"""`mailfollow stats`: outcomes counted and told. Nothing here writes."""
