"""The tables as they were released first. Never changed."""

from __future__ import annotations

APPLICATION_ID = 0x6D666F6C
"""The letters mfol in the file's header (sqlite.org/fileformat2.html section 1.3.17): the file is one of ours."""


FIRST = (
    # How each folder stood when it was last read, and when that was. The name '' is the account as a whole.
    """
    CREATE TABLE folders (
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        uidvalidity INTEGER,
        uidnext INTEGER,
        messages INTEGER,
        modseq INTEGER,
        read_at TEXT,
        looked INTEGER NOT NULL DEFAULT 0,
        failed_at TEXT,
        problem TEXT,
        PRIMARY KEY (account, name)
    ) STRICT, WITHOUT ROWID
    """,
    # Every message by its headers. `refs` are its References, separated by spaces; `recipients` by line ends.
    """
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY,
        account TEXT NOT NULL,
        folder TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('sent', 'watch', 'drafts', 'trash')),
        message_id TEXT,
        at TEXT NOT NULL,
        sender TEXT,
        recipients TEXT NOT NULL,
        subject TEXT NOT NULL,
        in_reply_to TEXT,
        refs TEXT NOT NULL,
        machine INTEGER NOT NULL CHECK (machine IN (0, 1)),
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        pending INTEGER NOT NULL CHECK (pending IN (0, 1)),
        read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
        UNIQUE (account, folder, uidvalidity, uid)
    ) STRICT
    """,
    "CREATE INDEX messages_pending ON messages (account, role <> 'sent', at) WHERE pending = 1",
    "CREATE INDEX messages_drafts ON messages (account) WHERE role = 'drafts'",
    # Hashes of the ids that a message has or refers to, and of its sender. Four bytes instead of sixty keep the
    # index so small that a first sync stays twice as fast (43,000 rows a second, against 20,000 with text).
    # A handle only nominates rows: what was found is always compared in full.
    """
    CREATE TABLE handles (
        handle INTEGER NOT NULL,
        message INTEGER NOT NULL,
        PRIMARY KEY (handle, message)
    ) STRICT, WITHOUT ROWID
    """,
    # What was understood of a message, by its Message-ID: it outlives the message's moves between folders.
    """
    CREATE TABLE readings (
        account TEXT NOT NULL,
        message_id TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('sent', 'watch', 'drafts', 'trash')),
        message TEXT NOT NULL CHECK (json_valid(message)),
        PRIMARY KEY (account, message_id)
    ) STRICT
    """,
    # A followed proposal. Everything from `state` on is a cache of what its events fold to.
    """
    CREATE TABLE threads (
        id TEXT NOT NULL PRIMARY KEY,
        account TEXT NOT NULL,
        root_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        company TEXT,
        state TEXT CHECK (state IN ('waiting', 'drafted', 'your_turn', 'closed')),
        close TEXT CHECK (close IN ('won', 'declined', 'bounced', 'exhausted', 'stopped', 'expired', 'superseded')),
        why TEXT NOT NULL DEFAULT '',
        since TEXT,
        round INTEGER NOT NULL DEFAULT 0,
        touch INTEGER NOT NULL DEFAULT 0,
        clock TEXT,
        not_before TEXT,
        standing TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(standing)),
        UNIQUE (account, root_id)
    ) STRICT
    """,
    # The messages of a thread, with what else a later message of it may be recognised by.
    """
    CREATE TABLE thread_messages (
        thread TEXT NOT NULL REFERENCES threads (id),
        message_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        refs TEXT NOT NULL,
        PRIMARY KEY (thread, message_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX thread_messages_id ON thread_messages (message_id)",
    # To whom the messages of a thread went: a cache, like the state.
    """
    CREATE TABLE people (
        address TEXT NOT NULL,
        thread TEXT NOT NULL REFERENCES threads (id),
        PRIMARY KEY (address, thread)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX people_thread ON people (thread)",
    # What happened, append-only: to a thread, or to a person and so to every thread with them.
    """
    CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        thread TEXT REFERENCES threads (id),
        person TEXT,
        kind TEXT NOT NULL CHECK (kind IN (
            'sent', 'reply', 'auto_reply', 'bounced', 'held', 'signed', 'draft_saved', 'draft_edited', 'draft_gone',
            'draft_withdrawn', 'ended', 'tracked', 'snoozed', 'stopped', 'won', 'lost', 'reopened'
        )),
        at TEXT NOT NULL,
        key TEXT NOT NULL,
        message_id TEXT,
        draft INTEGER REFERENCES drafts (id),
        event TEXT NOT NULL CHECK (json_valid(event)),
        CHECK ((thread IS NULL) <> (person IS NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX events_once ON events (coalesce(thread, ''), coalesce(person, ''), kind, key)",
    "CREATE INDEX events_thread ON events (thread)",
    "CREATE INDEX events_person ON events (person)",
    "CREATE INDEX events_draft ON events (draft) WHERE draft IS NOT NULL",
    # The journal of drafts, written before the mailbox is. The unique indexes are what keeps drafts from doubling.
    """
    CREATE TABLE drafts (
        id INTEGER PRIMARY KEY,
        thread TEXT NOT NULL REFERENCES threads (id),
        round INTEGER NOT NULL,
        touch INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN (
            'reserved', 'uncertain', 'refused', 'open', 'edited', 'missing', 'sent', 'discarded', 'withdrawn'
        )),
        token TEXT NOT NULL UNIQUE,
        message_id TEXT NOT NULL,
        parent_id TEXT,
        data BLOB NOT NULL,
        text TEXT NOT NULL,
        template TEXT NOT NULL,
        angle TEXT NOT NULL,
        why TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uidnext INTEGER NOT NULL,
        reserved_at TEXT NOT NULL,
        uid INTEGER,
        attempts INTEGER NOT NULL DEFAULT 0,
        attempted_at TEXT,
        looks INTEGER NOT NULL DEFAULT 0,
        looked_at TEXT,
        missing_since TEXT,
        problem TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE UNIQUE INDEX drafts_touch ON drafts (thread, round, touch) WHERE state <> 'withdrawn'",
    """
    CREATE UNIQUE INDEX drafts_open ON drafts (thread)
        WHERE state IN ('reserved', 'uncertain', 'refused', 'open', 'edited', 'missing')
    """,
    "CREATE INDEX drafts_thread ON drafts (thread)",
    # Small facts about the program's own running, such as when the last pass was.
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    f"PRAGMA application_id = {APPLICATION_ID}",
)
