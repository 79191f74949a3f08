CREATE TABLE account (
    id uuid NOT NULL
    name text NOT NULL
    email text NOT NULL
    email_folded text COLLATE "C" NOT NULL
    role text NOT NULL
    language text NOT NULL
    time_zone text NOT NULL
    partner_id uuid
    locations text
    password_phc text
    standing text NOT NULL DEFAULT 'active'::text
    CONSTRAINT account_pkey PRIMARY KEY (id)
    CONSTRAINT account_email_folded_key UNIQUE (email_folded)
    CONSTRAINT account_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner(id)
    CONSTRAINT account_check CHECK (((partner_id IS NULL) = (locations IS NULL)))
    CONSTRAINT account_locations_check CHECK ((locations = ANY (ARRAY['all'::text, 'only'::text])))
    CONSTRAINT account_standing_check CHECK ((standing = ANY (ARRAY['active'::text, 'inactive'::text])))
)

CREATE TABLE account_location (
    account_id uuid NOT NULL
    location_id text COLLATE "C" NOT NULL
    CONSTRAINT account_location_pkey PRIMARY KEY (account_id, location_id)
    CONSTRAINT account_location_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
)

CREATE TABLE answer (
    caller text COLLATE "C" NOT NULL
    path text COLLATE "C" NOT NULL
    key text COLLATE "C" NOT NULL
    body_hash bytea NOT NULL
    status bigint NOT NULL
    etag text
    location text
    body bytea NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT answer_pkey PRIMARY KEY (caller, path, key)
)
CREATE INDEX answer_expiry ON public.answer USING btree (expires_at)

CREATE TABLE calendar (
    id text COLLATE "C" NOT NULL
    time_zone text NOT NULL
    CONSTRAINT calendar_pkey PRIMARY KEY (id)
)

CREATE TABLE calendar_day (
    calendar_id text COLLATE "C" NOT NULL
    kind text COLLATE "C" NOT NULL
    day_on date NOT NULL
    CONSTRAINT calendar_day_pkey PRIMARY KEY (calendar_id, kind, day_on)
    CONSTRAINT calendar_day_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendar(id) ON DELETE CASCADE
    CONSTRAINT calendar_day_kind_check CHECK ((kind = ANY (ARRAY['off'::text, 'working'::text])))
)

CREATE TABLE calendar_weekend (
    calendar_id text COLLATE "C" NOT NULL
    weekday text COLLATE "C" NOT NULL
    CONSTRAINT calendar_weekend_pkey PRIMARY KEY (calendar_id, weekday)
    CONSTRAINT calendar_weekend_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendar(id) ON DELETE CASCADE
    CONSTRAINT calendar_weekend_weekday_check CHECK ((weekday = ANY (ARRAY['mon'::text, 'tue'::text, 'wed'::text, 'thu'::text, 'fri'::text, 'sat'::text, 'sun'::text])))
)

CREATE TABLE claim (
    number bigint NOT NULL
    id uuid NOT NULL
    partner_id uuid NOT NULL
    location_id text COLLATE "C" NOT NULL
    place text COLLATE "C" NOT NULL
    turn text COLLATE "C" NOT NULL
    programme text COLLATE "C"
    activity text COLLATE "C"
    tenant_id uuid
    customer_domain text COLLATE "C"
    reviewer_id uuid
    updated_at timestamp with time zone NOT NULL
    due_at timestamp with time zone NOT NULL
    queue_key bigint
    version bigint NOT NULL
    chain_sequence bigint NOT NULL
    chain_hash bytea NOT NULL
    body text NOT NULL
    wake_at timestamp with time zone
    CONSTRAINT claim_pkey PRIMARY KEY (number)
    CONSTRAINT claim_id_key UNIQUE (id)
)
CREATE INDEX claim_by_place ON public.claim USING btree (place, due_at, number) INCLUDE (turn)
CREATE INDEX claim_by_place_and_update ON public.claim USING btree (place, updated_at, number) INCLUDE (turn, due_at)
CREATE INDEX claim_in_queue ON public.claim USING btree (queue_key, number) INCLUDE (place, reviewer_id) WHERE (queue_key IS NOT NULL)
CREATE INDEX claim_of_partner ON public.claim USING btree (partner_id, number)
CREATE INDEX claim_of_partner_by_place ON public.claim USING btree (partner_id, place, due_at, number) INCLUDE (turn, location_id)
CREATE INDEX claim_of_partner_by_update ON public.claim USING btree (partner_id, updated_at, number) INCLUDE (place, turn, location_id, due_at)
CREATE INDEX claim_to_wake ON public.claim USING btree (wake_at) WHERE (wake_at IS NOT NULL)

