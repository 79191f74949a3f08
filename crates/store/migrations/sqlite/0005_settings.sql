-- What people set themselves: accounts that rest, tokens with names, one-time links, the first start, and a journal.

ALTER TABLE account ADD COLUMN standing TEXT NOT NULL DEFAULT 'active' CHECK (standing IN ('active', 'inactive'));

ALTER TABLE vendor ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

-- Without a name: given together with the account.
ALTER TABLE token ADD COLUMN name TEXT;
-- Of the wall clock, as everything about access.
ALTER TABLE token ADD COLUMN created_at INTEGER;
ALTER TABLE token ADD COLUMN expires_at INTEGER;
-- The last day on which it was used, in UTC: enough to see what nobody uses, without a write for each request.
ALTER TABLE token ADD COLUMN used_on TEXT;

-- A link by which an account gets a password, once; a new one takes the place of the one before.
CREATE TABLE invitation (
    account_id BLOB PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    hash BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_expiry ON invitation (expires_at);

-- The link that the last start printed, while the installation isn't set up.
CREATE TABLE setup_link (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hash BLOB NOT NULL
) STRICT;

-- The steps of the first start that are done.
CREATE TABLE setup_step (
    step TEXT PRIMARY KEY,
    done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who changed what about access and reference data. `subject` is a kind and a key, 'programme/osu'; the latest entry
-- of a subject is what a form must have seen. `body` is [[field, before, after], …].
CREATE TABLE reference_change (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id BLOB,
    actor_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_name TEXT NOT NULL,
    act TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX reference_change_of_subject ON reference_change (subject, id);
CREATE TRIGGER reference_change_is_not_altered BEFORE UPDATE ON reference_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER reference_change_is_not_removed BEFORE DELETE ON reference_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
