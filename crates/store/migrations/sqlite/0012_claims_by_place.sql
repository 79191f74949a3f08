-- Everybody's claims by where they stand, in the order of their deadlines and of their changes: what stands elsewhere isn't
-- passed over, a list of several places merges theirs. In the place of the indexes by deadline and by change alone, so
-- that a change writes as many pages as before.
DROP INDEX claim_by_due;
CREATE INDEX claim_by_place ON claim (place, due_at, number, turn);
DROP INDEX claim_by_update;
CREATE INDEX claim_by_place_and_update ON claim (place, updated_at, number, turn, due_at);
