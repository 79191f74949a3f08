//! The demo's clock: advanced by hand, everything due by then is carried out before the answer.

use std::sync::Arc;

use domain::calendar::{CalendarError, Length};
use domain::instant::Instant;

use crate::clocks::ProgrammeClock;
use crate::env::Env;
use crate::handle::HandleError;
use crate::{outbox, timers};

/// How far to go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Advance {
    /// To an instant.
    To(Instant),
    /// By so many microseconds.
    By(i64),
    /// To the same hour of the review team's next business day.
    BusinessDay,
    /// To the next thing that any claim waits for.
    NextDeadline,
}

/// Why the clock stays.
#[derive(Debug, thiserror::Error)]
pub enum AdvanceError {
    /// The clock is the machine's.
    #[error("this is no demo")]
    NoDemo,
    /// It never goes back.
    #[error("the clock never goes back")]
    Backwards,
    /// Further than dates exist here.
    #[error("beyond the dates this product knows")]
    TooFar,
    /// The review team's calendar names no next business day.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// A due command failed.
    #[error(transparent)]
    Handle(#[from] HandleError),
}

/// Advances the clock and carries out, in order, everything due by then.
pub async fn advance(env: &Arc<Env>, advance: Advance) -> Result<Instant, AdvanceError> {
    let ProgrammeClock::Demo(clock) = &env.programme_clock else {
        return Err(AdvanceError::NoDemo);
    };
    env.look_around().await.map_err(HandleError::from)?;
    let now = clock.now();
    let target = match advance {
        Advance::To(instant) => instant,
        Advance::By(microseconds) => {
            let target = now
                .microseconds()
                .checked_add(microseconds)
                .and_then(Instant::from_microseconds);
            target.ok_or(AdvanceError::TooFar)?
        }
        Advance::BusinessDay => next_business_day(env, now)?,
        Advance::NextDeadline => {
            let next = env.store.next_wake_at().await.map_err(HandleError::from)?;
            next.map_or(now, |next| next.max(now))
        }
    };
    if target < now {
        return Err(AdvanceError::Backwards);
    }
    // Past the year 9000 calendars would run out of days to count.
    if target.timestamp() > LATEST {
        return Err(AdvanceError::TooFar);
    }
    let reached = env.store.advance_demo_clock(target).await.map_err(HandleError::from)?;
    clock.follow(reached);
    timers::catch_up(env).await?;
    outbox::run_waiting(env).await.map_err(HandleError::from)?;
    Ok(clock.now())
}

/// 1 January 2200.
const LATEST: jiff::Timestamp = jiff::Timestamp::constant(7_258_118_400, 0);

fn next_business_day(env: &Env, now: Instant) -> Result<Instant, AdvanceError> {
    let directory = env.directory();
    let calendar = &directory.reference.review_calendar;
    let next = calendar.end_of(now, Length::BusinessDays(1))?.due_on;
    let time = calendar.zone().rules().to_datetime(now.timestamp()).time();
    let at = next
        .to_datetime(time)
        .to_zoned(calendar.zone().rules())
        .map_err(|_| AdvanceError::TooFar)?;
    Ok(at.timestamp().into())
}
