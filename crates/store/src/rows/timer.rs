//! Clocks as rows.

use domain::calendar::Due;
use domain::claim::{Clock, Motion, Timer};
use domain::place::ZoneName;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::wire::{Moment, Wire};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimerRow {
    clock: Wire<Clock>,
    due_at: Moment,
    due_on: Wire<Date>,
    zone: Wire<ZoneName>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reminders: Vec<Moment>,
    motion: Wire<Motion>,
}

impl From<&Timer> for TimerRow {
    fn from(timer: &Timer) -> TimerRow {
        let Timer {
            clock,
            due: Due { due_at, due_on, zone },
            reminders,
            motion,
        } = timer;
        TimerRow {
            clock: Wire(*clock),
            due_at: Moment(*due_at),
            due_on: Wire(*due_on),
            zone: Wire(zone.clone()),
            reminders: reminders.iter().copied().map(Moment).collect(),
            motion: Wire(*motion),
        }
    }
}

impl From<TimerRow> for Timer {
    fn from(row: TimerRow) -> Timer {
        let TimerRow {
            clock: Wire(clock),
            due_at: Moment(due_at),
            due_on: Wire(due_on),
            zone: Wire(zone),
            reminders,
            motion: Wire(motion),
        } = row;
        Timer {
            clock,
            due: Due { due_at, due_on, zone },
            reminders: reminders.into_iter().map(|Moment(at)| at).collect(),
            motion,
        }
    }
}
