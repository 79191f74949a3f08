//! The first start, and the pages that one-time links open.

use askama::Template;
use domain::party::Role;
use jiff::Timestamp;

use super::account::LinkView;
use super::form::{Group, errors, refusal};
use super::forms::{password, role_work};
use crate::fields::Fields;
use crate::frame::Frame;
use crate::parts::FieldError;

/// A step of the first start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SetupStep {
    /// The first system admin.
    You,
    /// The vendor and its review team.
    Vendor,
    /// Programmes and catalogue.
    Programmes,
    /// The first partner.
    Partner,
    /// The first people.
    People,
}

impl SetupStep {
    /// In order.
    pub const ALL: [SetupStep; 5] = [
        SetupStep::You,
        SetupStep::Vendor,
        SetupStep::Programmes,
        SetupStep::Partner,
        SetupStep::People,
    ];

    fn number(self) -> usize {
        SetupStep::ALL.iter().position(|step| *step == self).unwrap_or_default() + 1
    }

    fn name(self, frame: &Frame) -> String {
        match self {
            SetupStep::You => frame.text.setup_you(),
            SetupStep::Vendor => frame.text.setup_vendor(),
            SetupStep::Programmes => frame.text.setup_programmes(),
            SetupStep::Partner => frame.text.setup_partner(),
            SetupStep::People => frame.text.setup_people(),
        }
    }

    fn lead(self, frame: &Frame) -> String {
        match self {
            SetupStep::You => frame.text.setup_you_lead(),
            SetupStep::Vendor => frame.text.setup_vendor_lead(),
            SetupStep::Programmes => frame.text.setup_programmes_lead(),
            SetupStep::Partner => frame.text.setup_partner_lead(),
            SetupStep::People => frame.text.setup_people_lead(),
        }
    }
}

/// A step's page.
#[derive(Template, Clone, Debug)]
#[template(path = "setup/step.html")]
pub struct SetupPage {
    /// The frame.
    pub frame: Frame,
    /// Which step.
    pub step: SetupStep,
    /// The addresses of the steps that can be opened, in order; the others are still ahead.
    pub open: Vec<String>,
    /// The form's address.
    pub action: String,
    /// Its fields.
    pub groups: Vec<Group>,
    /// What is in them.
    pub typed: Fields,
    /// A refusal that is no field's.
    pub refused: Option<String>,
}

impl SetupPage {
    /// Name, where it leads, done, here.
    fn steps(&self) -> Vec<(String, Option<&String>, bool, bool)> {
        SetupStep::ALL
            .into_iter()
            .map(|step| {
                let href = self.open.get(step.number() - 1).filter(|href| !href.is_empty());
                let here = step == self.step;
                (
                    step.name(&self.frame),
                    href.filter(|_| !here),
                    step.number() < self.open.len(),
                    here,
                )
            })
            .collect()
    }

    /// The browser's own zone is most likely the vendor's too.
    fn asks_for_own_zone(&self) -> bool {
        self.step == SetupStep::Vendor
    }

    fn title(&self) -> String {
        self.step.name(&self.frame)
    }

    fn lead(&self) -> String {
        self.step.lead(&self.frame)
    }

    fn position(&self) -> String {
        self.frame.text.setup_position(SetupStep::ALL.len(), self.step.number())
    }

    fn submit(&self) -> String {
        let next = SetupStep::ALL.get(self.step.number());
        match next {
            Some(next) => self.frame.text.setup_continue(next.name(&self.frame)),
            None => self.frame.text.setup_finish(),
        }
    }

    fn errors(&self) -> Vec<FieldError> {
        let mut wrong = errors(&self.frame.text, &self.groups, &self.typed);
        // The same two labels stand in each group of people: the group tells them apart.
        if self.step == SetupStep::People {
            for group in &self.groups {
                for field in &group.fields {
                    for error in wrong.iter_mut().filter(|error| error.field == field.name) {
                        error.message = self.frame.text.problem_of_field(&group.legend, &error.message);
                    }
                }
            }
        }
        refusal(self.refused.as_deref()).into_iter().chain(wrong).collect()
    }
}

/// The first start is over: what comes next, and the links to hand over.
#[derive(Template, Clone, Debug)]
#[template(path = "setup/done.html")]
pub struct SetupDonePage {
    /// The frame.
    pub frame: Frame,
    /// The vendor's name.
    pub vendor: String,
    /// Shown once.
    pub links: Vec<LinkView>,
    /// Until when they work.
    pub until: Timestamp,
}

/// A link of the first start that leads nowhere, or none at all.
#[derive(Template, Clone, Debug)]
#[template(path = "setup/closed.html")]
pub struct ClosedPage {
    /// The frame.
    pub frame: Frame,
    /// Whether there is anything left to set up.
    pub is_open: bool,
}

/// `/invitations/{secret}`: what the account is for, and its password.
#[derive(Template, Clone, Debug)]
#[template(path = "setup/invitation.html")]
pub struct InvitationPage {
    /// The frame, without a person.
    pub frame: Frame,
    /// The person's name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// What the person may do.
    pub role: Role,
    /// For whom.
    pub organisation: String,
    /// Whether the account had a password before.
    pub is_renewal: bool,
    /// The form's address.
    pub action: String,
    /// What is wrong with what was typed; the password itself is never sent back.
    pub typed: Fields,
}

impl InvitationPage {
    fn groups(&self) -> Vec<Group> {
        Group::only(vec![password(&self.frame.text, "new_password")])
    }

    fn errors(&self) -> Vec<FieldError> {
        errors(&self.frame.text, &self.groups(), &self.typed)
    }

    fn work(&self) -> String {
        role_work(&self.frame.text, self.role)
    }
}
