//! `/settings/people`: accounts, by the admin who looks after them.

use app::settings::access::{self, LINK_DAYS};
use app::settings::permit::{Area, may};
use app::settings::{Change, Intent, account_subject};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::{PartnerId, UserId};
use domain::party::{Locations, Membership, Person, Role, Side, Standing};
use domain::place::Language;
use domain::reference::Reference;
use ui::fields::Fields;
use ui::parts::Choice;
use ui::settings::{ActTo, ActView, ConfirmPage, FormPage, LinkPage, LinkView, ListPage, ListRow, Place, forms};
use ui::{Flash, Section};

use super::calendars::single;
use super::edit::{again, answer, carry_out, fault, refuse, revision, seen};
use super::parse::Reading;
use super::permitted;
use super::tokens::{hash_of, view as token_view};
use crate::pages::form::encoded;
use crate::pages::visit::done;
use crate::pages::{Sent, Visit, failure};

const PATH: &str = "/settings/people";
const PAGE: usize = 50;

/// The organisation whose accounts the person looks after; none: everybody's.
fn reach(visit: &Visit) -> Option<PartnerId> {
    organisation(&visit.person)
}

fn organisation(person: &Person) -> Option<PartnerId> {
    match &person.membership {
        Membership::Vendor => None,
        Membership::Partner { partner, .. } => Some(*partner),
    }
}

fn organisation_name(reference: &Reference, partner: Option<PartnerId>) -> String {
    let partner = partner.and_then(|id| reference.partners.get(&id));
    partner.map_or(&reference.vendor, |partner| &partner.name).to_string()
}

/// `GET /settings/people`
pub(super) async fn list(visit: Visit) -> Response {
    if let Err(refused) = permitted(&visit, Area::Accounts(reach(&visit))) {
        return *refused;
    }
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let query = visit.query.get("q").trim().to_lowercase();
    let mut found: Vec<&Person> = reference
        .people
        .values()
        .filter(|person| may(&visit.person, Area::Accounts(organisation(person))))
        .filter(|person| {
            query.is_empty()
                || person.name.as_str().to_lowercase().contains(&query)
                || person.email.as_str().to_lowercase().contains(&query)
        })
        .collect();
    let key = |person: &Person| (person.name.as_str().to_lowercase(), person.id);
    found.sort_by_key(|person| key(person));
    // The last of the page before is named in the address, so that the list stays stable while it changes.
    let after = visit
        .query
        .get("after")
        .parse()
        .ok()
        .and_then(|id| directory.person(id))
        .map(key);
    let start = found.partition_point(|person| after.as_ref().is_some_and(|after| key(person) <= *after));
    let shown = found.get(start..).unwrap_or_default();
    let more = shown.len() > PAGE;
    let shown: Vec<&Person> = shown.iter().take(PAGE).copied().collect();
    let filter = if query.is_empty() {
        String::new()
    } else {
        format!("q={}&", encoded(&query))
    };
    let next = shown
        .last()
        .filter(|_| more)
        .map(|last| format!("{PATH}?{filter}after={}", last.id));
    let row = |person: &&Person| ListRow {
        name: person.name.to_string(),
        href: format!("{PATH}/{}", person.id),
        cells: vec![
            text.role(&person.role),
            person.email.to_string(),
            organisation_name(reference, organisation(person)),
        ],
        note: (!person.is_active()).then(|| text.settings_resting()),
    };
    let own = reach(&visit);
    let page = ListPage {
        frame: visit.frame(Section::Settings),
        place: Place::People,
        title: text.settings_people(),
        lead: if own.is_some() {
            text.people_lead_partner()
        } else {
            text.people_lead_all()
        },
        columns: vec![
            text.settings_column_name(),
            text.settings_column_role(),
            text.settings_column_email(),
            text.settings_column_organisation(),
        ],
        rows: shown.iter().map(row).collect(),
        add: additions(&visit, own, reference),
        empty: (text.people_empty_title(), text.people_empty()),
        query: Some(visit.query.get("q").to_owned()),
        next,
        start: after.map(|_| PATH.to_owned()),
    };
    failure::answer(StatusCode::OK, &page)
}

