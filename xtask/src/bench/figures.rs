//! What was measured, and what it should be.

use std::time::Duration;

/// What a figure should be.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Goal {
    AtLeast(f64),
    Below(f64),
    /// Told for understanding the others.
    None,
}

/// One line of the report.
pub struct Figure {
    pub name: String,
    pub value: f64,
    pub unit: &'static str,
    pub goal: Goal,
}

impl Figure {
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str, goal: Goal) -> Figure {
        Figure {
            name: name.into(),
            value,
            unit,
            goal,
        }
    }

    pub fn is_met(&self) -> Option<bool> {
        match self.goal {
            Goal::AtLeast(least) => Some(self.value >= least),
            Goal::Below(most) => Some(self.value < most),
            Goal::None => None,
        }
    }

    /// A row of the report's table.
    pub fn row(&self) -> String {
        let goal = match self.goal {
            Goal::AtLeast(least) => format!("≥ {}", number(least)),
            Goal::Below(most) => format!("< {}", number(most)),
            Goal::None => String::new(),
        };
        let met = match self.is_met() {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        };
        format!(
            "| {} | {} {} | {goal} | {met} |",
            self.name,
            number(self.value),
            self.unit
        )
    }
}

/// With as many digits as say something.
fn number(value: f64) -> String {
    match value.abs() {
        least if least >= 100.0 => grouped(value),
        least if least >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Times of one kind of request.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn of(mut times: Vec<Duration>) -> Times {
        times.sort();
        Times(times)
    }

    /// The time that this share of requests stays within, in milliseconds.
    pub fn within_ms(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let index = (last as f64 * share).round() as usize;
        self.0.get(index).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_the_figure_its_goal_and_whether_it_is_met() {
        for (figure, row) in [
            (
                Figure::new("a", 12_345.6, "/s", Goal::AtLeast(6_000.0)),
                "| a | 12,346 /s | ≥ 6,000 | yes |",
            ),
            (
                Figure::new("b", 1.234, "ms", Goal::Below(1.0)),
                "| b | 1.23 ms | < 1.00 | **no** |",
            ),
            (Figure::new("c", 45.67, "MB", Goal::None), "| c | 45.7 MB |  |  |"),
        ] {
            assert_eq!(figure.row(), row);
        }
    }

    #[test]
    fn a_share_of_requests_stays_within_its_time() {
        let times = Times::of((1..=101).rev().map(Duration::from_millis).collect());
        assert_eq!(
            (times.within_ms(0.5), times.within_ms(0.99), times.within_ms(1.0)),
            (51.0, 100.0, 101.0)
        );
    }
}
