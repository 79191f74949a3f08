//! The names of what a person may do now (api.md, "allowed").

use std::collections::BTreeSet;

use domain::claim::{Phase, Status};

use super::life::{Delivery, Life};
use super::words::{Person, Who};

impl Life {
    /// The names allowed to this person, by role, status, phase, person and once-only rules.
    pub fn allowed(&self, who: Who) -> BTreeSet<&'static str> {
        if !self.sees(who) {
            return BTreeSet::new();
        }
        let judged = match who {
            Who::PartnerAdmin => self.allowed_to_partner(true),
            Who::IncentivesUser => self.allowed_to_partner(false),
            Who::Vendor(person) => self.allowed_to_vendor(person),
            Who::ProgrammeManager | Who::Auditor | Who::SystemAdmin => vec![],
            Who::Customer { link, .. } => {
                let newest = link == self.links;
                let window = newest && self.phase == Phase::ConsentWindow;
                vec![
                    ("confirm", window),
                    ("decline", window),
                    ("end", newest && self.phase == Phase::InForce),
                ]
            }
        };
        judged
            .into_iter()
            .filter(|(_, possible)| *possible)
            .map(|(name, _)| name)
            .collect()
    }

    fn allowed_to_partner(&self, admin: bool) -> Vec<(&'static str, bool)> {
        let draft = self.status == Status::Editing;
        let asked = self.status == Status::PartnerActionRequired;
        let handed_in = self.status == Status::Submitted;
        let reviewed = self.status == Status::UnderReview;
        let approved = self.phase == Phase::ConsentWindow || self.phase == Phase::InForce;
        let unreached = self.phase == Phase::ConsentWindow && self.delivery != Delivery::Sent;
        vec![
            ("edit", draft || (admin && (handed_in || asked))),
            ("add_document", self.takes_documents()),
            ("submit", admin && draft),
            ("discard", draft),
            ("resubmit", admin && asked),
            ("withdraw", admin && (handed_in || reviewed || asked || approved)),
            ("dispute", admin && self.phase == Phase::Disputable),
            ("request_extension", self.may_extend().is_ok()),
            ("name_customer_contact", admin && unreached),
            ("comment", true),
        ]
    }

    fn allowed_to_vendor(&self, person: Person) -> Vec<(&'static str, bool)> {
        let lead = matches!(person, Person::Lead(_));
        let may_review = self.may_review(person).is_ok();
        let assignable = self
            .must_be(&[Status::Submitted, Status::UnderReview, Status::PartnerActionRequired])
            .is_ok();
        let named = self.phase == Phase::ConsentWindow && self.delivery == Delivery::ContactNamed;
        vec![
            ("start_review", self.may_start(person).is_ok()),
            ("request_information", may_review),
            ("approve", may_review),
            ("reject", may_review),
            ("reopen", lead && self.may_reopen().is_ok()),
            ("extend", lead && self.may_extend().is_ok()),
            ("assign", lead && assignable),
            ("confirm_customer_contact", named),
            ("comment", true),
            ("note", true),
        ]
    }
}
