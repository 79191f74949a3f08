//! Figures of the claims in scope: how many are where, and how the last ones came to their decision.

use domain::claim::{Place, Turn};
use domain::id::ClaimNumber;
use domain::instant::Instant;
use domain::party::{Reach, Scope};

use super::columns::place_code;
use super::filter::ClaimFilter;
use super::scope::Condition;
use crate::column::{claim_number, count, instant, parsed, unreadable};
use crate::engine::{self, Connection, Row, Value};
use crate::error::StoreError;
use crate::store::Store;

/// How many claims stand somewhere, with whose move it is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlaceCount {
    /// Where.
    pub place: Place,
    /// Whose move it is.
    pub turn: Turn,
    /// How many.
    pub count: i64,
}

/// What moves the decision clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecisionStep {
    /// It starts.
    Submitted,
    /// It stands still after this day.
    Asked,
    /// It goes on after this day.
    Answered,
    /// A reviewer approved or rejected.
    Decided,
}

/// A step on a claim's way to its decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DecisionEntry {
    /// Whose.
    pub claim: ClaimNumber,
    /// What.
    pub step: DecisionStep,
    /// When.
    pub at: Instant,
}

impl DecisionStep {
    const ALL: [DecisionStep; 4] = [
        DecisionStep::Submitted,
        DecisionStep::Asked,
        DecisionStep::Answered,
        DecisionStep::Decided,
    ];

    /// The event types that are this step.
    const fn events(self) -> &'static [&'static str] {
        match self {
            DecisionStep::Submitted => &["submitted"],
            DecisionStep::Asked => &["information_requested"],
            DecisionStep::Answered => &["resubmitted"],
            DecisionStep::Decided => &["approved", "rejected"],
        }
    }

    fn of(event: &str) -> Option<DecisionStep> {
        DecisionStep::ALL
            .into_iter()
            .find(|step| step.events().contains(&event))
    }
}

impl Store {
    /// How many claims of a partner's scope are in each place; places without any are left out. For others, whose
    /// claims are too many to count for a page, nothing.
    pub async fn count_by_place(&self, scope: &Scope) -> Result<Vec<PlaceCount>, StoreError> {
        let Some((sql, values)) = by_place(scope) else {
            return Ok(Vec::new());
        };
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(&values)?;
            let mut counts = Vec::new();
            while let Some(row) = &rows.next()? {
                let place = place(row)?;
                for turn in Turn::ALL.iter().copied() {
                    let count = count(row, turn.code())?;
                    if count > 0 {
                        counts.push(PlaceCount { place, turn, count });
                    }
                }
            }
            Ok(counts)
        })
        .await
    }

    /// How many claims in scope match, counted no further than `most`.
    pub async fn count_claims(&self, scope: &Scope, filter: &ClaimFilter, most: u16) -> Result<i64, StoreError> {
        self.read(|connection| {
            let (sql, values) = matching(connection, scope, filter, most)?;
            let counted = connection.prepare_cached(&sql)?.query_row(&values, |row| row.get(0))?;
            Ok(counted)
        })
        .await
    }

    /// The steps of a partner's claims that changed since an instant, each claim's in their order; at most `most`
    /// claims, the last changed ones. For others nothing.
    pub async fn list_decision_steps(
        &self,
        scope: &Scope,
        since: Instant,
        most: u16,
    ) -> Result<Vec<DecisionEntry>, StoreError> {
        let Some((sql, values)) = decision_steps(scope, since, most) else {
            return Ok(Vec::new());
        };
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let steps = statement.query_map(&values, |row| {
                Ok(DecisionEntry {
                    claim: claim_number(row, "claim_number")?,
                    step: parsed(row, "type", DecisionStep::of)?,
                    at: instant(row, "at")?,
                })
            })?;
            Ok(steps.collect::<Result<_, _>>()?)
        })
        .await
    }
}

fn place(row: &Row<'_>) -> engine::Result<Place> {
    let code = row.text("place")?;
    let found = Place::ALL.into_iter().find(|place| place_code(*place) == code);
    found.ok_or_else(|| unreadable("place"))
}

/// A partner's scope as a condition: only its claims stand in an index of their own.
fn of_partner(scope: &Scope) -> Option<Condition> {
    match scope.reach() {
        Reach::Partner { .. } => {
            let mut condition = Condition::new();
            condition.within(scope);
            Some(condition)
        }
        Reach::Submitted | Reach::Everything | Reach::One(_) | Reach::Nothing => None,
    }
}

