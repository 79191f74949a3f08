//! The domain, driven by the model's words.

use std::collections::BTreeSet;

use domain::claim::{
    BlockedItem, Claim, Command, CommandKind, Contact, Context, Entry, InformationReason, Line, LineEdit,
    NoticeFailure, Place, Proof, Refusal, Renews, Trigger, Visibility, WithdrawalReason, begin, create, decide, evolve,
    lapse, permit,
};
use domain::id::{ClaimNumber, LineId, LocationId};
use domain::party::{Actor, Reach, Scope};
use domain::place::ZoneName;
use domain::reference::Reference;
use domain::text::{Email, Name};
use jiff::Timestamp;
use testkit::Firm;
use testkit::commands::{creation, note, statement};
use testkit::model::{self, Act, Answer, Code, Person, Setup, Who};

use crate::life_cycle::{is_in_table, lapse_trigger};

use super::words::{actor_of, calendar, comment, days, document, entry, item, line_id, persona, refusal_of, settings};

/// A claim of the domain and its world, as the model's setup has it.
pub struct Twin {
    reference: Reference,
    pub claim: Claim,
    locations: Vec<LocationId>,
    next_line: u8,
    documents: u128,
}

impl Twin {
    pub fn new(setup: &Setup, now: Timestamp) -> Twin {
        let mut reference = testkit::reference();
        reference.review_calendar = calendar(&setup.review);
        reference.policy = settings(setup);
        let pattern = reference.locations[&Firm::ValeVerde.main_location()].clone();
        let mut locations = Vec::new();
        for (index, model) in setup.locations.iter().enumerate() {
            let mut location = pattern.clone();
            location.id = format!("{}", 500 + index).parse().expect("digits");
            location.calendar = calendar(model);
            locations.push(location.id.clone());
            reference.locations.insert(location.id.clone(), location);
        }
        let mut details = statement(Firm::ValeVerde);
        details.location = locations[0].clone();
        details.customer.time_zone = Some(ZoneName::parse(setup.customer.zone_name()).expect("a zone"));
        let mut command = creation(details, &[]);
        command.lines = (0..setup.lines)
            .map(|index| LineEdit::New(line_id(index), item(index)))
            .collect();
        let actor = actor_of(Who::PartnerAdmin, &command.id);
        let context = Context {
            now: now.into(),
            actor: &actor,
            reference: &reference,
            blocked: &[],
            renews: Renews::Known,
        };
        let event = create(command, &context).expect("the draft can be made");
        let claim = begin(&entry(now.into(), &actor, event)).expect("a creation");
        Twin {
            reference,
            claim,
            locations,
            next_line: setup.lines,
            documents: 0,
        }
    }

