//! Who a connection is: a role of its own for reading, for writing and for migrating, where there are such roles and
//! the login is a member of them; else the login itself.

use super::connector::Duty;

/// Makes the roles and gives each what it may, for a login that may make roles.
pub(crate) const MAKE: &str = include_str!("../../../schema/roles.sql");

/// Whether the login may make roles, and they aren't all in force in this database.
pub(crate) const MAY_BE_MADE: &str = "SELECT (rolcreaterole OR rolsuper) AND (
         SELECT count(*) FROM pg_roles AS made
         WHERE made.rolname IN (session_user || '_owner', session_user || '_writer', session_user || '_reader')
             AND pg_has_role(session_user, made.oid, 'MEMBER')
             AND has_schema_privilege(made.oid, 'public', 'USAGE')
             AND coalesce(has_table_privilege(made.oid, to_regclass('public.claim'), 'SELECT'), true)
     ) < 3
     FROM pg_roles WHERE rolname = session_user";

impl Duty {
    /// Takes the role of a task; it changes nothing where there is none. A role that was made for another database may
    /// read nothing here, and isn't taken.
    pub(super) const fn take_role(self) -> &'static str {
        match self {
            Duty::Read | Duty::ReadLong => {
                "SELECT set_config('role', rolname, false) FROM pg_roles
                 WHERE rolname = session_user || '_reader' AND pg_has_role(session_user, oid, 'MEMBER')
                     AND has_table_privilege(oid, to_regclass('public.claim'), 'SELECT')"
            }
            Duty::Write => {
                "SELECT set_config('role', rolname, false) FROM pg_roles
                 WHERE rolname = session_user || '_writer' AND pg_has_role(session_user, oid, 'MEMBER')
                     AND has_table_privilege(oid, to_regclass('public.claim'), 'UPDATE')"
            }
            Duty::Migrate => {
                "SELECT set_config('role', rolname, false) FROM pg_roles
                 WHERE rolname = session_user || '_owner' AND pg_has_role(session_user, oid, 'MEMBER')
                     AND has_schema_privilege(oid, 'public', 'CREATE')
                     AND NOT EXISTS (SELECT 1 FROM pg_class WHERE pg_class.oid = to_regclass('public.migration')
                                         AND relowner <> pg_roles.oid)"
            }
        }
    }
}
