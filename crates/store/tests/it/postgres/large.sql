-- Rows by the ten thousand in every table that grows, spread as those of a programme, so that the server goes about a
-- statement as it would there. Nobody reads them.
SET session_replication_role = replica;
BEGIN;

INSERT INTO claim (number, id, partner_id, location_id, place, turn, programme, activity, tenant_id, customer_domain,
        reviewer_id, updated_at, due_at, queue_key, version, chain_sequence, chain_hash, body, wake_at)
    SELECT 2026000000000 + n, md5('claim' || n)::uuid, md5('partner' || n % 100)::uuid, 1000000 + n % 300,
        (ARRAY['editing/draft', 'submitted/first', 'under_review/first', 'action_required/awaiting_answer',
            'approved/consent_window', 'approved/in_force', 'approved/in_force', 'approved/in_force', 'ended/final',
            'rejected/final'])[1 + n / 7 % 10],
        (ARRAY['partner', 'vendor', 'nobody'])[1 + n % 3], 'osu', 'usage', md5('tenant' || n % 9000)::uuid,
        'c' || n % 9000 || '.example', CASE WHEN n % 4 = 0 THEN md5('reviewer' || n % 7)::uuid END,
        timestamptz '2026-01-01' + n * interval '20 minutes',
        CASE WHEN n % 3 = 0 THEN timestamptz '2026-09-01' + n * interval '10 minutes' ELSE 'infinity' END,
        CASE WHEN n / 7 % 10 IN (1, 2) THEN 41000 + n % 40 END, 5, 4, sha256(n::text::bytea), repeat('x', 1500),
        CASE WHEN n % 3 = 0 THEN timestamptz '2026-09-01' + n * interval '10 minutes' END
    FROM generate_series(1, 20000) AS n;
INSERT INTO event (position, claim_number, sequence, at, recorded_at, side, actor_id, type, schema_version, payload, hash)
    SELECT n * 4 + k, 2026000000000 + n, k + 1, timestamptz '2026-01-01' + n * interval '20 minutes',
        timestamptz '2026-01-01' + n * interval '20 minutes', 'partner', md5('account' || n % 5000)::uuid,
        (ARRAY['created', 'comment_added', 'submitted', CASE WHEN n % 50 = 0 THEN 'extension_requested' ELSE 'edited' END])[k + 1],
        1, repeat('x', 300), sha256(k::text::bytea)
    FROM generate_series(1, 20000) AS n, generate_series(0, 3) AS k;
INSERT INTO personal_value SELECT position, repeat('x', 200) FROM event WHERE sequence = 2;
INSERT INTO claim_term SELECT 'word' || n % 9000 || k, 2026000000000 + n
    FROM generate_series(1, 20000) AS n, generate_series(1, 3) AS k;
INSERT INTO claimed_line SELECT md5('partner' || n % 100)::uuid, md5('tenant' || n % 9000)::uuid, 'usage',
        'exchange_online', n::text::bytea, 0, 2026000000000 + n
    FROM generate_series(1, 20000) AS n;
INSERT INTO partner_reference SELECT md5('partner' || n % 100)::uuid, 'PO-' || n, 2026000000000 + n
    FROM generate_series(1, 20000) AS n;
INSERT INTO wake_up_lease SELECT 2026000000000 + n * 3, timestamptz '2026-09-01', timestamptz '2026-09-01' + n * interval '1 second'
    FROM generate_series(1, 2000) AS n;
INSERT INTO document SELECT md5('document' || n)::uuid, 2026000000000 + n, md5('blob' || n)::uuid,
        sha256(n::text::bytea), 1000, 'available'
    FROM generate_series(1, 20000) AS n;
INSERT INTO message (id, claim_number, sequence, kind, recipient, language, round, at, sent_at, position)
    SELECT md5('message' || n)::uuid, 2026000000000 + n % 20000 + 1, 1, 'submitted', 'P' || n % 5000 || '@ipe.example', 'en', 0,
        timestamptz '2026-01-01' + n * interval '10 minutes',
        CASE WHEN n < 39900 THEN timestamptz '2026-01-01' + n * interval '10 minutes' END, (n % 20000 + 1) * 4
    FROM generate_series(1, 40000) AS n;
INSERT INTO consent_link SELECT sha256(n::text::bytea), 2026000000000 + n, 1 FROM generate_series(1, 20000) AS n;
INSERT INTO answer (caller, path, key, body_hash, status, body, expires_at)
    SELECT 'account' || n % 5000, '/api/v1/claims', 'key' || n, sha256(n::text::bytea), 200, 'x'::bytea,
        timestamptz '2026-11-21' + n * interval '1 second'
    FROM generate_series(1, 20000) AS n;
INSERT INTO account (id, name, email, email_folded, role, language, time_zone, partner_id, locations, password_phc)
    SELECT md5('account' || n)::uuid, 'P' || n, 'P' || n || '@ipe.example', 'p' || n || '@ipe.example', 'incentives_user',
        'en', 'Europe/Dublin', md5('partner' || n % 100)::uuid, 'only', 'x'
    FROM generate_series(1, 5000) AS n;
INSERT INTO account_location SELECT md5('account' || n)::uuid, 1000000 + n % 300 FROM generate_series(1, 5000) AS n;
INSERT INTO token (hash, account_id, name) SELECT sha256(n::text::bytea), md5('account' || n)::uuid, 'mine'
    FROM generate_series(1, 5000) AS n;
INSERT INTO session SELECT sha256(n::text::bytea), md5('account' || n % 5000)::uuid, 'x'::bytea, timestamptz '2026-11-20',
        timestamptz '2026-11-20', timestamptz '2026-11-21' + n * interval '1 second'
    FROM generate_series(1, 40000) AS n;
INSERT INTO one_time_code SELECT md5('claim' || n)::uuid, 1, md5('code' || n)::uuid, sha256(n::text::bytea), 0,
        timestamptz '2026-11-21' + n * interval '1 second'
    FROM generate_series(1, 40000) AS n;
INSERT INTO preference SELECT md5('account' || n)::uuid, name, 'dark'
    FROM generate_series(1, 5000) AS n, unnest(ARRAY['theme', 'views']) AS name;
INSERT INTO invitation SELECT md5('account' || n)::uuid, sha256(n::text::bytea), timestamptz '2026-11-21' + n * interval '1 second'
    FROM generate_series(1, 40000) AS n;
INSERT INTO reference_change (at, actor_id, actor_name, subject, subject_name, act, body)
    SELECT timestamptz '2026-01-01' + n * interval '10 minutes', md5('account' || n % 9)::uuid, 'P',
        (ARRAY['account', 'programme', 'product', 'location'])[1 + n % 4] || '/' || n % 700, 'P', 'changed', '[]'
    FROM generate_series(1, 20000) AS n;
INSERT INTO claim_search (claim_number, words)
    SELECT 2026000000000 + n, concat_ws(' ', '0cpor', '0' || n, '0' || 2026, '1water' || n % 3, '2acme' || n % 1000, '3exchange',
        '3online', '4po' || n, '5' || md5((n % 500)::text), 'l' || n % 300, 't' || n % 100)
    FROM generate_series(1, 20000) AS n;
INSERT INTO note_search (claim_number, words)
    SELECT claim_number, words || ' 6note' || claim_number % 50 FROM claim_search WHERE claim_number % 4 = 0;

COMMIT;
VACUUM ANALYZE;
