"""The workshop for the words: every template as the mail it becomes, with notes, in a terminal or in a browser.

Nothing here writes anywhere: templates are read from disk, proposals from the database, and a page is served to this
machine only.
"""
