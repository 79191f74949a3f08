//! The steps after the first, by the session of the first admin. Each can be opened again until the last is done.

use app::presets;
use app::settings::SettingsError;
use app::settings::setup::{
    FirstPartner, Invited, Progress, Step, finish as finish_setup, progress, set_partner, set_programmes, set_vendor,
};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::claim::SolutionArea;
use domain::party::Role;
use domain::reference::{Product, Programme};
use ui::Section;
use ui::fields::Fields;
use ui::parts::Choice;
use ui::settings::{Group, SetupDonePage, SetupPage, SetupStep, forms};

use super::path;
use crate::pages::settings::parse::{Reading, show_calendar};
use crate::pages::settings::{link_until, link_view};
use crate::pages::{Sent, Visit, failure};

const AREAS: [SolutionArea; 2] = [SolutionArea::BusinessApplications, SolutionArea::Microsoft365];

/// Lets the first admin into a step that is reached; otherwise the answer to give.
async fn reached(visit: &Visit, step: Step) -> Result<Progress, Box<Response>> {
    if visit.person.role != Role::SystemAdmin {
        return Err(Box::new(visit.forbidden()));
    }
    let progress = progress(visit.web.env()).await;
    let progress = progress.map_err(|error| Box::new(visit.fault(&error)))?;
    match progress.next() {
        None => Err(Box::new(Redirect::to("/settings").into_response())),
        Some(next) if step > next => Err(Box::new(Redirect::to(path(next)).into_response())),
        Some(_) => Ok(progress),
    }
}

fn is_done(progress: &Progress, step: Step) -> bool {
    match progress {
        Progress::UnderWay(done) => done.contains(&step),
        Progress::Done => true,
    }
}

fn page(visit: &Visit, progress: &Progress, step: Step, groups: Vec<Group>, typed: Fields) -> SetupPage {
    let reachable = Step::ALL.into_iter().filter(|step| progress.reaches(*step));
    let address = |step: Step| match step {
        // Its address is the link, which only the terminal shows.
        Step::You => String::new(),
        Step::Vendor | Step::Programmes | Step::Partner | Step::People => path(step).to_owned(),
    };
    SetupPage {
        frame: visit.frame(Section::Elsewhere),
        step: match step {
            Step::You => SetupStep::You,
            Step::Vendor => SetupStep::Vendor,
            Step::Programmes => SetupStep::Programmes,
            Step::Partner => SetupStep::Partner,
            Step::People => SetupStep::People,
        },
        open: reachable.map(address).collect(),
        action: path(step).to_owned(),
        groups,
        typed,
        refused: None,
    }
}

fn wrong(page: SetupPage, typed: Fields) -> Response {
    failure::answer(StatusCode::UNPROCESSABLE_ENTITY, &SetupPage { typed, ..page })
}

/// To the next step, or the page with what kept this one from being done.
fn next<T>(visit: &Visit, outcome: Result<T, SettingsError>, to: Step, page: SetupPage, typed: Fields) -> Response {
    match outcome {
        Ok(_) => Redirect::to(path(to)).into_response(),
        Err(error) => refused(visit, error, page, typed),
    }
}

fn refused(visit: &Visit, error: SettingsError, page: SetupPage, typed: Fields) -> Response {
    let refuse = |code: &str| {
        let refused = Some(visit.text().settings_problem(code));
        let page = SetupPage {
            typed: typed.clone(),
            refused,
            ..page.clone()
        };
        failure::answer(StatusCode::CONFLICT, &page)
    };
    match error {
        SettingsError::EmailTaken => refuse("email-taken"),
        SettingsError::KeyTaken => refuse("key-taken"),
        SettingsError::Unknown => refuse("unknown"),
        SettingsError::LastSystemAdmin => refuse("last-admin"),
        SettingsError::OwnAccess => refuse("own-access"),
        SettingsError::Busy => refuse("busy"),
        // Somebody finished meanwhile.
        SettingsError::NotPermitted | SettingsError::Stale(_) => Redirect::to("/setup").into_response(),
        SettingsError::NotFound => visit.absent(),
        SettingsError::Fault(error) => visit.fault(&error),
    }
}

