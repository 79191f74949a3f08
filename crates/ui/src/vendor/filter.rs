//! What a view of the queue is narrowed to; all of it stands in the address.

use domain::claim::{Activity, Phase, Status};
use domain::id::{PartnerId, ProgrammeCode, UserId};
use jiff::civil::Date;

/// Which of the waiting claims are shown.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct QueueFilter {
    /// `whose`: everybody's, mine, nobody's or a colleague's.
    pub whose: Whose,
    /// `status`.
    pub standing: Option<Standing>,
    /// `programme`
    pub programme: Option<ProgrammeCode>,
    /// `activity`
    pub activity: Option<Activity>,
    /// `partner`
    pub partner: Option<PartnerId>,
    /// `due_before`: the last day lies before this one.
    pub due_before: Option<Date>,
}

/// Whose claims.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// The reader's.
    Mine,
    /// Nobody's yet.
    Unassigned,
    /// This colleague's.
    Of(UserId),
}

/// Where a claim stands: a status, or a phase whatever the status.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The status.
    Status(Status),
    /// The phase.
    Phase(Phase),
}

impl Whose {
    /// The value in the address; everybody's is empty.
    pub fn code(self) -> String {
        match self {
            Whose::All => String::new(),
            Whose::Mine => "mine".to_owned(),
            Whose::Unassigned => "unassigned".to_owned(),
            Whose::Of(id) => id.to_string(),
        }
    }

    /// The choice of a value.
    pub fn from_code(code: &str) -> Option<Whose> {
        match code {
            "" => Some(Whose::All),
            "mine" => Some(Whose::Mine),
            "unassigned" => Some(Whose::Unassigned),
            id => id.parse().ok().map(Whose::Of),
        }
    }
}

impl Standing {
    /// The phases a waiting claim may have.
    pub const PHASES: [Phase; 4] = [Phase::First, Phase::Resubmission, Phase::Dispute, Phase::Reopened];

    /// The value in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Standing::Status(status) => status.code(),
            Standing::Phase(phase) => phase.code(),
        }
    }

    /// The standing of a value.
    pub fn from_code(code: &str) -> Option<Standing> {
        let status = || Status::from_code(code).map(Standing::Status);
        Phase::from_code(code).map(Standing::Phase).or_else(status)
    }
}

impl QueueFilter {
    pub(crate) fn is_whose(&self, code: &str) -> bool {
        self.whose.code() == code
    }

    pub(crate) fn stands(&self, code: &str) -> bool {
        self.standing.is_some_and(|standing| standing.code() == code)
    }

    pub(crate) fn is_programme(&self, code: &str) -> bool {
        self.programme
            .as_ref()
            .is_some_and(|programme| programme.as_str() == code)
    }

    pub(crate) fn is_activity(&self, activity: &Activity) -> bool {
        self.activity == Some(*activity)
    }

    pub(crate) fn is_partner(&self, key: &str) -> bool {
        self.partner.is_some_and(|partner| partner.to_string() == key)
    }

    /// Whether a filter is in use that the page keeps folded away otherwise.
    pub(crate) fn is_deep(&self) -> bool {
        self.programme.is_some() || self.activity.is_some() || self.partner.is_some()
    }

    pub(crate) fn before(&self) -> String {
        self.due_before.map(|day| day.to_string()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use domain::id::{UserId, Uuid};

    use super::{Standing, Whose};

    #[test]
    fn what_the_address_says_is_read_again() {
        for whose in [
            Whose::All,
            Whose::Mine,
            Whose::Unassigned,
            Whose::Of(UserId(Uuid::nil())),
        ] {
            assert_eq!(Whose::from_code(&whose.code()), Some(whose));
        }
        assert_eq!(Whose::from_code("somebody"), None);
        for phase in Standing::PHASES {
            assert_eq!(Standing::from_code(phase.code()), Some(Standing::Phase(phase)));
        }
        assert_eq!(Standing::from_code("waiting"), None);
    }
}