    fn context<'a>(&'a self, now: Timestamp, actor: &'a Actor, blocked: &'a [BlockedItem]) -> Context<'a> {
        Context {
            now: now.into(),
            actor,
            reference: &self.reference,
            blocked,
            renews: Renews::Known,
        }
    }

    fn settle(&mut self, now: Timestamp) {
        while let Some((at, event)) =
            lapse(&self.claim, &self.context(now, &Actor::Clock, &[])).expect("a deadline can pass")
        {
            let wake_up = self.claim.next_wake_up().expect("something was due");
            let trigger = lapse_trigger(wake_up.clock, self.claim.silence_is_consent());
            self.apply(entry(at, &Actor::Clock, event), trigger);
            assert!(
                !self.claim.wake_ups().any(|left| left == wake_up),
                "{wake_up:?} is still there"
            );
        }
    }

    /// Every change of place must be a row of the table.
    fn apply(&mut self, entry: Entry, trigger: Trigger) {
        let before = self.claim.place();
        self.claim = evolve(self.claim.clone(), &entry);
        let after = self.claim.place();
        assert!(
            before == after || is_in_table(before, trigger, after),
            "{trigger:?} {before:?} {after:?}"
        );
    }

    fn sees(&self, who: Who, actor: &Actor) -> bool {
        let place = self.claim.place();
        let reached = match Scope::of(actor).reach() {
            Reach::Partner { .. } | Reach::Everything => true,
            Reach::Submitted => place != Place::Draft,
            Reach::One(_) => match who {
                Who::Customer { link, .. } => (1..=self.claim.consent_rounds).contains(&link),
                _ => false,
            },
            Reach::Nothing => false,
        };
        reached && place != Place::Discarded
    }

    pub fn command(&mut self, now: Timestamp, who: Who, act: &Act) -> Answer {
        self.settle(now);
        let actor = actor_of(who, &self.claim.id);
        if !self.sees(who, &actor) {
            return Answer::Refused(model::Refusal::NotFound);
        }
        let (claim, command, blocked) = self.translate(now, who, act);
        let trigger = Trigger::Command(command.kind());
        let role_may_not = permit(domain::claim::Party::of(&actor), claim.place(), command.kind());
        let judged = match role_may_not {
            Err(Refusal::NotPermitted) => Err(model::Refusal::NotPermitted),
            Err(_) | Ok(()) if self.is_wrong_by_itself(act) => Err(model::Refusal::Invalid),
            Err(_) | Ok(()) => {
                let judged = decide(&claim, command.clone(), &self.context(now, &actor, &blocked));
                assert_eq!(
                    judged,
                    decide(&claim, command, &self.context(now, &actor, &blocked)),
                    "decide is pure"
                );
                judged.map_err(|refusal| refusal_of(&refusal, who))
            }
        };
        match judged {
            Err(refusal) => Answer::Refused(refusal),
            Ok(event) => {
                self.apply(entry(now.into(), &actor, event), trigger);
                if let Act::Edit { add_lines, .. } = act {
                    self.next_line += add_lines;
                }
                self.settle(now);
                Answer::Done
            }
        }
    }

    /// What the edge refuses before any status is looked at (api.md, "Which error wins?").
    fn is_wrong_by_itself(&self, act: &Act) -> bool {
        match act {
            Act::Approve { covered, .. } => covered.is_empty(),
            Act::Reject { reasons } => reasons.is_empty() || reasons.iter().any(|reason| !reason.by_reviewer()),
            Act::Withdraw { reason, comment } => *reason == WithdrawalReason::Other && !comment,
            Act::Extend { days } => !(1..=u32::from(self.reference.policy.extension_days_max)).contains(days),
            Act::Decline { lines: Some(lines) } | Act::End { lines: Some(lines) } => lines.is_empty(),
            _ => false,
        }
    }

    pub fn allowed(&self, who: Who) -> BTreeSet<&'static str> {
        let actor = actor_of(who, &self.claim.id);
        if !self.sees(who, &actor) {
            return BTreeSet::new();
        }
        self.claim.allowed(&actor).into_iter().map(CommandKind::code).collect()
    }

    pub fn location(&self) -> usize {
        let at = &self.claim.details.location;
        self.locations
            .iter()
            .position(|location| location == at)
            .expect("a location of the setup")
    }

    /// The claim as judged, the command, and the duplicates there are.
    fn translate(&mut self, now: Timestamp, who: Who, act: &Act) -> (Claim, Command, Vec<BlockedItem>) {
        let mut claim = self.claim.clone();
        let mut duplicate = false;
        let ids = |indexes: &[u8]| indexes.iter().copied().map(line_id).collect::<Vec<_>>();
        let said = |comment: bool| comment.then(|| note("Words"));
        let proof = match who {
            Who::Customer { code: Code::Right, .. } => Proof::LinkAndCode,
            _ => Proof::LinkOnly,
        };
        let command = match act {
            Act::Edit {
                remove_lines,
                add_lines,
                location,
                duplicate: blocked,
            } => {
                duplicate = *blocked;
                self.edit(remove_lines, *add_lines, *location)
            }
            Act::AddDocument => {
                self.documents += 1;
                Command::AddDocument(document(self.documents, now))
            }
            Act::Submit {
                complete,
                duplicate: blocked,
            } => {
                duplicate = *blocked;
                if !complete {
                    claim.details.customer.name = None;
                }
                Command::Submit
            }
            Act::Discard => Command::Discard,
            Act::StartReview => Command::StartReview,
            Act::RequestInformation { remove_lines } => Command::RequestInformation {
                reasons: vec![InformationReason::MissingAllPoe],
                comment: note("More"),
                remove_lines: ids(remove_lines),
            },
            Act::Resubmit { comment, remove_lines } => Command::Resubmit {
                comment: said(*comment),
                remove_lines: ids(remove_lines),
            },
            Act::Approve { covered, refused } => Command::Approve {
                covered: ids(covered),
                refused: refused
                    .iter()
                    .map(|(index, reason)| (line_id(*index), *reason))
                    .collect(),
                comment: None,
            },
            Act::Reject { reasons } => Command::Reject {
                reasons: reasons.clone(),
                comment: note("No"),
            },
            Act::Withdraw { reason, comment } => Command::Withdraw {
                reason: *reason,
                comment: said(*comment),
            },
            Act::Dispute {
                justification,
                duplicate: blocked,
            } => {
                duplicate = *blocked;
                Command::Dispute {
                    justification: said(*justification),
                }
            }
            Act::Reopen { duplicate: blocked } => {
                duplicate = *blocked;
                Command::Reopen {
                    reason: note("Mistake"),
                }
            }
            Act::Extend { days: count } => Command::Extend {
                business_days: days(*count),
                reason: note("Please"),
            },
            Act::RequestExtension => Command::RequestExtension {
                comment: note("Please"),
            },
            Act::Assign { to } => Command::Assign {
                reviewer: persona(*to).id(),
            },
            Act::Comment => comment(Visibility::Shared),
            Act::Note => comment(Visibility::Internal),
            Act::Confirm => Command::Confirm { comment: None, proof },
            Act::Decline { lines } => Command::Decline {
                lines: lines.as_deref().map(ids),
                comment: None,
            },
            Act::End { lines } => Command::End {
                lines: lines.as_deref().map(ids),
                comment: None,
                proof,
            },
            Act::NotMe => Command::FailNotice {
                cause: NoticeFailure::NotMe,
                comment: None,
            },
            Act::NameContact => Command::NameCustomerContact {
                contact: Contact {
                    name: Some(Name::parse("Pia").expect("a name")),
                    email: Some(Email::parse("pia@acme.example").expect("an address")),
                    ..Contact::default()
                },
            },
            Act::ConfirmContact => Command::ConfirmCustomerContact,
        };
        let blocked = if duplicate {
            self.everything_blocked()
        } else {
            Vec::new()
        };
        (claim, command, blocked)
    }

    fn edit(&self, remove: &[u8], add: u8, location: Option<u8>) -> Command {
        let mut details = self.claim.details.clone();
        if let Some(index) = location {
            let unknown = || "999".parse().expect("digits");
            details.location = self.locations.get(usize::from(index)).cloned().unwrap_or_else(unknown);
        }
        let left_out: Vec<LineId> = remove.iter().copied().map(line_id).collect();
        let kept = self.claim.lines.iter().filter(|line| !left_out.contains(&line.id));
        let mut lines: Vec<LineEdit> = kept
            .map(|line: &Line| LineEdit::Kept(line.id, line.item.clone()))
            .collect();
        let unknown = remove
            .iter()
            .filter(|index| self.claim.line(line_id(**index)).is_none());
        lines.extend(unknown.map(|index| LineEdit::Kept(line_id(*index), item(*index))));
        let added = self.next_line..self.next_line + add;
        lines.extend(added.map(|index| LineEdit::New(line_id(index), item(index))));
        Command::Edit {
            details: Box::new(details),
            lines,
        }
    }

    fn everything_blocked(&self) -> Vec<BlockedItem> {
        let by = ClaimNumber {
            year: 2026,
            sequence: 2,
        };
        (0..=self.next_line + 1)
            .map(|index| BlockedItem { item: item(index), by })
            .collect()
    }

    /// The index of a line in the model.
    pub fn index_of(&self, id: LineId) -> u8 {
        (0..=self.next_line)
            .find(|index| line_id(*index) == id)
            .expect("a line made here")
    }

    /// The model's person of an account.
    pub fn person_of(&self, id: domain::id::UserId) -> Person {
        [
            Person::Reviewer(0),
            Person::Reviewer(1),
            Person::Lead(0),
            Person::Lead(1),
        ]
        .into_iter()
        .find(|person| persona(*person).id() == id)
        .expect("a reviewer of the model")
    }
}
