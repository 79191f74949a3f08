-- What an account chose for itself: the theme, saved views, what it has seen. Nobody else reads it.
CREATE TABLE preference (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;
