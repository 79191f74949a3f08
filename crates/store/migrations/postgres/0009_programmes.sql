-- When programmes take claims, what they say their reviewers look for, and a journal that is read by kind and person.

ALTER TABLE programme ADD COLUMN claimable_from_on date;
ALTER TABLE programme ADD COLUMN claimable_until_on date;

-- A programme's own words; what is missing here is said in the product's. `paragraph` is a reason's code, or 'general'.
CREATE TABLE guideline (
    programme text COLLATE "C" NOT NULL REFERENCES programme (code) ON DELETE CASCADE,
    paragraph text COLLATE "C" NOT NULL,
    words text NOT NULL,
    PRIMARY KEY (programme, paragraph)
);

-- The subject's part before its key, as `programme` of 'programme/osu'.
ALTER TABLE reference_change ADD COLUMN kind text COLLATE "C" GENERATED ALWAYS AS (split_part(subject, '/', 1)) STORED;
CREATE INDEX reference_change_of_kind ON reference_change (kind, id);
CREATE INDEX reference_change_by_person ON reference_change (actor_id, id);
