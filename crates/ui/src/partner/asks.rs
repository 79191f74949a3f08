//! The reviewer's request as a list that fills up as the draft answers it.

use domain::claim::InformationReason;

use super::claim::ClaimPage;

/// What can answer a reason. Whether it does is the reviewer's to say: nobody has read the files yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Answers {
    /// New files are there.
    pub(super) files: bool,
    /// Lines are ticked to be taken off.
    pub(super) lines: bool,
    /// Something is written.
    pub(super) words: bool,
}

/// A reason of the request, with what the draft answer has for it.
pub(super) struct Ask {
    pub(super) reason: InformationReason,
    /// Whether taking lines off answers it too.
    pub(super) by_lines: bool,
    pub(super) answers: Answers,
}

impl Ask {
    pub(super) fn is_answered(&self) -> bool {
        let Answers { files, lines, words } = self.answers;
        files || words || (self.by_lines && lines)
    }
}

impl ClaimPage {
    /// The reasons of the open request.
    pub(super) fn asks(&self) -> Vec<Ask> {
        let answers = Answers {
            files: self.new_documents() > 0,
            lines: self.named_lines().any(|line| self.is_ticked(line)),
            words: self.typed.text("comment").is_some(),
        };
        let reasons = self.request.iter().flat_map(|request| &request.reasons);
        let ask = |reason: &InformationReason| Ask {
            reason: *reason,
            by_lines: *reason == InformationReason::MissingProducts && self.named_lines().next().is_some(),
            answers,
        };
        reasons.map(ask).collect()
    }

    /// For each number of answered reasons what the head of the list says, and whether it is that many now: a script
    /// shows another of them as the draft changes.
    pub(super) fn answered(&self) -> Vec<(usize, String, bool)> {
        let asks = self.asks();
        let now = asks.iter().filter(|ask| ask.is_answered()).count();
        let say = |count: usize| {
            let (text, of) = (&self.frame.text, asks.len().to_string());
            (count, text.request_answered(count, of), count == now)
        };
        (0..=asks.len()).map(say).collect()
    }

    /// `the customer’s acknowledgment; the products`: the reasons as the turn's sentence names them.
    pub(super) fn asked_for(&self) -> Option<String> {
        let request = self.request.as_ref()?;
        let text = &self.frame.text;
        let named = |reason: &InformationReason| match reason {
            InformationReason::MissingAllPoe => text.asked_all_poe(),
            InformationReason::MissingCustomerAcknowledgment => text.asked_customer_acknowledgment(),
            InformationReason::MissingOrOldDates => text.asked_dates(),
            InformationReason::MissingPartnerSolution => text.asked_partner_solution(),
            InformationReason::MissingProducts => text.asked_products(),
        };
        let things: Vec<String> = request.reasons.iter().map(named).collect();
        Some(text.request_asks(things.len(), things.join("; ")))
    }

    /// The names of the new files.
    pub(super) fn unsent_names(&self) -> String {
        let names: Vec<&str> = self.unsent().map(|document| document.name.as_str()).collect();
        names.join(", ")
    }
}