CREATE TABLE claim_search (
    claim_number bigint NOT NULL
    words text NOT NULL
    vector tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '::text))) STORED
    CONSTRAINT claim_search_pkey PRIMARY KEY (claim_number)
    CONSTRAINT claim_search_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)
CREATE INDEX claim_search_by_word ON public.claim_search USING gin (vector)

CREATE TABLE claim_term (
    term text COLLATE "C" NOT NULL
    claim_number bigint NOT NULL
    CONSTRAINT claim_term_pkey PRIMARY KEY (term, claim_number)
    CONSTRAINT claim_term_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)
CREATE INDEX claim_term_of_claim ON public.claim_term USING btree (claim_number)

CREATE TABLE claimed_line (
    partner_id uuid NOT NULL
    tenant_id uuid NOT NULL
    activity text COLLATE "C" NOT NULL
    product text COLLATE "C" NOT NULL
    subscription_id bytea NOT NULL
    renews bigint NOT NULL
    claim_number bigint NOT NULL
    CONSTRAINT claimed_line_pkey PRIMARY KEY (partner_id, tenant_id, activity, product, subscription_id, renews)
    CONSTRAINT claimed_line_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)
CREATE INDEX claimed_line_of_claim ON public.claimed_line USING btree (claim_number)

CREATE TABLE consent_link (
    token_hash bytea NOT NULL
    claim_number bigint NOT NULL
    round bigint NOT NULL
    CONSTRAINT consent_link_pkey PRIMARY KEY (token_hash)
    CONSTRAINT consent_link_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)
CREATE INDEX consent_link_of_claim ON public.consent_link USING btree (claim_number)

CREATE TABLE demo_clock (
    id integer NOT NULL
    now_at timestamp with time zone NOT NULL
    CONSTRAINT demo_clock_pkey PRIMARY KEY (id)
    CONSTRAINT demo_clock_id_check CHECK ((id = 1))
)

CREATE TABLE document (
    id uuid NOT NULL
    claim_number bigint NOT NULL
    blob_id uuid NOT NULL
    sha256 bytea NOT NULL
    size_bytes bigint NOT NULL
    condition text NOT NULL
    CONSTRAINT document_pkey PRIMARY KEY (id)
    CONSTRAINT document_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)
CREATE INDEX document_of_blob ON public.document USING btree (blob_id)
CREATE INDEX document_of_claim ON public.document USING btree (claim_number)

CREATE TABLE event (
    "position" bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY
    claim_number bigint NOT NULL
    sequence bigint NOT NULL
    at timestamp with time zone NOT NULL
    recorded_at timestamp with time zone NOT NULL
    side text NOT NULL
    actor_id uuid
    type text COLLATE "C" NOT NULL
    schema_version bigint NOT NULL
    payload text NOT NULL
    hash bytea NOT NULL
    CONSTRAINT event_pkey PRIMARY KEY ("position")
    CONSTRAINT event_claim_number_sequence_key UNIQUE (claim_number, sequence)
    CONSTRAINT event_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)
CREATE INDEX event_of_more_time ON public.event USING btree (claim_number, sequence) WHERE (type = 'extension_requested'::text)

CREATE TABLE guideline (
    programme text COLLATE "C" NOT NULL
    paragraph text COLLATE "C" NOT NULL
    words text NOT NULL
    CONSTRAINT guideline_pkey PRIMARY KEY (programme, paragraph)
    CONSTRAINT guideline_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code) ON DELETE CASCADE
)

CREATE TABLE invitation (
    account_id uuid NOT NULL
    hash bytea NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT invitation_pkey PRIMARY KEY (account_id)
    CONSTRAINT invitation_hash_key UNIQUE (hash)
    CONSTRAINT invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
)
CREATE INDEX invitation_expiry ON public.invitation USING btree (expires_at)

CREATE TABLE location (
    id text COLLATE "C" NOT NULL
    partner_id uuid NOT NULL
    name text NOT NULL
    country text NOT NULL
    calendar_id text COLLATE "C" NOT NULL
    CONSTRAINT location_pkey PRIMARY KEY (id)
    CONSTRAINT location_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendar(id)
    CONSTRAINT location_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner(id)
)

CREATE TABLE location_programme (
    location_id text COLLATE "C" NOT NULL
    programme text COLLATE "C" NOT NULL
    CONSTRAINT location_programme_pkey PRIMARY KEY (location_id, programme)
    CONSTRAINT location_programme_location_id_fkey FOREIGN KEY (location_id) REFERENCES location(id) ON DELETE CASCADE
    CONSTRAINT location_programme_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code)
)

