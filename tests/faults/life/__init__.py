"""Life as it comes: a person, a mail client, a server, crashes and clocks, played in memory in any order."""
