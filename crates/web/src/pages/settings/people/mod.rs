//! `/settings/people`: accounts, by the admin who looks after them.

mod acts;
mod edit;
mod list;

use app::settings::access::{self, LINK_DAYS};
use app::settings::permit::{Area, may};
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::{PartnerId, UserId};
use domain::party::{Membership, Person};
use domain::reference::Reference;
use ui::Section;
use ui::settings::{LinkPage, LinkView};

use super::edit::refuse;
use crate::pages::{Visit, failure};

pub(super) use acts::{ask_standing, back, end_sessions, make_link, revoke_token, set_standing};
pub(super) use edit::{create, new, save, show};
pub(super) use list::list;

const PATH: &str = "/settings/people";

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

/// Somebody the person looks after.
fn find(visit: &Visit, id: &str) -> Result<Person, Box<Response>> {
    let directory = visit.directory();
    let found = id.parse().ok().and_then(|id| directory.person(id).cloned());
    let found = found.filter(|person| may(&visit.person, Area::Accounts(organisation(person))));
    found.ok_or_else(|| Box::new(visit.absent()))
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