CREATE TABLE message (
    id uuid NOT NULL
    claim_number bigint
    sequence bigint
    kind text NOT NULL
    recipient text COLLATE "C" NOT NULL
    language text NOT NULL
    round bigint NOT NULL
    code_id uuid
    at timestamp with time zone NOT NULL
    sent_at timestamp with time zone
    leased_until timestamp with time zone
    "position" bigint
    CONSTRAINT message_pkey PRIMARY KEY (id)
    CONSTRAINT message_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
    CONSTRAINT message_position_fkey FOREIGN KEY ("position") REFERENCES event("position")
)
CREATE INDEX message_by_time ON public.message USING btree (at, id)
CREATE INDEX message_of_entry ON public.message USING btree ("position")
CREATE INDEX message_to_recipient ON public.message USING btree (lower(recipient), at, id)
CREATE INDEX message_to_send ON public.message USING btree (at) WHERE (sent_at IS NULL)

CREATE TABLE migration (
    number bigint NOT NULL
    name text NOT NULL
    sha256 bytea NOT NULL
    needs bigint NOT NULL DEFAULT 0
    CONSTRAINT migration_pkey PRIMARY KEY (number)
)

CREATE TABLE note_search (
    claim_number bigint NOT NULL
    words text NOT NULL
    vector tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '::text))) STORED
    CONSTRAINT note_search_pkey PRIMARY KEY (claim_number)
    CONSTRAINT note_search_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)
CREATE INDEX note_search_by_word ON public.note_search USING gin (vector)

CREATE TABLE number_sequence (
    year integer NOT NULL
    last bigint NOT NULL
    CONSTRAINT number_sequence_pkey PRIMARY KEY (year)
)

CREATE TABLE one_time_code (
    claim_id uuid NOT NULL
    round bigint NOT NULL
    id uuid NOT NULL
    hash bytea NOT NULL
    wrong_attempts bigint NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT one_time_code_pkey PRIMARY KEY (claim_id, round)
    CONSTRAINT one_time_code_id_key UNIQUE (id)
)
CREATE INDEX one_time_code_expiry ON public.one_time_code USING btree (expires_at)

CREATE TABLE partner (
    id uuid NOT NULL
    name text NOT NULL
    CONSTRAINT partner_pkey PRIMARY KEY (id)
)

CREATE TABLE partner_reference (
    partner_id uuid NOT NULL
    reference text COLLATE "C" NOT NULL
    claim_number bigint NOT NULL
    CONSTRAINT partner_reference_pkey PRIMARY KEY (partner_id, reference)
    CONSTRAINT partner_reference_claim_number_key UNIQUE (claim_number)
    CONSTRAINT partner_reference_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)

CREATE TABLE personal_value (
    "position" bigint NOT NULL
    body text NOT NULL
    CONSTRAINT personal_value_pkey PRIMARY KEY ("position")
    CONSTRAINT personal_value_position_fkey FOREIGN KEY ("position") REFERENCES event("position")
)

CREATE TABLE policy (
    id integer NOT NULL
    early_confirmation text NOT NULL
    draft_reminder_first bigint NOT NULL
    draft_reminder_second bigint NOT NULL
    documents_per_round_max bigint NOT NULL
    extension_days_max bigint NOT NULL
    CONSTRAINT policy_pkey PRIMARY KEY (id)
    CONSTRAINT policy_early_confirmation_check CHECK ((early_confirmation = ANY (ARRAY['ends_window'::text, 'window_runs_on'::text])))
    CONSTRAINT policy_id_check CHECK ((id = 1))
)

CREATE TABLE policy_length (
    clock text COLLATE "C" NOT NULL
    unit text NOT NULL
    days bigint NOT NULL
    CONSTRAINT policy_length_pkey PRIMARY KEY (clock)
    CONSTRAINT policy_length_unit_check CHECK ((unit = ANY (ARRAY['business_days'::text, 'calendar_days'::text])))
)

CREATE TABLE preference (
    account_id uuid NOT NULL
    name text COLLATE "C" NOT NULL
    value text NOT NULL
    CONSTRAINT preference_pkey PRIMARY KEY (account_id, name)
    CONSTRAINT preference_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
)

CREATE TABLE product (
    code text COLLATE "C" NOT NULL
    name text NOT NULL
    solution_area text NOT NULL
    claimed_by text NOT NULL
    claimable_from_on date
    claimable_until_on date
    recognised_from_on date
    recognised_until_on date
    paid_from_on date
    paid_until_on date
    CONSTRAINT product_pkey PRIMARY KEY (code)
    CONSTRAINT product_claimed_by_check CHECK ((claimed_by = ANY (ARRAY['subscription'::text, 'workload'::text])))
)

