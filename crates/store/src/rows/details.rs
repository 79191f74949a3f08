//! Statement, contacts, lines and documents as rows.

use std::collections::BTreeMap;

use domain::claim::{
    Activity, Contact, Customer, Details, Document, DocumentCondition, Line, LineItem, LineReason, LineState, Payment,
};
use domain::id::{BlobId, ClaimNumber, DocumentId, Guid, LineId, LocationId, ProductCode, ProgrammeCode, UserId};
use domain::place::{CountryCode, Language, ZoneName};
use domain::text::{DomainName, LabelKey};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::personal::{Open, Seal, open, open_text, seal};
use super::wire::{Hash, Moment, Wire};
use crate::error::StoreError;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DetailsRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    location: Wire<LocationId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    programme: Option<Wire<ProgrammeCode>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    activity: Option<Wire<Activity>>,
    payment: Wire<Payment>,
    customer: CustomerRow,
    customer_contact: ContactRow,
    partner_contact: ContactRow,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    solution_seller: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    isv_solution: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    renews: Option<Wire<ClaimNumber>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    labels: BTreeMap<Wire<LabelKey>, String>,
}

impl DetailsRow {
    pub(super) fn of(details: &Details, vault: &mut dyn Seal) -> Result<DetailsRow, StoreError> {
        let Details {
            name,
            location,
            programme,
            activity,
            payment,
            customer,
            customer_contact,
            partner_contact,
            solution_seller,
            isv_solution,
            renews,
            reference,
            labels,
        } = details;
        let at = "details";
        Ok(DetailsRow {
            name: seal(vault, at, "name", name.as_ref())?,
            location: Wire(location.clone()),
            programme: programme.clone().map(Wire),
            activity: activity.map(Wire),
            payment: Wire(*payment),
            customer: CustomerRow::of(customer, vault)?,
            customer_contact: ContactRow::of(customer_contact, "customer_contact", vault)?,
            partner_contact: ContactRow::of(partner_contact, "partner_contact", vault)?,
            solution_seller: seal(vault, at, "solution_seller", solution_seller.as_ref())?,
            isv_solution: seal(vault, at, "isv_solution", isv_solution.as_ref())?,
            renews: renews.map(Wire),
            reference: seal(vault, at, "reference", reference.as_ref())?,
            labels: labels
                .iter()
                .map(|(key, value)| Ok((Wire(key.clone()), vault.seal("labels", key.as_str(), value.as_str())?)))
                .collect::<Result<_, StoreError>>()?,
        })
    }

