//! An account's form, new or there already.

use app::settings::permit::Area;
use app::settings::{Change, Intent, account_subject};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::{PartnerId, UserId};
use domain::party::{Locations, Membership, Person, Role, Side, Standing};
use domain::place::Language;
use domain::reference::Reference;
use ui::fields::Fields;
use ui::parts::Choice;
use ui::settings::{ActTo, ActView, FormPage, Place, forms};
use ui::{Flash, Section};

use super::super::edit::{again, answer, carry_out, fault, revision, seen};
use super::super::parse::Reading;
use super::super::permitted;
use super::super::sheet::{Writing, blank, opened, write};
use super::super::tokens::view as token_view;
use super::{PATH, find, organisation, organisation_name, reach, show_link};
use crate::pages::{Sent, Visit, failure};

/// `GET /settings/people/new?partner=`
pub(crate) async fn new(visit: Visit) -> Response {
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
        ..blank(visit, Place::People)
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
pub(crate) async fn create(Sent { visit, form }: Sent) -> Response {
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

/// `GET /settings/people/{id}`
pub(crate) async fn show(Path(id): Path<String>, visit: Visit) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    opened(page(&visit, &person).await)
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
        ..blank(visit, Place::People)
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
pub(crate) async fn save(Path(id): Path<String>, Sent { visit, form }: Sent) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    let page = page(&visit, &person).await;
    let directory = visit.directory();
    let writing = Writing::to(seen(&form), "email", PATH);
    write(&visit, &form, page, writing, |reading| {
        let read = read(reading, &directory.reference, organisation(&person))?;
        Some(Change::Account(Person {
            name: read.name,
            email: read.email,
            role: read.role,
            membership: read.membership,
            ..person.clone()
        }))
    })
    .await
}
