//! What lets people in: one-time links, passwords, API tokens, sessions.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::UserId;
use domain::instant::Instant;
use domain::party::Person;
use domain::place::{Language, ZoneName};
use domain::text::Name;
use store::{NewToken, Put, ReferenceChange, StoreError};

use super::{Change, SettingsError, account_subject, commit, entry, facts, partner_of, permit};
use crate::env::Env;
use crate::link::hash_secret;
use permit::Area;

/// A one-time link works for so long.
pub const LINK_DAYS: i64 = 7;
/// The shortest password.
pub const PASSWORD_CHARACTERS_MIN: usize = 12;
/// Longer ones would cost more to hash than they protect.
const PASSWORD_BYTES_MAX: usize = 1024;

const DAY_MICROSECONDS: i64 = 24 * 3_600_000_000;

/// Why a password is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordProblem {
    /// Shorter than [`PASSWORD_CHARACTERS_MIN`].
    TooShort,
    /// Longer than is taken.
    TooLong,
    /// The account's own address or name.
    Guessable,
}

/// Judges a password somebody chooses.
pub fn judge_password(password: &str, email: &str, name: &str) -> Option<PasswordProblem> {
    let plain = password.trim().to_lowercase();
    if password.chars().count() < PASSWORD_CHARACTERS_MIN {
        Some(PasswordProblem::TooShort)
    } else if password.len() > PASSWORD_BYTES_MAX {
        Some(PasswordProblem::TooLong)
    } else if plain == email.to_lowercase() || plain == name.to_lowercase() {
        Some(PasswordProblem::Guessable)
    } else {
        None
    }
}

pub(super) fn new_secret(env: &Env) -> String {
    URL_SAFE_NO_PAD.encode((env.ports.random)())
}

fn in_days(env: &Env, days: i64) -> Instant {
    let now = env.wall_clock.now();
    let at = now.microseconds().saturating_add(days.saturating_mul(DAY_MICROSECONDS));
    Instant::from_microseconds(at).unwrap_or(now)
}

/// The link's part of a change, and its secret.
pub(super) fn invitation(env: &Env, user: UserId) -> (Put, String) {
    let secret = new_secret(env);
    let put = Put::Invitation {
        user,
        hash: hash_secret(&secret),
        expires_at: in_days(env, LINK_DAYS),
    };
    (put, secret)
}

/// Another's account that the actor looks after.
fn looked_after(env: &Env, actor: &Person, user: UserId) -> Result<Person, SettingsError> {
    let directory = env.directory();
    let person = directory.person(user).cloned().ok_or(SettingsError::NotFound)?;
    if permit::may(actor, Area::Accounts(partner_of(&person.membership))) {
        Ok(person)
    } else {
        Err(SettingsError::NotPermitted)
    }
}

/// A new one-time link for an account; the one before leads nowhere. Answers its secret, which is kept nowhere.
pub async fn invite(env: &Env, actor: &Person, user: UserId) -> Result<String, SettingsError> {
    let _turn = env.change_turn().await?;
    let person = looked_after(env, actor, user)?;
    if !person.is_active() {
        return Err(SettingsError::NotPermitted);
    }
    let (put, secret) = invitation(env, user);
    record(env, actor, &person, "link_made", vec![put]).await?;
    Ok(secret)
}

/// Whose link this is, if it still works.
pub async fn open_link(env: &Env, secret: &str) -> Result<Option<Person>, StoreError> {
    env.look_around().await?;
    let found = env
        .store
        .find_invitation(hash_secret(secret), env.wall_clock.now())
        .await?;
    let directory = env.directory();
    let person = found.and_then(|user| directory.person(user).cloned());
    Ok(person.filter(Person::is_active))
}

/// Sets the password by a one-time link: the link is used up, and whoever was signed in no longer is.
pub async fn accept_link(env: &Env, secret: &str, password: String) -> Result<Person, SettingsError> {
    // A password is hashed only for whoever holds a link, and the link may be used up meanwhile.
    open_link(env, secret).await?.ok_or(SettingsError::NotFound)?;
    let phc = (env.ports.hash_password)(password).await.ok_or(SettingsError::Busy)?;
    let _turn = env.change_turn().await?;
    let person = open_link(env, secret).await?.ok_or(SettingsError::NotFound)?;
    let user = person.id;
    let puts = vec![
        Put::Password { user, phc },
        Put::NoInvitation(user),
        Put::NoSessions { user, but: None },
    ];
    record(env, &person, &person, "password_set", puts).await?;
    Ok(person)
}

/// What became of changing one's own password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordChanged {
    /// It holds; every other session has ended.
    Changed,
    /// The present one was typed wrong.
    Wrong,
}

