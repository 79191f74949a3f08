//! What the customer answered: to keep, to print, to save.

use askama::Template;
use jiff::Timestamp;

use super::ConsentAbout;
use crate::frame::Frame;
use crate::letters::ConsentChoice;
use crate::parts::DeadlineView;

/// An answer and what follows from it.
#[derive(Clone, Debug)]
pub struct ConsentReceipt {
    /// The path of the customer's page, to go back to.
    pub path: String,
    /// What the claim is about.
    pub about: ConsentAbout,
    /// The answer.
    pub choice: ConsentChoice,
    /// The product names of an answer about single lines; empty means all.
    pub lines: Vec<String>,
    /// The words to the partner.
    pub comment: Option<String>,
    /// When it was given.
    pub at: Timestamp,
    /// The window, where it runs on after the answer.
    pub due: Option<DeadlineView>,
}

/// `/consents/{token}/receipt`
#[derive(Template, Clone, Debug)]
#[template(path = "customer/receipt.html")]
pub struct ConsentReceiptPage {
    /// The frame of the page before.
    pub frame: Frame,
    /// The answer.
    pub receipt: ConsentReceipt,
}

/// The same as a file.
#[derive(Template, Clone, Debug)]
#[template(path = "customer/receipt.txt")]
pub struct ConsentReceiptText {
    /// The frame of the page before.
    pub frame: Frame,
    /// The answer.
    pub receipt: ConsentReceipt,
}

impl ConsentReceipt {
    fn chosen(&self, frame: &Frame) -> String {
        let (text, products) = (&frame.text, self.lines.join(", "));
        match (self.choice, products.is_empty()) {
            (ConsentChoice::Confirm, _) => text.consent_receipt_confirmed(),
            (ConsentChoice::Decline, _) => text.consent_receipt_declined(),
            (ConsentChoice::DeclineLines, _) => text.consent_receipt_declined_lines(&products),
            (ConsentChoice::End, true) => text.consent_receipt_ended(),
            (ConsentChoice::End, false) => text.consent_receipt_ended_lines(&products),
            (ConsentChoice::NotMe, _) => text.consent_receipt_not_me(),
        }
    }

    fn next(&self, frame: &Frame) -> String {
        let text = &frame.text;
        let until = self
            .due
            .as_ref()
            .map(|due| (frame.reader.day_with_year(&due.due_on), frame.reader.place(&due.zone)));
        match (self.choice, until) {
            (ConsentChoice::Confirm, None) => text.consent_receipt_confirmed_next(),
            (ConsentChoice::Confirm, Some((day, place))) => text.consent_receipt_confirmed_later_next(&day, &place),
            (ConsentChoice::Decline, _) => text.consent_receipt_declined_next(),
            (ConsentChoice::DeclineLines, Some((day, place))) => {
                text.consent_receipt_declined_lines_until(&day, &place)
            }
            (ConsentChoice::DeclineLines, None) => text.consent_receipt_declined_lines_next(),
            (ConsentChoice::End, _) if self.lines.is_empty() => text.consent_receipt_ended_next(),
            (ConsentChoice::End, _) => text.consent_receipt_ended_lines_next(),
            (ConsentChoice::NotMe, _) => text.consent_receipt_not_me_next(),
        }
    }

    /// What the answer was about: all products that were asked for.
    fn products(&self) -> String {
        let names: Vec<&str> = self.about.lines.iter().map(|line| line.product.as_str()).collect();
        names.join(", ")
    }
}
