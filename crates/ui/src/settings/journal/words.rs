//! The journal's neutral values in words.

use domain::claim::{Activity, SolutionArea};
use domain::party::Role;
use domain::place::Language;
use jiff::civil::{Date, date};

use crate::dates::{day_with_year, weekday};
use crate::settings::forms::{CLOCKS, WEEKDAYS};
use crate::text::Text;

/// More days than this say nothing to a reader.
const RANGES_MAX: usize = 12;

/// Before and after of a field; of days only those that came or went.
pub(super) fn both(text: &Text, field: &str, before: &str, after: &str) -> (String, String) {
    match field {
        "closures" | "working_days" => {
            let (old, new) = (days(before), days(after));
            let only = |some: &[Date], others: &[Date]| {
                let own: Vec<Date> = some.iter().filter(|day| !others.contains(day)).copied().collect();
                say_days(text, &own)
            };
            (only(&old, &new), only(&new, &old))
        }
        _ => (value(text, field, before), value(text, field, after)),
    }
}

/// A value as people say it; what isn't known is said as it is.
fn value(text: &Text, field: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let said = match field {
        "role" => Role::from_code(value).map(|role| text.role(&role)),
        "language" => Language::parse(value)
            .ok()
            .map(|language| text.language_name(&language)),
        "country" => Some(text.country(value)),
        "activities" => all(value, |code| Activity::from_code(code).map(|each| text.activity(&each))),
        "solution_area" => SolutionArea::from_code(value).map(|area| text.area(&area)),
        "weekend" => all(value, |code| day_of_week(text, code)),
        "claimable" | "recognised" | "paid" => validity(text, value),
        "exclusivity" | "claimed_by" | "standing" | "early_confirmation" | "locations" => {
            text.by_code("journal-value", &format!("{field}-{value}"))
        }
        clock if CLOCKS.contains(&clock) => length(text, value),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

fn all(value: &str, say: impl Fn(&str) -> Option<String>) -> Option<String> {
    let said: Option<Vec<String>> = value.split(", ").map(say).collect();
    said.map(|said| said.join(", "))
}

fn day_of_week(text: &Text, code: &str) -> Option<String> {
    let place = WEEKDAYS.iter().position(|each| *each == code)?;
    // Any week does: the first of June 2026 is a Monday.
    let day = date(2026, 6, 1).checked_add(jiff::Span::new().days(i64::try_from(place).ok()?));
    Some(weekday(text, &day.ok()?))
}

/// `5 business_days`
fn length(text: &Text, value: &str) -> Option<String> {
    let (count, unit) = value.split_once(' ')?;
    let count: u16 = count.parse().ok()?;
    match unit {
        "business_days" => Some(text.help_business_days(count)),
        "calendar_days" => Some(text.help_calendar_days(count)),
        _ => None,
    }
}

/// `2026-07-01/2027-06-30`, either end open; `always`.
fn validity(text: &Text, value: &str) -> Option<String> {
    if value == "always" {
        return Some(text.journal_always());
    }
    let (from, until) = value.split_once('/')?;
    let day = |date: &str| date.parse::<Date>().ok().map(|date| day_with_year(text, &date));
    match (day(from), day(until)) {
        (Some(from), Some(until)) => Some(text.journal_from_until(from, until)),
        (Some(from), None) => Some(text.journal_from_day(from)),
        (None, Some(until)) => Some(text.journal_until_day(until)),
        (None, None) => None,
    }
}

fn days(value: &str) -> Vec<Date> {
    value.split(", ").filter_map(|day| day.parse().ok()).collect()
}

/// Days that follow each other as one range.
fn say_days(text: &Text, days: &[Date]) -> String {
    let mut ranges: Vec<(Date, Date)> = Vec::new();
    for day in days.iter().copied() {
        match ranges.last_mut() {
            Some((_, last)) if last.tomorrow().is_ok_and(|next| next == day) => *last = day,
            Some(_) | None => ranges.push((day, day)),
        }
    }
    let say = |(first, last): &(Date, Date)| {
        if first == last {
            day_with_year(text, first)
        } else {
            text.journal_from_until(day_with_year(text, first), day_with_year(text, last))
        }
    };
    let mut said: Vec<String> = ranges.iter().take(RANGES_MAX).map(say).collect();
    if let Some(more) = ranges.len().checked_sub(RANGES_MAX).filter(|more| *more > 0) {
        said.push(text.journal_more_days(more));
    }
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use domain::place::Language;

    use super::both;
    use crate::text::Text;

    #[test]
    fn codes_are_said_in_words_and_days_only_where_they_came_or_went() {
        let text = Text::of(Language::English);
        for (field, before, after, words) in [
            (
                "queue",
                "5 business_days",
                "10 calendar_days",
                "5 business days → 10 calendar days",
            ),
            ("role", "reviewer", "review_lead", "Reviewer → Review lead"),
            ("country", "BR", "SE", "Brazil → Sweden"),
            ("activities", "usage", "usage, pre_sales", "Usage → Usage, Pre-sales"),
            ("weekend", "sat, sun", "fri", "Sat, Sun → Fri"),
            (
                "exclusivity",
                "exclusive",
                "shared",
                "One partner at a time → Several partners",
            ),
            ("standing", "active", "inactive", "Active → Deactivated"),
            ("claimable", "always", "/2027-06-30", "Always → until Wed 30 Jun 2027"),
            (
                "closures",
                "2026-12-24, 2026-12-25",
                "2026-12-25, 2026-12-28, 2026-12-29",
                "Thu 24 Dec 2026 → Mon 28 Dec 2026 – Tue 29 Dec 2026",
            ),
            ("name", "A", "", "A → "),
            ("time_zone", "", "Europe/London", " → Europe/London"),
        ] {
            let (before, after) = both(&text, field, before, after);
            assert_eq!(format!("{before} → {after}"), words, "{field}");
        }
    }
}
