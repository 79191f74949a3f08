//! The first start: an empty installation becomes one that takes its first claim. Each step can be left, done again
//! and gone on with until the last one is done.

use std::collections::BTreeSet;

use domain::calendar::Calendar;
use domain::id::{LocationId, PartnerId, UserId};
use domain::party::{Locations, Membership, Person, Role, Side, Standing};
use domain::place::{CountryCode, Language};
use domain::reference::{Location, Partner, Product, Programme};
use domain::text::{Email, Name};
use store::{LAST_STEP, Put, ReferenceChange, Setup, StoreError};

use super::access::{invitation, new_secret};
use super::{Change, SettingsError, account_subject, commit, entry, facts};
use crate::env::Env;
use crate::link::hash_secret;

/// A step of the first start.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// The first system admin.
    You,
    /// The vendor and its review team.
    Vendor,
    /// Programmes and catalogue.
    Programmes,
    /// The first partner.
    Partner,
    /// The first people beside the admin; ends the first start.
    People,
}

impl Step {
    /// In order.
    pub const ALL: [Step; 5] = [Step::You, Step::Vendor, Step::Programmes, Step::Partner, Step::People];

    /// The code in addresses and in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Step::You => "you",
            Step::Vendor => "vendor",
            Step::Programmes => "programmes",
            Step::Partner => "partner",
            Step::People => LAST_STEP,
        }
    }
}

/// How far the first start has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Progress {
    /// These steps are done; the next one is the first that isn't.
    UnderWay(BTreeSet<Step>),
    /// There is nothing to set up.
    Done,
}

impl Progress {
    /// The first step that isn't done.
    pub fn next(&self) -> Option<Step> {
        match self {
            Progress::UnderWay(done) => Step::ALL.into_iter().find(|step| !done.contains(step)),
            Progress::Done => None,
        }
    }

    /// Whether a step can be opened: those done, and the next one.
    pub fn reaches(&self, step: Step) -> bool {
        self.next().is_some_and(|next| step <= next)
    }
}

/// How far the first start has come.
pub async fn progress(env: &Env) -> Result<Progress, StoreError> {
    Ok(match env.store.setup().await? {
        Setup::NotBegun => Progress::UnderWay(BTreeSet::new()),
        Setup::UnderWay(codes) => Progress::UnderWay(
            Step::ALL
                .into_iter()
                .filter(|step| codes.contains(step.code()))
                .collect(),
        ),
        Setup::Done => Progress::Done,
    })
}

/// The secret of a new link for the terminal; the one before leads nowhere. None: there is nothing to set up.
pub async fn new_link(env: &Env) -> Result<Option<String>, StoreError> {
    let secret = new_secret(env);
    Ok(env.store.put_setup_link(hash_secret(&secret)).await?.then_some(secret))
}

/// Whether this is the link that the terminal shows.
pub async fn is_link(env: &Env, secret: &str) -> Result<bool, StoreError> {
    env.store.is_setup_link(hash_secret(secret)).await
}

/// The first system admin. Done again by whoever holds the link, it mends the same account.
pub async fn begin(
    env: &Env,
    secret: &str,
    name: Name,
    email: Email,
    password: String,
) -> Result<UserId, SettingsError> {
    // A password is hashed only for whoever holds the link, and the link may be used up meanwhile.
    if !is_link(env, secret).await? {
        return Err(SettingsError::NotFound);
    }
    let phc = (env.ports.hash_password)(password).await.ok_or(SettingsError::Busy)?;
    let _turn = env.change_turn().await?;
    if !is_link(env, secret).await? {
        return Err(SettingsError::NotFound);
    }
    let directory = env.directory();
    let reference = &directory.reference;
    let first = reference
        .people
        .values()
        .find(|person| person.role == Role::SystemAdmin);
    let person = Person {
        id: first.map_or_else(|| UserId(env.new_id()), |person| person.id),
        name,
        email,
        role: Role::SystemAdmin,
        language: reference.language,
        time_zone: reference.review_calendar.zone().clone(),
        membership: Membership::Vendor,
        standing: Standing::Active,
    };
    let user = person.id;
    // The rest of the reference data needs a vendor to stand beside; the next step gives it its name.
    let puts = vec![
        Put::ReviewCalendar(reference.review_calendar.clone()),
        Put::Vendor {
            name: reference.vendor.clone(),
            language: reference.language,
        },
        Put::Policy(reference.policy.clone()),
        Put::Account(person.clone()),
        Put::Password { user, phc },
        Put::NoSessions { user, but: None },
    ];
    let before = first.cloned().map(Change::Account);
    step(env, None, Step::You, puts, vec![(before, Change::Account(person))]).await?;
    Ok(user)
}

