//! `/settings/catalogue`.

use app::settings::Change;
use app::settings::permit::Area;
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::SolutionArea;
use domain::reference::{ClaimedBy, Product, Reference};
use ui::Section;
use ui::fields::Fields;
use ui::settings::forms;
use ui::settings::{FormPage, ListPage, ListRow, Place};

use super::edit::{fault, revision, say_met};
use super::parse::{Reading, show_validity};
use super::permitted;
use super::sheet::{Sheet, listed};
use crate::pages::{Visit, failure};

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
            text.area(&product.solution_area).into(),
            text.claimable_now(&product.claimable, today).into(),
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

/// The form of a product.
pub(super) struct Products;

impl Sheet for Products {
    type Thing = Product;
    const KEY: &'static str = "code";

    fn find<'a>(reference: &'a Reference, key: &str) -> Option<&'a Product> {
        reference.products.get(&key.parse().ok()?)
    }

    async fn page(visit: &Visit, product: Option<&Product>) -> Result<FormPage, Box<Response>> {
        permitted(visit, Area::Catalogue)?;
        let text = visit.text();
        let page = FormPage {
            title: text.product_new(),
            groups: forms::product(&text, product.is_none()),
            ..listed(visit, Place::Catalogue, text.settings_catalogue())
        };
        let Some(product) = product else { return Ok(page) };
        let mut typed = Fields::of([
            ("name", product.name.as_str()),
            ("solution_area", product.solution_area.code()),
            ("claimed_by", claimed_by_code(product.claimed_by)),
        ]);
        show_validity(&mut typed, "claimable", product.claimable);
        show_validity(&mut typed, "recognised", product.recognised);
        show_validity(&mut typed, "paid", product.paid);
        let met = visit.web.env().store.count_claiming(&product.code).await;
        let met = met.map_err(|error| fault(visit, &error))?;
        Ok(FormPage {
            title: product.name.to_string(),
            means: vec![
                say_met(
                    &met,
                    |count| text.means_product(count),
                    |count| text.means_product_more(count),
                ),
                text.means_product_drafts(),
            ],
            action: format!("{PATH}/{}", product.code),
            typed,
            seen: revision(visit, &format!("product/{}", product.code)).await?,
            submit: text.settings_save(),
            ..page
        })
    }

    fn read(_: &Visit, reading: &mut Reading<'_>, product: Option<&Product>) -> Option<Change> {
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
        let [claimable, recognised, paid] = ["claimable", "recognised", "paid"].map(|flag| reading.validity(flag));
        Some(Change::Product(Product {
            code: code?,
            name: name?,
            solution_area: solution_area?,
            claimed_by: claimed_by?,
            claimable,
            recognised,
            paid,
        }))
    }

    fn after(_: &Change) -> String {
        PATH.to_owned()
    }
}

fn claimed_by_code(claimed_by: ClaimedBy) -> &'static str {
    match claimed_by {
        ClaimedBy::Subscription => "subscription",
        ClaimedBy::Workload => "workload",
    }
}
