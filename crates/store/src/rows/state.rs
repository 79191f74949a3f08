//! A claim's state as rows: only in the claim's own row, where personal values stand in place.

use domain::claim::{Association, AssociationEnd, Consent, Dispute, DisputeAgainst, EndCause};
use domain::claim::{
    ConsentAnswer, Contact, Decision, Extension, InformationReason, InformationRequest, NoticeFailure, Notification,
    Outcome, OutcomeBy, RejectionReason, Review, Round, State, WithdrawalReason,
};
use domain::id::{LineId, LocationId};
use domain::text::Note;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::details::ContactRow;
use super::personal::{Plain, open, open_text, seal};
use super::wire::{Moment, Wire};
use crate::error::StoreError;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum StateRow {
    Editing,
    Submitted(Wire<Round>),
    UnderReview(Wire<Review>),
    AwaitingAnswer(RequestRow),
    ConsentWindow { outcome: OutcomeRow, consent: ConsentRow },
    InForce { outcome: OutcomeRow },
    Ended { outcome: OutcomeRow },
    Disputable { outcome: OutcomeRow, documents_seen: usize },
    Final { outcome: OutcomeRow },
    Discarded,
}

impl StateRow {
    pub(super) fn of(state: &State) -> Result<StateRow, StoreError> {
        Ok(match state {
            State::Editing => StateRow::Editing,
            State::Submitted(round) => StateRow::Submitted(Wire(*round)),
            State::UnderReview(review) => StateRow::UnderReview(Wire(*review)),
            State::AwaitingAnswer(request) => StateRow::AwaitingAnswer(RequestRow::from(request)),
            State::ConsentWindow { outcome, consent } => StateRow::ConsentWindow {
                outcome: outcome.into(),
                consent: ConsentRow::of(consent)?,
            },
            State::InForce { outcome } => StateRow::InForce {
                outcome: outcome.into(),
            },
            State::Ended { outcome } => StateRow::Ended {
                outcome: outcome.into(),
            },
            State::Disputable {
                outcome,
                documents_seen,
            } => StateRow::Disputable {
                outcome: outcome.into(),
                documents_seen: *documents_seen,
            },
            State::Final { outcome } => StateRow::Final {
                outcome: outcome.into(),
            },
            State::Discarded => StateRow::Discarded,
        })
    }

