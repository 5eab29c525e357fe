"""`python -m mailfollow` is the same as `mailfollow`."""

from mailfollow.cli import main

main()
