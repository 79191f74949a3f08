//! A look at a claim beside the queue: what it is about, why it is here, what there is to read.

use askama::Template;
use domain::claim::Activity;

use super::past::{EarlierDecision, Said};
use crate::frame::Frame;
use crate::parts::{DeadlineView, DocumentView, LineView, StatusView};

/// The inside of the preview; a part of a page, fetched when a claim is looked at.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/peek.html")]
pub struct PeekPart {
    /// The frame, for its words and dates.
    pub frame: Frame,
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The claim's name.
    pub name: String,
    /// The customer's name.
    pub customer: String,
    /// Partner and location.
    pub partner: String,
    /// The programme's name.
    pub programme: String,
    /// The activity.
    pub activity: Option<Activity>,
    /// Status and phase.
    pub state: StatusView,
    /// The running deadlines.
    pub deadlines: Vec<DeadlineView>,
    /// Those that passed.
    pub late: Vec<DeadlineView>,
    /// The lines.
    pub lines: Vec<LineView>,
    /// The documents.
    pub documents: Vec<DocumentView>,
    /// Decisions taken before.
    pub earlier: Vec<EarlierDecision>,
    /// The partner's dispute.
    pub dispute: Option<Said>,
}
