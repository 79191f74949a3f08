//! The partner's list of claims: what needs action first.

use askama::Template;
use domain::claim::{Activity, Phase, Status};

use crate::frame::{Frame, Section};
use crate::parts::{Choice, ClaimRow, Field};

/// `/claims` for the partner.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/list.html")]
pub struct ClaimsPage {
    /// The frame; its `query` stands in the search field.
    pub frame: Frame,
    /// What needs this partner's action, most urgent first; empty on later pages and when filtered.
    pub todo: Vec<ClaimRow>,
    /// The claims of this page, grouped by status.
    pub groups: Vec<ClaimGroup>,
    /// The filter in use; its values stand in the address.
    pub filter: Filter,
    /// The next page's address, with the filter in it.
    pub next: Option<String>,
    /// The first page's address, on later pages.
    pub start: Option<String>,
}

/// Claims of one status.
#[derive(Clone, Debug)]
pub struct ClaimGroup {
    /// The status.
    pub status: Status,
    /// Its claims on this page.
    pub claims: Vec<ClaimRow>,
}

/// The values of the filter's fields, as they stand in the address: `q`, `status`, `phase`, `programme`,
/// `activity`, `location`.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// A status code, or empty.
    pub status: String,
    /// A phase code, or empty.
    pub phase: String,
    /// A programme code, or empty.
    pub programme: String,
    /// An activity code, or empty.
    pub activity: String,
    /// A location's id, or empty.
    pub location: String,
    /// The programmes to choose from.
    pub programmes: Vec<Choice>,
    /// The locations to choose from.
    pub locations: Vec<Choice>,
}

impl ClaimsPage {
    /// Groups a page's claims by status, in the order of domain.md §3, keeping their order within.
    pub fn grouped(claims: Vec<ClaimRow>) -> Vec<ClaimGroup> {
        let mut groups: Vec<ClaimGroup> = Status::ALL
            .iter()
            .map(|status| ClaimGroup {
                status: *status,
                claims: Vec::new(),
            })
            .collect();
        for claim in claims {
            if let Some(group) = groups.iter_mut().find(|group| group.status == claim.state.status) {
                group.claims.push(claim);
            }
        }
        groups.retain(|group| !group.claims.is_empty());
        groups
    }

    fn is_filtered(&self) -> bool {
        let filter = &self.filter;
        let fields = [
            &filter.status,
            &filter.phase,
            &filter.programme,
            &filter.activity,
            &filter.location,
        ];
        !self.frame.query.is_empty() || fields.iter().any(|value| !value.is_empty())
    }

    fn statuses(&self) -> Vec<Choice> {
        Status::ALL
            .iter()
            .map(|each| Choice::new(each.code(), self.frame.text.status(each)))
            .collect()
    }

    fn phases(&self) -> Vec<Choice> {
        Phase::ALL
            .iter()
            .map(|each| Choice::new(each.code(), self.frame.text.phase(each)))
            .collect()
    }

    fn activities(&self) -> Vec<Choice> {
        Activity::ALL
            .iter()
            .map(|each| Choice::new(each.code(), self.frame.text.activity(each)))
            .collect()
    }

    fn field(&self, value: &str) -> Field {
        Field::of(value)
    }

    fn name_of(&self, claim: &ClaimRow) -> String {
        if claim.name.is_empty() {
            self.frame.text.claim_unnamed()
        } else {
            claim.name.clone()
        }
    }

    /// What the row asks for, as a verb.
    fn verb(&self, claim: &ClaimRow) -> String {
        let text = &self.frame.text;
        match claim.state.status {
            Status::Editing => text.todo_finish(),
            Status::PartnerActionRequired => text.todo_answer(),
            Status::Approved => text.todo_name_contact(),
            Status::Rejected => text.todo_dispute(),
            Status::Submitted | Status::UnderReview => text.todo_look(),
        }
    }

    fn consequence(&self, claim: &ClaimRow) -> Option<String> {
        claim.due.as_ref().map(|due| due.consequence(&self.frame.reader))
    }
}