/// The vendor's name, the language of whoever hasn't chosen, and the review team's days.
pub async fn set_vendor(
    env: &Env,
    actor: &Person,
    name: Name,
    language: Language,
    calendar: Calendar,
) -> Result<(), SettingsError> {
    let _turn = open(env, actor, Step::Vendor).await?;
    let directory = env.directory();
    let admin = Person {
        language,
        time_zone: calendar.zone().clone(),
        ..actor.clone()
    };
    let reference = &directory.reference;
    let vendor_before = Change::Vendor {
        name: reference.vendor.clone(),
        language: reference.language,
    };
    let changes = vec![
        (
            Some(Change::ReviewCalendar(reference.review_calendar.clone())),
            Change::ReviewCalendar(calendar),
        ),
        (Some(vendor_before), Change::Vendor { name, language }),
        (Some(Change::Account(actor.clone())), Change::Account(admin)),
    ];
    step(env, Some(actor), Step::Vendor, puts(&changes), changes).await
}

/// The programmes and products to begin with, in the place of those chosen before.
pub async fn set_programmes(
    env: &Env,
    actor: &Person,
    programmes: Vec<Programme>,
    products: Vec<Product>,
) -> Result<(), SettingsError> {
    let _turn = open(env, actor, Step::Programmes).await?;
    let directory = env.directory();
    let reference = &directory.reference;
    let mut gone: Vec<Put> = Vec::new();
    let kept: BTreeSet<_> = programmes.iter().map(|programme| &programme.code).collect();
    gone.extend(
        reference
            .programmes
            .keys()
            .filter(|code| !kept.contains(code))
            .cloned()
            .map(Put::NoProgramme),
    );
    let kept: BTreeSet<_> = products.iter().map(|product| &product.code).collect();
    gone.extend(
        reference
            .products
            .keys()
            .filter(|code| !kept.contains(code))
            .cloned()
            .map(Put::NoProduct),
    );
    let changes: Vec<_> = programmes
        .into_iter()
        .map(Change::Programme)
        .chain(products.into_iter().map(Change::Product))
        .map(|change| (change.present(reference), change))
        .collect();
    let all = gone.into_iter().chain(puts(&changes)).collect();
    step(env, Some(actor), Step::Programmes, all, changes).await
}

/// The first partner's location, as it was typed.
#[derive(Clone, Debug)]
pub struct FirstPartner {
    /// The partner's name.
    pub name: Name,
    /// The location's ID.
    pub location: LocationId,
    /// Its country.
    pub country: CountryCode,
    /// Its days.
    pub calendar: Calendar,
}

/// The first partner, with one location enrolled in every programme.
pub async fn set_partner(env: &Env, actor: &Person, first: FirstPartner) -> Result<(), SettingsError> {
    let _turn = open(env, actor, Step::Partner).await?;
    let directory = env.directory();
    let reference = &directory.reference;
    let partner = Partner {
        id: reference
            .partners
            .keys()
            .next()
            .copied()
            .unwrap_or_else(|| PartnerId(env.new_id())),
        name: first.name.clone(),
    };
    let gone = reference
        .locations
        .keys()
        .filter(|id| **id != first.location)
        .cloned()
        .map(Put::NoLocation);
    let gone: Vec<Put> = gone.collect();
    let location = Location {
        id: first.location,
        partner: partner.id,
        name: first.name,
        country: first.country,
        calendar: first.calendar,
        enrolled: reference.programmes.keys().cloned().collect(),
    };
    let changes: Vec<_> = [Change::Partner(partner), Change::Location(location)]
        .into_iter()
        .map(|change| (change.present(reference), change))
        .collect();
    let all = gone.into_iter().chain(puts(&changes)).collect();
    step(env, Some(actor), Step::Partner, all, changes).await
}