    pub(super) fn into_domain(self, vault: &dyn Open) -> Result<Details, StoreError> {
        let at = "details";
        let label = |(Wire(key), value): (Wire<LabelKey>, String)| {
            let value = open_text(vault, "labels", key.as_str(), value)?;
            Ok((key, value))
        };
        Ok(Details {
            name: open(vault, at, "name", self.name)?,
            location: self.location.0,
            programme: self.programme.map(|Wire(code)| code),
            activity: self.activity.map(|Wire(activity)| activity),
            payment: self.payment.0,
            customer: self.customer.into_domain(vault)?,
            customer_contact: self.customer_contact.into_domain("customer_contact", vault)?,
            partner_contact: self.partner_contact.into_domain("partner_contact", vault)?,
            solution_seller: open(vault, at, "solution_seller", self.solution_seller)?,
            isv_solution: open(vault, at, "isv_solution", self.isv_solution)?,
            renews: self.renews.map(|Wire(number)| number),
            reference: open(vault, at, "reference", self.reference)?,
            labels: self.labels.into_iter().map(label).collect::<Result<_, StoreError>>()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CustomerRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tenant_id: Option<Wire<Guid>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    domain: Option<Wire<DomainName>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<Wire<CountryCode>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<Wire<Language>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    time_zone: Option<Wire<ZoneName>>,
}

impl CustomerRow {
    fn of(customer: &Customer, vault: &mut dyn Seal) -> Result<CustomerRow, StoreError> {
        let Customer {
            tenant_id,
            domain,
            name,
            country,
            language,
            time_zone,
        } = customer;
        Ok(CustomerRow {
            tenant_id: tenant_id.map(Wire),
            domain: domain.clone().map(Wire),
            name: seal(vault, "customer", "name", name.as_ref())?,
            country: country.map(Wire),
            language: language.map(Wire),
            time_zone: time_zone.clone().map(Wire),
        })
    }

    fn into_domain(self, vault: &dyn Open) -> Result<Customer, StoreError> {
        Ok(Customer {
            tenant_id: self.tenant_id.map(|Wire(id)| id),
            domain: self.domain.map(|Wire(domain)| domain),
            name: open(vault, "customer", "name", self.name)?,
            country: self.country.map(|Wire(country)| country),
            language: self.language.map(|Wire(language)| language),
            time_zone: self.time_zone.map(|Wire(zone)| zone),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<Wire<Language>>,
}

impl ContactRow {
    pub(super) fn of(contact: &Contact, at: &str, vault: &mut dyn Seal) -> Result<ContactRow, StoreError> {
        let Contact {
            name,
            title,
            email,
            language,
        } = contact;
        Ok(ContactRow {
            name: seal(vault, at, "name", name.as_ref())?,
            title: seal(vault, at, "title", title.as_ref())?,
            email: seal(vault, at, "email", email.as_ref())?,
            language: language.map(Wire),
        })
    }

    pub(super) fn into_domain(self, at: &str, vault: &dyn Open) -> Result<Contact, StoreError> {
        Ok(Contact {
            name: open(vault, at, "name", self.name)?,
            title: open(vault, at, "title", self.title)?,
            email: open(vault, at, "email", self.email)?,
            language: self.language.map(|Wire(language)| language),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineRow {
    id: Wire<LineId>,
    product: Wire<ProductCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subscription: Option<Wire<Guid>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    term_ends_on: Option<Wire<Date>>,
    state: LineStateRow,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LineStateRow {
    Claimed,
    Covered,
    Refused(Wire<LineReason>),
    Declined,
    Ended,
    Removed,
}

impl From<&Line> for LineRow {
    fn from(line: &Line) -> LineRow {
        let Line { id, item, state } = line;
        let LineItem {
            product,
            subscription,
            term_ends_on,
        } = item;
        LineRow {
            id: Wire(*id),
            product: Wire(product.clone()),
            subscription: subscription.map(Wire),
            term_ends_on: term_ends_on.map(Wire),
            state: match state {
                LineState::Claimed => LineStateRow::Claimed,
                LineState::Covered => LineStateRow::Covered,
                LineState::Refused(reason) => LineStateRow::Refused(Wire(*reason)),
                LineState::Declined => LineStateRow::Declined,
                LineState::Ended => LineStateRow::Ended,
                LineState::Removed => LineStateRow::Removed,
            },
        }
    }
}

impl From<LineRow> for Line {
    fn from(row: LineRow) -> Line {
        Line {
            id: row.id.0,
            item: LineItem {
                product: row.product.0,
                subscription: row.subscription.map(|Wire(id)| id),
                term_ends_on: row.term_ends_on.map(|Wire(date)| date),
            },
            state: match row.state {
                LineStateRow::Claimed => LineState::Claimed,
                LineStateRow::Covered => LineState::Covered,
                LineStateRow::Refused(Wire(reason)) => LineState::Refused(reason),
                LineStateRow::Declined => LineState::Declined,
                LineStateRow::Ended => LineState::Ended,
                LineStateRow::Removed => LineState::Removed,
            },
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentRow {
    id: Wire<DocumentId>,
    blob: Wire<BlobId>,
    name: String,
    media_type: String,
    size_bytes: i64,
    sha256: Wire<Hash>,
    added_at: Moment,
    added_by: Wire<UserId>,
    round: u32,
    condition: Wire<DocumentCondition>,
}

impl DocumentRow {
    pub(super) fn of(document: &Document, vault: &mut dyn Seal) -> Result<DocumentRow, StoreError> {
        let Document {
            id,
            blob,
            name,
            media_type,
            size_bytes,
            sha256,
            added_at,
            added_by,
            round,
            condition,
        } = document;
        Ok(DocumentRow {
            id: Wire(*id),
            blob: Wire(*blob),
            name: vault.seal("document", "name", name.as_str())?,
            media_type: media_type.clone(),
            size_bytes: *size_bytes,
            sha256: Wire(Hash(*sha256)),
            added_at: Moment(*added_at),
            added_by: Wire(*added_by),
            round: *round,
            condition: Wire(*condition),
        })
    }

    pub(super) fn into_domain(self, vault: &dyn Open) -> Result<Document, StoreError> {
        Ok(Document {
            id: self.id.0,
            blob: self.blob.0,
            name: open_text(vault, "document", "name", self.name)?,
            media_type: self.media_type,
            size_bytes: self.size_bytes,
            sha256: self.sha256.0.0,
            added_at: self.added_at.0,
            added_by: self.added_by.0,
            round: self.round,
            condition: self.condition.0,
        })
    }
}
