-- Reference data, accounts and their credentials, settings, one-time codes.
-- Instants are INTEGER microseconds, dates TEXT (ISO 8601), ids BLOB of 16 bytes, hashes BLOB of 32 bytes.

CREATE TABLE calendar (
    -- 'review' or 'location/<id>': one calendar each, so that a change moves nobody else's days.
    id TEXT PRIMARY KEY,
    time_zone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_weekend (
    calendar_id TEXT NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
    weekday TEXT NOT NULL CHECK (weekday IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
    PRIMARY KEY (calendar_id, weekday)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_day (
    calendar_id TEXT NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'working')),
    day_on TEXT NOT NULL,
    PRIMARY KEY (calendar_id, kind, day_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE vendor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    review_calendar_id TEXT NOT NULL REFERENCES calendar (id)
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
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_activity (
    programme TEXT NOT NULL REFERENCES programme (code) ON DELETE CASCADE,
    activity TEXT NOT NULL,
    PRIMARY KEY (programme, activity)
) STRICT, WITHOUT ROWID;

CREATE TABLE partner (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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
    password_phc TEXT,
    CHECK ((partner_id IS NULL) = (locations IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE account_location (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    location_id TEXT NOT NULL,
    PRIMARY KEY (account_id, location_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    hash BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX token_account ON token (account_id);

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

CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE demo_clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    now_at INTEGER NOT NULL
) STRICT;

-- One code at a time for a claim's consent round: a new one takes the place of the one before.
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

-- The outbox as it is read: by time, of a claim, to an address (the same whatever its case).
CREATE INDEX message_by_time ON message (at, id);
CREATE INDEX message_of_claim_by_time ON message (claim_number, at, id);
CREATE INDEX message_to_recipient ON message (lower(recipient), at, id);
