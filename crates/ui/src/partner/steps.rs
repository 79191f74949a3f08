//! The wizard: five steps, one topic each, at an address of its own.

use askama::Template;

use super::differences::Difference;
use super::draft::{DraftForm, Overtaken, shown_again};
use super::standing::DuplicateView;
use crate::frame::{Frame, Section};
use crate::guidelines::GuidelinesView;
use crate::parts::{DeadlineView, DocumentView, FieldError, StatusView};
use crate::text::Text;

macro_rules! steps {
    ($($(#[$doc:meta])* $variant:ident = $code:literal => $title:ident => $onward:ident;)+) => {
        /// A step of the wizard.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Step { $($(#[$doc])* $variant),+ }

        impl Step {
            /// All of them, in order.
            pub const ALL: &'static [Step] = &[$(Step::$variant),+];

            /// The step's name in addresses.
            pub const fn code(self) -> &'static str {
                match self { $(Step::$variant => $code),+ }
            }

            /// The step of a name.
            pub fn from_code(code: &str) -> Option<Step> {
                match code { $($code => Some(Step::$variant),)+ _ => None }
            }

            pub(crate) fn title(self, text: &Text) -> String {
                match self { $(Step::$variant => text.$title()),+ }
            }

            /// What the button says that leads to this step.
            fn onward(self, text: &Text) -> String {
                match self { $(Step::$variant => text.$onward()),+ }
            }
        }
    };
}

steps! {
    /// Location, name, programme and activity: makes the draft.
    Claim = "claim" => step_claim => step_to_claim;
    /// The customer.
    Customer = "customer" => step_customer => step_to_customer;
    /// What is claimed.
    Lines = "lines" => step_lines => step_to_lines;
    /// The customer's contact and the partner's.
    Contacts = "contacts" => step_contacts => step_to_contacts;
    /// Files, what is missing, and submission.
    Proof = "proof" => step_proof => step_to_proof;
}

impl Step {
    /// The step after it; none after the last.
    pub fn next(self) -> Option<Step> {
        Step::ALL.iter().copied().find(|step| *step > self)
    }

    /// The step before it; none before the first.
    pub fn previous(self) -> Option<Step> {
        Step::ALL.iter().copied().rfind(|step| *step < self)
    }

    /// Its number among them, from 1.
    fn number(self) -> usize {
        Step::ALL.iter().filter(|step| **step <= self).count()
    }

    /// The step on which a field of the write body stands.
    pub fn of_field(name: &str) -> Step {
        match name.split('.').next().unwrap_or_default() {
            "customer" => Step::Customer,
            "lines" => Step::Lines,
            "customer_contact" | "partner_contact" => Step::Contacts,
            "documents" | "file" => Step::Proof,
            _ => Step::Claim,
        }
    }

    /// Where a field of a draft is filled in.
    pub fn address_of(number: &str, field: &str) -> String {
        let place = if field == "documents" { "file" } else { field };
        format!("/claims/{number}/edit/{}#{place}", Step::of_field(field).code())
    }
}

/// Something that a draft still needs before it can be submitted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    /// The field's name, `documents` for a file.
    pub field: String,
    /// What is missing, in words.
    pub message: String,
}

/// A step in the list beside the form.
#[derive(Clone, Debug)]
pub struct StepView {
    /// Which.
    pub step: Step,
    /// What is there already, in a few words.
    pub said: Option<String>,
}

/// What follows once all is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandIn {
    /// This person may submit.
    Allowed,
    /// An admin of the partner has to.
    ByAnAdmin,
}

