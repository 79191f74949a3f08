//! `/settings/partners` and their locations; a partner's own people see their locations there.

use app::settings::permit::{Area, may};
use app::settings::{Change, Intent};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::{LocationId, PartnerId};
use domain::party::{Membership, Side};
use domain::reference::{Location, Partner, Reference};
use ui::Section;
use ui::fields::Fields;
use ui::parts::Choice;
use ui::settings::forms;
use ui::settings::{ActTo, ActView, FormPage, ListPage, ListRow, PartsView, Place};

use super::edit::{fault, revision, seen};
use super::parse::{Reading, show_calendar};
use super::permitted;
use super::sheet::{Sheet, Writing, blank, listed, opened, write};
use crate::pages::{Form, Sent, Visit, failure};

const PATH: &str = "/settings/partners";

/// `GET /settings/partners`: the vendor's people see every partner, a partner's its own locations.
pub(super) async fn list(visit: Visit) -> Response {
    if let Membership::Partner { partner, .. } = &visit.person.membership {
        return own_locations(&visit, *partner);
    }
    if let Err(refused) = permitted(&visit, Area::Partners) {
        return *refused;
    }
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let row = |partner: &Partner| ListRow {
        name: partner.name.to_string(),
        href: format!("{PATH}/{}", partner.id),
        cells: vec![locations_of(reference, partner.id).count().to_string().into()],
        note: None,
    };
    let mut partners: Vec<&Partner> = reference.partners.values().collect();
    partners.sort_by(|one, other| one.name.cmp(&other.name));
    let page = ListPage {
        frame: visit.frame(Section::Settings),
        place: Place::Partners,
        title: text.settings_partners(),
        lead: text.partners_lead(),
        columns: vec![text.settings_column_name(), text.settings_column_enrolled()],
        rows: partners.into_iter().map(row).collect(),
        add: vec![(text.partner_new(), format!("{PATH}/new"))],
        empty: (text.partners_empty_title(), text.partners_empty()),
        query: None,
        next: None,
        start: None,
    };
    failure::answer(StatusCode::OK, &page)
}

fn own_locations(visit: &Visit, partner: PartnerId) -> Response {
    if let Err(refused) = permitted(visit, Area::Locations(partner)) {
        return *refused;
    }
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let row = |location: &Location| ListRow {
        name: location.name.to_string(),
        href: format!("/settings/locations/{}", location.id),
        cells: vec![
            location.id.to_string().into(),
            text.country(location.country.as_str()).into(),
            enrolment(visit, reference, location).into(),
        ],
        note: None,
    };
    let page = ListPage {
        frame: visit.frame(Section::Settings),
        place: Place::Partners,
        title: text.settings_locations(),
        lead: text.locations_lead(),
        columns: vec![
            text.settings_column_name(),
            text.settings_column_mpn(),
            text.settings_column_country(),
            text.settings_programmes(),
        ],
        rows: locations_of(reference, partner).map(row).collect(),
        add: Vec::new(),
        empty: (text.locations_empty_title(), text.locations_empty()),
        query: None,
        next: None,
        start: None,
    };
    failure::answer(StatusCode::OK, &page)
}

fn locations_of(reference: &Reference, partner: PartnerId) -> impl Iterator<Item = &Location> {
    reference
        .locations
        .values()
        .filter(move |location| location.partner == partner)
}

fn enrolment(visit: &Visit, reference: &Reference, location: &Location) -> String {
    let text = visit.text();
    let names: Vec<_> = location
        .enrolled
        .iter()
        .filter_map(|code| reference.programmes.get(code))
        .map(|programme| programme.name.to_string())
        .collect();
    if names.is_empty() {
        text.location_enrolled_none()
    } else {
        text.location_enrolled(names.join(", "))
    }
}

/// The form of a partner.
pub(super) struct Partners;

impl Sheet for Partners {
    type Thing = Partner;
    const KEY: &'static str = "partner";

