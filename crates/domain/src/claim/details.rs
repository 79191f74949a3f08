//! What a claim says: the partner's statement, its lines and its documents (domain.md §2).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::status::{Activity, LineReason};
use crate::id::{BlobId, ClaimNumber, DocumentId, Guid, LineId, LocationId, ProductCode, ProgrammeCode, UserId};
use crate::instant::Instant;
use crate::place::{CountryCode, Language, ZoneName};
use crate::text::{DomainName, Email, FileName, LabelKey, Name, Reference};

/// The partner's statement. A draft may leave all but the location open; `decide` lets no incomplete one be submitted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Details {
    /// The partner's own name for the claim.
    pub name: Option<Name>,
    /// The claiming location.
    pub location: LocationId,
    /// The programme.
    pub programme: Option<ProgrammeCode>,
    /// What the partner did.
    pub activity: Option<Activity>,
    /// Whether the partner wants payment.
    pub payment: Payment,
    /// The customer.
    pub customer: Customer,
    /// Who at the customer is asked.
    pub customer_contact: Contact,
    /// Who at the partner is told.
    pub partner_contact: Contact,
    /// The solution seller, for a revenue association.
    pub solution_seller: Option<Name>,
    /// The ISV solution, for a revenue association.
    pub isv_solution: Option<Name>,
    /// The own claim this one renews.
    pub renews: Option<ClaimNumber>,
    /// The partner's own unique reference.
    pub reference: Option<Reference>,
    /// The partner's free labels.
    pub labels: BTreeMap<LabelKey, Name>,
}

impl Details {
    /// The most labels on a claim.
    pub const LABELS_MAX: usize = 20;
    /// The most lines on a claim, removed ones included.
    pub const LINES_MAX: usize = 100;

    /// A new draft's statement: only the location is known.
    pub fn empty(location: LocationId) -> Details {
        Details {
            name: None,
            location,
            programme: None,
            activity: None,
            payment: Payment::Wanted,
            customer: Customer::default(),
            customer_contact: Contact::default(),
            partner_contact: Contact::default(),
            solution_seller: None,
            isv_solution: None,
            renews: None,
            reference: None,
            labels: BTreeMap::new(),
        }
    }
}

/// Whether the claim counts towards payment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Payment {
    /// It does, where the programme's guide pays.
    Wanted,
    /// "Recognition only": the partner opted out of payment.
    RecognitionOnly,
}

/// The customer the claim is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Customer {
    /// The customer's tenant.
    pub tenant_id: Option<Guid>,
    /// Its internet domain.
    pub domain: Option<DomainName>,
    /// Its name.
    pub name: Option<Name>,
    /// Its country.
    pub country: Option<CountryCode>,
    /// The language it prefers.
    pub language: Option<Language>,
    /// Its time zone, if named.
    pub time_zone: Option<ZoneName>,
}

impl Customer {
    /// The customer's zone: the named one, else its country's default.
    pub fn zone(&self) -> Option<ZoneName> {
        self.time_zone
            .clone()
            .or_else(|| self.country.map(|country| country.default_zone()))
    }
}

/// A person to write to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contact {
    /// The person's name.
    pub name: Option<Name>,
    /// The person's title; customers' contacts only.
    pub title: Option<Name>,
    /// Where to write.
    pub email: Option<Email>,
    /// The person's language; customers' contacts only.
    pub language: Option<Language>,
}

/// A product or workload claimed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Its key.
    pub id: LineId,
    /// What is claimed.
    pub item: LineItem,
    /// Where it stands.
    pub state: LineState,
}

/// What a line claims; two lines of a claim never claim the same product and subscription.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineItem {
    /// The product.
    pub product: ProductCode,
    /// The subscription.
    pub subscription: Option<Guid>,
    /// The last day of its term, in the customer's zone.
    pub term_ends_on: Option<Date>,
}

impl LineItem {
    /// Whether two lines claim the same thing.
    pub fn same_as(&self, other: &LineItem) -> bool {
        self.product == other.product && self.subscription == other.subscription
    }
}

/// Where a line stands (domain.md §2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineState {
    /// Awaits the decision.
    Claimed,
    /// Approved.
    Covered,
    /// Not approved.
    Refused(LineReason),
    /// The customer said no.
    Declined,
    /// Its association has ended.
    Ended,
    /// Taken off by the partner.
    Removed,
}

impl LineState {
    /// The code in API and database; a refusal's reason stands beside it.
    pub const fn code(self) -> &'static str {
        match self {
            LineState::Claimed => "claimed",
            LineState::Covered => "covered",
            LineState::Refused(_) => "refused",
            LineState::Declined => "declined",
            LineState::Ended => "ended",
            LineState::Removed => "removed",
        }
    }

    /// The reason of a refusal.
    pub const fn reason(self) -> Option<LineReason> {
        match self {
            LineState::Refused(reason) => Some(reason),
            LineState::Claimed | LineState::Covered | LineState::Declined | LineState::Ended | LineState::Removed => {
                None
            }
        }
    }
}

/// A line as an edit wants it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LineEdit {
    /// A line the claim has, kept.
    Kept(LineId, LineItem),
    /// A new line under a fresh key.
    New(LineId, LineItem),
}

impl LineEdit {
    /// What it claims.
    pub fn item(&self) -> &LineItem {
        match self {
            LineEdit::Kept(_, item) | LineEdit::New(_, item) => item,
        }
    }

    /// Its key.
    pub fn id(&self) -> LineId {
        match self {
            LineEdit::Kept(id, _) | LineEdit::New(id, _) => *id,
        }
    }
}

/// A proof-of-execution document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Its key.
    pub id: DocumentId,
    /// Where its bytes are.
    pub blob: BlobId,
    /// The file's name as uploaded.
    pub name: FileName,
    /// Its type by content, `application/pdf`.
    pub media_type: String,
    /// Its length.
    pub size_bytes: i64,
    /// The hash of its bytes.
    pub sha256: [u8; 32],
    /// When it was added.
    pub added_at: Instant,
    /// Who added it.
    pub added_by: UserId,
    /// The round of submission it belongs to.
    pub round: u32,
    /// Whether it can be read.
    pub condition: DocumentCondition,
}

/// Whether a document can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DocumentCondition {
    /// It can.
    Available,
    /// Its bytes can't be opened.
    Unreadable,
    /// Held back as dangerous.
    Quarantined,
    /// Its bytes were erased.
    Erased,
}

impl DocumentCondition {
    /// The code in the database.
    pub const fn code(self) -> &'static str {
        match self {
            DocumentCondition::Available => "available",
            DocumentCondition::Unreadable => "unreadable",
            DocumentCondition::Quarantined => "quarantined",
            DocumentCondition::Erased => "erased",
        }
    }
}