/// Somebody to be invited.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The name.
    pub name: Name,
    /// The address.
    pub email: Email,
    /// What the person may do.
    pub role: Role,
}

/// The first people beside the admin, each with a one-time link, whose secrets are kept nowhere. Ends the first start.
pub async fn finish(env: &Env, actor: &Person, people: Vec<Invited>) -> Result<Vec<(Person, String)>, SettingsError> {
    let _turn = open(env, actor, Step::People).await?;
    let directory = env.directory();
    let reference = &directory.reference;
    let mut taken: BTreeSet<String> = reference
        .people
        .values()
        .map(|person| person.email.as_str().to_lowercase())
        .collect();
    if people
        .iter()
        .any(|each| !taken.insert(each.email.as_str().to_lowercase()))
    {
        return Err(SettingsError::EmailTaken);
    }
    let location = reference.locations.values().next();
    let (mut invited, mut all, mut changes) = (Vec::new(), Vec::new(), Vec::new());
    for each in people {
        let (membership, language, time_zone) = match (each.role.side(), location) {
            (Side::Partner, Some(location)) => (
                Membership::Partner {
                    partner: location.partner,
                    locations: Locations::All,
                },
                Language::of_country(location.country),
                location.calendar.zone().clone(),
            ),
            (Side::Partner | Side::Customer | Side::Clock, _) => return Err(SettingsError::Unknown),
            (Side::Vendor, _) => (
                Membership::Vendor,
                reference.language,
                reference.review_calendar.zone().clone(),
            ),
        };
        let person = Person {
            id: UserId(env.new_id()),
            name: each.name,
            email: each.email,
            role: each.role,
            language,
            time_zone,
            membership,
            standing: Standing::Active,
        };
        let (link, secret) = invitation(env, person.id);
        all.extend([Put::Account(person.clone()), link]);
        changes.push((None, Change::Account(person.clone())));
        invited.push((person, secret));
    }
    all.push(Put::NoSetupLink);
    step(env, Some(actor), Step::People, all, changes).await?;
    Ok(invited)
}

async fn open<'a>(env: &'a Env, actor: &Person, step: Step) -> Result<tokio::sync::MutexGuard<'a, ()>, SettingsError> {
    let turn = env.change_turn().await?;
    if actor.role != Role::SystemAdmin || !progress(env).await?.reaches(step) {
        return Err(SettingsError::NotPermitted);
    }
    Ok(turn)
}

fn puts(changes: &[(Option<Change>, Change)]) -> Vec<Put> {
    changes.iter().map(|(_, change)| change.clone().put()).collect()
}

async fn step(
    env: &Env,
    actor: Option<&Person>,
    done: Step,
    mut puts: Vec<Put>,
    changes: Vec<(Option<Change>, Change)>,
) -> Result<(), SettingsError> {
    puts.push(Put::SetupStep(done.code()));
    let directory = env.directory();
    let mut entries = Vec::new();
    for (before, change) in &changes {
        let fields = facts::differences(before.as_ref(), change);
        if !fields.is_empty() {
            let act = super::act_of(before.as_ref(), change);
            let mut noted = entry(env, actor, &change.subject(), &change.name(&directory.reference), act);
            noted.fields = fields;
            entries.push(noted);
        }
    }
    if let (Some(actor), Step::People) = (actor, done) {
        entries.push(entry(
            env,
            Some(actor),
            &account_subject(actor.id),
            actor.name.as_str(),
            "set_up",
        ));
    }
    commit(
        env,
        ReferenceChange {
            puts,
            entries,
            seen: None,
            judged_at: Some(directory.revision),
        },
    )
    .await
}
