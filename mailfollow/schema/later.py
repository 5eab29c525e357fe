"""What was added to the tables since, step by step. One that was released is never changed."""

from __future__ import annotations

SECOND = (
    # Fingerprints of what we wrote in a message, as numbers separated by spaces.
    "ALTER TABLE thread_messages ADD COLUMN prints TEXT NOT NULL DEFAULT ''",
)


THIRD = (
    # A further role of folders, `control`: the same two tables with a wider CHECK.
    """
    CREATE TABLE messages_new (
        id INTEGER PRIMARY KEY,
        account TEXT NOT NULL,
        folder TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('sent', 'watch', 'drafts', 'trash', 'control')),
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
    "INSERT INTO messages_new SELECT * FROM messages",
    "DROP TABLE messages",
    "ALTER TABLE messages_new RENAME TO messages",
    "CREATE INDEX messages_pending ON messages (account, role <> 'sent', at) WHERE pending = 1",
    "CREATE INDEX messages_drafts ON messages (account) WHERE role = 'drafts'",
    """
    CREATE TABLE readings_new (
        account TEXT NOT NULL,
        message_id TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('sent', 'watch', 'drafts', 'trash', 'control')),
        message TEXT NOT NULL CHECK (json_valid(message)),
        PRIMARY KEY (account, message_id)
    ) STRICT
    """,
    "INSERT INTO readings_new SELECT * FROM readings",
    "DROP TABLE readings",
    "ALTER TABLE readings_new RENAME TO readings",
    # What the person said with a control folder, a tag or a keyword: each is carried out once. `sign` is where it was
    # given (a place in a folder, or a keyword and a Message-ID), `word` what it says, `thread` empty where none was
    # meant.
    """
    CREATE TABLE orders (
        account TEXT NOT NULL,
        sign TEXT NOT NULL,
        word TEXT NOT NULL,
        message_id TEXT,
        thread TEXT REFERENCES threads (id),
        at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        PRIMARY KEY (account, sign)
    ) STRICT
    """,
    # Messages that we put into an inbox ourselves: they never count as mail, and only they may be replaced.
    """
    CREATE TABLE notices (
        message_id TEXT PRIMARY KEY,
        account TEXT NOT NULL,
        folder TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uid INTEGER,
        data BLOB NOT NULL,
        at TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT
    """,
    # Ids of the other threads that a draft is the follow-up of as well, separated by spaces.
    "ALTER TABLE drafts ADD COLUMN covers TEXT NOT NULL DEFAULT ''",
    # Why a draft is about to be removed, noted before it is: whoever dies over that knows afterwards that it was us.
    "ALTER TABLE drafts ADD COLUMN withdrawing TEXT NOT NULL DEFAULT ''",
    # Why a draft is not taken back, and which one it was written in place of.
    "ALTER TABLE drafts ADD COLUMN kept TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE drafts ADD COLUMN replaces INTEGER REFERENCES drafts (id)",
    # What the messages in Drafts that are no longer, or not surely, the bytes of a draft of ours came to: each is read
    # once.
    """
    CREATE TABLE versions (
        draft INTEGER NOT NULL REFERENCES drafts (id),
        folder TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        differs TEXT NOT NULL,
        kept TEXT NOT NULL,
        PRIMARY KEY (draft, folder, uidvalidity, uid)
    ) STRICT, WITHOUT ROWID
    """,
)


FOURTH = (
    # In which language a draft was written, and which resource it offers: nobody is offered it again.
    "ALTER TABLE drafts ADD COLUMN language TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE drafts ADD COLUMN resource TEXT NOT NULL DEFAULT ''",
    # Links of resources as they were when the person last had them tried; one that is dead is not offered.
    """
    CREATE TABLE links (
        url TEXT PRIMARY KEY,
        tried_at TEXT NOT NULL,
        problem TEXT NOT NULL
    ) STRICT
    """,
)


FIFTH = (
    # What the person gave up as lost is told from what the other side declined. The column is a cache of `standing`.
    "ALTER TABLE threads DROP COLUMN close",
    """
    ALTER TABLE threads ADD COLUMN close TEXT CHECK (
        close IN ('won', 'lost', 'declined', 'bounced', 'exhausted', 'stopped', 'expired', 'superseded')
    )
    """,
    """
    UPDATE threads SET standing = json_set(standing, '$.close', 'lost')
    WHERE json_extract(standing, '$.close') = 'declined' AND EXISTS (
        SELECT 1 FROM events WHERE events.thread = threads.id AND kind = 'lost' AND at >= threads.since
    )
    """,
    "UPDATE threads SET close = json_extract(standing, '$.close')",
)
