//! All submitted claims, for those who read beyond the queue.

use askama::Template;
use domain::claim::Status;

use super::queue::QueueRow;
use super::work::Assigned;
use crate::frame::{Frame, Section};

/// `/claims` for the vendor's people: lead, reviewer, programme manager, auditor.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/claims.html")]
pub struct VendorClaimsPage {
    /// The frame; `frame.query` is what was searched for.
    pub frame: Frame,
    /// The status that is shown alone.
    pub status: Option<Status>,
    /// One page of claims.
    pub rows: Vec<QueueRow>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The address of the first page, on a later one.
    pub start: Option<String>,
}

impl VendorClaimsPage {
    /// Drafts are the partner's and the auditor's; the filter offers them to nobody else.
    fn statuses(&self) -> impl Iterator<Item = &'static Status> + use<> {
        let auditor = self
            .frame
            .person
            .as_ref()
            .is_some_and(|person| person.role == domain::party::Role::Auditor);
        Status::ALL
            .iter()
            .filter(move |status| auditor || **status != Status::Editing)
    }

    fn is_status(&self, status: &Status) -> bool {
        self.status == Some(*status)
    }

    fn is_filtered(&self) -> bool {
        self.status.is_some() || !self.frame.query.is_empty()
    }
}