    fn find<'a>(reference: &'a Reference, key: &str) -> Option<&'a Partner> {
        reference.partners.get(&key.parse().ok()?)
    }

    async fn page(visit: &Visit, partner: Option<&Partner>) -> Result<FormPage, Box<Response>> {
        permitted(visit, Area::Partners)?;
        let text = visit.text();
        let page = FormPage {
            title: text.partner_new(),
            groups: vec![forms::group(String::new(), forms::partner(&text))],
            ..listed(visit, Place::Partners, text.settings_partners())
        };
        let Some(partner) = partner else { return Ok(page) };
        let directory = visit.directory();
        let reference = &directory.reference;
        let row = |location: &Location| {
            (
                location.name.to_string(),
                text.location_listed(enrolment(visit, reference, location), location.id.to_string()),
                format!("/settings/locations/{}", location.id),
            )
        };
        let path = format!("{PATH}/{}", partner.id);
        Ok(FormPage {
            title: partner.name.to_string(),
            means: vec![text.means_partner()],
            seen: revision(visit, &format!("partner/{}", partner.id)).await?,
            typed: Fields::of([("partner", partner.name.as_str())]),
            submit: text.settings_save(),
            acts: people_acts(visit, partner),
            parts: Some(PartsView {
                title: text.partner_locations(),
                rows: locations_of(reference, partner.id).map(row).collect(),
                empty: text.partner_locations_empty(),
                add: (text.location_new(), format!("{path}/locations/new")),
            }),
            action: path,
            ..page
        })
    }

    fn read(visit: &Visit, reading: &mut Reading<'_>, partner: Option<&Partner>) -> Option<Change> {
        let name = reading.name("partner")?;
        let id = partner.map_or_else(|| PartnerId(visit.web.env().new_id()), |partner| partner.id);
        Some(Change::Partner(Partner { id, name }))
    }

    /// Its locations come next.
    fn after(change: &Change) -> String {
        match change {
            Change::Partner(partner) => format!("{PATH}/{}", partner.id),
            Change::Vendor { .. }
            | Change::ReviewCalendar(_)
            | Change::Policy(_)
            | Change::Product(_)
            | Change::Programme(_)
            | Change::Guidelines { .. }
            | Change::Location(_)
            | Change::Account(_) => PATH.to_owned(),
        }
    }
}

/// Whoever looks after accounts adds the partner's people from here.
fn people_acts(visit: &Visit, partner: &Partner) -> Vec<ActView> {
    let text = visit.text();
    let act = ActView {
        title: text.settings_people(),
        words: text.partner_people(),
        label: text.person_new_partner(),
        to: ActTo::Page(format!("/settings/people/new?partner={}", partner.id)),
    };
    may(&visit.person, Area::Accounts(Some(partner.id)))
        .then_some(act)
        .into_iter()
        .collect()
}

/// `GET /settings/partners/{id}/locations/new`
pub(super) async fn new_location(Path(id): Path<String>, visit: Visit) -> Response {
    let directory = visit.directory();
    match Partners::find(&directory.reference, &id) {
        Some(partner) => opened(location_page(&visit, partner, None).await),
        None => visit.absent(),
    }
}

/// `GET /settings/locations/{id}`
pub(super) async fn show_location(Path(id): Path<String>, visit: Visit) -> Response {
    let directory = visit.directory();
    let Some((partner, location)) = find_location(&visit, &directory.reference, &id) else {
        return visit.absent();
    };
    opened(location_page(&visit, partner, Some(location)).await)
}

/// A location within this person's sight, with its partner.
fn find_location<'a>(visit: &Visit, reference: &'a Reference, id: &str) -> Option<(&'a Partner, &'a Location)> {
    let location = reference.locations.get(&id.parse::<LocationId>().ok()?)?;
    let partner = reference.partners.get(&location.partner)?;
    may(&visit.person, Area::Locations(partner.id)).then_some((partner, location))
}

