-- Claims and what is committed with them.
-- Instants are INTEGER microseconds, ids BLOB of 16 bytes, hashes BLOB of 32 bytes. A claim's number is
-- year * 1,000,000,000 + its place in the year: the key of everything that belongs to a claim, and the tie-break of
-- every list. Columns beside `body` are copies for finding; `body` is the whole claim.

CREATE TABLE number_sequence (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE claim (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    partner_id BLOB NOT NULL,
    location_id TEXT NOT NULL,
    -- 'status/phase'; 'discarded' of a discarded draft.
    place TEXT NOT NULL,
    turn TEXT NOT NULL,
    programme TEXT,
    activity TEXT,
    tenant_id BLOB,
    customer_domain TEXT,
    reviewer_id BLOB,
    updated_at INTEGER NOT NULL,
    -- The earliest running deadline; the greatest integer without one, so that such claims come last.
    due_at INTEGER NOT NULL,
    -- In the reviewers' queue: 2 * the due day since 1970, plus 1 unless it is a resubmission.
    queue_key INTEGER,
    version INTEGER NOT NULL,
    -- The last entry: whoever writes must have seen it.
    chain_sequence INTEGER NOT NULL,
    chain_hash BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX claim_by_update ON claim (updated_at, number, place, turn, due_at);
CREATE INDEX claim_by_due ON claim (due_at, number, place, turn);
CREATE INDEX claim_of_partner ON claim (partner_id, number);
CREATE INDEX claim_of_partner_by_update ON claim (partner_id, updated_at, number, place, turn, location_id, due_at);
CREATE INDEX claim_of_partner_by_due ON claim (partner_id, due_at, number, place, turn, location_id);
CREATE INDEX claim_in_queue ON claim (queue_key, number, place, reviewer_id) WHERE queue_key IS NOT NULL;

-- What a claim is found by, folded to lower case without accents: number, name, customer's name, domain, tenant ID.
CREATE TABLE claim_term (
    term TEXT NOT NULL,
    claim_number INTEGER NOT NULL REFERENCES claim (number),
    PRIMARY KEY (term, claim_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_term_of_claim ON claim_term (claim_number);

-- The history, append-only; `position` is the order in which everything was committed.
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    claim_number INTEGER NOT NULL REFERENCES claim (number),
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    -- 'partner', 'vendor', 'customer' or 'clock', and the account of a person.
    side TEXT NOT NULL,
    actor_id BLOB,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    -- Canonical JSON; a commitment in place of each personal value.
    payload TEXT NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (claim_number, sequence)
) STRICT;

-- The personal values of an entry and their salts, {path: [salt, value]}; erasing one leaves the chain provable.
CREATE TABLE personal_value (
    position INTEGER PRIMARY KEY REFERENCES event (position),
    body TEXT NOT NULL
) STRICT;

-- The lines of claims that block own duplicates (domain.md §2). Empty: no subscription; 0: renews no claim.
CREATE TABLE claimed_line (
    partner_id BLOB NOT NULL,
    tenant_id BLOB NOT NULL,
    activity TEXT NOT NULL,
    product TEXT NOT NULL,
    subscription_id BLOB NOT NULL,
    renews INTEGER NOT NULL,
    claim_number INTEGER NOT NULL REFERENCES claim (number),
    PRIMARY KEY (partner_id, tenant_id, activity, product, subscription_id, renews)
) STRICT, WITHOUT ROWID;
CREATE INDEX claimed_line_of_claim ON claimed_line (claim_number);

CREATE TABLE partner_reference (
    partner_id BLOB NOT NULL,
    reference TEXT NOT NULL,
    claim_number INTEGER NOT NULL UNIQUE REFERENCES claim (number),
    PRIMARY KEY (partner_id, reference)
) STRICT, WITHOUT ROWID;

-- When a claim next does something by itself; `leased_until` is of the wall clock.
CREATE TABLE wake_up (
    claim_number INTEGER PRIMARY KEY REFERENCES claim (number),
    wake_at INTEGER NOT NULL,
    leased_until INTEGER
) STRICT;
CREATE INDEX wake_up_by_time ON wake_up (wake_at);

CREATE TABLE document (
    id BLOB PRIMARY KEY,
    claim_number INTEGER NOT NULL REFERENCES claim (number),
    blob_id BLOB NOT NULL,
    sha256 BLOB NOT NULL,
    size_bytes INTEGER NOT NULL,
    condition TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX document_of_blob ON document (blob_id);
CREATE INDEX document_of_claim ON document (claim_number);

-- The outbox: committed with its cause, sent later, kept as sent. Of a claim's entry, or of a one-time code.
CREATE TABLE message (
    id BLOB PRIMARY KEY,
    claim_number INTEGER REFERENCES claim (number),
    sequence INTEGER,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    -- The consent round of a customer's letter.
    round INTEGER NOT NULL,
    code_id BLOB,
    at INTEGER NOT NULL,
    sent_at INTEGER,
    leased_until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX message_to_send ON message (at) WHERE sent_at IS NULL;

CREATE TABLE consent_link (
    token_hash BLOB PRIMARY KEY,
    claim_number INTEGER NOT NULL REFERENCES claim (number),
    round INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The answer to a request that may be repeated under its key. Bodies are long: with a row ID they lie one after the
-- other, and only the short keys are scattered.
CREATE TABLE answer (
    caller TEXT NOT NULL,
    path TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    etag TEXT,
    location TEXT,
    body BLOB NOT NULL,
    -- Of the wall clock.
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (caller, path, key)
) STRICT;
CREATE INDEX answer_expiry ON answer (expires_at);
