-- What every node keeps of the reference data is read anew once this number has grown.
CREATE TABLE reference_revision (
    id integer PRIMARY KEY CHECK (id = 1),
    revision bigint NOT NULL
);

-- Programs of this schema or a newer one go on with a database that has the migration; 0: all that there ever were.
ALTER TABLE migration ADD COLUMN needs bigint NOT NULL DEFAULT 0;
