"""Control from the mail client: folders, addresses and tags that say what is to become of a proposal.

`folders` makes the folders, `notice` finds the signs and writes them down, `lying` says what a message in such a folder
is besides, `carry_out` does what they say, once, and takes our own draft out of the folder again.
"""
