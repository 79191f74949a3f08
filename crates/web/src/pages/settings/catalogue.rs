//! `/settings/catalogue`.

use app::settings::permit::Area;
use app::settings::{Change, Intent};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::SolutionArea;
use domain::reference::{ClaimedBy, Product, Validity};
use ui::fields::Fields;
use ui::settings::forms;
use ui::settings::{FormPage, ListPage, ListRow, Place};
use ui::{Flash, Section};

use super::edit::{again, answer, carry_out, revision, seen};
use super::parse::Reading;
use super::permitted;
use crate::pages::{Sent, Visit, failure};

const PATH: &str = "/settings/catalogue";

/// `GET /settings/catalogue`
pub(super) async fn list(visit: Visit) -> Response {
    if let Err(refused) = permitted(&visit, Area::Catalogue) {
        return *refused;
    }
    let text = visit.text();
    let directory = visit.directory();
    let reference = &directory.reference;
    let today = reference.review_calendar.date_of(visit.web.env().now());
    let row = |product: &Product| ListRow {
        name: product.name.to_string(),
        href: format!("{PATH}/{}", product.code),
        cells: vec![
            text.area(&product.solution_area),
            if product.claimable.holds_on(today) {
                text.product_open()
            } else {
                text.product_closed()
            },
        ],
        note: None,
    };
    let mut products: Vec<&Product> = reference.products.values().collect();
    products
        .sort_by(|one, other| (one.solution_area.code(), &one.name).cmp(&(other.solution_area.code(), &other.name)));
    let page = ListPage {
        frame: visit.frame(Section::Settings),
        place: Place::Catalogue,
        title: text.settings_catalogue(),
        lead: text.catalogue_lead(),
        columns: vec![
            text.settings_column_name(),
            text.settings_column_area(),
            text.settings_column_claimable(),
        ],
        rows: products.into_iter().map(row).collect(),
        add: vec![(text.product_new(), format!("{PATH}/new"))],
        empty: (text.catalogue_empty_title(), text.catalogue_empty()),
        query: None,
        next: None,
        start: None,
    };
    failure::answer(StatusCode::OK, &page)
}

/// `GET /settings/catalogue/new`
pub(super) async fn new(visit: Visit) -> Response {
    match page(&visit, None).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

/// `GET /settings/catalogue/{code}`
pub(super) async fn show(Path(code): Path<String>, visit: Visit) -> Response {
    let directory = visit.directory();
    let found = code
        .parse()
        .ok()
        .and_then(|code| directory.reference.products.get(&code));
    let Some(product) = found else { return visit.absent() };
    match page(&visit, Some(product)).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => *refused,
    }
}

async fn page(visit: &Visit, product: Option<&Product>) -> Result<FormPage, Box<Response>> {
    permitted(visit, Area::Catalogue)?;
    let text = visit.text();
    let mut typed = Fields::default();
    let (mut at, mut means) = (0, Vec::new());
    if let Some(product) = product {
        typed.set("name", product.name.as_str());
        typed.set("solution_area", product.solution_area.code());
        typed.set("claimed_by", claimed_by_code(product.claimed_by));
        for (flag, validity) in [
            ("claimable", product.claimable),
            ("recognised", product.recognised),
            ("paid", product.paid),
        ] {
            for (end, day) in [("from", validity.from), ("until", validity.until)] {
                typed.set(
                    format!("{flag}.{end}"),
                    day.map(|day| day.to_string()).unwrap_or_default(),
                );
            }
        }
        at = revision(visit, &format!("product/{}", product.code)).await?;
        means.push(text.means_product());
    }
    Ok(FormPage {
        frame: visit.frame(Section::Settings),
        place: Place::Catalogue,
        list: Some((text.settings_catalogue(), PATH.to_owned())),
        title: product.map_or_else(|| text.product_new(), |product| product.name.to_string()),
        lead: String::new(),
        means,
        action: product.map_or_else(|| format!("{PATH}/new"), |product| format!("{PATH}/{}", product.code)),
        groups: forms::product(&text, product.is_none()),
        typed,
        seen: at,
        submit: if product.is_some() {
            text.settings_save()
        } else {
            text.settings_add()
        },
        changed: None,
        refused: None,
        acts: Vec::new(),
        tokens: Vec::new(),
        parts: None,
    })
}

fn claimed_by_code(claimed_by: ClaimedBy) -> &'static str {
    match claimed_by {
        ClaimedBy::Subscription => "subscription",
        ClaimedBy::Workload => "workload",
    }
}

/// `POST /settings/catalogue/new`
pub(super) async fn create(sent: Sent) -> Response {
    write(sent, None).await
}

/// `POST /settings/catalogue/{code}`
pub(super) async fn save(Path(code): Path<String>, sent: Sent) -> Response {
    let directory = sent.visit.directory();
    let found = code
        .parse()
        .ok()
        .and_then(|code| directory.reference.products.get(&code));
    match found {
        Some(product) => write(sent, Some(product)).await,
        None => sent.visit.absent(),
    }
}

async fn write(Sent { visit, form }: Sent, product: Option<&Product>) -> Response {
    let page = match page(&visit, product).await {
        Ok(page) => page,
        Err(refused) => return *refused,
    };
    let mut reading = Reading::of(&form, visit.text());
    let name = reading.name("name");
    let code = match product {
        Some(product) => Some(product.code.clone()),
        None => reading.key("code", "not-a-code"),
    };
    let solution_area = reading.choice("solution_area", SolutionArea::from_code);
    let claimed_by = reading.choice("claimed_by", |typed| {
        [ClaimedBy::Subscription, ClaimedBy::Workload]
            .into_iter()
            .find(|each| claimed_by_code(*each) == typed)
    });
    let [claimable, recognised, paid] = ["claimable", "recognised", "paid"].map(|flag| validity(&mut reading, flag));
    let typed = reading.typed.clone();
    let (Some(name), Some(code), Some(solution_area), Some(claimed_by), false) =
        (name, code, solution_area, claimed_by, reading.is_wrong())
    else {
        return again(page, typed);
    };
    let change = Change::Product(Product {
        code,
        name,
        solution_area,
        claimed_by,
        claimable,
        recognised,
        paid,
    });
    let (intent, flash) = match product {
        Some(_) => (seen(&form), Flash::SettingsSaved),
        None => (Intent::Add, Flash::SettingsAdded),
    };
    let outcome = carry_out(&visit, intent, change).await;
    answer(&visit, outcome, page, typed, "code", (PATH, flash))
}

fn validity(reading: &mut Reading<'_>, flag: &str) -> Validity {
    let until_field = format!("{flag}.until");
    let (from, until) = (reading.date(&format!("{flag}.from")), reading.date(&until_field));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        reading.blame(&until_field, "until-before-from");
    }
    Validity { from, until }
}
