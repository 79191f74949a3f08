-- A partner's claims by where they stand: counted in the index's own order, and found there without passing over all
-- that stand elsewhere. In the place of the index by deadline alone, so that a change writes as many pages as before.
DROP INDEX claim_of_partner_by_due;
CREATE INDEX claim_of_partner_by_place ON claim (partner_id, place, due_at, number) INCLUDE (turn, location_id);

-- Who asked for more time. Few entries are in it: no other entry writes it.
CREATE INDEX event_of_more_time ON event (claim_number, sequence) WHERE type = 'extension_requested';
