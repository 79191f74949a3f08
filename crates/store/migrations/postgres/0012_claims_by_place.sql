-- Everybody's claims by where they stand, in the order of their deadlines and of their changes: what stands elsewhere isn't
-- passed over, a list of several places merges theirs.
DROP INDEX claim_by_due;
CREATE INDEX claim_by_place ON claim (place, due_at, number) INCLUDE (turn);
DROP INDEX claim_by_update;
CREATE INDEX claim_by_place_and_update ON claim (place, updated_at, number) INCLUDE (turn, due_at);