CREATE TABLE programme (
    code text COLLATE "C" NOT NULL
    name text NOT NULL
    exclusivity text NOT NULL
    claimable_from_on date
    claimable_until_on date
    CONSTRAINT programme_pkey PRIMARY KEY (code)
    CONSTRAINT programme_exclusivity_check CHECK ((exclusivity = ANY (ARRAY['exclusive'::text, 'shared'::text])))
)

CREATE TABLE programme_activity (
    programme text COLLATE "C" NOT NULL
    activity text COLLATE "C" NOT NULL
    CONSTRAINT programme_activity_pkey PRIMARY KEY (programme, activity)
    CONSTRAINT programme_activity_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code) ON DELETE CASCADE
)

CREATE TABLE reference_change (
    id bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY
    at timestamp with time zone NOT NULL
    actor_id uuid
    actor_name text NOT NULL
    subject text COLLATE "C" NOT NULL
    subject_name text NOT NULL
    act text NOT NULL
    body text NOT NULL
    kind text COLLATE "C" GENERATED ALWAYS AS (split_part(subject, '/'::text, 1)) STORED
    CONSTRAINT reference_change_pkey PRIMARY KEY (id)
)
CREATE INDEX reference_change_by_person ON public.reference_change USING btree (actor_id, id)
CREATE INDEX reference_change_of_kind ON public.reference_change USING btree (kind, id)
CREATE INDEX reference_change_of_subject ON public.reference_change USING btree (subject, id)
CREATE TRIGGER reference_change_is_append_only BEFORE DELETE OR UPDATE ON public.reference_change FOR EACH ROW EXECUTE FUNCTION refuse_to_alter_the_journal()

CREATE TABLE reference_revision (
    id integer NOT NULL
    revision bigint NOT NULL
    CONSTRAINT reference_revision_pkey PRIMARY KEY (id)
    CONSTRAINT reference_revision_id_check CHECK ((id = 1))
)

CREATE TABLE secret (
    name text COLLATE "C" NOT NULL
    value bytea NOT NULL
    CONSTRAINT secret_pkey PRIMARY KEY (name)
)

CREATE TABLE session (
    hash bytea NOT NULL
    account_id uuid NOT NULL
    secret bytea NOT NULL
    created_at timestamp with time zone NOT NULL
    seen_at timestamp with time zone NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT session_pkey PRIMARY KEY (hash)
    CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
)
CREATE INDEX session_account ON public.session USING btree (account_id)
CREATE INDEX session_expiry ON public.session USING btree (expires_at)

CREATE TABLE setup_link (
    id integer NOT NULL
    hash bytea NOT NULL
    CONSTRAINT setup_link_pkey PRIMARY KEY (id)
    CONSTRAINT setup_link_id_check CHECK ((id = 1))
)

CREATE TABLE setup_step (
    step text COLLATE "C" NOT NULL
    done_at timestamp with time zone NOT NULL
    CONSTRAINT setup_step_pkey PRIMARY KEY (step)
)

CREATE TABLE token (
    hash bytea NOT NULL
    account_id uuid NOT NULL
    name text
    created_at timestamp with time zone
    expires_at timestamp with time zone
    used_on date
    CONSTRAINT token_pkey PRIMARY KEY (hash)
    CONSTRAINT token_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
)
CREATE INDEX token_account ON public.token USING btree (account_id)

CREATE TABLE vendor (
    id integer NOT NULL
    name text NOT NULL
    review_calendar_id text COLLATE "C" NOT NULL
    language text NOT NULL DEFAULT 'en'::text
    CONSTRAINT vendor_pkey PRIMARY KEY (id)
    CONSTRAINT vendor_review_calendar_id_fkey FOREIGN KEY (review_calendar_id) REFERENCES calendar(id)
    CONSTRAINT vendor_id_check CHECK ((id = 1))
)

CREATE TABLE wake_up_lease (
    claim_number bigint NOT NULL
    wake_at timestamp with time zone NOT NULL
    leased_until timestamp with time zone NOT NULL
    CONSTRAINT wake_up_lease_pkey PRIMARY KEY (claim_number)
    CONSTRAINT wake_up_lease_claim_number_fkey FOREIGN KEY (claim_number) REFERENCES claim(number)
)
CREATE INDEX wake_up_lease_by_end ON public.wake_up_lease USING btree (leased_until)

CREATE OR REPLACE FUNCTION public.refuse_to_alter_the_journal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END
$function$

