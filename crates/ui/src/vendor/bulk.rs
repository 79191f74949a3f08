//! One act on several claims: what will happen, and what became of it.

use askama::Template;
use domain::claim::CommandKind;

use super::work::PartyName;
use crate::frame::{Frame, Section};
use crate::parts::StatusView;
use crate::text::Text;

/// What is done to each of the claims.
#[derive(Clone, Debug)]
pub enum BulkAct {
    /// The reader becomes their reviewer.
    Take,
    /// This person becomes their reviewer.
    Assign(PartyName),
    /// The reader starts their review.
    Start,
}

/// The page before: without a script that could take it back, it is said what will happen.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/bulk_confirm.html")]
pub struct BulkConfirmPage {
    /// The frame.
    pub frame: Frame,
    /// What.
    pub act: BulkAct,
    /// To which claims.
    pub claims: Vec<BulkClaim>,
    /// The view to come back to, as it stands in the address.
    pub state: String,
}

/// A claim that was selected.
#[derive(Clone, Debug)]
pub struct BulkClaim {
    /// `CPOR-2026-000123`.
    pub number: String,
    /// Number and version as seen.
    pub seen: String,
    /// The customer's name.
    pub customer: String,
    /// Status and phase.
    pub state: StatusView,
    /// Why it isn't possible now, if it isn't.
    pub obstacle: Option<String>,
}

/// The page after.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/bulk_done.html")]
pub struct BulkDonePage {
    /// The frame.
    pub frame: Frame,
    /// What.
    pub act: BulkAct,
    /// The claims to which it was done.
    pub done: Vec<BulkDone>,
    /// The others, and why.
    pub refused: Vec<BulkRefused>,
    /// The view to come back to, as it stands in the address.
    pub state: String,
}

/// A claim to which it was done.
#[derive(Clone, Debug)]
pub struct BulkDone {
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The customer's name.
    pub customer: String,
}

/// A claim that was left as it is.
#[derive(Clone, Debug)]
pub struct BulkRefused {
    /// `CPOR-2026-000123`.
    pub number: String,
    /// Why.
    pub why: String,
}

impl BulkAct {
    /// The value of the button.
    pub const fn code(&self) -> &'static str {
        match self {
            BulkAct::Take => "take",
            BulkAct::Assign(_) => "assign",
            BulkAct::Start => "start",
        }
    }

    /// The command that it is.
    pub const fn kind(&self) -> CommandKind {
        match self {
            BulkAct::Take | BulkAct::Assign(_) => CommandKind::Assign,
            BulkAct::Start => CommandKind::StartReview,
        }
    }

    /// What was done, in one sentence.
    pub fn say_done(&self, text: &Text, count: usize) -> String {
        match self {
            BulkAct::Take => text.bulk_done_take(count),
            BulkAct::Assign(person) => text.bulk_done_assign(count, &person.name),
            BulkAct::Start => text.bulk_done_start(count),
        }
    }

    fn say_question(&self, text: &Text, count: usize) -> String {
        match self {
            BulkAct::Take => text.bulk_confirm_take(count),
            BulkAct::Assign(person) => text.bulk_confirm_assign(count, &person.name),
            BulkAct::Start => text.bulk_confirm_start(count),
        }
    }

    fn say_meaning(&self, text: &Text) -> String {
        match self {
            BulkAct::Take => text.bulk_what_take(),
            BulkAct::Assign(person) => text.bulk_what_assign(&person.name),
            BulkAct::Start => text.bulk_what_start(),
        }
    }

    fn reviewer(&self) -> &str {
        match self {
            BulkAct::Assign(person) => &person.email,
            BulkAct::Take | BulkAct::Start => "",
        }
    }
}

fn queue(state: &str) -> String {
    if state.is_empty() {
        "/queue".to_owned()
    } else {
        format!("/queue?{state}")
    }
}

impl BulkConfirmPage {
    fn possible(&self) -> usize {
        self.claims.iter().filter(|claim| claim.obstacle.is_none()).count()
    }

    fn back(&self) -> String {
        queue(&self.state)
    }
}

impl BulkDonePage {
    fn back(&self) -> String {
        queue(&self.state)
    }
}
