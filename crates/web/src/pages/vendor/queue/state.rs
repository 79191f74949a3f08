//! A view of the queue as it stands in an address.

use domain::claim::Activity;
use domain::id::UserId;
use domain::reference::Reference;
use store::{ClaimFilter, ReviewerKey};
use ui::vendor::{QueueFilter, Standing, Whose};

use crate::pages::form::{Form, encoded};

/// What a view is narrowed to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct QueueState {
    /// By choices.
    pub filter: QueueFilter,
    /// By what was typed.
    pub text: String,
}

impl QueueState {
    /// The view of an address; what is unknown in it doesn't narrow.
    pub(crate) fn of(query: &Form) -> QueueState {
        // Views had a parameter of their own for disputes once; addresses live on in bookmarks.
        let standing = [query.get("status"), query.get("phase")];
        QueueState {
            filter: QueueFilter {
                whose: Whose::from_code(query.get("whose")).unwrap_or_default(),
                standing: standing.into_iter().find_map(Standing::from_code),
                programme: query.get("programme").parse().ok(),
                activity: Activity::from_code(query.get("activity")),
                partner: query.get("partner").parse().ok(),
                due_before: query.get("due_before").parse().ok(),
            },
            text: query.get("q").trim().to_owned(),
        }
    }

    /// The view of a text that [`QueueState::query`] made.
    pub(crate) fn parse(query: &str) -> QueueState {
        QueueState::of(&Form::parse(query.as_bytes()))
    }

    /// The address's query, the same for the same view.
    pub(crate) fn query(&self) -> String {
        let filter = &self.filter;
        let pairs = [
            ("whose", filter.whose.code()),
            (
                "status",
                filter
                    .standing
                    .map(|standing| standing.code().to_owned())
                    .unwrap_or_default(),
            ),
            (
                "programme",
                filter.programme.as_ref().map(ToString::to_string).unwrap_or_default(),
            ),
            (
                "activity",
                filter
                    .activity
                    .map(|activity| activity.code().to_owned())
                    .unwrap_or_default(),
            ),
            ("partner", filter.partner.map(|id| id.to_string()).unwrap_or_default()),
            (
                "due_before",
                filter.due_before.map(|day| day.to_string()).unwrap_or_default(),
            ),
            ("q", self.text.clone()),
        ];
        let set = pairs.iter().filter(|(_, value)| !value.is_empty());
        let set: Vec<String> = set.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        set.join("&")
    }

    /// The page of the view.
    pub(crate) fn path(&self) -> String {
        match self.query().as_str() {
            "" => "/queue".to_owned(),
            query => format!("/queue?{query}"),
        }
    }

    /// What the store is asked for.
    pub(crate) fn asked(&self, reader: UserId, reference: &Reference) -> ClaimFilter {
        let filter = &self.filter;
        let (statuses, phases) = match filter.standing {
            Some(Standing::Status(status)) => (vec![status], Vec::new()),
            Some(Standing::Phase(phase)) => (Vec::new(), vec![phase]),
            None => (Vec::new(), Vec::new()),
        };
        let locations = filter.partner.into_iter().flat_map(|partner| {
            let theirs = reference
                .locations
                .values()
                .filter(move |location| location.partner == partner);
            theirs.map(|location| location.id.clone())
        });
        ClaimFilter {
            statuses,
            phases,
            programmes: filter.programme.iter().cloned().collect(),
            activities: filter.activity.into_iter().collect(),
            locations: locations.collect(),
            reviewers: match filter.whose {
                Whose::All => Vec::new(),
                Whose::Mine => vec![ReviewerKey::Person(reader)],
                Whose::Unassigned => vec![ReviewerKey::None],
                Whose::Of(id) => vec![ReviewerKey::Person(id)],
            },
            queue_before: filter.due_before,
            text: (!self.text.is_empty()).then(|| self.text.clone()),
            ..ClaimFilter::default()
        }
    }

    /// The same without what this installation doesn't know: a partner that is gone would show everybody's claims.
    pub(crate) fn known(mut self, reference: &Reference) -> QueueState {
        let filter = &mut self.filter;
        filter.partner = filter.partner.filter(|id| reference.partners.contains_key(id));
        filter.programme = filter
            .programme
            .take()
            .filter(|code| reference.programmes.contains_key(code));
        self
    }
}

#[cfg(test)]
mod tests {
    use domain::claim::Phase;
    use ui::vendor::{QueueFilter, Standing, Whose};

    use super::QueueState;

    #[test]
    fn a_view_is_the_same_after_a_way_through_the_address() {
        let state = QueueState {
            filter: QueueFilter {
                whose: Whose::Unassigned,
                standing: Some(Standing::Phase(Phase::Dispute)),
                due_before: Some(jiff::civil::date(2026, 9, 18)),
                ..QueueFilter::default()
            },
            text: "Clínica & Co".to_owned(),
        };
        assert_eq!(QueueState::parse(&state.query()), state);
        assert_eq!(QueueState::default().path(), "/queue");
        assert_eq!(QueueState::parse("phase=dispute&whose=x").query(), "status=dispute");
    }
}
