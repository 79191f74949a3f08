-- When programmes take claims, what they say their reviewers look for, and a journal that is read by kind and person.

ALTER TABLE programme ADD COLUMN claimable_from_on TEXT;
ALTER TABLE programme ADD COLUMN claimable_until_on TEXT;

-- A programme's own words; what is missing here is said in the product's. `paragraph` is a reason's code, or 'general'.
CREATE TABLE guideline (
    programme TEXT NOT NULL REFERENCES programme (code) ON DELETE CASCADE,
    paragraph TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (programme, paragraph)
) STRICT, WITHOUT ROWID;

-- The subject's part before its key, as `programme` of 'programme/osu'.
ALTER TABLE reference_change ADD COLUMN kind TEXT
    GENERATED ALWAYS AS (substr(subject, 1, instr(subject || '/', '/') - 1)) VIRTUAL;
CREATE INDEX reference_change_of_kind ON reference_change (kind, id);
CREATE INDEX reference_change_by_person ON reference_change (actor_id, id);
