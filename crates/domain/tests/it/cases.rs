//! How the tables of cases ask, and how they say what came out.

use domain::claim::{Claim, Command, InvalidField, LineState, Refusal};
use domain::party::Actor;
use testkit::{Persona, Workbench};

/// Who gives a command in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// A person.
    Of(Persona),
    /// The customer through the newest link.
    Customer,
}

pub const ADMIN: By = By::Of(Persona::Clara);
pub const USER: By = By::Of(Persona::Davi);
pub const GRETA: By = By::Of(Persona::Greta);
pub const HUGO: By = By::Of(Persona::Hugo);
pub const LEAD: By = By::Of(Persona::Judith);
pub const CUSTOMER: By = By::Customer;

impl By {
    pub fn actor(self, bench: &Workbench) -> Actor {
        match self {
            By::Of(persona) => persona.actor(),
            By::Customer => bench.customer(),
        }
    }
}

/// Where the claim stands, `submitted/first`.
pub fn place(claim: &Claim) -> String {
    let place = claim.place();
    match place {
        domain::claim::Place::Discarded => "gone".to_owned(),
        place => format!("{}/{}", place.status().code(), place.phase().code()),
    }
}

/// A refusal's code, with the fields it names.
pub fn refusal(refusal: &Refusal) -> String {
    let named = |code: &str, fields: &[InvalidField]| {
        let fields = fields
            .iter()
            .map(|field| format!(" {}={}", field.pointer, field.code.code()));
        format!("{code}{}", fields.collect::<String>())
    };
    match refusal {
        Refusal::Invalid(fields) => named("invalid", fields),
        Refusal::Incomplete(fields) => named("incomplete", fields),
        Refusal::FixedAfterSubmission(fields) => named("fixed_after_submission", fields),
        other => other.code().to_owned(),
    }
}

/// Runs the command: the claim's place after it, or the refusal; a refused command must leave the claim as it was.
pub fn outcome(mut bench: Workbench, by: By, command: Command) -> String {
    let actor = by.actor(&bench);
    let before = bench.claim.clone();
    match bench.run(&actor, command) {
        Ok(()) => place(&bench.claim),
        Err(refused) => {
            assert_eq!(bench.claim, before, "a refused command changed the claim");
            refusal(&refused)
        }
    }
}

/// The lines' states in order, `covered refused declined`.
pub fn lines(claim: &Claim) -> String {
    let states = claim.lines.iter().map(|line| match line.state {
        LineState::Refused(reason) => format!("refused:{}", reason.code()),
        state => state.code().to_owned(),
    });
    states.collect::<Vec<_>>().join(" ")
}

/// Deadlines as people read them, `queue 2026-09-21, decision 2026-09-28`.
pub fn deadlines(claim: &Claim) -> String {
    let running = claim.deadlines().into_iter();
    let said = running.map(|timer| format!("{} {}", timer.clock.code(), timer.due.due_on));
    said.collect::<Vec<_>>().join(", ")
}

/// A row of a table: the transition's number, the claim, who, what, and what comes of it.
pub type Row = (u8, Workbench, By, Command, &'static str);

/// Every row must come out as it says.
pub fn check(rows: Vec<Row>) {
    for (number, bench, by, command, expected) in rows {
        let asked = format!("{number}: {by:?} {command:?}");
        assert_eq!(outcome(bench, by, command), expected, "{asked}");
    }
}