/// `GET /setup/vendor`
pub(super) async fn vendor(visit: Visit) -> Response {
    match vendor_page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

async fn vendor_page(visit: &Visit) -> Result<SetupPage, Box<Response>> {
    let progress = reached(visit, Step::Vendor).await?;
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let mut typed = Fields::default();
    show_calendar(&mut typed, &reference.review_calendar);
    typed.set("language", reference.language.tag());
    if is_done(&progress, Step::Vendor) {
        typed.set("vendor", reference.vendor.as_str());
    } else {
        typed.set("time_zone", "");
    }
    let mut fields = forms::vendor(&text);
    fields.extend(forms::first_calendar(&text));
    let groups = vec![forms::group(String::new(), fields)];
    Ok(page(visit, &progress, Step::Vendor, groups, typed))
}

/// `POST /setup/vendor`
pub(super) async fn save_vendor(Sent { visit, form }: Sent) -> Response {
    let page = match vendor_page(&visit).await {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let mut reading = Reading::of(&form, visit.text());
    let (name, language, calendar) = (reading.name("vendor"), reading.language(), reading.calendar(None));
    let typed = reading.typed.clone();
    let (Some(name), Some(language), Some(calendar)) = (name, language, calendar) else {
        return wrong(page, typed);
    };
    let outcome = set_vendor(visit.web.env(), &visit.person, name, language, calendar).await;
    next(&visit, outcome, Step::Programmes, page, typed)
}

/// `GET /setup/programmes`
pub(super) async fn programmes(visit: Visit) -> Response {
    match programmes_page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page.page),
        Err(refused) => *refused,
    }
}

struct Presets {
    page: SetupPage,
    programmes: Vec<Programme>,
    products: Vec<Product>,
}

async fn programmes_page(visit: &Visit) -> Result<Presets, Box<Response>> {
    let progress = reached(visit, Step::Programmes).await?;
    let fault = |error: presets::PresetError| Box::new(visit.fault(&error));
    let programmes = presets::programmes().map_err(fault)?;
    let products = presets::products().map_err(fault)?;
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let is_done = is_done(&progress, Step::Programmes);
    let mut typed = Fields::default();
    for programme in &programmes {
        if !is_done || reference.programmes.contains_key(&programme.code) {
            typed.set(format!("programmes.{}", programme.code), "on");
        }
    }
    for product in &products {
        if !is_done || reference.products.contains_key(&product.code) {
            typed.set(product_field(product), "on");
        }
    }
    let choices = programmes.iter().map(|programme| {
        let activities: Vec<_> = programme.activities.iter().map(|each| text.activity(each)).collect();
        let activities = activities.join(", ");
        let label = if activities == programme.name.as_str() {
            activities
        } else {
            text.preset_programme(activities, programme.name.as_str())
        };
        Choice::new(programme.code.as_str(), label)
    });
    let of_area = |area: SolutionArea| {
        let own = products.iter().filter(move |product| product.solution_area == area);
        let choices = own.map(|product| Choice::new(product.code.as_str(), product.name.as_str()));
        (area, choices.collect())
    };
    let groups = forms::presets(&text, choices.collect(), AREAS.into_iter().map(of_area).collect());
    let page = page(visit, &progress, Step::Programmes, groups, typed);
    Ok(Presets {
        page,
        programmes,
        products,
    })
}

fn product_field(product: &Product) -> String {
    format!("products.{}.{}", product.solution_area.code(), product.code)
}

/// `POST /setup/programmes`
pub(super) async fn save_programmes(Sent { visit, form }: Sent) -> Response {
    let presets = match programmes_page(&visit).await {
        Ok(presets) => presets,
        Err(refused) => return *refused,
    };
    let mut reading = Reading::of(&form, visit.text());
    let programmes = presets.programmes.into_iter().map(|each| (each.code.to_string(), each));
    let programmes = reading.chosen("programmes", programmes);
    let products: Vec<Product> = presets
        .products
        .into_iter()
        .filter(|product| form.has(&product_field(product)))
        .collect();
    if programmes.is_empty() {
        reading.blame("programmes", "none-chosen");
    }
    if products.is_empty() {
        reading.blame("products.microsoft_365", "none-chosen");
    }
    let typed = reading.typed.clone();
    if reading.is_wrong() {
        return wrong(presets.page, typed);
    }
    let outcome = set_programmes(visit.web.env(), &visit.person, programmes, products).await;
    next(&visit, outcome, Step::Partner, presets.page, typed)
}