/// `/claims/{number}/edit/{step}`: a form to the same path, but for the last step, which has the files' form and the
/// submission's. Buttons: `then` with a step's code or `close`; `add_line`; `remove_line` with a row's number.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/step.html")]
pub struct StepPage {
    /// The frame.
    pub frame: Frame,
    /// The claim's number.
    pub number: String,
    /// The claim's name, once it has one.
    pub name: Option<String>,
    /// The version that the form was made of.
    pub version: i64,
    /// A digest of the step's values that the form was made of: it is stale once these have changed.
    pub seen: String,
    /// Whose unsaved text a browser keeps.
    pub keeper: String,
    /// When the draft was changed last, in words.
    pub saved: String,
    /// Status, phase, turn.
    pub state: StatusView,
    /// Until when an untouched draft is kept.
    pub kept: Option<DeadlineView>,
    /// The step shown.
    pub step: Step,
    /// All steps.
    pub steps: Vec<StepView>,
    /// What is missing for submission, on all steps.
    pub missing: Vec<Missing>,
    /// Another own claim that claims the same.
    pub duplicate: Option<DuplicateView>,
    /// The fields.
    pub form: DraftForm,
    /// What the programme looks for in a proof.
    pub guidelines: GuidelinesView,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Set when somebody changed this step meanwhile: nothing was saved, what was typed is kept.
    pub overtaken: Option<Overtaken>,
    /// The files so far.
    pub documents: Vec<DocumentView>,
    /// How many more this round takes.
    pub places_left: u32,
    /// Who hands it in.
    pub hand_in: HandIn,
}

/// `/claims/new`: the first step of a draft that doesn't exist yet; form to `/claims`.
#[derive(Template, Clone, Debug)]
#[template(path = "partner/new.html")]
pub struct NewClaimPage {
    /// The frame.
    pub frame: Frame,
    /// Whose unsaved text a browser keeps.
    pub keeper: String,
    /// The fields of the first step.
    pub form: DraftForm,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl NewClaimPage {
    fn again(&self) -> &'static str {
        shown_again(&self.errors, None)
    }

    fn heading(&self) -> String {
        heading(Step::Claim, &self.frame.text)
    }

    fn onward(&self) -> String {
        Step::Customer.onward(&self.frame.text)
    }
}

fn heading(step: Step, text: &Text) -> String {
    let (number, all) = (step.number().to_string(), Step::ALL.len().to_string());
    text.step_heading(all, number, step.title(text))
}

impl StepPage {
    fn again(&self) -> &'static str {
        shown_again(&self.errors, self.overtaken.as_ref())
    }

    fn path(&self) -> String {
        format!("/claims/{}", self.number)
    }

    fn action(&self) -> String {
        self.address(&self.step)
    }

    fn address(&self, step: &Step) -> String {
        format!("{}/edit/{}", self.path(), step.code())
    }

    /// The step before this one; the first leads out of the wizard.
    fn before(&self) -> String {
        self.step
            .previous()
            .map_or_else(|| self.path(), |before| self.address(&before))
    }

    fn heading(&self) -> String {
        heading(self.step, &self.frame.text)
    }

    /// What leads on; the last step has its own end.
    fn onward(&self) -> String {
        self.step
            .next()
            .map(|next| next.onward(&self.frame.text))
            .unwrap_or_default()
    }

    fn is_current(&self, step: &Step) -> bool {
        self.step == *step
    }

    fn missing_on(&self, step: &Step) -> usize {
        self.missing
            .iter()
            .filter(|missing| Step::of_field(&missing.field) == *step)
            .count()
    }

    /// What the list says of a step: what is there, and how much isn't.
    fn say(&self, view: &StepView) -> String {
        let (text, said) = (&self.frame.text, view.said.clone());
        match (said, self.missing_on(&view.step)) {
            (Some(said), 0) => said,
            (None, 0) => text.step_done(),
            (Some(said), missing) => text.step_partly(missing, said),
            (None, missing) => text.step_missing(missing),
        }
    }

    fn mends(&self, missing: &Missing) -> String {
        if Step::of_field(&missing.field) == self.step && missing.field == "documents" {
            return "#file".to_owned();
        }
        Step::address_of(&self.number, &missing.field)
    }

    fn may_submit(&self) -> bool {
        self.hand_in == HandIn::Allowed
    }

    fn differences(&self) -> Vec<Difference> {
        self.form.differences(self.overtaken.as_ref())
    }
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
