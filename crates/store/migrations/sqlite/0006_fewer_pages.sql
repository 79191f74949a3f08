-- Fewer pages touched by each change: a claim's next instant stands in its row, and a claim's messages are found by
-- its entries, whose positions only grow.

ALTER TABLE claim ADD COLUMN wake_at INTEGER;
UPDATE claim SET wake_at = (SELECT wake_up.wake_at FROM wake_up WHERE wake_up.claim_number = claim.number);
DROP TABLE wake_up;
CREATE INDEX claim_to_wake ON claim (wake_at) WHERE wake_at IS NOT NULL;

-- Who carries out what is due has it for a while, by the wall clock. A lease is for one instant of a claim: another
-- has none.
CREATE TABLE wake_up_lease (
    claim_number INTEGER PRIMARY KEY REFERENCES claim (number),
    wake_at INTEGER NOT NULL,
    leased_until INTEGER NOT NULL
) STRICT;
CREATE INDEX wake_up_lease_by_end ON wake_up_lease (leased_until);

-- The entry that caused it; of a one-time code, the claim's last entry then.
ALTER TABLE message ADD COLUMN position INTEGER REFERENCES event (position);
UPDATE message
SET position = (SELECT event.position FROM event
                WHERE event.claim_number = message.claim_number AND event.sequence = message.sequence);
DROP INDEX message_of_claim_by_time;
CREATE INDEX message_of_entry ON message (position);