fn by_place(scope: &Scope) -> Option<(String, Vec<Value>)> {
    let Condition { sql, values, .. } = of_partner(scope)?;
    // The index is in the order of the places: nothing is sorted.
    let turns: Vec<String> = Turn::ALL
        .iter()
        .map(|turn| format!("count(*) FILTER (WHERE turn = '{0}') AS {0}", turn.code()))
        .collect();
    let sql = format!(
        "SELECT place, {} FROM claim WHERE {sql} GROUP BY place",
        turns.join(", ")
    );
    Some((sql, values))
}

fn matching(
    connection: &Connection<'_>,
    scope: &Scope,
    filter: &ClaimFilter,
    most: u16,
) -> Result<(String, Vec<Value>), StoreError> {
    let mut condition = Condition::new();
    condition.within(scope);
    condition.matching(filter, scope, connection)?;
    // As for a list: few claims are looked at one by one.
    let hint = condition.way.hint();
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM claim {hint} WHERE {} LIMIT {most}) AS found",
        condition.sql
    );
    Ok((sql, condition.values))
}

fn decision_steps(scope: &Scope, since: Instant, most: u16) -> Option<(String, Vec<Value>)> {
    let mut condition = of_partner(scope)?;
    condition.and("claim.updated_at >= ?", [Value::Integer(since.microseconds())]);
    // What was never decided has no step to show.
    condition.and(
        "claim.place NOT IN ('editing/draft', 'submitted/first', 'under_review/first')",
        [],
    );
    let types: Vec<String> = DecisionStep::ALL
        .into_iter()
        .flat_map(DecisionStep::events)
        .map(|event| format!("'{event}'"))
        .collect();
    let sql = format!(
        "SELECT event.claim_number, event.type, event.at
         FROM (SELECT claim.number AS number, claim.updated_at AS updated_at FROM claim WHERE {}
               ORDER BY claim.updated_at DESC, claim.number DESC LIMIT {most}) AS changed
         CROSS JOIN event ON event.claim_number = changed.number
         WHERE event.type IN ({})
         ORDER BY changed.updated_at DESC, changed.number DESC, event.sequence",
        condition.sql,
        types.join(", ")
    );
    Some((sql, condition.values))
}

#[cfg(test)]
mod tests {
    use domain::claim::{Activity, Status};
    use domain::party::Actor;
    use testkit::Persona;

    use super::*;
    use crate::engine::plan;

    fn steps(connection: &Connection<'_>, (sql, values): (String, Vec<Value>)) -> String {
        plan::steps(connection, &sql, &values).join("\n")
    }

    #[test]
    fn figures_run_on_the_partners_indexes() {
        let (_folder, connection) = plan::empty();
        let connection = Connection::Sqlite(&connection);
        for persona in [Persona::Ana, Persona::Davi] {
            let scope = Scope::of(&persona.actor());
            let counted = steps(&connection, by_place(&scope).unwrap());
            assert!(
                counted.contains("COVERING INDEX claim_of_partner_by_place"),
                "{counted}"
            );
            assert!(!counted.contains("TEMP B-TREE"), "{counted}");
            let filter = ClaimFilter {
                statuses: vec![Status::Approved],
                activities: vec![Activity::Usage],
                ..ClaimFilter::default()
            };
            let matching = matching(&connection, &scope, &filter, 1000).unwrap();
            let matching = steps(&connection, matching);
            assert!(matching.contains("INDEX claim_of_partner"), "{matching}");
            let since = Instant::from_microseconds(1).unwrap();
            let steps = steps(&connection, decision_steps(&scope, since, 200).unwrap());
            for part in [
                "COVERING INDEX claim_of_partner_by_update (partner_id=? AND updated_at>?)",
                "SEARCH event USING INDEX sqlite_autoindex_event_1 (claim_number=?)",
            ] {
                assert!(steps.contains(part), "{part}: {steps}");
            }
            // The claims come in their order; only the steps of these few may be sorted.
            let (found, _) = steps.split_once("SEARCH event").unwrap();
            assert!(!found.contains("TEMP B-TREE"), "{steps}");
        }
        let everybody = Scope::of(&Actor::Clock);
        assert!(by_place(&everybody).is_none());
        assert!(decision_steps(&everybody, Instant::from_microseconds(1).unwrap(), 200).is_none());
    }

    #[test]
    fn every_step_is_of_events_that_exist() {
        for step in DecisionStep::ALL {
            for event in step.events() {
                assert_eq!(DecisionStep::of(event), Some(step));
            }
        }
        assert_eq!(DecisionStep::of("answer_lapsed"), None);
    }
}
