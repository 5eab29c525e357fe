"""What sort of mail it is: a person's, an automatic reply, a bounce, or another of a machine's."""