/// Changes one's own password; the session with this hash stays.
pub async fn change_password(
    env: &Env,
    person: &Person,
    present: String,
    new: String,
    session: [u8; 32],
) -> Result<PasswordChanged, SettingsError> {
    let stored = env.store.password_of(person.id).await?;
    match (env.ports.verify_password)(present, stored).await {
        None => return Err(SettingsError::Busy),
        Some(false) => return Ok(PasswordChanged::Wrong),
        Some(true) => {}
    }
    let phc = (env.ports.hash_password)(new).await.ok_or(SettingsError::Busy)?;
    let user = person.id;
    let puts = vec![
        Put::Password { user, phc },
        Put::NoInvitation(user),
        Put::NoSessions {
            user,
            but: Some(session),
        },
    ];
    let _turn = env.change_turn().await?;
    record(env, person, person, "password_set", puts).await?;
    Ok(PasswordChanged::Changed)
}

/// One's own name, language and zone.
pub async fn change_self(
    env: &Env,
    person: &Person,
    name: Name,
    language: Language,
    time_zone: ZoneName,
) -> Result<(), SettingsError> {
    let _turn = env.change_turn().await?;
    let directory = env.directory();
    let before = directory.person(person.id).cloned().ok_or(SettingsError::NotFound)?;
    let after = Person {
        name,
        language,
        time_zone,
        ..before.clone()
    };
    let fields = facts::differences(Some(&Change::Account(before)), &Change::Account(after.clone()));
    if fields.is_empty() {
        return Ok(());
    }
    let mut noted = entry(
        env,
        Some(person),
        &account_subject(person.id),
        after.name.as_str(),
        "changed",
    );
    noted.fields = fields;
    commit(
        env,
        ReferenceChange {
            puts: vec![Put::Account(after)],
            entries: vec![noted],
            seen: None,
            judged_at: Some(directory.revision),
        },
    )
    .await
}

/// Ends one's own other sessions.
pub async fn end_other_sessions(env: &Env, person: &Person, session: [u8; 32]) -> Result<(), SettingsError> {
    let _turn = env.change_turn().await?;
    let put = Put::NoSessions {
        user: person.id,
        but: Some(session),
    };
    record(env, person, person, "sessions_ended", vec![put]).await
}

/// Ends every session of an account that the actor looks after.
pub async fn end_sessions(env: &Env, actor: &Person, user: UserId) -> Result<(), SettingsError> {
    let _turn = env.change_turn().await?;
    let person = looked_after(env, actor, user)?;
    record(
        env,
        actor,
        &person,
        "sessions_ended",
        vec![Put::NoSessions { user, but: None }],
    )
    .await
}

/// Makes a token for oneself; answers it, which is kept nowhere. None: there are too many already.
pub async fn make_token(
    env: &Env,
    person: &Person,
    name: &Name,
    days: Option<i64>,
) -> Result<Option<String>, SettingsError> {
    let secret = format!("cpor_{}", new_secret(env));
    let token = NewToken {
        hash: hash_secret(&secret),
        user: person.id,
        name: name.to_string(),
        created_at: env.wall_clock.now(),
        expires_at: days.map(|days| in_days(env, days)),
    };
    let noted = entry(
        env,
        Some(person),
        &account_subject(person.id),
        name.as_str(),
        "token_made",
    );
    Ok(env.store.create_token(token, noted).await?.then_some(secret))
}

/// Revokes a token: one's own, or one of an account that the actor looks after.
pub async fn revoke_token(env: &Env, actor: &Person, owner: UserId, hash: [u8; 32]) -> Result<(), SettingsError> {
    let owner = if owner == actor.id {
        actor.clone()
    } else {
        looked_after(env, actor, owner)?
    };
    let noted = entry(
        env,
        Some(actor),
        &account_subject(owner.id),
        owner.name.as_str(),
        "token_revoked",
    );
    match env.store.revoke_token(owner.id, hash, noted).await? {
        true => Ok(()),
        false => Err(SettingsError::NotFound),
    }
}

async fn record(
    env: &Env,
    actor: &Person,
    subject: &Person,
    act: &'static str,
    puts: Vec<Put>,
) -> Result<(), SettingsError> {
    let noted = entry(
        env,
        Some(actor),
        &account_subject(subject.id),
        subject.name.as_str(),
        act,
    );
    commit(
        env,
        ReferenceChange {
            puts,
            entries: vec![noted],
            seen: None,
            // The directory has nothing of what lets people in.
            judged_at: None,
        },
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::{PasswordProblem, judge_password};

    #[test]
    fn a_password_is_long_and_not_what_everybody_knows() {
        let judged = |password: &str| judge_password(password, "ana.lima@valeverde.example", "Ana Maria de Lima");
        for (password, problem) in [
            ("correct horse", None),
            ("Ärztekammer12", None),
            ("elevenchars", Some(PasswordProblem::TooShort)),
            ("", Some(PasswordProblem::TooShort)),
            ("Ana.Lima@valeverde.example", Some(PasswordProblem::Guessable)),
            ("ana maria de lima", Some(PasswordProblem::Guessable)),
        ] {
            assert_eq!(judged(password), problem, "{password}");
        }
        assert_eq!(judged(&"x".repeat(1025)), Some(PasswordProblem::TooLong));
    }
}
