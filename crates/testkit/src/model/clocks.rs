//! How clocks start, pause and pass (domain.md §6).

use domain::claim::{Clock, Phase, RejectionReason, Status};
use jiff::Timestamp;

use super::calendar::{Calendar, Day};
use super::life::{Deadline, Life};
use super::words::{LineState, Side};

impl Life {
    /// Lets every passed deadline take effect, in order, dated at the deadline.
    pub fn pass(&mut self, now: Timestamp) {
        while self.pass_one(now).is_some() {}
    }

    /// Lets the earliest passed deadline take effect and says which it was.
    pub(super) fn pass_one(&mut self, now: Timestamp) -> Option<Clock> {
        let passed = self.running.iter().filter(|deadline| deadline.due_at <= now);
        let deadline = passed.min_by_key(|deadline| (deadline.due_at, deadline.clock))?.clone();
        self.running.retain(|other| other.clock != deadline.clock);
        let at = deadline.due_at;
        match deadline.clock {
            Clock::Queue | Clock::Review | Clock::Decision | Clock::DisputeAnswer => self.late.push(deadline.clone()),
            Clock::PartnerAnswer => self.reject(vec![RejectionReason::NoPartnerResponse], Side::Clock, false, at),
            Clock::Consent if self.earlier_decline && !self.confirmed => {
                self.turn_lines(LineState::Covered, LineState::Declined);
                self.association = None;
                self.reject(vec![RejectionReason::CustomerDecline], Side::Clock, true, at);
            }
            Clock::Consent => self.come_into_force(at),
            Clock::DisputeWindow => self.go(Status::Rejected, Phase::Final),
            Clock::DraftLife => self.vanish(),
            Clock::HolderAnswer | Clock::Term => {}
        }
        Some(deadline.clock)
    }

    pub(super) fn vanish(&mut self) {
        self.gone = true;
        self.running.clear();
    }

    /// Starts a clock anew.
    pub(super) fn start(&mut self, clock: Clock, now: Timestamp) {
        let location = &self.setup.locations[self.location];
        let (calendar, count, day): (&Calendar, u32, Day) = match clock {
            Clock::Queue => (&self.setup.review, self.setup.queue, Day::Business),
            Clock::Review => (&self.setup.review, self.setup.review_days, Day::Business),
            Clock::Decision => (&self.setup.review, self.setup.decision, Day::Business),
            Clock::DisputeAnswer => (&self.setup.review, self.setup.dispute_answer, Day::Business),
            Clock::PartnerAnswer => (location, self.setup.partner_answer, Day::Business),
            Clock::Consent => (&self.setup.customer, self.setup.consent, Day::Every),
            Clock::DisputeWindow => (location, self.setup.dispute_window, Day::Every),
            Clock::DraftLife => (location, self.setup.draft_life, Day::Every),
            Clock::HolderAnswer | Clock::Term => return,
        };
        let due_on = calendar.days_after(calendar.date_of(now), count, day);
        let due_at = calendar.end_of(due_on);
        let deadline = Deadline {
            clock,
            due_at,
            due_on,
            calendar: calendar.clone(),
            day,
        };
        self.running.retain(|other| other.clock != clock);
        self.running.push(deadline);
    }

    pub(super) fn stop(&mut self, clock: Clock) {
        self.running.retain(|deadline| deadline.clock != clock);
    }

    /// Takes a running decision clock aside; a passed one stays passed.
    pub(super) fn pause_decision(&mut self) {
        self.paused = self
            .running
            .iter()
            .find(|deadline| deadline.clock == Clock::Decision)
            .cloned();
        self.stop(Clock::Decision);
    }

    /// Adds the business days d with request date < d ≤ answer date (rule d).
    pub(super) fn resume_decision(&mut self, asked_on: jiff::civil::Date, now: Timestamp) {
        if let Some(mut deadline) = self.paused.take() {
            let answered_on = deadline.calendar.date_of(now);
            let pause = deadline.calendar.business_days_between(asked_on, answered_on);
            deadline.move_by(pause);
            self.running.push(deadline);
        }
    }

    /// Gives a running clock more of its own days.
    pub(super) fn lengthen(&mut self, clock: Clock, days: u32) {
        for deadline in self.running.iter_mut().filter(|deadline| deadline.clock == clock) {
            deadline.move_by(days);
        }
    }
}

impl Deadline {
    fn move_by(&mut self, days: u32) {
        self.due_on = self.calendar.days_after(self.due_on, days, self.day);
        self.due_at = self.calendar.end_of(self.due_on);
    }
}
