//! Tells a story: runs its steps as commands of sample people, on a clock that runs up to today.

use app::compose::Composition;
use app::{Directory, Env};
use domain::claim::{
    Activity, Command, Contact, Create, Details, Document, DocumentCondition, InformationReason, LineEdit, LineItem,
    LineReason, LineState, NoticeFailure, Proof, Refusal, RejectionReason, Renews, Visibility, WithdrawalReason,
};
use domain::id::{ClaimId, ClaimNumber, CommentId, DocumentId, Guid, LineId, Uuid};
use domain::instant::Instant;
use domain::party::{Actor, Membership, Person, Role};
use domain::reference::{ClaimedBy, Location, Product};
use domain::text::{FileName, Name, Note};
use fastrand::Rng;
use store::ClaimChange;

use super::customers::customer;
use super::papers::PAPERS;
use super::sample::SampleError;
use super::stories::{Step, Story};

const HOUR: i64 = 3_600_000_000;

/// A story with the dice thrown: when it began and when each step came.
pub struct Plan {
    /// The story.
    pub story: &'static Story,
    /// When the draft was made.
    pub began_at: Instant,
    steps_at: Vec<Instant>,
    seed: u64,
}

impl Plan {
    /// Throws the dice so that the story stands today where it says.
    pub fn of(story: &'static Story, today: Instant, rng: &mut Rng) -> Plan {
        let mut roll = |least: u32, most: u32| {
            let minutes = rng.u32(least * 60..=most * 60);
            i64::from(minutes) * (HOUR / 60)
        };
        let age = roll(story.age.0, story.age.1);
        let gaps: Vec<i64> = story.steps.iter().map(|(_, least, most)| roll(*least, *most)).collect();
        let began = today.microseconds() - age - gaps.iter().sum::<i64>();
        let instant = |microseconds| Instant::from_microseconds(microseconds).unwrap_or(today);
        let steps_at = gaps
            .iter()
            .scan(began, |at, gap| {
                *at += gap;
                Some(instant(*at))
            })
            .collect();
        Plan {
            story,
            began_at: instant(began),
            steps_at,
            seed: rng.u64(..),
        }
    }
}

/// The people of a story.
struct Cast<'a> {
    admin: &'a Person,
    reviewer: &'a Person,
    lead: &'a Person,
    second_lead: &'a Person,
}

/// Tells stories against the directory of a demo.
pub struct Teller<'a> {
    env: &'a Env,
    directory: &'a Directory,
    locations: Vec<&'a Location>,
    products: Vec<&'a Product>,
    admins: Vec<&'a Person>,
    reviewers: Vec<&'a Person>,
    leads: Vec<&'a Person>,
}

