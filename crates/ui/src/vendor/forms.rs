//! The work page's forms: what was typed into one that was refused, what is to be mended, and what stands open.

use super::act::VendorAct;
use super::work::{Assigned, WorkPage};
use crate::parts::{Field, FieldError};

impl WorkPage {
    /// What is to be mended, by the labels of the fields. A form that isn't offered any more has no place to link to.
    pub(super) fn errors(&self) -> Vec<FieldError> {
        let Some(typed) = &self.typed else { return Vec::new() };
        let mut errors = typed.summary(&self.frame.text, |name| self.label(typed.act, name));
        if !self.allowed.contains(&typed.act) {
            errors.iter_mut().for_each(|error| error.field.clear());
        }
        errors
    }

    /// A field's label, as the page has it.
    pub(super) fn label(&self, act: VendorAct, name: &str) -> Option<String> {
        let text = &self.frame.text;
        let product = |id: &str| {
            let line = self.lines.iter().find(|line| line.id == id)?;
            Some(line.product.as_str())
        };
        if let Some(id) = name.strip_prefix("line.") {
            return product(id).map(str::to_owned);
        }
        if let Some(id) = name.strip_prefix("line_reason.") {
            return product(id).map(|product| text.review_line_reason(product));
        }
        match name {
            "reasons" => Some(text.review_request_reasons()),
            "rejection_reasons" => Some(text.review_reject_reasons()),
            "lines" => Some(text.review_lines()),
            "comment" => Some(text.review_comment()),
            "reviewer" => Some(text.review_assign_reviewer()),
            "business_days" => Some(text.review_extend_days()),
            "reason" if act == VendorAct::Reopen => Some(text.review_reopen_reason()),
            "reason" => Some(text.review_extend_reason()),
            "text" => Some(text.review_talk_text()),
            "visibility" => Some(text.review_talk_visibility()),
            _ => None,
        }
    }

    /// The id of a field of the decision.
    pub(super) fn place_of(&self, name: &str) -> String {
        format!("decision-{name}")
    }

    /// What is done rarely: words, and where it is.
    pub(super) fn more(&self) -> Vec<(String, String)> {
        let text = &self.frame.text;
        let forms = [
            (VendorAct::Note, text.review_talk(), "#comment-text"),
            (VendorAct::Assign, text.review_assign_title(), "#assign-reviewer"),
            (VendorAct::Extend, text.review_extend_title(), "#extend-business_days"),
            (VendorAct::Reopen, text.review_reopen_title(), "#reopen-reason"),
        ];
        let allowed = forms.into_iter().filter(|(act, _, _)| self.may(*act));
        let mut all: Vec<(String, String)> = allowed.map(|(_, label, href)| (label, href.to_owned())).collect();
        all.push((
            text.review_more_messages(),
            format!("/messages?claim={}", self.facts.number),
        ));
        all.push((text.review_more_print(), format!("{}/history?view=print", self.path())));
        all
    }

    /// Whether a rare act stands open: it is what the claim waits for, or it was just refused.
    pub(super) fn unfolds(&self, act: VendorAct) -> bool {
        let is_wanted = match act {
            VendorAct::Assign => self.dispute.is_some() && matches!(self.assigned, Assigned::Nobody),
            VendorAct::Extend => self.more_time.is_some(),
            VendorAct::StartReview
            | VendorAct::RequestInformation
            | VendorAct::Approve
            | VendorAct::Reject
            | VendorAct::Reopen
            | VendorAct::Comment
            | VendorAct::Note
            | VendorAct::ConfirmCustomerContact => false,
        };
        is_wanted || self.typed.as_ref().is_some_and(|typed| typed.act == act)
    }

    pub(super) fn field(&self, act: VendorAct, name: &str) -> Field {
        self.typed
            .as_ref()
            .map(|typed| typed.field(act, name))
            .unwrap_or_default()
    }

    pub(super) fn holds(&self, act: VendorAct, name: &str, value: &str) -> bool {
        self.typed.as_ref().is_some_and(|typed| typed.holds(act, name, value))
    }

    /// What stands in the one form of the three decisions.
    pub(super) fn decided(&self, name: &str) -> Field {
        self.field(VendorAct::RequestInformation, name)
    }

    pub(super) fn chose(&self, name: &str, value: &str) -> bool {
        self.holds(VendorAct::RequestInformation, name, value)
    }

    /// Rejecting stands folded away until it is wanted.
    pub(super) fn is_rejecting(&self) -> bool {
        self.typed
            .as_ref()
            .is_some_and(|typed| typed.act == VendorAct::Reject || typed.has("rejection_reasons"))
    }

    /// A form that was overtaken and isn't offered any more: what was typed is shown all the same.
    pub(super) fn orphaned(&self) -> Vec<String> {
        match &self.typed {
            Some(typed) if !self.allowed.contains(&typed.act) => typed.words(&self.frame.text),
            Some(_) | None => Vec::new(),
        }
    }
}
