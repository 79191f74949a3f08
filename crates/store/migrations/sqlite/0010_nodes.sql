-- What a process keeps of the reference data is read anew once this number has grown.
CREATE TABLE reference_revision (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL
) STRICT;

-- Programs of this schema or a newer one go on with a database that has the migration; 0: all that there ever were.
ALTER TABLE migration ADD COLUMN needs INTEGER NOT NULL DEFAULT 0;
