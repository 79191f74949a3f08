//! The first claims of every status: those that may still change by their deadlines, the settled ones by their last
//! change.

use domain::claim::Turn;
use domain::party::Scope;
use store::{ClaimSort, PageRequest, PlaceCount, StoreError};
use ui::claims::{ClaimGroup, GroupKind, ListState};

use super::row::row;
use super::state::filter;
use crate::pages::Visit;

/// How many claims there are in each group.
pub(crate) enum Counts {
    /// Of every claim in sight.
    Known(Vec<PlaceCount>),
    /// To be counted where a group isn't shown whole, no further than this.
    Bounded(u16),
}

impl Counts {
    /// Everything the reader sees.
    pub(crate) async fn of(visit: &Visit) -> Result<Counts, StoreError> {
        let scope = Scope::of(&visit.actor);
        Ok(Counts::Known(visit.web.env().store.count_by_place(&scope).await?))
    }

    /// Claims that wait for a side; none where they aren't known.
    pub(crate) fn of_turn(&self, turn: Turn) -> i64 {
        match self {
            Counts::Known(places) => {
                let waiting = places.iter().filter(|each| each.turn == turn);
                waiting.map(|each| each.count).sum()
            }
            Counts::Bounded(_) => 0,
        }
    }

    /// Claims in a group, where they are known.
    pub(crate) fn of_group(&self, kind: GroupKind) -> Option<i64> {
        match self {
            Counts::Known(places) => Some(
                places
                    .iter()
                    .filter(|each| GroupKind::of(each.place.status(), each.place.phase()) == kind)
                    .map(|each| each.count)
                    .sum(),
            ),
            Counts::Bounded(_) => None,
        }
    }
}

/// The groups that have any claim, each with its first ones.
pub(crate) async fn groups(
    visit: &Visit,
    state: &ListState,
    counts: &Counts,
    limit: u16,
) -> Result<Vec<ClaimGroup>, StoreError> {
    let store = &visit.web.env().store;
    let scope = Scope::of(&visit.actor);
    let directory = visit.directory();
    let mut groups = Vec::new();
    for kind in GroupKind::ALL {
        let known = counts.of_group(kind);
        if known == Some(0) {
            continue;
        }
        let alone = kind.alone(state);
        let asked = filter(&alone, visit);
        let order = if kind.is_settled() {
            ClaimSort::UpdatedNewest
        } else {
            ClaimSort::Due
        };
        let found = store
            .list_claims(&scope, &asked, order, &PageRequest::first(limit))
            .await?;
        if found.items.is_empty() {
            continue;
        }
        let here = i64::try_from(found.items.len()).unwrap_or(i64::MAX);
        let total = match (&found.next, known, counts) {
            (None, _, _) => here,
            (Some(_), Some(known), _) => known,
            (Some(_), None, Counts::Bounded(most)) => store.count_claims(&scope, &asked, *most).await?,
            (Some(_), None, Counts::Known(_)) => here,
        };
        let rows = found
            .items
            .iter()
            .map(|stored| row(visit, &directory.reference, &stored.claim, &state.text));
        groups.push(ClaimGroup {
            kind: Some(kind),
            rows: rows.collect(),
            total,
            all: found.next.map(|_| alone.address().to_string()),
        });
    }
    Ok(groups)
}