/// Whom the person can add: somebody of each organisation; the partners' own pages are long lists, so only a few here.
fn additions(visit: &Visit, own: Option<PartnerId>, reference: &Reference) -> Vec<(String, String)> {
    let text = visit.text();
    match own {
        Some(partner) => vec![(text.person_new_partner(), format!("{PATH}/new?partner={partner}"))],
        None => {
            let mut all = vec![(text.person_new_vendor(), format!("{PATH}/new"))];
            let partners = reference.partners.values().take(5);
            all.extend(partners.map(|partner| {
                let label = text.person_new_of(partner.name.as_str());
                (label, format!("{PATH}/new?partner={}", partner.id))
            }));
            all
        }
    }
}

/// `GET /settings/people/new?partner=`
pub(super) async fn new(visit: Visit) -> Response {
    match new_page(&visit, visit.query.get("partner")) {
        Ok((page, _)) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

fn new_page(visit: &Visit, partner: &str) -> Result<(FormPage, Option<PartnerId>), Box<Response>> {
    let directory = visit.directory();
    let reference = &directory.reference;
    let partner = match partner {
        "" => reach(visit),
        typed => {
            let found = typed.parse().ok().filter(|id| reference.partners.contains_key(id));
            Some(found.ok_or_else(|| Box::new(visit.absent()))?)
        }
    };
    permitted(visit, Area::Accounts(partner))?;
    let text = visit.text();
    let side = if partner.is_some() { Side::Partner } else { Side::Vendor };
    let action = match partner {
        Some(partner) => format!("{PATH}/new?partner={partner}"),
        None => format!("{PATH}/new"),
    };
    let page = FormPage {
        list: Some((text.settings_people(), PATH.to_owned())),
        title: text.person_new_of(organisation_name(reference, partner)),
        lead: text.person_lead(),
        action,
        groups: forms::person(&text, side, locations(reference, partner)),
        submit: text.person_create(),
        ..single(visit, Place::People)
    };
    Ok((page, partner))
}

fn locations(reference: &Reference, partner: Option<PartnerId>) -> Vec<Choice> {
    let own = reference
        .locations
        .values()
        .filter(|location| Some(location.partner) == partner);
    own.map(|location| Choice::new(location.id.as_str(), format!("{} ({})", location.name, location.id)))
        .collect()
}

/// `POST /settings/people/new?partner=`: the account, and its link shown once.
pub(super) async fn create(Sent { visit, form }: Sent) -> Response {
    let (page, partner) = match new_page(&visit, visit.query.get("partner")) {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let directory = visit.directory();
    let reference = &directory.reference;
    let mut reading = Reading::of(&form, visit.text());
    let read = read(&mut reading, reference, partner);
    let typed = reading.typed.clone();
    let Some(Read {
        name,
        email,
        role,
        membership,
    }) = read
    else {
        return again(page, typed);
    };
    let first = reference
        .locations
        .values()
        .find(|location| Some(location.partner) == partner);
    let person = Person {
        id: UserId(visit.web.env().new_id()),
        name,
        email,
        role,
        language: first.map_or(reference.language, |location| Language::of_country(location.country)),
        time_zone: first
            .map_or(&reference.review_calendar, |location| &location.calendar)
            .zone()
            .clone(),
        membership,
        standing: Standing::Active,
    };
    let id = person.id;
    match carry_out(&visit, Intent::Add, Change::Account(person)).await {
        Ok(()) => show_link(&visit, id).await,
        refused => answer(&visit, refused, page, typed, "email", (PATH, Flash::SettingsAdded)),
    }
}

struct Read {
    name: domain::text::Name,
    email: domain::text::Email,
    role: Role,
    membership: Membership,
}

fn read(reading: &mut Reading<'_>, reference: &Reference, partner: Option<PartnerId>) -> Option<Read> {
    let side = if partner.is_some() { Side::Partner } else { Side::Vendor };
    let (name, email) = (reading.name("name"), reading.email("email"));
    let role = reading.choice("role", |typed| {
        Role::from_code(typed).filter(|role| role.side() == side)
    });
    let membership = match partner {
        None => Membership::Vendor,
        Some(partner) => {
            let own = reference
                .locations
                .values()
                .filter(|location| location.partner == partner);
            let some = reading.chosen(
                "locations",
                own.map(|location| (location.id.to_string(), location.id.clone())),
            );
            let locations = if some.is_empty() {
                Locations::All
            } else {
                Locations::Only(some.into_iter().collect())
            };
            Membership::Partner { partner, locations }
        }
    };
    Some(Read {
        name: name?,
        email: email?,
        role: role?,
        membership,
    })
}

/// Somebody the person looks after.
fn find(visit: &Visit, id: &str) -> Result<Person, Box<Response>> {
    let directory = visit.directory();
    let found = id.parse().ok().and_then(|id| directory.person(id).cloned());
    let found = found.filter(|person| may(&visit.person, Area::Accounts(organisation(person))));
    found.ok_or_else(|| Box::new(visit.absent()))
}

/// `GET /settings/people/{id}`
pub(super) async fn show(Path(id): Path<String>, visit: Visit) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    match page(&visit, &person).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

async fn page(visit: &Visit, person: &Person) -> Result<FormPage, Box<Response>> {
    let text = visit.text();
    let env = visit.web.env();
    let directory = visit.directory();
    let reference = &directory.reference;
    let partner = organisation(person);
    let path = format!("{PATH}/{}", person.id);
    let mut typed = Fields::of([
        ("name", person.name.as_str()),
        ("email", person.email.as_str()),
        ("role", person.role.code()),
    ]);
    if let Membership::Partner {
        locations: Locations::Only(some),
        ..
    } = &person.membership
    {
        for location in some {
            typed.set(format!("locations.{location}"), "on");
        }
    }
    let tokens = env
        .store
        .tokens_of(person.id)
        .await
        .map_err(|error| fault(visit, &error))?;
    let revoke = format!("{path}/tokens");
    Ok(FormPage {
        list: Some((text.settings_people(), PATH.to_owned())),
        title: person.name.to_string(),
        lead: if person.is_active() {
            organisation_name(reference, partner)
        } else {
            text.settings_resting()
        },
        groups: forms::person(&text, person.role.side(), locations(reference, partner)),
        typed,
        seen: revision(visit, &account_subject(person.id)).await?,
        acts: acts(visit, person, &path).await?,
        tokens: tokens.iter().map(|token| token_view(token, &revoke)).collect(),
        action: path,
        ..single(visit, Place::People)
    })
}

async fn acts(visit: &Visit, person: &Person, path: &str) -> Result<Vec<ActView>, Box<Response>> {
    let text = visit.text();
    if !person.is_active() {
        return Ok(vec![ActView {
            title: text.person_reactivate(),
            words: text.person_reactivate_words(),
            label: text.person_reactivate(),
            to: ActTo::Page(format!("{path}/standing")),
        }]);
    }
    let env = visit.web.env();
    let access = env.store.access_of(person.id, env.wall_clock.now()).await;
    let access = access.map_err(|error| fault(visit, &error))?;
    let frame = visit.frame(Section::Settings);
    let mut acts = vec![ActView {
        title: text.person_link(),
        words: match (access.invited_until, access.has_password) {
            (Some(until), _) => text.person_link_open(frame.reader.moment(&until.timestamp())),
            (None, true) => text.person_link_words(),
            (None, false) => format!("{}. {}", text.settings_no_access(), text.person_link_words()),
        },
        label: text.person_link_make(),
        to: ActTo::Form(format!("{path}/link")),
    }];
    if access.sessions > 0 {
        acts.push(ActView {
            title: text.person_sessions(),
            words: text.person_sessions_words(access.sessions),
            label: text.person_sessions_end(),
            to: ActTo::Form(format!("{path}/sessions")),
        });
    }
    if person.id != visit.person.id {
        acts.push(ActView {
            title: text.person_deactivate(),
            words: text.person_deactivate_words(),
            label: text.person_deactivate(),
            to: ActTo::Page(format!("{path}/standing")),
        });
    }
    Ok(acts)
}

/// `POST /settings/people/{id}`
pub(super) async fn save(Path(id): Path<String>, Sent { visit, form }: Sent) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    let page = match page(&visit, &person).await {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let directory = visit.directory();
    let mut reading = Reading::of(&form, visit.text());
    let read = read(&mut reading, &directory.reference, organisation(&person));
    let typed = reading.typed.clone();
    let Some(Read {
        name,
        email,
        role,
        membership,
    }) = read
    else {
        return again(page, typed);
    };
    let changed = Person {
        name,
        email,
        role,
        membership,
        ..person
    };
    let outcome = carry_out(&visit, seen(&form), Change::Account(changed)).await;
    answer(&visit, outcome, page, typed, "email", (PATH, Flash::SettingsSaved))
}

/// `POST /settings/people/{id}/link`
pub(super) async fn make_link(Path(id): Path<String>, Sent { visit, .. }: Sent) -> Response {
    match find(&visit, &id) {
        Ok(person) => show_link(&visit, person.id).await,
        Err(refused) => *refused,
    }
}

async fn show_link(visit: &Visit, user: UserId) -> Response {
    let env = visit.web.env();
    let secret = match access::invite(env, &visit.person, user).await {
        Ok(secret) => secret,
        Err(error) => return refuse(visit, error),
    };
    let directory = visit.directory();
    let Some(person) = directory.person(user) else {
        return visit.absent();
    };
    let page = LinkPage {
        frame: visit.frame(Section::Settings),
        link: link_view(visit, person, &secret),
        until: link_until(visit),
        back: format!("{PATH}/{user}"),
    };
    failure::answer(StatusCode::OK, &page)
}

/// A link to hand over.
pub(crate) fn link_view(visit: &Visit, person: &Person, secret: &str) -> LinkView {
    LinkView {
        name: person.name.to_string(),
        email: person.email.to_string(),
        role: person.role,
        link: format!("{}/invitations/{secret}", visit.web.origin()),
    }
}

/// Until when a link made now works.
pub(crate) fn link_until(visit: &Visit) -> jiff::Timestamp {
    let now = visit.web.env().wall_clock.now().timestamp();
    now.checked_add(jiff::SignedDuration::from_hours(24 * LINK_DAYS))
        .unwrap_or(now)
}

/// `POST /settings/people/{id}/sessions`
pub(super) async fn end_sessions(Path(id): Path<String>, Sent { visit, .. }: Sent) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    match access::end_sessions(visit.web.env(), &visit.person, person.id).await {
        Ok(()) => done(&format!("{PATH}/{}", person.id), Flash::SessionsEnded),
        Err(error) => refuse(&visit, error),
    }
}

/// `POST /settings/people/{id}/tokens`
pub(super) async fn revoke_token(Path(id): Path<String>, Sent { visit, form }: Sent) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    let Some(hash) = hash_of(form.get("token")) else {
        return visit.absent();
    };
    match access::revoke_token(visit.web.env(), &visit.person, person.id, hash).await {
        Ok(()) => done(&format!("{PATH}/{}", person.id), Flash::TokenRevoked),
        Err(error) => refuse(&visit, error),
    }
}

/// `GET /settings/people/{id}/standing`
pub(super) async fn ask_standing(Path(id): Path<String>, visit: Visit) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    let seen = match revision(&visit, &account_subject(person.id)).await {
        Ok(seen) => seen,
        Err(refused) => return *refused,
    };
    let text = visit.text();
    let (title, means, submit) = if person.is_active() {
        let mut means = vec![text.person_deactivate_words(), text.person_deactivate_ends()];
        if matches!(person.role, Role::Reviewer | Role::ReviewLead) {
            match visit.web.env().store.count_assigned(person.id).await {
                Ok(count) => means.push(text.person_deactivate_claims(count)),
                Err(error) => return visit.fault(&error),
            }
        }
        (
            text.person_deactivate_title(person.name.as_str()),
            means,
            text.person_deactivate(),
        )
    } else {
        let means = vec![text.person_reactivate_words()];
        (person.name.to_string(), means, text.person_reactivate())
    };
    let path = format!("{PATH}/{}", person.id);
    let page = ConfirmPage {
        frame: visit.frame(Section::Settings),
        place: Place::People,
        title,
        means,
        action: format!("{path}/standing"),
        back: path,
        seen,
        submit,
    };
    failure::answer(StatusCode::OK, &page)
}

/// `POST /settings/people/{id}/standing`: the other standing than the one that was seen.
pub(super) async fn set_standing(Path(id): Path<String>, Sent { visit, form }: Sent) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    let (standing, flash) = match person.standing {
        Standing::Active => (Standing::Inactive, Flash::Deactivated),
        Standing::Inactive => (Standing::Active, Flash::Reactivated),
    };
    let path = format!("{PATH}/{}", person.id);
    match carry_out(&visit, seen(&form), Change::Account(Person { standing, ..person })).await {
        Ok(()) => done(&path, flash),
        Err(error) => refuse(&visit, error),
    }
}

/// Reading again what was sent leads back to the account.
pub(super) async fn back(Path(id): Path<String>, _: Visit) -> Response {
    let id: Option<UserId> = id.parse().ok();
    let to = id.map_or_else(|| PATH.to_owned(), |id| format!("{PATH}/{id}"));
    Redirect::to(&to).into_response()
}