async fn location_page(
    visit: &Visit,
    partner: &Partner,
    location: Option<&Location>,
) -> Result<FormPage, Box<Response>> {
    permitted(visit, Area::Locations(partner.id))?;
    let is_vendor = visit.side() == Side::Vendor;
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let programmes = is_vendor.then(|| {
        let choice = |(code, programme): (&domain::id::ProgrammeCode, &domain::reference::Programme)| {
            Choice::new(code.as_str(), programme.name.as_str())
        };
        reference.programmes.iter().map(choice).collect()
    });
    let list = if is_vendor {
        (partner.name.to_string(), format!("{PATH}/{}", partner.id))
    } else {
        (text.settings_locations(), PATH.to_owned())
    };
    let mut typed = Fields::default();
    let base = blank(visit, Place::Partners);
    let Some(location) = location else {
        for code in reference.programmes.keys() {
            typed.set(format!("enrolled.{code}"), "on");
        }
        for day in ["sat", "sun"] {
            typed.set(format!("weekend.{day}"), "on");
        }
        return Ok(FormPage {
            list: Some(list),
            title: text.location_new(),
            lead: partner.name.to_string(),
            action: format!("{PATH}/{}/locations/new", partner.id),
            groups: forms::location(&text, true, programmes),
            typed,
            submit: text.settings_add(),
            ..base
        });
    };
    typed.set("name", location.name.as_str());
    for code in &location.enrolled {
        typed.set(format!("enrolled.{code}"), "on");
    }
    show_calendar(&mut typed, &location.calendar);
    let running = visit.web.env().store.count_running_at(partner.id, &location.id).await;
    let running = running.map_err(|error| fault(visit, &error))?;
    let mut means = vec![text.means_location_running(running), text.means_new_clocks()];
    if is_vendor {
        means.push(text.means_enrolment());
    }
    Ok(FormPage {
        list: Some(list),
        title: location.name.to_string(),
        lead: text.location_of(location.id.as_str(), partner.name.as_str()),
        means,
        action: format!("/settings/locations/{}", location.id),
        groups: forms::location(&text, false, programmes),
        typed,
        seen: revision(visit, &format!("location/{}", location.id)).await?,
        ..base
    })
}

/// `POST /settings/partners/{id}/locations/new`
pub(super) async fn create_location(Path(id): Path<String>, Sent { visit, form }: Sent) -> Response {
    let directory = visit.directory();
    match Partners::find(&directory.reference, &id) {
        Some(partner) => write_location(&visit, &form, partner, None).await,
        None => visit.absent(),
    }
}

/// `POST /settings/locations/{id}`
pub(super) async fn save_location(Path(id): Path<String>, Sent { visit, form }: Sent) -> Response {
    let directory = visit.directory();
    match find_location(&visit, &directory.reference, &id) {
        Some((partner, location)) => write_location(&visit, &form, partner, Some(location)).await,
        None => visit.absent(),
    }
}

async fn write_location(visit: &Visit, form: &Form, partner: &Partner, location: Option<&Location>) -> Response {
    let page = location_page(visit, partner, location).await;
    let intent = location.map_or(Intent::Add, |_| seen(form));
    let after = match visit.side() {
        Side::Vendor => format!("{PATH}/{}", partner.id),
        Side::Partner | Side::Customer | Side::Clock => PATH.to_owned(),
    };
    write(
        visit,
        form,
        page,
        Writing::to(intent, "location_id", &after),
        |reading| read_location(visit, reading, partner, location),
    )
    .await
}

fn read_location(
    visit: &Visit,
    reading: &mut Reading<'_>,
    partner: &Partner,
    location: Option<&Location>,
) -> Option<Change> {
    let directory = visit.directory();
    let name = reading.name("name");
    let (id, country) = match location {
        Some(location) => (Some(location.id.clone()), Some(location.country)),
        None => (reading.key("location_id", "not-a-location"), reading.country()),
    };
    let enrolled = match (visit.side(), location) {
        (Side::Partner, Some(location)) => location.enrolled.clone(),
        (Side::Partner | Side::Vendor | Side::Customer | Side::Clock, _) => {
            let codes = directory.reference.programmes.keys();
            let chosen = reading.chosen("enrolled", codes.map(|code| (code.to_string(), code.clone())));
            chosen.into_iter().collect()
        }
    };
    let calendar = reading.calendar(country);
    Some(Change::Location(Location {
        id: id?,
        partner: partner.id,
        name: name?,
        country: country?,
        calendar: calendar?,
        enrolled,
    }))
}
