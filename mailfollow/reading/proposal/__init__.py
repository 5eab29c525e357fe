"""Whether a sent message is a proposal, by a score of reasons, and the facts that it states."""
