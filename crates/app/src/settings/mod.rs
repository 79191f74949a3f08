//! Changes of reference data and access by people: judged against what is there, written with a journal entry, and
//! read anew.

pub mod access;
mod facts;
pub mod permit;
pub mod setup;

use domain::calendar::Calendar;
use domain::id::{PartnerId, ProgrammeCode, UserId};
use domain::party::{Locations, Membership, Person, Role, Side, Standing};
use domain::place::Language;
use domain::policy::Policy;
use domain::reference::{Guidelines, Location, Partner, Product, Programme, Reference};
use domain::text::Name;
use store::{JournalEntry, NewJournalEntry, Put, ReferenceChange, ReferenceCommitError, StoreError};

use crate::env::Env;
use permit::Area;

/// What somebody wants to be so.
#[derive(Clone, Debug)]
pub enum Change {
    /// The vendor's name and the language of whoever hasn't chosen one.
    Vendor {
        /// Its name.
        name: Name,
        /// The language.
        language: Language,
    },
    /// The review team's calendar.
    ReviewCalendar(Calendar),
    /// The lengths of clocks.
    Policy(Policy),
    /// A product.
    Product(Product),
    /// A programme.
    Programme(Programme),
    /// What a programme says its reviewers look for.
    Guidelines {
        /// Which programme.
        programme: ProgrammeCode,
        /// Its words.
        guidelines: Guidelines,
    },
    /// A partner.
    Partner(Partner),
    /// A partner's location.
    Location(Location),
    /// An account.
    Account(Person),
}

/// Whether something new is added or something seen is changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Intent {
    /// Its key is new.
    Add,
    /// The place in the journal of the latest entry that the person saw; 0: none.
    Change(i64),
}

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// This role, or this person here, may not.
    #[error("not permitted")]
    NotPermitted,
    /// There is nothing of this key in this person's reach.
    #[error("not found")]
    NotFound,
    /// Somebody else has changed it since it was read; what was done last.
    #[error("changed meanwhile")]
    Stale(Option<Box<JournalEntry>>),
    /// The key is another's.
    #[error("the key is taken")]
    KeyTaken,
    /// Another account has the address.
    #[error("the address is another account's")]
    EmailTaken,
    /// Nobody could look after the installation any more.
    #[error("the last system admin stays")]
    LastSystemAdmin,
    /// Nobody takes their own role or account away.
    #[error("nobody takes their own access away")]
    OwnAccess,
    /// It names a partner, location or programme that isn't there, or a role of the other side.
    #[error("names what isn't there")]
    Unknown,
    /// The password hasher has too much to do.
    #[error("busy")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] StoreError),
}

impl Change {
    /// What the journal calls it.
    pub fn subject(&self) -> String {
        match self {
            Change::Vendor { .. } => "vendor".to_owned(),
            Change::ReviewCalendar(_) => "review_calendar".to_owned(),
            Change::Policy(_) => "policy".to_owned(),
            Change::Product(product) => format!("product/{}", product.code),
            Change::Programme(programme) => format!("programme/{}", programme.code),
            Change::Guidelines { programme, .. } => format!("guidelines/{programme}"),
            Change::Partner(partner) => format!("partner/{}", partner.id),
            Change::Location(location) => format!("location/{}", location.id),
            Change::Account(person) => account_subject(person.id),
        }
    }

    fn area(&self) -> Area {
        match self {
            Change::Vendor { .. } => Area::Vendor,
            Change::ReviewCalendar(_) => Area::ReviewCalendar,
            Change::Policy(_) => Area::Policy,
            Change::Product(_) => Area::Catalogue,
            Change::Programme(_) | Change::Guidelines { .. } => Area::Programmes,
            Change::Partner(_) => Area::Partners,
            Change::Location(location) => Area::Locations(location.partner),
            Change::Account(person) => Area::Accounts(partner_of(&person.membership)),
        }
    }

    /// The same thing as it is now, if it is there.
    fn present(&self, reference: &Reference) -> Option<Change> {
        match self {
            Change::Vendor { .. } => Some(Change::Vendor {
                name: reference.vendor.clone(),
                language: reference.language,
            }),
            Change::ReviewCalendar(_) => Some(Change::ReviewCalendar(reference.review_calendar.clone())),
            Change::Policy(_) => Some(Change::Policy(reference.policy.clone())),
            Change::Product(product) => reference.products.get(&product.code).cloned().map(Change::Product),
            Change::Programme(programme) => reference
                .programmes
                .get(&programme.code)
                .cloned()
                .map(Change::Programme),
            Change::Guidelines { programme, .. } => {
                reference.programmes.get(programme)?;
                Some(Change::Guidelines {
                    programme: programme.clone(),
                    guidelines: reference.guidelines.get(programme).cloned().unwrap_or_default(),
                })
            }
            Change::Partner(partner) => reference.partners.get(&partner.id).cloned().map(Change::Partner),
            Change::Location(location) => reference.locations.get(&location.id).cloned().map(Change::Location),
            Change::Account(person) => reference.people.get(&person.id).cloned().map(Change::Account),
        }
    }

