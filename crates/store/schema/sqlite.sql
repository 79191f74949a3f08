CREATE TABLE account (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    -- Addresses are the same whatever their case.
    email_folded TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    -- Of a partner's account; none of the vendor's.
    partner_id BLOB REFERENCES partner (id),
    locations TEXT CHECK (locations IN ('all', 'only')),
    -- An account without one can't sign in by password.
    password_phc TEXT, standing TEXT NOT NULL DEFAULT 'active' CHECK (standing IN ('active', 'inactive')),
    CHECK ((partner_id IS NULL) = (locations IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE account_location (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    location_id TEXT NOT NULL,
    PRIMARY KEY (account_id, location_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE calendar (
    -- 'review' or 'location/<id>': one calendar each, so that a change moves nobody else's days.
    id TEXT PRIMARY KEY,
    time_zone TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE calendar_day (
    calendar_id TEXT NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'working')),
    day_on TEXT NOT NULL,
    PRIMARY KEY (calendar_id, kind, day_on)
) STRICT, WITHOUT ROWID;
CREATE TABLE calendar_weekend (
    calendar_id TEXT NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
    weekday TEXT NOT NULL CHECK (weekday IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
    PRIMARY KEY (calendar_id, weekday)
) STRICT, WITHOUT ROWID;
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
, wake_at INTEGER) STRICT;
CREATE INDEX claim_by_place ON claim (place, due_at, number, turn);
CREATE INDEX claim_by_place_and_update ON claim (place, updated_at, number, turn, due_at);
CREATE INDEX claim_in_queue ON claim (queue_key, number, place, reviewer_id) WHERE queue_key IS NOT NULL;
CREATE INDEX claim_of_partner ON claim (partner_id, number);
CREATE INDEX claim_of_partner_by_place ON claim (partner_id, place, due_at, number, turn, location_id);
CREATE INDEX claim_of_partner_by_update ON claim (partner_id, updated_at, number, place, turn, location_id, due_at);
CREATE INDEX claim_to_wake ON claim (wake_at) WHERE wake_at IS NOT NULL;
CREATE VIRTUAL TABLE claim_search USING fts5(words, detail = 'none', columnsize = 0, tokenize = 'ascii',
    prefix = '2 3 4 5 6 7 8 9 10 11 12 13');
CREATE TABLE claim_term (
    term TEXT NOT NULL,
    claim_number INTEGER NOT NULL REFERENCES claim (number),
    PRIMARY KEY (term, claim_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_term_of_claim ON claim_term (claim_number);
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
CREATE TABLE consent_link (
    token_hash BLOB PRIMARY KEY,
    claim_number INTEGER NOT NULL REFERENCES claim (number),
    round INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_link_of_claim ON consent_link (claim_number);
CREATE TABLE demo_clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    now_at INTEGER NOT NULL
) STRICT;
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
CREATE INDEX event_of_more_time ON event (claim_number, sequence) WHERE type = 'extension_requested';
CREATE TABLE guideline (
    programme TEXT NOT NULL REFERENCES programme (code) ON DELETE CASCADE,
    paragraph TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (programme, paragraph)
) STRICT, WITHOUT ROWID;
CREATE TABLE invitation (
    account_id BLOB PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    hash BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_expiry ON invitation (expires_at);
CREATE TABLE location (
    id TEXT PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES partner (id),
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    calendar_id TEXT NOT NULL REFERENCES calendar (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE location_programme (
    location_id TEXT NOT NULL REFERENCES location (id) ON DELETE CASCADE,
    programme TEXT NOT NULL REFERENCES programme (code),
    PRIMARY KEY (location_id, programme)
) STRICT, WITHOUT ROWID;
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
, position INTEGER REFERENCES event (position)) STRICT, WITHOUT ROWID;
CREATE INDEX message_by_time ON message (at, id);
CREATE INDEX message_of_entry ON message (position);
CREATE INDEX message_to_recipient ON message (lower(recipient), at, id);
CREATE INDEX message_to_send ON message (at) WHERE sent_at IS NULL;
CREATE TABLE migration (
     number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 BLOB NOT NULL, needs INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE VIRTUAL TABLE note_search USING fts5(words, detail = 'none', columnsize = 0, tokenize = 'ascii',
    prefix = '2 3 4 5 6 7 8 9 10 11 12 13');
CREATE TABLE number_sequence (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;
CREATE TABLE one_time_code (
    claim_id BLOB NOT NULL,
    round INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    hash BLOB NOT NULL,
    wrong_attempts INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (claim_id, round)
) STRICT, WITHOUT ROWID;
CREATE INDEX one_time_code_expiry ON one_time_code (expires_at);
CREATE TABLE partner (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE partner_reference (
    partner_id BLOB NOT NULL,
    reference TEXT NOT NULL,
    claim_number INTEGER NOT NULL UNIQUE REFERENCES claim (number),
    PRIMARY KEY (partner_id, reference)
) STRICT, WITHOUT ROWID;
CREATE TABLE personal_value (
    position INTEGER PRIMARY KEY REFERENCES event (position),
    body TEXT NOT NULL
) STRICT;
CREATE TABLE policy (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    early_confirmation TEXT NOT NULL CHECK (early_confirmation IN ('ends_window', 'window_runs_on')),
    draft_reminder_first INTEGER NOT NULL,
    draft_reminder_second INTEGER NOT NULL,
    documents_per_round_max INTEGER NOT NULL,
    extension_days_max INTEGER NOT NULL
) STRICT;
CREATE TABLE policy_length (
    clock TEXT PRIMARY KEY,
    unit TEXT NOT NULL CHECK (unit IN ('business_days', 'calendar_days')),
    days INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE preference (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE product (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    solution_area TEXT NOT NULL,
    claimed_by TEXT NOT NULL CHECK (claimed_by IN ('subscription', 'workload')),
    claimable_from_on TEXT,
    claimable_until_on TEXT,
    recognised_from_on TEXT,
    recognised_until_on TEXT,
    paid_from_on TEXT,
    paid_until_on TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE programme (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    exclusivity TEXT NOT NULL CHECK (exclusivity IN ('exclusive', 'shared'))
, claimable_from_on TEXT, claimable_until_on TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE programme_activity (
    programme TEXT NOT NULL REFERENCES programme (code) ON DELETE CASCADE,
    activity TEXT NOT NULL,
    PRIMARY KEY (programme, activity)
) STRICT, WITHOUT ROWID;
CREATE TABLE reference_change (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id BLOB,
    actor_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_name TEXT NOT NULL,
    act TEXT NOT NULL,
    body TEXT NOT NULL
, kind TEXT
    GENERATED ALWAYS AS (substr(subject, 1, instr(subject || '/', '/') - 1)) VIRTUAL) STRICT;
CREATE INDEX reference_change_by_person ON reference_change (actor_id, id);
CREATE TRIGGER reference_change_is_not_altered BEFORE UPDATE ON reference_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER reference_change_is_not_removed BEFORE DELETE ON reference_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE INDEX reference_change_of_kind ON reference_change (kind, id);
CREATE INDEX reference_change_of_subject ON reference_change (subject, id);
CREATE TABLE reference_revision (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL
) STRICT;
CREATE TABLE search_pending (
    claim_number INTEGER PRIMARY KEY REFERENCES claim (number),
    -- Without any the claim is not found.
    words TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    hash BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expiry ON session (expires_at);
CREATE TABLE setup_link (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hash BLOB NOT NULL
) STRICT;
CREATE TABLE setup_step (
    step TEXT PRIMARY KEY,
    done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE token (
    hash BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE
, name TEXT, created_at INTEGER, expires_at INTEGER, used_on TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX token_account ON token (account_id);
CREATE TABLE vendor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    review_calendar_id TEXT NOT NULL REFERENCES calendar (id)
, language TEXT NOT NULL DEFAULT 'en') STRICT;
CREATE TABLE wake_up_lease (
    claim_number INTEGER PRIMARY KEY REFERENCES claim (number),
    wake_at INTEGER NOT NULL,
    leased_until INTEGER NOT NULL
) STRICT;
CREATE INDEX wake_up_lease_by_end ON wake_up_lease (leased_until);