/// `GET /setup/partner`
pub(super) async fn partner(visit: Visit) -> Response {
    match partner_page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

async fn partner_page(visit: &Visit) -> Result<SetupPage, Box<Response>> {
    let progress = reached(visit, Step::Partner).await?;
    let directory = visit.directory();
    let reference = &directory.reference;
    let mut typed = Fields::default();
    if let Some(location) = reference.locations.values().next() {
        let partner = reference.partners.get(&location.partner);
        typed.set(
            "partner",
            partner.map(|partner| partner.name.to_string()).unwrap_or_default(),
        );
        typed.set("location_id", location.id.as_str());
        typed.set("country", location.country.as_str());
        typed.set("time_zone", location.calendar.zone().as_str());
    }
    let groups = forms::first_partner(&visit.text());
    Ok(page(visit, &progress, Step::Partner, groups, typed))
}

/// `POST /setup/partner`
pub(super) async fn save_partner(Sent { visit, form }: Sent) -> Response {
    let page = match partner_page(&visit).await {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let mut reading = Reading::of(&form, visit.text());
    let name = reading.name("partner");
    let location = reading.key("location_id", "not-a-location");
    let country = reading.country();
    let zone = reading.zone_in(country);
    let typed = reading.typed.clone();
    let (Some(name), Some(location), Some(country), Some(zone)) = (name, location, country, zone) else {
        return wrong(page, typed);
    };
    // The review team's weekend is the likeliest; the partner's Global admin mends it under Settings.
    let directory = visit.directory();
    let weekend = directory.reference.review_calendar.weekend();
    let Ok(calendar) = domain::calendar::Calendar::new(zone, weekend, [], []) else {
        return wrong(page, typed);
    };
    let first = FirstPartner {
        name,
        location,
        country,
        calendar,
    };
    let outcome = set_partner(visit.web.env(), &visit.person, first).await;
    next(&visit, outcome, Step::People, page, typed)
}

/// `GET /setup/people`
pub(super) async fn people(visit: Visit) -> Response {
    match people_page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

async fn people_page(visit: &Visit) -> Result<SetupPage, Box<Response>> {
    let progress = reached(visit, Step::People).await?;
    let groups = forms::first_people(&visit.text());
    Ok(page(visit, &progress, Step::People, groups, Fields::default()))
}

/// `POST /setup/people`: ends the first start; the links are in this answer and nowhere else.
pub(super) async fn finish(Sent { visit, form }: Sent) -> Response {
    let page = match people_page(&visit).await {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let mut reading = Reading::of(&form, visit.text());
    let mut people = Vec::new();
    for role in forms::FIRST_ROLES {
        let [name, email] = ["name", "email"].map(|field| format!("{}.{field}", role.code()));
        if form.get(&name).trim().is_empty() && form.get(&email).trim().is_empty() {
            continue;
        }
        if let Some((name, email)) = reading.name(&name).zip(reading.email(&email)) {
            people.push(Invited { name, email, role });
        }
    }
    let typed = reading.typed.clone();
    if reading.is_wrong() {
        return wrong(page, typed);
    }
    let invited = match finish_setup(visit.web.env(), &visit.person, people).await {
        Ok(invited) => invited,
        Err(error) => return refused(&visit, error, page, typed),
    };
    let done = SetupDonePage {
        vendor: visit.directory().reference.vendor.to_string(),
        links: invited
            .iter()
            .map(|(person, secret)| link_view(&visit, person, secret))
            .collect(),
        until: link_until(&visit),
        frame: visit.frame(Section::Elsewhere),
    };
    failure::answer(StatusCode::OK, &done)
}
