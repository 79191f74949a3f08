//! What a list shows, as its address says it.

use domain::claim::{Activity, Phase, Status, Turn};
use jiff::civil::Date;

use crate::address::Address;

/// All that narrows and orders the list. Several values of one kind mean any of them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ListState {
    /// `q`: how a number, a name, a customer, its domain or its tenant ID begins.
    pub text: String,
    /// `status`.
    pub statuses: Vec<Status>,
    /// `phase`.
    pub phases: Vec<Phase>,
    /// `turn`.
    pub turns: Vec<Turn>,
    /// `programme`: codes.
    pub programmes: Vec<String>,
    /// `activity`.
    pub activities: Vec<Activity>,
    /// `location`: MPN IDs.
    pub locations: Vec<String>,
    /// `due_by`: the last day on which a running clock ends, in the reader's zone.
    pub due_by: Option<Date>,
    /// `sort`; none: the reader's usual order.
    pub sort: Option<ClaimSort>,
}

/// An order that may be asked for, by the codes of the API.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimSort {
    /// The earliest running deadline first.
    Due,
    /// The last changed first.
    Changed,
    /// By number.
    Number,
}

impl ClaimSort {
    /// Every order.
    pub const ALL: [ClaimSort; 3] = [ClaimSort::Due, ClaimSort::Changed, ClaimSort::Number];

    /// The value in the address.
    pub const fn code(self) -> &'static str {
        match self {
            ClaimSort::Due => "due_at",
            ClaimSort::Changed => "-updated_at",
            ClaimSort::Number => "number",
        }
    }

    /// The order of a value.
    pub fn from_code(code: &str) -> Option<ClaimSort> {
        ClaimSort::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

impl ListState {
    /// The list that nothing narrows.
    pub const EVERYTHING: ListState = ListState {
        text: String::new(),
        statuses: Vec::new(),
        phases: Vec::new(),
        turns: Vec::new(),
        programmes: Vec::new(),
        activities: Vec::new(),
        locations: Vec::new(),
        due_by: None,
        sort: None,
    };

    /// The list's address.
    pub fn address(&self) -> Address {
        self.address_of("/claims")
    }

    /// What narrows and orders it, as it stands in the address.
    pub fn query(&self) -> String {
        let address = self.address().to_string();
        address
            .split_once('?')
            .map(|(_, query)| query.to_owned())
            .unwrap_or_default()
    }

    /// The address of the same list in another form.
    pub fn address_of(&self, path: &'static str) -> Address {
        let mut address = Address::of(path).with("q", self.text.as_str());
        for status in &self.statuses {
            address = address.with("status", status.code());
        }
        for phase in &self.phases {
            address = address.with("phase", phase.code());
        }
        for turn in &self.turns {
            address = address.with("turn", turn.code());
        }
        for programme in &self.programmes {
            address = address.with("programme", programme.as_str());
        }
        for activity in &self.activities {
            address = address.with("activity", activity.code());
        }
        for location in &self.locations {
            address = address.with("location", location.as_str());
        }
        let due_by = self.due_by.map(|day| day.to_string());
        address
            .with("due_by", due_by.unwrap_or_default())
            .with("sort", self.sort.map(ClaimSort::code).unwrap_or_default())
    }

    /// The same list in another order.
    pub fn sorted(&self, sort: ClaimSort) -> ListState {
        ListState {
            sort: Some(sort),
            ..self.clone()
        }
    }

    /// Whether anything narrows it.
    pub fn is_narrowed(&self) -> bool {
        let alone = ListState {
            sort: self.sort,
            ..ListState::default()
        };
        *self != alone
    }
}
