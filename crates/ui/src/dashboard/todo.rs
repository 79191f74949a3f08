//! What needs the partner's action: a verb, a day in words, a consequence, one button.

use domain::claim::{Consequence, InformationReason, RejectionReason};

use crate::claims::ClaimRow;
use crate::frame::Frame;
use crate::glyphs::{self, Glyph};
use crate::text::Text;

/// A claim that waits for the partner.
#[derive(Clone, Debug)]
pub struct Todo {
    /// The claim.
    pub row: ClaimRow,
    /// What for.
    pub ask: Ask,
    /// What is left of a period in business days.
    pub left: Option<DaysLeft>,
}

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// An answer to the reviewer, for these reasons.
    Answer(Vec<InformationReason>),
    /// A contact whom the customer's notice reaches.
    NameContact,
    /// Nothing: the contact was named, and it is the reviewer who confirms it.
    AwaitContact,
    /// Reading why it was rejected, and perhaps a dispute.
    Dispute(Vec<RejectionReason>),
    /// The rest of a draft: so many things are missing.
    Finish(usize),
    /// The rest of a draft, which an admin then submits.
    Draft,
    /// A look: what is asked for is for others at the partner to do.
    Look,
}

/// What is left of a period that counts business days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DaysLeft {
    /// Whether today is one of them.
    pub today: bool,
    /// How many come after today.
    pub more: u16,
    /// How many the period has.
    pub of: u16,
}

/// A deadline is near with so many business days after today.
const NEAR: u16 = 2;

impl DaysLeft {
    /// The boxes: those that are gone or going on, then those ahead.
    pub(crate) fn ticks(self) -> Vec<bool> {
        let ahead = self.more.min(self.of);
        (0..self.of).map(|each| each < self.of - ahead).collect()
    }
}

impl Todo {
    pub(crate) fn glyph(&self) -> Glyph {
        match self.ask {
            Ask::NameContact | Ask::AwaitContact => glyphs::LETTER,
            Ask::Answer(_) | Ask::Dispute(_) | Ask::Finish(_) | Ask::Draft | Ask::Look => self.row.state.glyph(),
        }
    }

    /// Customer and name, as one title.
    pub(crate) fn title(&self, text: &Text) -> String {
        let name = self.row.name_or_none(text).whole();
        match &self.row.customer {
            Some(customer) => text.todo_title(customer.whole(), name),
            None => name,
        }
    }

    /// What is asked for, in words.
    pub(crate) fn says(&self, text: &Text) -> String {
        match &self.ask {
            Ask::Answer(reasons) => {
                let reasons: Vec<String> = reasons.iter().map(|reason| text.information_reason(reason)).collect();
                text.todo_answer_reasons(reasons.join(", "))
            }
            Ask::NameContact => text.todo_contact(),
            Ask::AwaitContact => text.todo_contact_named(),
            Ask::Dispute(reasons) => {
                let reasons: Vec<String> = reasons.iter().map(|reason| text.rejection_reason(reason)).collect();
                text.todo_rejected(reasons.join(", "))
            }
            Ask::Finish(0) => text.todo_draft_ready(),
            Ask::Finish(missing) => text.todo_draft_lacks(missing),
            Ask::Draft => text.todo_draft_for_admins(),
            Ask::Look => text.todo_for_admins(text.status(&self.row.state.status)),
        }
    }

    /// The button.
    pub(crate) fn verb(&self, text: &Text) -> String {
        match self.ask {
            Ask::Answer(_) => text.todo_answer(),
            Ask::NameContact => text.todo_name_contact(),
            Ask::Dispute(_) => text.todo_dispute(),
            Ask::Finish(0) => text.todo_submit(),
            Ask::Finish(_) | Ask::Draft => text.todo_finish(),
            Ask::AwaitContact | Ask::Look => text.todo_look(),
        }
    }

    /// Where the button leads.
    pub(crate) fn href(&self) -> String {
        match self.ask {
            Ask::Finish(0) | Ask::Answer(_) | Ask::NameContact | Ask::AwaitContact | Ask::Dispute(_) | Ask::Look => {
                self.row.href()
            }
            Ask::Finish(_) | Ask::Draft => format!("{}/edit", self.row.href()),
        }
    }

    /// Until when.
    pub(crate) fn until(&self, frame: &Frame) -> Option<String> {
        let due = self.row.due.as_ref()?;
        let reader = &frame.reader;
        Some(if self.is_today(frame) {
            let day = reader.day(&due.due_on);
            frame.text.todo_today(day, reader.place(&due.zone))
        } else {
            reader.end_of(due)
        })
    }

    fn is_today(&self, frame: &Frame) -> bool {
        let due = self.row.due.as_ref();
        due.is_some_and(|due| frame.reader.now.to_zoned(due.zone.rules()).date() == due.due_on)
    }

    pub(crate) fn due_class(&self, frame: &Frame) -> &'static str {
        if self.is_today(frame) || self.left.is_some_and(|left| left.more <= NEAR) {
            "due near"
        } else {
            "due"
        }
    }

    /// What is left, and what happens otherwise.
    pub(crate) fn otherwise(&self, text: &Text) -> String {
        let then = self.row.due.as_ref().map(|due| due.then);
        match (then, self.left) {
            (None, _) => text.todo_no_deadline(),
            (
                Some(Consequence::Rejected),
                Some(DaysLeft {
                    today: true, more: 0, ..
                }),
            ) => text.todo_then_rejected(),
            (Some(Consequence::Rejected), Some(DaysLeft { today: true, more, .. })) => {
                text.todo_left_rejected_today(more)
            }
            (Some(Consequence::Rejected), Some(DaysLeft { today: false, more, .. })) => text.todo_left_rejected(more),
            (Some(Consequence::Rejected), None) => text.todo_then_rejected(),
            (Some(Consequence::Final), _) => text.todo_then_final(),
            (Some(Consequence::Discarded), _) => text.todo_then_discarded(),
            (Some(Consequence::InForce), _) => text.todo_then_in_force(),
            (Some(Consequence::Ended), _) => text.todo_then_ended(),
            (Some(Consequence::Escalated | Consequence::DecidedWithout), _) => text.todo_then_escalated(),
        }
    }
}