impl<'a> Teller<'a> {
    /// A teller; refused where the demo's people are missing.
    pub fn new(env: &'a Env, directory: &'a Directory) -> Result<Teller<'a>, SampleError> {
        let reference = &directory.reference;
        let of = |role| {
            reference
                .people
                .values()
                .filter(move |person| person.role == role)
                .collect::<Vec<_>>()
        };
        let teller = Teller {
            env,
            directory,
            locations: reference.locations.values().collect(),
            products: reference.products.values().collect(),
            admins: of(Role::IncentivesAdmin),
            reviewers: of(Role::Reviewer),
            leads: of(Role::ReviewLead),
        };
        let complete = !teller.locations.is_empty()
            && !teller.products.is_empty()
            && !teller.reviewers.is_empty()
            && teller.leads.len() > 1;
        if complete { Ok(teller) } else { Err(SampleError::NoDemo) }
    }

    /// The claim a plan leads to, ready to be committed.
    pub fn tell(&self, plan: &Plan, number: ClaimNumber, today: Instant) -> Result<ClaimChange, SampleError> {
        let mut rng = Rng::with_seed(plan.seed);
        let location = self.locations[rng.usize(..self.locations.len())];
        let cast = self.cast(location, &mut rng)?;
        let refused = |step: String| {
            move |refusal| SampleError::Refused {
                story: plan.story.name,
                step,
                refusal,
            }
        };
        let create = self.create(number, location, cast.admin, &mut rng)?;
        let admin = Actor::Person(cast.admin.clone());
        let mut claim = Composition::begin(self.env, self.directory, &admin, plan.began_at, create, Renews::Known)
            .map_err(refused("create".to_owned()))?;
        for ((step, _, _), at) in plan.story.steps.iter().zip(&plan.steps_at) {
            let told = claim
                .lapse(*at)
                .and_then(|()| self.take(*step, &mut claim, &cast, *at, &mut rng));
            told.map_err(refused(format!("{step:?}")))?;
        }
        claim.lapse(today).map_err(refused("today".to_owned()))?;
        if claim.claim().place() != plan.story.place {
            let refusal = Refusal::WrongStatus(claim.claim().place());
            return Err(SampleError::Refused {
                story: plan.story.name,
                step: "its end".to_owned(),
                refusal,
            });
        }
        Ok(claim.change())
    }

    fn cast(&self, location: &Location, rng: &mut Rng) -> Result<Cast<'a>, SampleError> {
        let works_for = |person: &&&Person| match &person.membership {
            Membership::Partner { partner, .. } => *partner == location.partner,
            Membership::Vendor => false,
        };
        let admin = self.admins.iter().find(works_for).ok_or(SampleError::NoDemo)?;
        let lead = rng.usize(..self.leads.len());
        Ok(Cast {
            admin,
            reviewer: self.reviewers[rng.usize(..self.reviewers.len())],
            lead: self.leads[lead],
            second_lead: self.leads[(lead + 1) % self.leads.len()],
        })
    }

    fn create(
        &self,
        number: ClaimNumber,
        location: &Location,
        admin: &Person,
        rng: &mut Rng,
    ) -> Result<Create, SampleError> {
        let activities = [
            Activity::Usage,
            Activity::Usage,
            Activity::PreSales,
            Activity::RevenueAssociation,
        ];
        let activity = activities[rng.usize(..activities.len())];
        let programme = self
            .directory
            .reference
            .programmes
            .values()
            .find(|programme| programme.activities.contains(&activity));
        let (customer, customer_contact) = customer(rng)?;
        let count = 2 + rng.usize(..3);
        let lines = rng.choose_multiple(&self.products, count);
        let work = match activity {
            Activity::Usage => "adoption",
            Activity::PreSales => "evaluation",
            Activity::RevenueAssociation => "project",
        };
        let name = lines.first().map(|product| format!("{} {work}", product.name));
        let item = |product: &Product, rng: &mut Rng| LineItem {
            product: product.code.clone(),
            subscription: match product.claimed_by {
                ClaimedBy::Subscription => Some(Guid(Uuid::from_u128(rng.u128(..)))),
                ClaimedBy::Workload => None,
            },
            term_ends_on: None,
        };
        let lines = lines
            .iter()
            .map(|product| LineEdit::New(LineId(self.env.new_id()), item(product, rng)))
            .collect();
        let details = Details {
            name: name.map(|name| Name::parse(&name)).transpose()?,
            programme: programme.map(|programme| programme.code.clone()),
            activity: Some(activity),
            customer,
            customer_contact,
            partner_contact: Contact {
                name: Some(admin.name.clone()),
                email: Some(admin.email.clone()),
                ..Contact::default()
            },
            ..Details::empty(location.id.clone())
        };
        Ok(Create {
            id: ClaimId(self.env.new_id()),
            number,
            details,
            lines,
        })
    }

    fn take(
        &self,
        step: Step,
        claim: &mut Composition<'_>,
        cast: &Cast<'_>,
        at: Instant,
        rng: &mut Rng,
    ) -> Result<(), Refusal> {
        let Some((actor, command)) = self.command(step, claim, cast, rng) else {
            return Ok(());
        };
        claim.run(&actor, at, command, &[], Renews::Known)
    }

    /// The command of a step; none where the claim has nothing to do it to, like a second line to decline.
    fn command(
        &self,
        step: Step,
        composition: &Composition<'_>,
        cast: &Cast<'_>,
        rng: &mut Rng,
    ) -> Option<(Actor, Command)> {
        let claim = composition.claim();
        let admin = Actor::Person(cast.admin.clone());
        let reviewer = Actor::Person(cast.reviewer.clone());
        let customer = Actor::Customer {
            claim: claim.id,
            round: claim.consent_rounds,
        };
        // In a dispute a lead decides who hasn't decided before (four eyes).
        let judge = match (claim.in_dispute(), claim.deciders.contains(&cast.lead.id)) {
            (false, _) => reviewer.clone(),
            (true, false) => Actor::Person(cast.lead.clone()),
            (true, true) => Actor::Person(cast.second_lead.clone()),
        };
        let claimed: Vec<LineId> = claim.lines_in(LineState::Claimed).collect();
        let covered: Vec<LineId> = claim.lines_in(LineState::Covered).collect();
        let say = |text: &str| Note::parse(text).ok();
        Some(match step {
            Step::Document => (admin, Command::AddDocument(self.document(cast, rng)?)),
            Step::Comment => {
                let text = say("Which page shows the second wave?")?;
                (
                    reviewer,
                    Command::Comment {
                        id: self.comment_id(),
                        text,
                        visibility: Visibility::Shared,
                    },
                )
            }
            Step::Note => {
                let text = say("Checked the signature against last year's contract.")?;
                (
                    reviewer,
                    Command::Comment {
                        id: self.comment_id(),
                        text,
                        visibility: Visibility::Internal,
                    },
                )
            }
            Step::Submit => (admin, Command::Submit),
            Step::StartReview => (reviewer, Command::StartReview),
            Step::Request => {
                let reasons = vec![
                    InformationReason::MissingCustomerAcknowledgment,
                    InformationReason::MissingProducts,
                ];
                let comment = say(
                    "The signed acceptance covers only part of the work. Please send the page that names the rest, or take that line off.",
                )?;
                let remove_lines = claimed
                    .last()
                    .copied()
                    .filter(|_| claimed.len() > 1)
                    .into_iter()
                    .collect();
                (
                    judge,
                    Command::RequestInformation {
                        reasons,
                        comment,
                        remove_lines,
                    },
                )
            }
            Step::Resubmit => {
                let remove_lines = claim
                    .request()
                    .map(|request| request.remove_lines.clone())
                    .unwrap_or_default();
                (
                    admin,
                    Command::Resubmit {
                        comment: say("We took the line off; page 2 shows the rest."),
                        remove_lines,
                    },
                )
            }
            Step::Approve => (
                judge,
                Command::Approve {
                    covered: claimed,
                    refused: Vec::new(),
                    comment: None,
                },
            ),
            Step::ApproveSome => {
                let (last, rest) = claimed.split_last()?;
                let refused = vec![(*last, LineReason::MissingProducts)];
                (
                    judge,
                    Command::Approve {
                        covered: rest.to_vec(),
                        refused,
                        comment: say("One product isn't in the proof."),
                    },
                )
            }
            Step::Reject => {
                let reasons = vec![RejectionReason::InsufficientPoe];
                (
                    judge,
                    Command::Reject {
                        reasons,
                        comment: say("The document describes another project.")?,
                    },
                )
            }
            Step::Confirm => (
                customer,
                Command::Confirm {
                    comment: None,
                    proof: Proof::LinkAndCode,
                },
            ),
            Step::Decline => (
                customer,
                Command::Decline {
                    lines: None,
                    comment: say("We work with another partner."),
                },
            ),
            Step::DeclineOne => {
                let one = covered.first().copied().filter(|_| covered.len() > 1)?;
                (
                    customer,
                    Command::Decline {
                        lines: Some(vec![one]),
                        comment: None,
                    },
                )
            }
            Step::End => (
                customer,
                Command::End {
                    lines: None,
                    comment: None,
                    proof: Proof::LinkAndCode,
                },
            ),
            Step::NotMe => (
                customer,
                Command::FailNotice {
                    cause: NoticeFailure::NotMe,
                    comment: None,
                },
            ),
            Step::Dispute => (
                admin,
                Command::Dispute {
                    justification: say("The contract names this project on page 3, under its old name."),
                },
            ),
            Step::Withdraw => (
                admin,
                Command::Withdraw {
                    reason: WithdrawalReason::WrongActivity,
                    comment: None,
                },
            ),
            Step::Reopen => {
                let reason = say("The decision rested on a page of another claim.")?;
                (Actor::Person(cast.lead.clone()), Command::Reopen { reason })
            }
        })
    }

    fn comment_id(&self) -> CommentId {
        CommentId(self.env.new_id())
    }

    fn document(&self, cast: &Cast<'_>, rng: &mut Rng) -> Option<Document> {
        let paper = &PAPERS[rng.usize(..PAPERS.len())];
        Some(Document {
            id: DocumentId(self.env.new_id()),
            blob: paper.blob(),
            name: FileName::parse(paper.name).ok()?,
            media_type: "application/pdf".to_owned(),
            size_bytes: i64::try_from(paper.bytes.len()).ok()?,
            sha256: paper.sha256(),
            added_at: self.env.now(),
            added_by: cast.admin.id,
            round: 0,
            condition: DocumentCondition::Available,
        })
    }
}