    pub(super) fn into_domain(self) -> Result<State, StoreError> {
        Ok(match self {
            StateRow::Editing => State::Editing,
            StateRow::Submitted(Wire(round)) => State::Submitted(round),
            StateRow::UnderReview(Wire(review)) => State::UnderReview(review),
            StateRow::AwaitingAnswer(request) => State::AwaitingAnswer(request.into_domain()?),
            StateRow::ConsentWindow { outcome, consent } => State::ConsentWindow {
                outcome: outcome.into_domain()?,
                consent: consent.into_domain()?,
            },
            StateRow::InForce { outcome } => State::InForce {
                outcome: outcome.into_domain()?,
            },
            StateRow::Ended { outcome } => State::Ended {
                outcome: outcome.into_domain()?,
            },
            StateRow::Disputable {
                outcome,
                documents_seen,
            } => State::Disputable {
                outcome: outcome.into_domain()?,
                documents_seen,
            },
            StateRow::Final { outcome } => State::Final {
                outcome: outcome.into_domain()?,
            },
            StateRow::Discarded => State::Discarded,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestRow {
    reasons: Vec<Wire<InformationReason>>,
    comment: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    remove_lines: Vec<Wire<LineId>>,
    asked_in: Wire<Review>,
    asked_on: Wire<Date>,
    asked_of: Wire<LocationId>,
    documents_seen: usize,
    extension: Wire<Extension>,
}

impl From<&InformationRequest> for RequestRow {
    fn from(request: &InformationRequest) -> RequestRow {
        let InformationRequest {
            reasons,
            comment,
            remove_lines,
            asked_in,
            asked_on,
            asked_of,
            documents_seen,
            extension,
        } = request;
        RequestRow {
            reasons: reasons.iter().copied().map(Wire).collect(),
            comment: comment.as_str().to_owned(),
            remove_lines: remove_lines.iter().copied().map(Wire).collect(),
            asked_in: Wire(*asked_in),
            asked_on: Wire(*asked_on),
            asked_of: Wire(asked_of.clone()),
            documents_seen: *documents_seen,
            extension: Wire(*extension),
        }
    }
}

impl RequestRow {
    fn into_domain(self) -> Result<InformationRequest, StoreError> {
        Ok(InformationRequest {
            reasons: self.reasons.into_iter().map(|Wire(reason)| reason).collect(),
            comment: open_text(&Plain, "request", "comment", self.comment)?,
            remove_lines: self.remove_lines.into_iter().map(|Wire(line)| line).collect(),
            asked_in: self.asked_in.0,
            asked_on: self.asked_on.0,
            asked_of: self.asked_of.0,
            documents_seen: self.documents_seen,
            extension: self.extension.0,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutcomeRow {
    decision: DecisionRow,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    by: Wire<OutcomeBy>,
    at: Moment,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DecisionRow {
    Approved,
    Rejected(Vec<Wire<RejectionReason>>),
    Withdrawn(Wire<WithdrawalReason>),
}

impl From<&Outcome> for OutcomeRow {
    fn from(outcome: &Outcome) -> OutcomeRow {
        let Outcome {
            decision,
            comment,
            by,
            at,
        } = outcome;
        OutcomeRow {
            decision: match decision {
                Decision::Approved => DecisionRow::Approved,
                Decision::Rejected(reasons) => DecisionRow::Rejected(reasons.iter().copied().map(Wire).collect()),
                Decision::Withdrawn(reason) => DecisionRow::Withdrawn(Wire(*reason)),
            },
            comment: comment.as_ref().map(|comment| comment.as_str().to_owned()),
            by: Wire(*by),
            at: Moment(*at),
        }
    }
}

impl OutcomeRow {
    fn into_domain(self) -> Result<Outcome, StoreError> {
        Ok(Outcome {
            decision: match self.decision {
                DecisionRow::Approved => Decision::Approved,
                DecisionRow::Rejected(reasons) => {
                    Decision::Rejected(reasons.into_iter().map(|Wire(reason)| reason).collect())
                }
                DecisionRow::Withdrawn(Wire(reason)) => Decision::Withdrawn(reason),
            },
            comment: open(&Plain, "outcome", "comment", self.comment)?,
            by: self.by.0,
            at: self.at.0,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConsentRow {
    round: u32,
    answer: Wire<ConsentAnswer>,
    notice: NotificationRow,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum NotificationRow {
    Delivered,
    Undeliverable {
        cause: Wire<NoticeFailure>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed: Option<ContactRow>,
    },
}

impl ConsentRow {
    fn of(consent: &Consent) -> Result<ConsentRow, StoreError> {
        let Consent { round, answer, notice } = consent;
        let contact = |contact: &Contact| ContactRow::of(contact, "contact", &mut Plain);
        Ok(ConsentRow {
            round: *round,
            answer: Wire(*answer),
            notice: match notice {
                Notification::Delivered => NotificationRow::Delivered,
                Notification::Undeliverable { cause, proposed } => NotificationRow::Undeliverable {
                    cause: Wire(*cause),
                    proposed: proposed.as_ref().map(contact).transpose()?,
                },
            },
        })
    }

    fn into_domain(self) -> Result<Consent, StoreError> {
        let contact = |contact: ContactRow| contact.into_domain("contact", &Plain);
        Ok(Consent {
            round: self.round,
            answer: self.answer.0,
            notice: match self.notice {
                NotificationRow::Delivered => Notification::Delivered,
                NotificationRow::Undeliverable {
                    cause: Wire(cause),
                    proposed,
                } => Notification::Undeliverable {
                    cause,
                    proposed: proposed.map(contact).transpose()?,
                },
            },
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DisputeRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
    at: Moment,
    against: Wire<DisputeAgainst>,
}

impl DisputeRow {
    pub(super) fn of(dispute: &Dispute) -> Result<DisputeRow, StoreError> {
        let Dispute {
            justification,
            at,
            against,
        } = dispute;
        Ok(DisputeRow {
            justification: seal::<Note>(&mut Plain, "dispute", "justification", justification.as_ref())?,
            at: Moment(*at),
            against: Wire(*against),
        })
    }

    pub(super) fn into_domain(self) -> Result<Dispute, StoreError> {
        Ok(Dispute {
            justification: open(&Plain, "dispute", "justification", self.justification)?,
            at: self.at.0,
            against: self.against.0,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AssociationRow {
    starts_on: Wire<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_force_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ended: Option<EndRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndRow {
    on: Wire<Date>,
    cause: Wire<EndCause>,
}

impl From<&Association> for AssociationRow {
    fn from(association: &Association) -> AssociationRow {
        let Association {
            starts_on,
            in_force_at,
            ended,
        } = association;
        AssociationRow {
            starts_on: Wire(*starts_on),
            in_force_at: in_force_at.map(Moment),
            ended: ended.map(|AssociationEnd { on, cause }| EndRow {
                on: Wire(on),
                cause: Wire(cause),
            }),
        }
    }
}

impl From<AssociationRow> for Association {
    fn from(row: AssociationRow) -> Association {
        Association {
            starts_on: row.starts_on.0,
            in_force_at: row.in_force_at.map(|Moment(at)| at),
            ended: row.ended.map(|end| AssociationEnd {
                on: end.on.0,
                cause: end.cause.0,
            }),
        }
    }
}