    /// The name it goes by in the journal.
    fn name(&self, reference: &Reference) -> String {
        match self {
            Change::Vendor { name, .. } => name.to_string(),
            Change::ReviewCalendar(_) | Change::Policy(_) => String::new(),
            Change::Product(product) => product.name.to_string(),
            Change::Programme(programme) => programme.name.to_string(),
            Change::Guidelines { programme, .. } => {
                let programme = reference.programmes.get(programme);
                programme
                    .map(|programme| programme.name.to_string())
                    .unwrap_or_default()
            }
            Change::Partner(partner) => partner.name.to_string(),
            Change::Location(location) => location.name.to_string(),
            Change::Account(person) => person.name.to_string(),
        }
    }

    fn put(self) -> Put {
        match self {
            Change::Vendor { name, language } => Put::Vendor { name, language },
            Change::ReviewCalendar(calendar) => Put::ReviewCalendar(calendar),
            Change::Policy(policy) => Put::Policy(policy),
            Change::Product(product) => Put::Product(product),
            Change::Programme(programme) => Put::Programme(programme),
            Change::Guidelines { programme, guidelines } => Put::Guidelines { programme, guidelines },
            Change::Partner(partner) => Put::Partner(partner),
            Change::Location(location) => Put::Location(location),
            Change::Account(person) => Put::Account(person),
        }
    }
}

/// What the journal calls an account.
pub fn account_subject(user: UserId) -> String {
    format!("account/{user}")
}

pub(crate) fn partner_of(membership: &Membership) -> Option<PartnerId> {
    match membership {
        Membership::Vendor => None,
        Membership::Partner { partner, .. } => Some(*partner),
    }
}

/// Makes it so, unless somebody else was faster or it may not be.
pub async fn change(env: &Env, actor: &Person, intent: Intent, change: Change) -> Result<(), SettingsError> {
    let _turn = env.change_turn().await?;
    let directory = env.directory();
    let reference = &directory.reference;
    let before = change.present(reference);
    if !permit::may(actor, change.area()) || before.as_ref().is_some_and(|it| !permit::may(actor, it.area())) {
        return Err(SettingsError::NotPermitted);
    }
    judge(reference, actor, before.as_ref(), &change)?;
    let seen = match (intent, &before) {
        (Intent::Add, Some(_)) => return Err(SettingsError::KeyTaken),
        (Intent::Add, None) => 0,
        (Intent::Change(_), None) => return Err(SettingsError::NotFound),
        (Intent::Change(seen), Some(_)) => seen,
    };
    let fields = facts::differences(before.as_ref(), &change);
    if fields.is_empty() {
        return Ok(());
    }
    let subject = change.subject();
    let written = ReferenceChange {
        seen: Some((subject.clone(), seen)),
        entries: vec![NewJournalEntry {
            fields,
            ..entry(
                env,
                Some(actor),
                &subject,
                &change.name(reference),
                act_of(before.as_ref(), &change),
            )
        }],
        puts: with_effects(before.as_ref(), change),
        judged_at: Some(directory.revision),
    };
    commit(env, written).await
}

