-- Separate roles for reading, writing and migrating, for an installation on PostgreSQL. The program takes them by SET
-- ROLE, each connection the one of its task; without them its login does everything.
--
-- A login that may make roles does this itself, at the first start. Otherwise somebody who may runs it once, in the
-- installation's database, whether or not there is anything in it; a second time changes nothing:
--
--     psql -d DATABASE -c "SET cpor.login = 'LOGIN'" -f roles.sql
DO $roles$
DECLARE
    login text := coalesce(nullif(current_setting('cpor.login', true), ''), session_user);
    owner text := login || '_owner';
    writer text := login || '_writer';
    reader text := login || '_reader';
    named text;
    found record;
BEGIN
    FOREACH named IN ARRAY ARRAY[owner, writer, reader] LOOP
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = named) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', named);
            END IF;
            IF NOT EXISTS (SELECT 1 FROM pg_auth_members
                           WHERE roleid = quote_ident(named)::regrole AND member = quote_ident(login)::regrole) THEN
                EXECUTE format('GRANT %I TO %I', named, login);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            -- Somebody makes the same in another database.
            NULL;
        END;
    END LOOP;
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA public TO %I', owner);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I, %I', writer, reader);
    -- What is there becomes the owner's; sequences go with their tables.
    FOR found IN SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relowner <> quote_ident(owner)::regrole
    LOOP
        EXECUTE format('ALTER TABLE public.%I OWNER TO %I', found.relname, owner);
    END LOOP;
    FOR found IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND proowner <> quote_ident(owner)::regrole
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO %I', found.name, owner);
    END LOOP;
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA public TO %I', reader);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', writer);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', writer);
    -- And what migrations will make.
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT SELECT ON TABLES TO %I', owner, reader);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', owner, writer);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT USAGE ON SEQUENCES TO %I', owner, writer);
END
$roles$;
