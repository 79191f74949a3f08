//! Commands become events, or a refusal: every state change of a claim comes from here.

use super::command::{Command, Create};
use super::deadline::{Motion, Timer, WakeUpKind};
use super::details::{Details, LineEdit};
use super::event::{Created, Event, SilenceEffect, Visibility};
use super::refusal::Refusal;
use super::state::Claim;
use super::status::{Clock, Consequence};
use super::{customer, lead, partner, reviewer};
use crate::calendar::{Calendar, Due, Length};
use crate::id::{ClaimNumber, LocationId, PartnerId};
use crate::instant::Instant;
use crate::party::{Actor, Membership, Person};
use crate::place::ZoneName;
use crate::reference::{Location, Reference};

/// Everything a decision needs besides the claim and the command.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The programme clock, read once per command.
    pub now: Instant,
    /// Who asks.
    pub actor: &'a Actor,
    /// What holds now.
    pub reference: &'a Reference,
    /// Other own claims that block lines of this one (domain.md §2), as the store finds them for the lines that
    /// the command leaves claimed or covered.
    pub blocked: &'a [BlockedItem],
    /// Whether the claim that the statement names in `renews` exists within the partner's claims.
    pub renews: Renews,
}

/// A product and subscription that another own claim claims already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BlockedItem {
    /// The line's statement.
    pub item: super::details::LineItem,
    /// The other claim.
    pub by: ClaimNumber,
}

/// What is known of the claim named in `renews`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Renews {
    /// It is an own claim, or none is named.
    Known,
    /// No such claim within reach.
    Unknown,
}

/// Makes a draft (transition 1).
pub fn create(command: Create, ctx: &Context) -> Result<Event, Refusal> {
    let Actor::Person(Person {
        id,
        membership: Membership::Partner { partner, .. },
        ..
    }) = ctx.actor
    else {
        return Err(Refusal::NotPermitted);
    };
    partner::refuse_invalid(partner::check_statement(&command.details, &command.lines, ctx))?;
    let lines = partner::new_lines(&command.lines);
    partner::refuse_invalid(partner::claimed_twice(&lines, &command.lines))?;
    let location = ctx.own_location(*partner, &command.details.location)?;
    Ok(Event::Created(Box::new(Created {
        id: command.id,
        number: command.number,
        partner: *partner,
        created_by: *id,
        draft_life: ctx.draft_life(location)?,
        details: command.details,
        lines,
    })))
}

/// Judges a command against the claim as it stands after its passed deadlines took effect.
pub fn decide(claim: &Claim, command: Command, ctx: &Context) -> Result<Event, Refusal> {
    claim.permit(ctx.actor, command.kind())?;
    match command {
        Command::Edit { details, lines } => partner::edit(claim, *details, lines, ctx),
        Command::AddDocument(document) => partner::add_document(claim, document, ctx),
        Command::Submit => partner::submit(claim, ctx),
        Command::Discard => Ok(Event::Discarded),
        Command::Resubmit { comment, remove_lines } => partner::resubmit(claim, comment, remove_lines, ctx),
        Command::Withdraw { reason, comment } => partner::withdraw(claim, reason, comment, ctx),
        Command::Dispute { justification } => partner::dispute(claim, justification, ctx),
        Command::RequestExtension { comment } => Ok(Event::ExtensionRequested { comment }),
        Command::NameCustomerContact { contact } => partner::name_customer_contact(contact),
        Command::StartReview => reviewer::start_review(ctx),
        Command::RequestInformation {
            reasons,
            comment,
            remove_lines,
        } => reviewer::request_information(claim, reasons, comment, remove_lines, ctx),
        Command::Approve {
            covered,
            refused,
            comment,
        } => reviewer::approve(claim, covered, refused, comment, ctx),
        Command::Reject { reasons, comment } => reviewer::reject(claim, reasons, comment, ctx),
        Command::ConfirmCustomerContact => reviewer::confirm_customer_contact(claim, ctx),
        Command::Assign { reviewer } => lead::assign(claim, reviewer, ctx),
        Command::Extend { business_days, reason } => lead::extend(claim, business_days, reason, ctx),
        Command::Reopen { reason } => lead::reopen(claim, reason, ctx),
        Command::Comment { id, text, visibility } => Ok(comment(id, text, visibility)),
        Command::Confirm { comment, proof } => customer::confirm(claim, comment, proof, ctx),
        Command::Decline { lines, comment } => customer::decline(claim, lines, comment, ctx),
        Command::End { lines, comment, proof } => customer::end(claim, lines, comment, proof, ctx),
        Command::FailNotice { cause, comment } => Ok(Event::NoticeFailed { cause, comment }),
    }
}