/// What only the whole reference data can tell.
fn judge(reference: &Reference, actor: &Person, before: Option<&Change>, change: &Change) -> Result<(), SettingsError> {
    match (change, before) {
        (Change::Account(person), before) => {
            let sides = match &person.membership {
                Membership::Vendor => person.role.side() == Side::Vendor,
                Membership::Partner { partner, locations } => {
                    person.role.side() == Side::Partner
                        && reference.partners.contains_key(partner)
                        && known(reference, *partner, locations)
                }
            };
            if !sides {
                return Err(SettingsError::Unknown);
            }
            if let Some(Change::Account(old)) = before
                && old.id == actor.id
                && (old.role != person.role || old.membership != person.membership || !person.is_active())
            {
                return Err(if old.role == Role::SystemAdmin && is_last_admin(reference, old) {
                    SettingsError::LastSystemAdmin
                } else {
                    SettingsError::OwnAccess
                });
            }
            Ok(())
        }
        (Change::Location(location), before) => {
            let old = match before {
                Some(Change::Location(old)) => Some(old),
                Some(_) | None => None,
            };
            // A location is one partner's for good: its ID stands on claims.
            if old.is_some_and(|old| old.partner != location.partner) {
                return Err(SettingsError::KeyTaken);
            }
            let enrolled = old.map(|old| old.enrolled.clone()).unwrap_or_default();
            // Enrolling is the vendor's.
            if actor.role.side() == Side::Partner && enrolled != location.enrolled {
                return Err(SettingsError::NotPermitted);
            }
            let known = reference.partners.contains_key(&location.partner)
                && location
                    .enrolled
                    .iter()
                    .all(|code| reference.programmes.contains_key(code));
            if known { Ok(()) } else { Err(SettingsError::Unknown) }
        }
        (
            Change::Vendor { .. }
            | Change::ReviewCalendar(_)
            | Change::Policy(_)
            | Change::Product(_)
            | Change::Programme(_)
            | Change::Guidelines { .. }
            | Change::Partner(_),
            _,
        ) => Ok(()),
    }
}

fn is_last_admin(reference: &Reference, admin: &Person) -> bool {
    let others = |person: &&Person| person.role == Role::SystemAdmin && person.is_active() && person.id != admin.id;
    !reference.people.values().any(|person| others(&person))
}

fn known(reference: &Reference, partner: PartnerId, locations: &Locations) -> bool {
    match locations {
        Locations::All => true,
        Locations::Only(some) => !some.is_empty() && some.iter().all(|id| reference.location_of(partner, id).is_some()),
    }
}

fn act_of(before: Option<&Change>, change: &Change) -> &'static str {
    match (before, change) {
        (None, _) => "added",
        (Some(Change::Account(old)), Change::Account(new)) => match (old.standing, new.standing) {
            (Standing::Active, Standing::Inactive) => "deactivated",
            (Standing::Inactive, Standing::Active) => "reactivated",
            (Standing::Active, Standing::Active) | (Standing::Inactive, Standing::Inactive) => "changed",
        },
        (Some(_), _) => "changed",
    }
}

/// An account that rests lets nobody in: its sessions, tokens and links end with it.
fn with_effects(before: Option<&Change>, change: Change) -> Vec<Put> {
    let rests = match (before, &change) {
        (Some(Change::Account(old)), Change::Account(new)) if old.is_active() && !new.is_active() => Some(new.id),
        (Some(_) | None, _) => None,
    };
    let mut puts = vec![change.put()];
    if let Some(user) = rests {
        puts.push(Put::NoSessions { user, but: None });
        puts.push(Put::NoTokens(user));
        puts.push(Put::NoInvitation(user));
    }
    puts
}

/// An entry without fields.
pub(crate) fn entry(
    env: &Env,
    actor: Option<&Person>,
    subject: &str,
    name: &str,
    act: &'static str,
) -> NewJournalEntry {
    NewJournalEntry {
        at: env.wall_clock.now(),
        actor: actor.map(|person| person.id),
        actor_name: actor.map(|person| person.name.to_string()).unwrap_or_default(),
        subject: subject.to_owned(),
        subject_name: name.to_owned(),
        act,
        fields: Vec::new(),
    }
}

/// Writes, and reads the reference data anew.
pub(crate) async fn commit(env: &Env, change: ReferenceChange) -> Result<(), SettingsError> {
    let subject = change.seen.as_ref().map(|(subject, _)| subject.clone());
    match env.store.commit_reference(change).await {
        Ok(()) => Ok(env.reload_directory().await?),
        Err(ReferenceCommitError::Overtaken | ReferenceCommitError::Stale) => {
            let last = match subject {
                Some(subject) => env.store.latest_change(&subject).await?,
                None => None,
            };
            Err(SettingsError::Stale(last.map(Box::new)))
        }
        Err(ReferenceCommitError::LastSystemAdmin) => Err(SettingsError::LastSystemAdmin),
        Err(ReferenceCommitError::EmailTaken) => Err(SettingsError::EmailTaken),
        Err(ReferenceCommitError::Fault(error)) => Err(error.into()),
    }
}

/// The place of a subject's latest entry, for the form that changes it; 0 before the first.
pub async fn revision(env: &Env, subject: &str) -> Result<i64, StoreError> {
    Ok(env.store.latest_change(subject).await?.map_or(0, |entry| entry.id))
}
