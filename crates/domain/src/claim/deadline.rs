//! The clocks of a claim: when they end, what they remind of, and what their passing does (domain.md §6).

use super::state::{Claim, ConsentAnswer, ConsentMemory};
use super::status::{Clock, Consequence};
use crate::calendar::Due;
use crate::instant::Instant;

/// A clock that was started on a claim. Its deadline is fixed then and stored, never recomputed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timer {
    /// Which clock.
    pub clock: Clock,
    /// Its end.
    pub due: Due,
    /// The reminders still to come, in order.
    pub reminders: Vec<Instant>,
    /// What it does now.
    pub motion: Motion,
}

/// What a timer does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Motion {
    /// It runs.
    Running,
    /// It stands still: the decision clock while the partner answers.
    Paused,
    /// It has passed and was flagged; it decides nothing.
    Passed,
}

impl Timer {
    /// A running timer.
    pub fn running(clock: Clock, due: Due, reminders: Vec<Instant>) -> Timer {
        Timer {
            clock,
            due,
            reminders,
            motion: Motion::Running,
        }
    }
}

/// Something to be done at an instant: found in data, carried out through the same door as commands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WakeUp {
    /// When.
    pub at: Instant,
    /// What: a reminder comes before the deadline it reminds of.
    pub what: WakeUpKind,
    /// Of which clock.
    pub clock: Clock,
}

/// What a wake-up does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WakeUpKind {
    /// Reminds.
    Remind,
    /// Lets the deadline take effect.
    Lapse,
}

impl Claim {
    /// Everything this claim waits to do by itself, in no order.
    pub fn wake_ups(&self) -> impl Iterator<Item = WakeUp> + '_ {
        self.timers
            .iter()
            .filter(|timer| timer.motion == Motion::Running)
            .flat_map(|timer| {
                let lapse = WakeUp {
                    at: timer.due.due_at,
                    what: WakeUpKind::Lapse,
                    clock: timer.clock,
                };
                let reminder = |at: &Instant| WakeUp {
                    at: *at,
                    what: WakeUpKind::Remind,
                    clock: timer.clock,
                };
                timer.reminders.iter().map(reminder).chain(std::iter::once(lapse))
            })
    }

    /// The first thing this claim will do by itself.
    pub fn next_wake_up(&self) -> Option<WakeUp> {
        self.wake_ups().min()
    }

    /// The running deadlines, soonest first.
    pub fn deadlines(&self) -> Vec<&Timer> {
        self.timers_in(Motion::Running)
    }

    /// The deadlines that passed without a decision of their own, soonest first.
    pub fn late(&self) -> Vec<&Timer> {
        self.timers_in(Motion::Passed)
    }

    fn timers_in(&self, motion: Motion) -> Vec<&Timer> {
        let mut timers: Vec<&Timer> = self.timers.iter().filter(|timer| timer.motion == motion).collect();
        timers.sort_by_key(|timer| (timer.due.due_at, timer.clock));
        timers
    }

    /// What happens if this clock passes (api.md, "Clocks").
    pub fn consequence(&self, clock: Clock) -> Consequence {
        match clock {
            Clock::Queue | Clock::Review | Clock::Decision | Clock::DisputeAnswer => Consequence::Escalated,
            Clock::PartnerAnswer => Consequence::Rejected,
            Clock::Consent if self.silence_is_consent() => Consequence::InForce,
            Clock::Consent => Consequence::Rejected,
            Clock::DisputeWindow => Consequence::Final,
            Clock::HolderAnswer => Consequence::DecidedWithout,
            Clock::Term => Consequence::Ended,
            Clock::DraftLife => Consequence::Discarded,
        }
    }

    /// Whether the end of the running window would be consent: silence is, or a Yes was recorded after a No.
    pub fn silence_is_consent(&self) -> bool {
        match self.consent_memory {
            ConsentMemory::NeverDeclined => true,
            ConsentMemory::Declined => self
                .consent()
                .is_some_and(|consent| consent.answer == ConsentAnswer::Confirmed),
        }
    }
}
