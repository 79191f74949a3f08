//! A claim's life: state, commands, events, and the pure functions between them.

mod association;
mod change;
mod command;
mod customer;
mod deadline;
mod decide;
mod details;
mod event;
mod evolve;
mod lead;
mod lifecycle;
mod notice;
mod partner;
mod period;
mod permit;
mod place;
mod refusal;
mod reviewer;
mod state;
mod status;

pub use association::{Association, AssociationEnd};
pub use change::{FieldChange, changes};
pub use command::{Command, CommandKind, Create, Proof};
pub use deadline::{Motion, Timer, WakeUp, WakeUpKind};
pub use decide::{BlockedItem, Context, Renews, check_statement, create, decide, lapse};
pub use details::{
    Contact, Customer, Details, Document, DocumentCondition, Line, LineEdit, LineItem, LineState, Payment,
};
pub use event::{AfterAnswer, ConfirmationEffect, Created, Entry, Event, SilenceEffect, Visibility};
pub use evolve::{begin, evolve};
pub use lifecycle::{TRANSITIONS, Transition, Trigger, Who, life_cycle_document};
pub use notice::{Notice, NoticeKind, Recipient, notices};
pub use period::Period;
pub use permit::{Party, may_ever, permit};
pub use place::Place;
pub use refusal::{FieldCode, InvalidField, Refusal};
pub use state::{
    Claim, Consent, ConsentAnswer, ConsentMemory, Decision, Dispute, DisputeAgainst, Extension, InformationRequest,
    NoticeFailure, Notification, Outcome, OutcomeBy, Review, Round, State, Version,
};
pub use status::{
    Activity, Clock, Consequence, EndCause, InformationReason, LineReason, Phase, RejectionReason, SolutionArea,
    Status, Turn, WithdrawalReason,
};