/// Whether the statement can be kept at all: known codes, own location in the actor's scope, known renewal, no line
/// twice. Judged before status, since it concerns the request by itself (api.md, "Which error wins?").
pub fn check_statement(details: &Details, lines: &[LineEdit], ctx: &Context) -> Result<(), Refusal> {
    partner::refuse_invalid(partner::check_statement(details, lines, ctx))
}

fn comment(id: crate::id::CommentId, text: crate::text::Note, visibility: Visibility) -> Event {
    Event::CommentAdded { id, text, visibility }
}

/// The first thing this claim does by itself by `ctx.now`, and the instant it is dated at: its deadline, not the
/// moment somebody noticed. Repeated until there is none, each against the claim after the one before.
pub fn lapse(claim: &Claim, ctx: &Context) -> Result<Option<(Instant, Event)>, Refusal> {
    let Some(wake_up) = claim.next_wake_up().filter(|wake_up| wake_up.at <= ctx.now) else {
        return Ok(None);
    };
    let (at, clock) = (wake_up.at, wake_up.clock);
    let event = match wake_up.what {
        WakeUpKind::Remind => Event::ReminderSent { clock, at },
        WakeUpKind::Lapse => match claim.consequence(clock) {
            Consequence::Escalated => Event::ClockPassed { clock },
            Consequence::Discarded => Event::Discarded,
            Consequence::Final => Event::DisputeWindowLapsed,
            Consequence::InForce => Event::ConsentLapsed {
                effect: SilenceEffect::InForce,
            },
            Consequence::Rejected if clock == Clock::Consent => Event::ConsentLapsed {
                effect: SilenceEffect::Rejected,
            },
            Consequence::Rejected => Event::AnswerLapsed {
                dispute_window: ctx.dispute_window(claim, at)?,
            },
            // No event starts these two clocks yet, so they can't pass; a flag is the harmless answer.
            Consequence::Ended | Consequence::DecidedWithout => Event::ClockPassed { clock },
        },
    };
    Ok(Some((at, event)))
}

impl<'a> Context<'a> {
    pub(super) fn own_location(&self, partner: PartnerId, id: &LocationId) -> Result<&'a Location, Refusal> {
        let in_scope = match self.actor {
            Actor::Person(Person {
                membership: Membership::Partner { locations, .. },
                ..
            }) => locations.contains(id),
            Actor::Person(_) | Actor::Customer { .. } | Actor::Clock => true,
        };
        let found = self.reference.location_of(partner, id).filter(|_| in_scope);
        found.ok_or_else(|| Refusal::field("/location_id", super::refusal::FieldCode::NotFound))
    }

    fn location_calendar(&self, claim: &Claim) -> &'a Calendar {
        self.calendar_of(claim.partner, &claim.details.location)
    }

    /// The location's calendar; the review team's for a location that is gone.
    fn calendar_of(&self, partner: PartnerId, location: &LocationId) -> &'a Calendar {
        let location = self.reference.location_of(partner, location);
        location.map_or(&self.reference.review_calendar, |location| &location.calendar)
    }

    /// The customer's zone, for its window and the dates of its association.
    pub(super) fn customer_calendar(&self, claim: &Claim) -> Calendar {
        Calendar::of_zone(claim.details.customer.zone().unwrap_or_else(ZoneName::utc))
    }

    /// A clock of the review team: at risk on the morning of its last day (domain.md §10).
    pub(super) fn review_timer(&self, clock: Clock, length: Length) -> Result<Timer, Refusal> {
        let calendar = &self.reference.review_calendar;
        let due = calendar.end_of(self.now, length)?;
        Ok(self.at_risk_timer(clock, due))
    }

    fn at_risk_timer(&self, clock: Clock, due: Due) -> Timer {
        let morning = self.reference.review_calendar.at_hour(due.due_on, MORNING);
        let reminders = self.still_to_come([morning]);
        Timer::running(clock, due, reminders)
    }

    /// The decision clock after a pause: moved by the business days d with asked < d ≤ answered (domain.md §6 d).
    pub(super) fn resumed_decision(
        &self,
        claim: &Claim,
        asked_on: jiff::civil::Date,
    ) -> Result<Option<Timer>, Refusal> {
        let Some(timer) = claim.timer(Clock::Decision) else {
            return Ok(None);
        };
        match timer.motion {
            Motion::Passed => Ok(Some(timer.clone())),
            Motion::Paused | Motion::Running => {
                let calendar = &self.reference.review_calendar;
                let days = calendar.business_days_between(asked_on, calendar.date_of(self.now));
                let due = match days {
                    0 => timer.due.clone(),
                    days => calendar.end_after(timer.due.due_on, Length::BusinessDays(days))?,
                };
                Ok(Some(self.at_risk_timer(Clock::Decision, due)))
            }
        }
    }

    /// The partner's time to answer, with its reminders two business days before and on the last day.
    pub(super) fn partner_answer(&self, claim: &Claim) -> Result<Timer, Refusal> {
        let calendar = self.location_calendar(claim);
        let due = calendar.end_of(self.now, self.reference.policy.partner_answer)?;
        Ok(self.answer_timer(calendar, due))
    }

    /// A partner's answer with more time, counted in the deadline's own calendar: that of the location that was
    /// asked, whichever the claim names now (domain.md §6 e).
    pub(super) fn extended_answer(
        &self,
        claim: &Claim,
        asked_of: &LocationId,
        timer: &Timer,
        days: u16,
    ) -> Result<Timer, Refusal> {
        let calendar = self.calendar_of(claim.partner, asked_of);
        let due = calendar.end_after(timer.due.due_on, Length::BusinessDays(days))?;
        Ok(self.answer_timer(calendar, due))
    }

    fn answer_timer(&self, calendar: &Calendar, due: Due) -> Timer {
        let two_before = calendar
            .business_day_before(due.due_on)
            .and_then(|day| calendar.business_day_before(day));
        let mornings = [two_before, Some(due.due_on)].map(|day| day.and_then(|day| calendar.at_hour(day, MORNING)));
        let reminders = self.still_to_come(mornings);
        Timer::running(Clock::PartnerAnswer, due, reminders)
    }

    /// The customer's window.
    pub(super) fn consent(&self, claim: &Claim) -> Result<Timer, Refusal> {
        let due = self
            .customer_calendar(claim)
            .end_of(self.now, self.reference.policy.consent)?;
        Ok(Timer::running(Clock::Consent, due, Vec::new()))
    }

    /// The time to dispute a rejection at `at`; none if the one dispute is used.
    pub(super) fn dispute_window(&self, claim: &Claim, at: Instant) -> Result<Option<Timer>, Refusal> {
        if claim.dispute.is_some() {
            return Ok(None);
        }
        let due = self
            .location_calendar(claim)
            .end_of(at, self.reference.policy.dispute_window)?;
        Ok(Some(Timer::running(Clock::DisputeWindow, due, Vec::new())))
    }

    /// A draft's life from its last edit, with its reminders.
    pub(super) fn draft_life(&self, location: &Location) -> Result<Timer, Refusal> {
        let (calendar, policy) = (&location.calendar, &self.reference.policy);
        let due = calendar.end_of(self.now, policy.draft_life)?;
        let today = calendar.date_of(self.now);
        let mornings = policy.draft_reminders.map(|days| {
            let day = today.checked_add(jiff::Span::new().days(days)).ok()?;
            let day = if calendar.counts(day) {
                day
            } else {
                calendar.business_day_before(day)?
            };
            calendar.at_hour(day, MORNING)
        });
        let reminders = self.still_to_come(mornings);
        Ok(Timer::running(Clock::DraftLife, due, reminders))
    }

    pub(super) fn draft_life_of(&self, claim: &Claim) -> Result<Timer, Refusal> {
        let location = self.reference.location_of(claim.partner, &claim.details.location);
        match location {
            Some(location) => self.draft_life(location),
            None => Err(Refusal::field("/location_id", super::refusal::FieldCode::NotFound)),
        }
    }

    fn still_to_come<const N: usize>(&self, instants: [Option<Instant>; N]) -> Vec<Instant> {
        let mut instants: Vec<Instant> = instants.into_iter().flatten().filter(|at| *at > self.now).collect();
        instants.sort_unstable();
        instants.dedup();
        instants
    }
}

/// Reminders come at eight in the reader's morning (domain.md §10).
const MORNING: i8 = 8;
